//! The companies of the market and the people there.
use super::{Scene, Subject};
use crate::access::Lane;
use crate::by::Actor;
use crate::companies::{Company, CompanyDraft, Nip, Profile};
use crate::contacts::{Card, Contact, ContactDraft};
use crate::field::Field;
use crate::id::{CompanyId, ContactId, GroupId, PersonId};
use crate::money::{Currency, Money};
use crate::people::{Email, Person};
use crate::text::fold;
use crate::time::Day;

/// Name, sector and place; ten for each team, in the order of the teams.
const COMPANIES: [(&str, &str, &str); 40] = [
    ("Stocznia Żuraw", "Przemysł", "Gdańsk"),
    ("Neptun Hotele", "Hotele", "Gdańsk"),
    ("Bursztyn Software", "Informatyka", "Gdynia"),
    ("Port Logistyka", "Logistyka", "Gdynia"),
    ("Klinika Bryza", "Zdrowie", "Sopot"),
    ("Latarnia Ubezpieczenia", "Finanse", "Gdańsk"),
    ("Kaszubska Piekarnia", "Spożywcza", "Kartuzy"),
    ("Mewa Media", "Media", "Gdańsk"),
    ("Szkoła Wyższa Fala", "Edukacja", "Elbląg"),
    ("Wiatr Energia", "Energetyka", "Słupsk"),
    ("Koziołki Handel", "Handel", "Poznań"),
    ("Warta Maszyny", "Przemysł", "Poznań"),
    ("Malta Clinic", "Zdrowie", "Poznań"),
    ("Bamber Agro", "Rolnictwo", "Leszno"),
    ("Lech Kancelaria", "Usługi prawne", "Poznań"),
    ("Pyra Foods", "Spożywcza", "Gniezno"),
    ("Ratusz Nieruchomości", "Nieruchomości", "Poznań"),
    ("Orbita Telekom", "Telekomunikacja", "Piła"),
    ("Ostrów Transport", "Logistyka", "Ostrów Wielkopolski"),
    ("Gryf Bank Spółdzielczy", "Finanse", "Szczecin"),
    ("Smok Studio", "Informatyka", "Kraków"),
    ("Wawel Consulting", "Doradztwo", "Kraków"),
    ("Tatry Outdoor", "Handel", "Zakopane"),
    ("Huta Nowa Stal", "Przemysł", "Kraków"),
    ("Obwarzanek", "Spożywcza", "Kraków"),
    ("Solna Medycyna", "Zdrowie", "Wieliczka"),
    ("Planty Wydawnictwo", "Media", "Kraków"),
    ("Rynek Główny Hotele", "Hotele", "Kraków"),
    ("Dunajec Energia", "Energetyka", "Tarnów"),
    ("Galicja Kancelaria", "Usługi prawne", "Rzeszów"),
    ("Krasnal Gry", "Informatyka", "Wrocław"),
    ("Odra Logistyka", "Logistyka", "Wrocław"),
    ("Panorama Architekci", "Architektura", "Wrocław"),
    ("Ślęża Motors", "Motoryzacja", "Wrocław"),
    ("Hala Targowa", "Handel", "Wrocław"),
    ("Karkonosze Spa", "Hotele", "Jelenia Góra"),
    ("Miedź Lubin Serwis", "Przemysł", "Lubin"),
    ("Piast Farmacja", "Zdrowie", "Legnica"),
    ("Opole Cement", "Budownictwo", "Opole"),
    ("Ostrów Tumski Fundacja", "Edukacja", "Wrocław"),
];

/// Tax offices of the four teams' cities: the first three digits of a number.
const OFFICES: [[u8; 3]; 4] = [[5, 8, 3], [7, 8, 1], [6, 7, 6], [8, 9, 7]];

pub(super) const FIRST_NAMES: [&str; 12] = [
    "Agata",
    "Bartosz",
    "Celina",
    "Dariusz",
    "Elżbieta",
    "Filip",
    "Grażyna",
    "Hubert",
    "Izabela",
    "Jacek",
    "Kinga",
    "Leszek",
];
pub(super) const LAST_NAMES: [&str; 14] = [
    "Bąk", "Czyż", "Duda", "Głąb", "Jeż", "Kruk", "Łoś", "Mróz", "Pająk", "Sęk", "Śledź", "Wilk",
    "Zając", "Źrebiec",
];
const POSITIONS: [&str; 5] = [
    "Dyrektor administracyjny",
    "Kierownik zakupów",
    "Prezes zarządu",
    "Office manager",
    "Główny księgowy",
];

