//! The store's answers beside the brute ones.
use super::brute::Brute;
use super::queries;
use super::scene::{SETUP, Scene};
use domain::by::Actor;
use domain::deals::{DealFilter, DealRow, DealSort};
use domain::id::{CompanyId, ContactId, DealId};
use domain::time::{Day, Month};
use std::collections::BTreeSet;
use store::testing::{Everything, everything};
use store::{DealPage, Reading};

/// A few viewers and lists, after every step.
pub(crate) fn some(scene: &mut Scene) {
    let report = scene.store().check().unwrap();
    assert!(
        report.is_clean(),
        "{:#?} after {:#?}",
        report.faults,
        scene.told
    );
    let records = everything(scene.store()).unwrap();
    for _ in 0..2 {
        let viewer = scene.actor();
        let lists = [(); 3].map(|()| (viewer, queries::sort(&mut scene.rng)));
        one(scene, &records, viewer, &lists.map(|(_, sort)| sort));
    }
}

/// Every viewer, every order, both directions.
pub(crate) fn all(scene: &mut Scene) {
    for _ in 0..2 {
        let records = everything(scene.store()).unwrap();
        let people = scene.people.clone().into_iter().map(Actor::Person);
        for viewer in people.chain([SETUP]).collect::<Vec<_>>() {
            one(
                scene,
                &records,
                viewer,
                &queries::sorts().collect::<Vec<_>>(),
            );
        }
        super::commands::wait(scene);
    }
}

fn one(scene: &mut Scene, records: &Everything, viewer: Actor, sorts: &[DealSort]) {
    let (reading, now, today) = (scene.reading(viewer), scene.now, scene.today());
    let brute = Brute::new(reading.firm(), records, viewer, now);
    assert_eq!(reading.who(), &brute.who);
    let context = |scene: &Scene| format!("{viewer:?} after {:#?}", scene.told);
    opens(&reading, &brute, records);
    let whole = brute.rows(&DealFilter::default(), DealSort::default());
    for sort in sorts {
        let filter = match scene.rng.chance(30) {
            true => DealFilter::default(),
            false => queries::filter(scene, &whole),
        };
        let expected = brute.rows(&filter, *sort);
        let size = *scene.rng.pick(&[1, 3, 7, 50]);
        let list = List {
            reading: &reading,
            filter: &filter,
            sort: *sort,
            size,
            today,
        };
        if let Err(what) = list.compare(&expected) {
            panic!("{what}\n{sort:?} {filter:#?} by {size}\n{}", context(scene));
        }
    }
    super::tasks::compare(scene, &reading, &brute, records);
    super::depth::compare(scene, &reading, &brute, &whole);
    super::depth::compare_movement(scene, &reading, &brute);
    super::plan::compare(scene, &reading, &brute, records);
    let months = brute.months();
    let some: Vec<_> = months
        .iter()
        .copied()
        .filter(|_| scene.rng.chance(50))
        .collect();
    assert_eq!(
        reading.stage_sums(None).unwrap(),
        brute.stage_sums(None),
        "{}",
        context(scene)
    );
    assert_eq!(
        reading.stage_sums(Some(&some)).unwrap(),
        brute.stage_sums(Some(&some)),
        "{}",
        context(scene)
    );
    // Whole years too, which have cells of their own.
    for months in [some, years(&months)] {
        assert_eq!(
            reading.closed_sums(&months).unwrap(),
            brute.closed_sums(&months),
            "{months:?} {}",
            context(scene)
        );
    }
    assert_eq!(
        reading.attention(today).unwrap(),
        brute.attention(today),
        "{}",
        context(scene)
    );
    assert_eq!(
        reading.last_closing().unwrap(),
        brute.last_closing(),
        "{}",
        context(scene)
    );
}

/// Every month of the years of these.
fn years(months: &[Month]) -> Vec<Month> {
    let years: BTreeSet<i32> = months.iter().map(|month| month.year).collect();
    let whole = |year| (1..=12).map(move |month| Month { year, month });
    years.into_iter().flat_map(whole).collect()
}

