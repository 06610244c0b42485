#!/usr/bin/env bash
# Row 16: the data file may grow no further. Writes are refused with a clear answer, reading goes on, and
# everything acknowledged is there after a restart.
source "$(dirname "$0")/common.sh"

cp -r "$(seeded 180)" "$WORK/full"
room=$(($(stat -c %s "$WORK/full/contentum.redb") + 4 * 1024 * 1024))
# A limit of the file's size stands for the full disk; without the signal the write fails with EFBIG.
trap '' XFSZ
ulimit -S -f $((room / 1024))
serve "$WORK/full"
ulimit -S -f "$(ulimit -H -f)"
cookie=$(sign_in director)

# create NUMBER: where creating a company of that name leads; a refused form comes back as a draft.
create() {
  curl -s -o "$WORK/answer" -w '%{http_code} %{redirect_url}' -H "Cookie: $cookie" -H 'Accept: text/html' -H 'Sec-Fetch-Site: same-origin' \
    -H "Referer: $ADDRESS/companies/new" --data-urlencode "form[name]=Pełny dysk $1" \
    --data-urlencode "form[note]=$(head -c 15000 /dev/zero | tr '\0' x)" "$ADDRESS/api/companies/create"
}

kept=0 refused=
for number in $(seq 2000); do
  led=$(create "$number")
  if [[ $led == *done=created ]]; then kept=$((kept + 1)); else refused=$led && break; fi
done
reading=$(curl -s -o /dev/null -w '%{http_code}' -H "Cookie: $cookie" -H 'Accept: text/html' "$ADDRESS/deals")
stop "$SERVER"
serve "$WORK/full"
cookie=$(sign_in director)
found=$(curl -s -H "Cookie: $cookie" -H 'Accept: text/html' "$ADDRESS/companies?q=Pe%C5%82ny" | grep -o 'data-count="[0-9]*"' | grep -o '[0-9]*')
row 16 "no room left: the write, the list meanwhile" "refused clearly, 200" "${refused:+refused}, $reading"
row 16 "acknowledged before, there after a restart" "all" "$found of $kept"
