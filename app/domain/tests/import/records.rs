//! Rows of companies, contacts, products and deals.
use crate::support::{IMPORTER, ROOT, base, carry_out, guessed};
use domain::deals::{LostKind, Status};
use domain::exchange::{
    Fault, Field, ImportPlan, Kind, Mapping, NotReady, Ref, Severity, Table, Unknown, plan,
};
use domain::id::{CompanyId, DealId, PersonId, StageId};
use domain::lang::{Lang, Say};
use domain::money::{Currency, Money};

fn made(kind: Kind, header: &[&str], rows: &[&[&str]]) -> ImportPlan {
    changed(kind, header, rows, |_| {})
}

fn changed(
    kind: Kind,
    header: &[&str],
    rows: &[&[&str]],
    change: impl Fn(&mut Mapping),
) -> ImportPlan {
    let table = Table::of(header, rows);
    let mut mapping = guessed(&table, kind);
    change(&mut mapping);
    let mut known = base();
    known.add_person(
        PersonId(2),
        "Anna Nowak",
        Some("anna@firm.example"),
        Some(ROOT),
    );
    known.add_company(CompanyId(7), "Znana Sp. z o.o.", Some("5260250995"), None);
    known.add_deal(DealId(7), "STARA-1");
    let plan = plan(&table, &mapping, &known);
    carry_out(&plan);
    plan
}

const DEAL: [&str; 9] = [
    "Numer",
    "Klient",
    "Produkt",
    "Wartość",
    "Etap",
    "Handlowiec",
    "Data utworzenia",
    "Data zamknięcia",
    "Powód utraty",
];

#[test]
fn a_polish_file_of_deals_becomes_deals() {
    let plan = made(
        Kind::Deals,
        &DEAL,
        &[
            &[
                "1",
                "znana sp. z o.o.",
                "Serwis",
                "12 345,50 zł",
                "Negocjacje",
                "anna nowak",
                "1.10.2026",
                "31.12.2026",
                "",
            ],
            &[
                "2",
                "Nowa SA",
                "serwis",
                "1 000 EUR",
                "wygrana",
                "anna@firm.example",
                "2.10.2026",
                "13.11.2026",
                "",
            ],
            &[
                "3",
                "Nowa SA",
                "",
                "500",
                "Przegrana",
                "Anna Nowak",
                "2.10.2026",
                "14.11.2026",
                "cena",
            ],
        ],
    );
    assert_eq!(plan.counts().rejected, 0, "{:?}", plan.problems.kept());
    let (_, deals) = carry_out(&plan);
    assert_eq!(
        (plan.companies.len(), plan.products.len(), deals.len()),
        (1, 1, 3)
    );
    assert_eq!(
        (deals[0].company, deals[0].owner, deals[0].stage),
        (Some(CompanyId(7)), PersonId(2), StageId(2))
    );
    assert_eq!(deals[0].amount, Some(Money::new(1_234_550, Currency::PLN)));
    assert_eq!(deals[0].expected_close.unwrap().to_string(), "2026-12-31");
    assert_eq!(
        (deals[1].status, deals[1].amount.unwrap().currency),
        (Status::Won, Currency::EUR)
    );
    assert_eq!(deals[2].lost_reason.as_ref().unwrap().kind, LostKind::Price);
    assert_eq!(deals[1].title, "Serwis · Nowa SA");
}