pub(super) fn enter(scene: &mut Scene) {
    for (number, (name, industry, city)) in (1..).zip(COMPANIES) {
        let team = usize::try_from((number - 1) / 10).unwrap_or_default();
        let group = GroupId(4 + (number - 1) / 10);
        if let Some(owner) = somebody_of(scene, group) {
            let known = scene.days_ago(480 - number);
            company(
                scene,
                CompanyId(number),
                (name, industry, city),
                team,
                (owner, group, known),
            );
        }
    }
}

/// A person of the group, drawn by lot.
pub(super) fn somebody_of(scene: &mut Scene, group: GroupId) -> Option<PersonId> {
    let here = |person: &&Person| person.primary_group() == Some(group);
    let people: Vec<PersonId> = scene
        .cast
        .people
        .iter()
        .filter(here)
        .map(|person| person.id)
        .collect();
    scene.random.pick(&people).copied()
}

/// A company and its people, known to its owner since that day.
pub(super) fn company(
    scene: &mut Scene,
    id: CompanyId,
    (name, industry, city): (&str, &str, &str),
    office: usize,
    (owner, group, known): (PersonId, GroupId, Day),
) {
    let by = scene.at(known, Actor::Person(owner), 9);
    let domain = fold(name).replace(' ', "-");
    let profile = Profile {
        name: name.to_owned(),
        nip: nip(scene, office),
        city: Some(city.to_owned()),
        country: Some("Polska".to_owned()),
        website: Some(format!("https://{domain}.example")),
        industry: Some(industry.to_owned()),
        employees: u32::try_from(scene.random.between(12, 900)).ok(),
        revenue: i64::try_from(scene.random.between(2, 240))
            .ok()
            .map(|millions| Money::major(millions * 1_000_000, Currency::PLN)),
        founded: i32::try_from(scene.random.between(1946, 2021)).ok(),
        ..Profile::default()
    };
    let draft = CompanyDraft {
        profile,
        owner,
        group,
        lane: Lane::Normal,
        import: None,
    };
    if let Some((company, event)) = scene.done(Company::create(by, id, draft)) {
        scene.cast.companies.push(company);
        scene.tell(by, Subject::Company(id), event);
    }
    for _ in 0..scene.random.between(1, 3) {
        contact(scene, id, &domain, (owner, group, known));
    }
}

fn nip(scene: &mut Scene, office: usize) -> Option<Nip> {
    let [a, b, c] = OFFICES.get(office).copied().unwrap_or_default();
    // One number in eleven has no check digit; four tries are enough for forty firms.
    for _ in 0..4 {
        let mut digit = || u8::try_from(scene.random.between(0, 9)).unwrap_or_default();
        let nine = [
            a,
            b,
            c,
            digit(),
            digit(),
            digit(),
            digit(),
            digit(),
            digit(),
        ];
        if let Some(nip) = Nip::of_nine(nine) {
            return Some(nip);
        }
    }
    None
}

fn contact(
    scene: &mut Scene,
    company: CompanyId,
    domain: &str,
    (owner, group, known): (PersonId, GroupId, Day),
) {
    scene.contacts += 1;
    let id = ContactId(scene.contacts);
    let by = scene.at(known, Actor::Person(owner), 10);
    let first = scene.random.pick(&FIRST_NAMES).copied().unwrap_or_default();
    let last = scene.random.pick(&LAST_NAMES).copied().unwrap_or_default();
    let address = format!("{}.{}@{domain}.example", fold(first), fold(last));
    let number = scene.random.between(500, 889);
    let card = Card {
        name: format!("{first} {last}"),
        company: Some(company),
        position: scene
            .random
            .pick(&POSITIONS)
            .map(|&position| position.to_owned()),
        phones: vec![format!("+48 {number} 555 {:03}", id.0)],
        emails: scene
            .done(Email::parse(Field::Email, &address))
            .into_iter()
            .collect(),
        note: None,
    };
    let draft = ContactDraft {
        card,
        owner,
        group,
        lane: Lane::Normal,
        import: None,
    };
    if let Some((contact, event)) = scene.done(Contact::create(by, id, draft)) {
        scene.cast.contacts.push(contact);
        scene.tell(by, Subject::Contact(id), event);
    }
}