/// Every record opens to whom the oracle says, as they may see it.
fn opens(reading: &Reading, brute: &Brute<'_>, records: &Everything) {
    for deal in &records.deals {
        let view = reading.deal(deal.id).unwrap();
        if let Some(view) = &view {
            assert_eq!(view.rights(), brute.rights(deal));
        }
        assert_eq!(
            view.map(|view| view.into_record()),
            brute.view(deal.clone())
        );
    }
    for company in &records.companies {
        let view = reading.company(company.id).unwrap();
        assert_eq!(
            view.map(|view| view.into_record()),
            brute.view(company.clone())
        );
    }
    for contact in &records.contacts {
        let view = reading.contact(contact.id).unwrap();
        assert_eq!(
            view.map(|view| view.into_record()),
            brute.view(contact.clone())
        );
    }
    assert_eq!(reading.companies_by_name(999).unwrap(), brute.companies());
    assert_eq!(reading.companies_by_name(2).unwrap(), {
        let mut first = brute.companies();
        first.truncate(2);
        first
    });
    for company in &records.companies {
        let named = brute.companies_named(company.name());
        assert_eq!(reading.companies_named(company.name()).unwrap(), named);
        let contacts = brute.contacts_of(company.id);
        assert_eq!(reading.contacts_of(company.id, 999).unwrap(), contacts);
    }
    assert_eq!(reading.deal(DealId(9_999)).unwrap(), None);
    assert_eq!(reading.company(CompanyId(9_999)).unwrap(), None);
    assert_eq!(reading.contact(ContactId(9_999)).unwrap(), None);
}

struct List<'a> {
    reading: &'a Reading,
    filter: &'a DealFilter,
    sort: DealSort,
    size: usize,
    today: Day,
}

impl List<'_> {
    fn compare(&self, expected: &[DealRow]) -> Result<(), String> {
        let pages = self.forwards()?;
        for page in &pages {
            let (count, sums) = (expected.len() as u64, Brute::sums(expected));
            let totals = (page.totals.count, &page.totals.sums, page.totals.exact);
            same("totals", &totals, &(count, &sums, true))?;
        }
        let alone = self.reading.deal_totals(self.filter, self.today).unwrap();
        same("totals alone", &alone, &pages[0].totals)?;
        let sizes = pages
            .iter()
            .rev()
            .skip(1)
            .all(|page| page.rows.len() == self.size);
        same("pages full", &sizes, &true)?;
        let rows: Vec<_> = pages.iter().flat_map(|page| page.rows.clone()).collect();
        same("rows", &rows, &expected.to_vec())?;
        self.backwards(&pages)
    }

    fn page(&self, cursor: Option<&str>) -> DealPage {
        self.reading
            .deals_by(self.filter, self.sort, cursor, self.today, self.size)
            .unwrap()
    }

    fn forwards(&self) -> Result<Vec<DealPage>, String> {
        let mut pages = vec![self.page(None)];
        while let Some(next) = pages.last().and_then(|page| page.next.clone()) {
            if pages.len() > 1_000 {
                return Err("pages never end".to_owned());
            }
            pages.push(self.page(Some(&next)));
        }
        Ok(pages)
    }

    fn backwards(&self, pages: &[DealPage]) -> Result<(), String> {
        same("first page's previous", &pages[0].previous, &None)?;
        for pair in pages.windows(2) {
            let back = self.page(pair[1].previous.as_deref());
            same("page before", &back.rows, &pair[0].rows)?;
            same("its previous", &back.previous, &pair[0].previous)?;
            let again = self.page(back.next.as_deref());
            same("and next again", &again.rows, &pair[1].rows)?;
        }
        Ok(())
    }
}

fn same<T: PartialEq + std::fmt::Debug>(what: &str, found: &T, expected: &T) -> Result<(), String> {
    if found == expected {
        Ok(())
    } else {
        Err(format!("{what}: {found:#?}\nexpected {expected:#?}"))
    }
}