#[test]
fn a_bad_cell_rejects_its_row_alone_and_names_the_place() {
    let plan = made(
        Kind::Deals,
        &DEAL,
        &[
            &[
                "1",
                "Nowa SA",
                "",
                "sto złotych",
                "Oferta",
                "Anna Nowak",
                "1.10.2026",
                "",
                "",
            ],
            &[
                "2",
                "Inna SA",
                "",
                "100",
                "Oferta",
                "Anna Nowak",
                "31.02.2026",
                "",
                "",
            ],
            &[
                "3",
                "Trzecia SA",
                "",
                "100",
                "Kosmos",
                "Anna Nowak",
                "",
                "",
                "",
            ],
            &[
                "4",
                "Czwarta SA",
                "",
                "100",
                "Wygrana",
                "Anna Nowak",
                "1.10.2026",
                "",
                "",
            ],
            &[
                "5",
                "Piąta SA",
                "",
                "100",
                "Wygrana",
                "Anna Nowak",
                "13.10.2026",
                "1.10.2026",
                "",
            ],
            &[
                "6",
                "Szósta SA",
                "",
                "100",
                "Wygrana",
                "Anna Nowak",
                "",
                "24.11.2026",
                "",
            ],
            &[
                "7",
                "Siódma SA",
                "",
                "-100",
                "Oferta",
                "Anna Nowak",
                "",
                "",
                "",
            ],
            &[
                "8",
                "Ósma SA",
                "",
                "100,555",
                "Oferta",
                "Anna Nowak",
                "",
                "",
                "",
            ],
            &[
                "9",
                "Dobra SA",
                "",
                "100",
                "Oferta",
                "Anna Nowak",
                "",
                "",
                "",
            ],
        ],
    );
    let faults: Vec<(u32, &Fault)> = plan
        .problems
        .kept()
        .iter()
        .filter(|problem| problem.severity == Severity::Rejected)
        .map(|problem| (problem.line, &problem.fault))
        .collect();
    let order = domain::exchange::DateOrder::DayMonthYear;
    assert_eq!(
        faults,
        [
            (2, &Fault::NotAnAmount),
            (3, &Fault::NotADay { order }),
            (4, &Fault::UnknownStage),
            (5, &Fault::NoClosingDay),
            (6, &Fault::ClosedBeforeOpened),
            (7, &Fault::ClosedInFuture),
            (8, &Fault::NegativeAmount),
            (9, &Fault::AmountTooLarge),
        ]
    );
    // Rejected rows leave no company behind.
    assert_eq!(
        (plan.deals.len(), plan.companies.len(), plan.rejected),
        (1, 1, 8)
    );
    assert_eq!(
        plan.may_run(false),
        Err(NotReady::Rejected { rows: 8, of: 9 })
    );
    assert_eq!(plan.may_run(true), Ok(()));
    assert!(
        plan.problems.kept()[0]
            .say(Lang::Pl)
            .starts_with("linia 2, kolumna „Wartość”, „sto złotych”: To nie jest kwota")
    );
}

#[test]
fn a_deal_of_the_base_is_not_created_again_and_a_repeated_number_is_rejected() {
    let row = |number| {
        [
            number,
            "Nowa SA",
            "",
            "1",
            "Oferta",
            "Anna Nowak",
            "",
            "",
            "",
        ]
    };
    let plan = made(
        Kind::Deals,
        &DEAL,
        &[&row("STARA-1"), &row("N-1"), &row("N-1"), &row("")],
    );
    assert_eq!((plan.deals.len(), plan.already, plan.rejected), (2, 1, 1));
    assert_eq!(plan.problems.of(&Fault::Repeated), 1);
}

#[test]
fn an_unknown_owner_company_or_product_follows_the_mappings_choice() {
    let row: &[&str] = &[
        "1",
        "Obca SA",
        "Obcy produkt",
        "1",
        "Oferta",
        "Nikt Taki",
        "",
        "",
        "",
    ];
    let created = made(Kind::Deals, &DEAL, &[row]);
    assert_eq!(
        (
            created.companies.len(),
            created.products.len(),
            created.deals.len()
        ),
        (1, 1, 1)
    );
    assert_eq!(created.deals[0].draft.owner, Ref::Known(IMPORTER));
    assert_eq!(created.problems.of(&Fault::DefaultOwner), 1);
    let empty = changed(Kind::Deals, &DEAL, &[row], |mapping| {
        mapping.unknown = Unknown::LeaveEmpty
    });
    assert_eq!(
        (
            empty.companies.len(),
            empty.deals.len(),
            empty.deals[0].draft.company
        ),
        (0, 1, None)
    );
    let rejected = changed(Kind::Deals, &DEAL, &[row], |mapping| {
        mapping.unknown = Unknown::Reject
    });
    assert_eq!((rejected.deals.len(), rejected.rejected), (0, 1));
}

