//! The companies of a crowd, each in the hands of one who sells.
use super::{DAYS, Staff};
use crate::cast::{Scene, market};
use crate::id::{CompanyId, ContactId};

const WHAT: [&str; 24] = [
    "Stocznia",
    "Hotele",
    "Klinika",
    "Piekarnia",
    "Logistyka",
    "Energia",
    "Kancelaria",
    "Studio",
    "Huta",
    "Wydawnictwo",
    "Transport",
    "Farmacja",
    "Cement",
    "Telekom",
    "Agro",
    "Maszyny",
    "Software",
    "Szkoła",
    "Ubezpieczenia",
    "Meblarnia",
    "Browar",
    "Architekci",
    "Serwis",
    "Handel",
];
const WHOSE: [&str; 30] = [
    "Żuraw",
    "Neptun",
    "Bursztyn",
    "Bryza",
    "Latarnia",
    "Mewa",
    "Fala",
    "Wiatr",
    "Koziołek",
    "Warta",
    "Malta",
    "Lech",
    "Ratusz",
    "Orbita",
    "Gryf",
    "Smok",
    "Wawel",
    "Tatry",
    "Solna",
    "Planty",
    "Dunajec",
    "Galicja",
    "Krasnal",
    "Odra",
    "Panorama",
    "Ślęża",
    "Karkonosze",
    "Miedź",
    "Piast",
    "Tumski",
];
const CITIES: [&str; 12] = [
    "Gdańsk", "Gdynia", "Poznań", "Kraków", "Wrocław", "Łódź", "Lublin", "Rzeszów", "Szczecin",
    "Toruń", "Warszawa", "Zakopane",
];
const INDUSTRIES: [&str; 8] = [
    "Przemysł",
    "Hotele",
    "Zdrowie",
    "Handel",
    "Informatyka",
    "Logistyka",
    "Finanse",
    "Spożywcza",
];
/// Every so many deals bring a company.
const DEALS_PER_COMPANY: u64 = 20;

#[derive(Clone)]
pub(super) struct Customer {
    pub(super) id: CompanyId,
    pub(super) name: String,
    pub(super) contacts: Vec<ContactId>,
}

/// By the place of who sells to them.
pub(super) struct Customers {
    of: Vec<Vec<Customer>>,
    count: u64,
}

impl Customers {
    pub(super) fn none(reps: usize) -> Self {
        Self {
            of: vec![Vec::new(); reps],
            count: 0,
        }
    }

    /// The companies that so many deals need.
    pub(super) fn enter(&mut self, scene: &mut Scene, staff: &Staff, deals: u64) {
        for _ in 0..=deals / DEALS_PER_COMPANY {
            let rep = usize::try_from(self.count).unwrap_or_default() % self.of.len().max(1);
            self.found(scene, staff, rep);
        }
    }

    /// A customer of the rep at this place; a first one is found for who has none.
    pub(super) fn pick(
        &mut self,
        scene: &mut Scene,
        staff: &Staff,
        rep: usize,
    ) -> Option<Customer> {
        if self.of.get(rep).is_none_or(Vec::is_empty) {
            self.found(scene, staff, rep);
        }
        scene.random.pick(self.of.get(rep)?).cloned()
    }

    fn found(&mut self, scene: &mut Scene, staff: &Staff, rep: usize) {
        let Some((owner, group)) = staff.reps.get(rep).copied() else {
            return;
        };
        self.count += 1;
        let id = CompanyId(self.count);
        let mut lot =
            |words: &[&'static str]| scene.random.pick(words).copied().unwrap_or_default();
        let (what, whose, city, industry) =
            (lot(&WHAT), lot(&WHOSE), lot(&CITIES), lot(&INDUSTRIES));
        let name = format!("{what} {whose} {}", self.count);
        let known = scene.days_ago(DAYS + 200);
        let before = scene.contacts;
        let office = usize::try_from(self.count % 4).unwrap_or_default();
        market::company(
            scene,
            id,
            (&name, industry, city),
            office,
            (owner, group, known),
        );
        if let Some(mine) = self.of.get_mut(rep) {
            mine.push(Customer {
                id,
                name,
                contacts: (before + 1..=scene.contacts).map(ContactId).collect(),
            });
        }
    }
}
