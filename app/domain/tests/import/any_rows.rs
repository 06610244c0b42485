//! Whatever the rows hold, what is planned can be carried out, and every row is accounted for.
use crate::support::{base, carry_out, guessed};
use domain::exchange::{ImportPlan, Kind, Table, plan};
use domain::lang::Lang;
use proptest::prelude::*;

fn cell() -> impl Strategy<Value = String> {
    let likely = prop::sample::select(vec![
        "",
        " ",
        "Żabka",
        "ZABKA ",
        "Nowa SA",
        "Anna Nowak",
        "admin@firm.example",
        "a@b.pl",
        "tak",
        "nie",
        "1",
        "12 345,50 zł",
        "1.234,5",
        "-5",
        "100 EUR",
        "99999999999999999999",
        "23.11.2026",
        "1/2/2026",
        "31.12.2099",
        "2026-01-05",
        "Oferta",
        "Wygrana",
        "Przegrana",
        "lost",
        "5260250995",
        "526-025-09-90",
        "A > B",
        "A/B/C",
        ">",
        "101",
        "\u{202e}abc",
        "\u{0}",
        "\u{feff}",
        "=1+1",
        "a\nb",
        "PLN",
        "xx",
    ]);
    prop_oneof![4 => likely.prop_map(str::to_owned), 1 => ".{0,12}", 1 => (1_usize..300).prop_map(|long| "x".repeat(long))]
}

fn any_plan() -> impl Strategy<Value = (Kind, Vec<Vec<String>>, ImportPlan)> {
    let kinds = prop::sample::select(Kind::ALL.to_vec());
    let rows = kinds.prop_flat_map(|kind| {
        (
            Just(kind),
            prop::collection::vec(
                prop::collection::vec(cell(), kind.fields().len() + 1),
                0..12,
            ),
        )
    });
    rows.prop_map(|(kind, rows)| {
        let header: Vec<&str> = kind.fields().iter().map(|field| field.key()).collect();
        let cells: Vec<Vec<&str>> = rows
            .iter()
            .map(|row| row.iter().map(String::as_str).collect())
            .collect();
        let slices: Vec<&[&str]> = cells.iter().map(Vec::as_slice).collect();
        let table = Table::of(&header, &slices);
        let mut mapping = guessed(&table, kind);
        for (at, field) in kind.fields().iter().enumerate() {
            mapping.assign(at, Some(*field));
        }
        let planned = plan(&table, &mapping, &base());
        (kind, rows, planned)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn every_plan_is_taken_by_the_records_own_rules((_, _, plan) in any_plan()) {
        carry_out(&plan);
    }

    #[test]
    fn every_row_is_created_rejected_or_there_already((kind, rows, plan) in any_plan()) {
        let filled = rows.iter().filter(|row| row.iter().any(|cell| !cell.trim().is_empty())).count() as u64;
        prop_assert_eq!(plan.rows, filled);
        let created = match kind {
            // A person in two groups stands in two rows.
            Kind::People => return Ok(()),
            Kind::Companies => plan.companies.len(),
            Kind::Contacts => plan.contacts.len(),
            Kind::Products => plan.products.len(),
            Kind::Deals => plan.deals.len(),
        } as u64;
        prop_assert_eq!(created + plan.rejected + plan.already, filled);
    }

    #[test]
    fn what_goes_out_about_any_rows_starts_no_formula((_, _, plan) in any_plan()) {
        for lang in [Lang::Pl, Lang::En] {
            let csv = plan.problems.to_csv(lang);
            for line in csv.trim_start_matches('\u{feff}').split("\r\n") {
                prop_assert!(!line.starts_with(['=', '+', '@', '-', '\t']), "{line}");
            }
        }
    }
}