#[test]
fn a_stage_is_found_by_the_users_word_for_it() {
    let row: &[&str] = &["1", "Nowa SA", "", "1", "Kosmos", "Anna Nowak", "", "", ""];
    let plan = changed(Kind::Deals, &DEAL, &[row], |mapping| {
        mapping.map_stage("KOSMOS", domain::exchange::StageRef::Known(StageId(2)));
    });
    assert_eq!(
        plan.deals[0].draft.stage,
        domain::exchange::StageRef::Known(StageId(2))
    );
}

#[test]
fn a_wrong_nip_never_blocks_and_a_right_one_finds_the_company() {
    let plan = made(
        Kind::Companies,
        &["Nazwa", "NIP", "Uwagi"],
        &[
            &["Pod innym szyldem", "526-025-09-95", ""],
            &["Zły numer", "526-025-09-90", "ważne"],
            &["Filia", "PL 525 234 17 98", ""],
            &["Filia", "5250001009", ""],
            &["Filia", "", ""],
        ],
    );
    assert_eq!(plan.problems.of(&Fault::AlreadyThere), 1);
    assert_eq!(
        plan.companies[0].draft.note.as_deref(),
        Some("ważne\nNIP: 526-025-09-90")
    );
    let count = |fault: Fault| plan.problems.of(&fault);
    assert!(
        count(Fault::BadNip) >= 1 && plan.rejected <= 1,
        "{:?}",
        plan.problems.kept()
    );
}

#[test]
fn parents_named_later_or_in_a_circle_are_settled() {
    let plan = made(
        Kind::Companies,
        &["Nazwa", "Podmiot nadrzędny"],
        &[
            &["Córka", "Matka"],
            &["Matka", "Babka"],
            &["Babka", "Córka"],
            &["Obca", "Nieznana"],
        ],
    );
    assert_eq!(plan.companies.len(), 4);
    assert_eq!(plan.problems.of(&Fault::ParentCircle), 1);
    assert_eq!(
        plan.problems.of(&Fault::LeftEmpty {
            field: Field::Parent
        }),
        1
    );
    assert_eq!(
        plan.companies
            .iter()
            .filter(|company| company.draft.parent.is_some())
            .count(),
        2
    );
}

#[test]
fn contacts_find_their_company_and_repeat_once() {
    let plan = made(
        Kind::Contacts,
        &["Imię", "Nazwisko", "Firma", "E-mail", "Telefon"],
        &[
            &[
                "Jan",
                "Kos",
                "Znana Sp. z o.o.",
                "jan@znana.example",
                "600 100 200",
            ],
            &["Jan", "Kos", "Nowa SA", "", ""],
            &["jan", "kos", "Nowa SA", "", ""],
            &["Jan", "Kos", "Inna SA", "JAN@znana.example", ""],
        ],
    );
    assert_eq!(
        (plan.contacts.len(), plan.companies.len(), plan.already),
        (2, 1, 2)
    );
    assert_eq!(
        plan.contacts[0].draft.company,
        Some(Ref::Known(CompanyId(7)))
    );
}

#[test]
fn a_row_with_more_cells_than_the_header_is_rejected() {
    let plan = made(
        Kind::Products,
        &["Produkt", "Cena"],
        &[&["Serwis", "10", "", " "], &["Audyt", "10", "zł"]],
    );
    assert_eq!(
        (
            plan.products.len(),
            plan.problems.of(&Fault::CellsBeyondColumns)
        ),
        (1, 1)
    );
}

#[test]
fn the_file_of_problems_cannot_carry_a_formula() {
    let plan = made(
        Kind::Deals,
        &DEAL,
        &[&["1", "X", "", "=cmd|'/c calc'!A1", "Oferta", "", "", "", ""]],
    );
    let csv = plan.problems.to_csv(Lang::Pl);
    assert!(csv.contains(";\"'=cmd|'"), "{csv}");
    assert!(!csv.contains(";=") && csv.starts_with("\u{feff}Plik;Linia;"));
}
