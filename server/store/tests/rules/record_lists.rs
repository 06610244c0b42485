//! Lists of companies and contacts: pages end to end are everything visible, and never more.
use super::firm::{DIRECTOR, Firm, HEAD, REP, SOUTH, STRANGER, TEAM};
use domain::access::{ActionMask, Lane, Share, ShareTo};
use domain::companies::{CompanyDraft, Profile};
use domain::contacts::{Card, ContactDraft};
use domain::custody::InCustody;
use domain::id::{CompanyId, GroupId, PersonId};
use store::{BrowseSort, Reading, RecordPage, StoreError};

const SORTS: [BrowseSort; 3] = [BrowseSort::Name, BrowseSort::Newest, BrowseSort::Updated];

fn company(firm: &Firm, name: String, owner: PersonId, group: GroupId, lane: Lane) -> CompanyId {
    let city = Some("Łódź".to_owned());
    let profile = Profile {
        name,
        city,
        ..Profile::default()
    };
    let draft = CompanyDraft {
        profile,
        owner,
        group,
        lane,
        import: None,
    };
    firm.act(owner, move |w| w.create_company(draft)).unwrap()
}

/// 130 companies of the rep, 70 of a stranger, one of them shared with the rep.
fn world() -> Firm {
    let firm = Firm::founded();
    for number in 0..130 {
        company(
            &firm,
            format!("Alfa {:03}", number * 7 % 130),
            REP,
            TEAM,
            Lane::Normal,
        );
    }
    for number in 0..70 {
        let id = company(
            &firm,
            format!("Beta {number:03}"),
            STRANGER,
            SOUTH,
            Lane::Normal,
        );
        if number == 9 {
            let to = ShareTo::Person(REP);
            let share = Share {
                to,
                mask: ActionMask::READER,
                until: None,
                by: STRANGER,
            };
            firm.act(STRANGER, move |w| {
                let (by, action) = (w.by(), domain::access::Action::Share);
                w.change_company(id, action, |company| company.share(by, share))
            })
            .unwrap();
        }
    }
    firm
}

/// Names of all pages one after another, checked against the way back.
fn all<T: Clone>(
    page: impl Fn(Option<&str>) -> Result<RecordPage<T>, StoreError>,
    name: impl Fn(&T) -> String,
) -> Vec<String> {
    let (mut names, mut pages, mut cursor) = (Vec::new(), Vec::new(), None::<String>);
    loop {
        let page = page(cursor.as_deref()).unwrap();
        let here: Vec<String> = page.rows.iter().map(|row| name(row)).collect();
        assert!(page.exact && here.len() <= store::PAGE);
        names.extend(here.clone());
        pages.push((here, page.previous));
        cursor = page.next;
        if cursor.is_none() {
            assert_eq!(page.count, names.len() as u64);
            break;
        }
    }
    for place in (1..pages.len()).rev() {
        let back = page(pages[place].1.as_deref()).unwrap();
        let back: Vec<String> = back.rows.iter().map(|row| name(row)).collect();
        assert_eq!(back, pages[place - 1].0);
    }
    names
}

fn companies(reading: &Reading, text: Option<&str>, sort: BrowseSort) -> Vec<String> {
    all(
        |cursor| reading.companies(text, sort, cursor),
        |company| company.name().to_owned(),
    )
}

#[test]
fn pages_of_companies_end_to_end_are_what_one_may_see_and_never_more() {
    let firm = world();
    let mut own: Vec<String> = (0..130).map(|number| format!("Alfa {number:03}")).collect();
    own.push("Beta 009".to_owned());
    for sort in SORTS {
        let mut seen = companies(&firm.reading(REP), None, sort);
        if sort != BrowseSort::Name {
            seen.sort();
        }
        assert_eq!(seen, own, "{sort:?}");
        assert_eq!(companies(&firm.reading(STRANGER), None, sort).len(), 70);
        assert_eq!(companies(&firm.reading(DIRECTOR), None, sort).len(), 200);
    }
    assert_eq!(
        companies(&firm.reading(HEAD), None, BrowseSort::Name).len(),
        130
    );
}

#[test]
fn a_text_is_looked_for_among_what_one_may_see_only() {
    let firm = world();
    let found = |who, text| companies(&firm.reading(who), Some(text), BrowseSort::Name);
    assert_eq!(found(REP, "beta lodz"), ["Beta 009"]);
    assert_eq!(found(REP, "alfa").len(), 130);
    assert!(found(STRANGER, "alfa").is_empty());
}

#[test]
fn a_deleted_company_leaves_the_list_and_comes_back() {
    let firm = Firm::founded();
    let id = firm.company("Alfa");
    let action = domain::access::Action::Delete;
    let names = || companies(&firm.reading(REP), None, BrowseSort::Name);
    firm.act(REP, move |w| {
        let by = w.by();
        w.change_company(id, action, |company| company.delete(by))
    })
    .unwrap();
    assert!(names().is_empty());
    firm.act(REP, move |w| {
        let by = w.by();
        w.change_company(id, action, |company| company.restore(by))
    })
    .unwrap();
    assert_eq!(names(), ["Alfa"]);
}

#[test]
fn contacts_of_a_company_are_its_own_and_visible_ones() {
    let firm = Firm::founded();
    let (alfa, beta) = (firm.company("Alfa"), firm.company("Beta"));
    for (name, of) in [("Ewa", alfa), ("Jan", beta), ("Ola", alfa)] {
        let card = Card {
            name: name.to_owned(),
            company: Some(of),
            ..Card::default()
        };
        let lane = Lane::Normal;
        let draft = ContactDraft {
            card,
            owner: REP,
            group: TEAM,
            lane,
            import: None,
        };
        firm.act(REP, move |w| w.create_contact(draft)).unwrap();
    }
    let of = |who, company| {
        let reading = firm.reading(who);
        all(
            |cursor| reading.contacts(company, None, BrowseSort::Name, cursor),
            |contact| contact.name().to_owned(),
        )
    };
    assert_eq!(of(REP, None), ["Ewa", "Jan", "Ola"]);
    assert_eq!(of(REP, Some(alfa)), ["Ola", "Ewa"]);
    assert!(of(STRANGER, None).is_empty() && of(STRANGER, Some(alfa)).is_empty());
}
