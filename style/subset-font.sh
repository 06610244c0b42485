#!/bin/sh
# Makes contentum-sans.woff2, the interface font, from Inter 4.1 (npm package `inter-ui` 4.1.1,
# file variable/InterVariable.woff2, SIL OFL 1.1, see OFL.txt). Needs fontTools and brotli.
# Usage: make.sh PATH/InterVariable.woff2 PATH/contentum-sans.woff2
#
# The licence reserves no font name, but "Inter" is its author's mark and a subset is a Modified
# Version: so the family is renamed, while copyright and licence records stay as they are.
set -eu
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT
# One optical size (text), weights 400 to 700: two thirds of the file go.
fonttools varLib.instancer "$1" opsz=14 wght=400:700 -o "$tmp/cut.ttf" --quiet
# Latin-1 (German, French, …), Polish, typographic marks, currency, arrows and comparisons.
fonttools subset "$tmp/cut.ttf" --flavor=woff2 --output-file="$tmp/sub.woff2" \
  --unicodes='U+0020-007E,U+00A0-00FF,U+0104-0107,U+0118,U+0119,U+0131,U+0141-0144,U+0152,U+0153,U+015A,U+015B,U+0179-017C,U+02C6,U+02DA,U+02DC,U+2009,U+202F,U+2013,U+2014,U+2018-201E,U+2022,U+2026,U+2039,U+203A,U+20AC,U+2116,U+2122,U+2190-2193,U+2212,U+2260,U+2264,U+2265' \
  --layout-features='kern,mark,ccmp,locl,tnum,case' --name-IDs='*' --no-hinting --desubroutinize --drop-tables+=DSIG
python3 - "$tmp/sub.woff2" "$2" <<'PY'
import sys
from fontTools.ttLib import TTFont
font = TTFont(sys.argv[1])
names = font["name"]
for record in list(names.names):
    if record.nameID in (1, 16):
        record.string = "Contentum Sans"
    elif record.nameID in (3, 4, 6, 25):
        record.string = "ContentumSans"
    elif record.nameID not in (0, 2, 5, 9, 11, 13, 14, 17) and record.nameID < 256:
        names.names.remove(record)
font.flavor = "woff2"
font.save(sys.argv[2])
PY
