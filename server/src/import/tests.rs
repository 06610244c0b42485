//! Files as they come: detected, cut and refused.
use super::{Settings, csv_file, detect, open, read, sales_opportunities};
use domain::exchange::sales_opportunities as sales;
use domain::exchange::{
    Defaults, Delimiter, Dialect, Encoding, Kind, KnownBook, KnownPipeline, KnownStage, Limits,
    Table, Unreadable,
};
use domain::id::{GroupId, PersonId, PipelineId, StageId};
use domain::lang::{Lang, Say};
use domain::money::Currency;
use domain::pipelines::StageKind;
use proptest::prelude::*;
use std::io::{Cursor, Read, Write};
use std::path::PathBuf;

const COMMA: Dialect = Dialect {
    encoding: Encoding::Utf8,
    delimiter: Delimiter::Comma,
    quote: '"',
    header: false,
};

fn small() -> Limits {
    Limits {
        file_bytes: 1 << 20,
        line_bytes: 200,
        columns: 5,
        rows: 6,
        cells: 20,
    }
}

fn cells(table: &Table) -> Vec<Vec<String>> {
    let names = (!table.header().is_empty()).then(|| table.header().to_vec());
    names
        .into_iter()
        .chain(
            table
                .rows()
                .map(|row| row.cells().map(str::to_owned).collect()),
        )
        .collect()
}

fn guess(bytes: &[u8]) -> Dialect {
    detect(bytes, &Limits::default()).unwrap()
}

fn opened(bytes: &[u8]) -> Result<(Table, Dialect), Unreadable> {
    open(Cursor::new(bytes), None, &Limits::default())
}

/// Yields so many bytes of a pattern without holding them.
struct Endless {
    left: u64,
    byte: u8,
}

impl Read for Endless {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let len = buffer
            .len()
            .min(usize::try_from(self.left).unwrap_or(usize::MAX));
        buffer[..len].fill(self.byte);
        self.left -= len as u64;
        Ok(len)
    }
}

#[test]
fn polish_letters_are_read_in_every_encoding() {
    let text = "Nazwa;Miasto\r\nŻółta Gęś;Śrem\r\nĄą Ść Źź;Łódź\r\n";
    let encoded = |encoding: &'static encoding_rs::Encoding| encoding.encode(text).0.into_owned();
    let utf16 = |bytes: fn(u16) -> [u8; 2]| {
        "\u{feff}"
            .encode_utf16()
            .chain(text.encode_utf16())
            .flat_map(bytes)
            .collect::<Vec<u8>>()
    };
    let files = [
        (Encoding::Utf8, text.as_bytes().to_vec()),
        (Encoding::Utf8, format!("\u{feff}{text}").into_bytes()),
        (Encoding::Cp1250, encoded(encoding_rs::WINDOWS_1250)),
        (Encoding::Iso8859_2, encoded(encoding_rs::ISO_8859_2)),
        (Encoding::Utf16Le, utf16(u16::to_le_bytes)),
        (Encoding::Utf16Be, utf16(u16::to_be_bytes)),
    ];
    for (encoding, bytes) in files {
        let (table, dialect) = opened(&bytes).unwrap();
        assert_eq!(
            dialect,
            Dialect {
                encoding,
                delimiter: Delimiter::Semicolon,
                quote: '"',
                header: true
            }
        );
        assert_eq!(
            cells(&table),
            [
                ["Nazwa", "Miasto"],
                ["Żółta Gęś", "Śrem"],
                ["Ąą Ść Źź", "Łódź"]
            ],
            "{encoding:?}"
        );
    }
}

#[test]
fn a_polish_letter_late_in_a_long_file_still_decides() {
    let mut bytes = b"name;city\n".to_vec();
    (0..100_000).for_each(|_| bytes.extend(b"plain;text\n"));
    bytes.extend(encoding_rs::WINDOWS_1250.encode("Świt;Łódź\n").0.iter());
    let (table, dialect) = opened(&bytes).unwrap();
    assert_eq!((dialect.encoding, table.len()), (Encoding::Cp1250, 100_001));
    assert_eq!(table.row(100_000).map(|row| row.cell(0)), Some("Świt"));
}

