//! What lists of other records show of a company.
use super::firm::{DIRECTOR, Firm, NOW, REP, TEAM, draft};
use domain::access::{Action, Lane};
use domain::by::{Actor, By};
use domain::change::Change;
use domain::companies::CompanyChanges;
use domain::contacts::{Card, ContactDraft};
use domain::custody::InCustody;
use domain::deals::{DealFilter, DealSort, SortKey};
use domain::id::{CompanyId, DealId};
use domain::refusal::Refusal;
use store::engine::Space;
use store::testing::rows;

const SECRET: &str = "Kanarek";

fn deal_of(firm: &Firm, company: CompanyId) -> DealId {
    firm.act(REP, move |w| {
        let mut draft = draft(100);
        draft.company = Some(company);
        w.open_deal(draft)
    })
    .unwrap()
}

fn names(firm: &Firm) -> Vec<Option<String>> {
    let reading = firm.reading(REP);
    let sort = DealSort::by(SortKey::Company);
    let page = reading.deals(&DealFilter::default(), sort, None, super::firm::today());
    page.unwrap()
        .rows
        .into_iter()
        .map(|row| row.company_name)
        .collect()
}

fn by() -> By {
    By {
        actor: Actor::Person(REP),
        now: NOW,
    }
}

#[test]
fn a_renamed_company_has_its_new_name_and_place_in_every_list() {
    let firm = Firm::founded();
    let (first, second) = (firm.company("Alfa"), firm.company("Beta"));
    deal_of(&firm, first);
    deal_of(&firm, second);
    firm.act(REP, move |w| {
        w.create_contact(ContactDraft {
            card: Card {
                name: "Jan".into(),
                company: Some(first),
                ..Card::default()
            },
            owner: REP,
            group: TEAM,
            lane: Lane::Normal,
            import: None,
        })
    })
    .unwrap();
    let name = Some(Change::new("Alfa".to_owned(), "Żubr".to_owned()));
    let changes = CompanyChanges {
        name,
        ..CompanyChanges::default()
    };
    firm.act(REP, move |w| w.edit_company(first, changes))
        .unwrap();
    assert_eq!(
        names(&firm),
        [Some("Beta".to_owned()), Some("Żubr".to_owned())]
    );
    assert_eq!(firm.store.check().unwrap().faults, [""; 0]);
}

#[test]
fn a_confidential_name_stands_in_no_index_row() {
    let firm = Firm::founded();
    let company = firm.company(SECRET);
    deal_of(&firm, company);
    let told = || {
        let rows = rows(&firm.store).unwrap().into_iter();
        let of_lists = rows.filter(|(space, _)| *space == Space::Idx);
        let holds = |bytes: &[u8]| {
            bytes
                .windows(SECRET.len())
                .any(|part| part == SECRET.as_bytes())
        };
        of_lists
            .filter(|(_, (key, value))| holds(key) || holds(value))
            .count()
    };
    assert!(told() > 0);
    firm.act(REP, move |w| {
        w.change_company(company, Action::Share, |company| {
            company.set_lane(by(), Lane::Confidential)
        })
    })
    .unwrap();
    assert_eq!((told(), names(&firm)), (0, vec![None]));
    assert_eq!(firm.reading(DIRECTOR).company_stub(company).unwrap(), None);
    assert_eq!(firm.store.check().unwrap().faults, [""; 0]);
}

#[test]
fn a_deleted_company_keeps_its_name_in_its_deals_and_takes_no_new_ones() {
    let firm = Firm::founded();
    let company = firm.company("Alfa");
    deal_of(&firm, company);
    firm.act(REP, move |w| {
        w.change_company(company, Action::Delete, |company| company.delete(by()))
    })
    .unwrap();
    assert_eq!(names(&firm), [Some("Alfa".to_owned())]);
    let another = firm.act(REP, move |w| {
        let mut draft = draft(5);
        draft.company = Some(company);
        w.open_deal(draft)
    });
    assert_eq!(
        another,
        Err(Refusal::Unknown(domain::field::Field::Company))
    );
}

#[test]
fn a_deal_restored_after_its_company_was_renamed_shows_the_new_name() {
    let firm = Firm::founded();
    let company = firm.company("Alfa");
    let deal = deal_of(&firm, company);
    firm.act(REP, move |w| {
        w.change_deal(deal, Action::Delete, |deal, by| deal.delete(by))
    })
    .unwrap();
    let name = Some(Change::new("Alfa".to_owned(), "Beta".to_owned()));
    let changes = CompanyChanges {
        name,
        ..CompanyChanges::default()
    };
    firm.act(REP, move |w| w.edit_company(company, changes))
        .unwrap();
    firm.act(REP, move |w| {
        w.change_deal(deal, Action::Delete, |deal, by| deal.restore(by))
    })
    .unwrap();
    assert_eq!(names(&firm), [Some("Beta".to_owned())]);
    assert!(firm.store.check().unwrap().is_clean());
}
