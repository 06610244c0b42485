//! What an import can know before it runs, and what is remembered of it.
use super::firm::{ADMIN, DIRECTOR, Firm, NOW, REP, draft};
use domain::access::AccessRefusal;
use domain::by::{Actor, By};
use domain::exchange::{Defaults, Dialect, Kind, Mapping, Preview, Table};
use domain::id::GroupId;
use domain::money::Currency;
use domain::refusal::Refusal;
use store::Stopped;
use store::testing::dump;

fn by_rep() -> By {
    By {
        actor: Actor::Person(REP),
        now: NOW,
    }
}

#[test]
fn a_rehearsal_answers_as_the_real_thing_and_writes_nothing() {
    let firm = Firm::founded();
    let before = dump(&firm.store).unwrap();
    let promised = firm.store.rehearse(by_rep(), |w| w.open_deal(draft(100)));
    assert_eq!(dump(&firm.store).unwrap(), before);
    assert_eq!(promised.unwrap(), firm.deal(100));
}

#[test]
fn a_rehearsal_refuses_what_the_real_thing_refuses() {
    let firm = Firm::founded();
    let mut wrong = draft(100);
    wrong.title = String::new();
    let (rehearsed, real) = (wrong.clone(), wrong);
    let promised = firm.store.rehearse(by_rep(), |w| w.open_deal(rehearsed));
    let refused = firm.act(REP, |w| w.open_deal(real)).unwrap_err();
    assert_eq!(promised, Err(Stopped::Refused(refused)));
}

fn preview(header: &[&str]) -> Preview {
    Preview::of(&Table::of(header, &[&["a", "b"]]), Dialect::default())
}

fn mapping(header: &[&str], currency: Currency) -> Mapping {
    let defaults = Defaults {
        owner: ADMIN,
        group: GroupId(1),
        pipeline: None,
    };
    Mapping::guess(&preview(header), Kind::Deals, currency, defaults)
}

#[test]
fn one_mapping_is_remembered_for_each_set_of_columns_and_only_administrators_find_it() {
    let firm = Firm::founded();
    let keep = |name: &'static str, mapping: Mapping| {
        firm.act(ADMIN, move |w| w.keep_mapping(name, mapping))
            .unwrap();
    };
    keep("first", mapping(&["Klient", "Kwota"], Currency::PLN));
    keep("other", mapping(&["Kwota", "Klient"], Currency::PLN));
    keep("second", mapping(&["klient ", "KWOTA"], Currency::EUR));
    let found = |person| {
        let seen = preview(&["Klient", "Kwota"]);
        firm.reading(person).mapping_for(&seen).unwrap()
    };
    let kept = found(ADMIN).unwrap();
    assert_eq!(
        (&*kept.name, kept.mapping.currency),
        ("second", Currency::EUR)
    );
    assert_eq!(found(DIRECTOR), None);
    let unknown = firm.reading(ADMIN).mapping_for(&preview(&["Foo", "Bar"]));
    assert_eq!(unknown.unwrap(), None);
    assert!(firm.store.check().unwrap().is_clean());
}

#[test]
fn nobody_but_an_administrator_imports_or_teaches_mappings() {
    let firm = Firm::founded();
    let refusal = Refusal::Access(AccessRefusal::NotAdministrator);
    let wish = mapping(&["Klient", "Kwota"], Currency::PLN);
    let kept = firm.act(DIRECTOR, move |w| w.keep_mapping("x", wish));
    assert_eq!(kept, Err(refusal.clone()));
    let plan = domain::exchange::ImportPlan::default();
    let imported = firm.act(DIRECTOR, move |w| w.import(&plan, "x").map(|(run, _)| run));
    assert_eq!(imported.err(), Some(refusal));
}