#[test]
fn the_delimiter_is_the_one_that_rows_agree_on() {
    let files: [(&str, Delimiter); 7] = [
        ("a,b,c\n1,2,3\n", Delimiter::Comma),
        ("a;b\n1,5;2,5\n3,5;4,5\n", Delimiter::Semicolon),
        ("a\tb\nx, y; z\tw\n", Delimiter::Tab),
        ("a|b|c\nx|y|z", Delimiter::Pipe),
        ("name,note\nA,\"x;y\"\nB,\"p;q;r\"\n", Delimiter::Comma),
        ("sep=|\na;b|c\n", Delimiter::Pipe),
        ("single\ncolumn\n", Delimiter::Comma),
    ];
    for (text, delimiter) in files {
        assert_eq!(guess(text.as_bytes()).delimiter, delimiter, "{text:?}");
    }
    assert_eq!(guess(b"'a';'b'\n'x;y';'z'\n").quote, '\'');
    assert!(!guess(b"5;6\n7;8\n").header);
}

#[test]
fn quoted_cells_hold_delimiters_line_breaks_and_quotes() {
    let text = "n,t\n1,\"a,\"\"b\"\"\r\nc\"\n\n2,x \"y\" z\r3,last";
    let table = read(text.as_bytes(), COMMA, &Limits::default()).unwrap();
    let rows = cells(&table);
    assert_eq!(
        rows[1..],
        [["1", "a,\"b\"\nc"], ["2", "x \"y\" z"], ["3", "last"]]
    );
    let lines: Vec<u32> = table.rows().map(|row| row.line()).collect();
    assert_eq!(lines, [1, 2, 5, 6]);
}

#[test]
fn excels_directive_is_no_row() {
    let (table, dialect) = opened(b"sep=;\r\nNazwa;NIP\r\nA;1\r\n").unwrap();
    assert_eq!(
        (dialect.header, cells(&table)),
        (
            true,
            vec![
                vec!["Nazwa".into(), "NIP".into()],
                vec!["A".to_owned(), "1".to_owned()]
            ]
        )
    );
}

#[test]
fn what_is_beyond_the_bounds_is_refused_with_its_line() {
    let refused = |text: &str| read(text.as_bytes(), COMMA, &small()).unwrap_err();
    assert_eq!(
        refused(&format!("a,b\n{}", "x".repeat(201))),
        Unreadable::LineTooLong {
            line: 2,
            limit: 200
        }
    );
    assert_eq!(
        refused("a\n1,2,3,4,5,6\n"),
        Unreadable::TooManyColumns { line: 2, limit: 5 }
    );
    assert_eq!(
        refused(&"a\n".repeat(8)),
        Unreadable::TooManyRows { limit: 6 }
    );
    assert_eq!(
        refused(&"1,2,3,4,5\n".repeat(5)),
        Unreadable::TooManyCells { limit: 20 }
    );
    assert_eq!(
        refused("a,b\n1,\"never closed\n2,x\n"),
        Unreadable::QuoteNeverClosed { line: 2 }
    );
    let long = format!("a\n\"{}\n{}\n", "x".repeat(150), "y".repeat(150));
    assert_eq!(
        refused(&long),
        Unreadable::RowTooLong {
            line: 2,
            limit: 200
        }
    );
    assert_eq!(refused("a\nb\0c\n"), Unreadable::NotText { line: 2 });
    assert_eq!(refused("\n\n"), Unreadable::Empty);
    let header_alone = Dialect {
        header: true,
        ..COMMA
    };
    assert_eq!(
        read(&b"a,b\n"[..], header_alone, &small()),
        Err(Unreadable::Empty)
    );
    assert_eq!(detect(&b""[..], &small()), Err(Unreadable::Empty));
    assert_eq!(
        detect(&vec![b'\n'; 2 << 20][..], &small()),
        Err(Unreadable::TooLarge { limit: 1 << 20 })
    );
}

#[test]
fn exactly_the_bounds_are_accepted() {
    let table = read("1,2,3\n".repeat(6).as_bytes(), COMMA, &small()).unwrap();
    assert_eq!((table.len(), table.width()), (6, 3));
    let longest = "x".repeat(200);
    assert_eq!(read(longest.as_bytes(), COMMA, &small()).unwrap().len(), 1);
}

#[test]
fn a_line_of_a_gigabyte_is_refused_after_two_mebibytes() {
    let mut source = Endless {
        left: 1 << 30,
        byte: b'x',
    };
    let refused = detect(&mut source, &Limits::default());
    assert_eq!(
        refused,
        Err(Unreadable::LineTooLong {
            line: 1,
            limit: 1 << 20
        })
    );
    assert!(source.left > (1 << 30) - (3 << 20));
    let mut source = Endless {
        left: 1 << 30,
        byte: b'x',
    };
    assert!(matches!(
        read(&mut source, COMMA, &Limits::default()),
        Err(Unreadable::LineTooLong { line: 1, .. })
    ));
    assert!(source.left > (1 << 30) - (2 << 20));
}

#[test]
fn a_hundred_thousand_columns_are_refused() {
    let wide = "a,".repeat(100_000);
    assert_eq!(
        read(wide.as_bytes(), COMMA, &Limits::default()),
        Err(Unreadable::TooManyColumns {
            line: 1,
            limit: 500
        })
    );
    assert!(matches!(
        opened(wide.as_bytes()),
        Err(Unreadable::TooManyColumns { .. })
    ));
}

#[test]
fn damaged_utf_8_is_refused_and_not_garbled() {
    let mut bytes = "Nazwa\nZażółć gęślą jaźń\n".repeat(5).into_bytes();
    bytes.extend(b"bad \xff byte\nnext\n");
    assert_eq!(
        opened(&bytes).unwrap_err(),
        Unreadable::BrokenEncoding {
            line: 11,
            encoding: Encoding::Utf8
        }
    );
    let whole = "Zażółć gęślą jaźń ć".as_bytes();
    assert!(matches!(
        opened(&whole[..whole.len() - 1]),
        Err(Unreadable::BrokenEncoding { line: 1, .. })
    ));
    // The user's choice of another encoding is followed.
    let chosen = Dialect {
        encoding: Encoding::Cp1250,
        ..COMMA
    };
    assert!(read(&bytes[..], chosen, &Limits::default()).is_ok());
}

#[test]
fn a_spreadsheet_or_an_archive_is_told_from_text() {
    let archive = b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0";
    assert_eq!(
        opened(archive).unwrap_err(),
        Unreadable::NotText { line: 1 }
    );
    assert_eq!(
        opened(&[0; 4096]).unwrap_err(),
        Unreadable::NotText { line: 1 }
    );
}

#[test]
fn a_source_that_fails_is_told() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
            Err(std::io::Error::other("cable"))
        }
    }
    assert_eq!(
        detect(Broken, &small()),
        Err(Unreadable::Interrupted {
            reason: "cable".into()
        })
    );
}

fn base() -> KnownBook {
    KnownBook::new(
        domain::time::Day::from_ymd_opt(2026, 11, 23).unwrap(),
        Some(GroupId(1)),
    )
}

#[test]
fn a_folder_of_the_data_set_becomes_a_plan() {
    let dir = package_dir().join("../app/domain/tests/fixtures/sales-opportunities");
    let options = sales::Options {
        currency: Currency::USD,
        heads: Vec::new(),
        owner: PersonId(1),
        group: GroupId(1),
    };
    let (plan, report) = sales_opportunities(&dir, &options, &base()).unwrap();
    assert_eq!(
        (
            plan.deals.len(),
            plan.companies.len(),
            plan.rejected,
            report.teams.len()
        ),
        (9, 4, 0, 3)
    );
    let Err(stop) = sales_opportunities(std::path::Path::new("/nowhere"), &options, &base()) else {
        panic!("read a folder that is not there")
    };
    assert!(
        stop.say(Lang::Pl)
            .starts_with("/nowhere/sales_teams.csv: Odczyt pliku")
    );
}

#[test]
fn a_file_of_windows_is_planned_with_a_guessed_and_with_a_kept_mapping() {
    let text = "Klient;Wartość;Etap;Data utworzenia\r\nŻabka;1 234,50 zł;Oferta;23.10.2026\r\nŚwit;2,5;Oferta;1.10.2026\r\n";
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(&encoding_rs::WINDOWS_1250.encode(text).0)
        .unwrap();
    let mut known = base();
    let stage = KnownStage {
        id: StageId(1),
        name: "Oferta".into(),
        kind: StageKind::Open,
    };
    known.add_pipeline(KnownPipeline {
        id: PipelineId(1),
        name: "Sprzedaż".into(),
        stages: vec![stage],
    });
    let defaults = Defaults {
        owner: PersonId(1),
        group: GroupId(1),
        pipeline: None,
    };
    let settings = Settings {
        kind: None,
        currency: Currency::PLN,
        defaults,
        dialect: None,
        mapping: None,
    };
    let first = csv_file(file.path(), settings.clone(), &known).unwrap();
    assert_eq!(
        (first.preview.dialect.encoding, first.mapping.kind),
        (Encoding::Cp1250, Kind::Deals)
    );
    assert_eq!(
        first
            .plan
            .deals
            .iter()
            .map(|deal| deal.draft.amount.unwrap().minor)
            .sum::<i64>(),
        123_700
    );
    assert_eq!((first.plan.companies.len(), first.plan.rejected), (2, 0));
    let again = csv_file(
        file.path(),
        Settings {
            mapping: Some(first.mapping.clone()),
            ..settings
        },
        &known,
    )
    .unwrap();
    assert_eq!((again.plan, again.mapping), (first.plan, first.mapping));
}

/// What the `csv` crate reads, the independent reader.
fn by_csv_crate(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    reader
        .records()
        .map(|row| row.unwrap().iter().map(str::to_owned).collect())
        .collect()
}

fn written(rows: &[Vec<String>], delimiter: Delimiter) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .flexible(true)
        .delimiter(delimiter.sign() as u8)
        .from_writer(Vec::new());
    rows.iter()
        .for_each(|row| writer.write_record(row).unwrap());
    writer.into_inner().unwrap()
}

proptest! {
    #[test]
    fn no_bytes_break_the_reader(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let _ = open(Cursor::new(&bytes), None, &small());
        for encoding in Encoding::ALL {
            let _ = read(&bytes[..], Dialect { encoding, ..COMMA }, &small());
        }
    }

    #[test]
    fn nearly_csv_breaks_no_reader(text in "[a;,\"'\r\n\t|=ż\u{feff} 1./-]{0,200}") {
        let _ = opened(text.as_bytes());
    }

    #[test]
    fn well_formed_files_are_cut_as_the_csv_crate_cuts_them(
        rows in prop::collection::vec(prop::collection::vec("[a-zżŁ ,;\"\n.0-9]{0,8}", 1..5), 1..8)
    ) {
        let bytes = written(&rows, Delimiter::Comma);
        let table = read(&bytes[..], COMMA, &Limits::default());
        let expected = by_csv_crate(std::str::from_utf8(&bytes).unwrap());
        prop_assert_eq!(table.map(|table| cells(&table)).unwrap_or_default(), expected);
    }

    #[test]
    fn chunks_of_any_size_read_alike(cut in 1_usize..50, text in "[aż,\"\r\n]{0,120}") {
        struct Slow<'a>(&'a [u8], usize);
        impl Read for Slow<'_> {
            fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
                let len = self.1.min(self.0.len()).min(buffer.len());
                buffer[..len].copy_from_slice(&self.0[..len]);
                self.0 = &self.0[len..];
                Ok(len)
            }
        }
        let whole = read(text.as_bytes(), COMMA, &Limits::default());
        prop_assert_eq!(read(Slow(text.as_bytes(), cut), COMMA, &Limits::default()), whole);
    }
}

/// Asked while running: a compiled-in path would be of the checkout that filled the build cache.
fn package_dir() -> PathBuf {
    std::env::var_os("CARGO_MANIFEST_DIR")
        .unwrap_or_default()
        .into()
}
