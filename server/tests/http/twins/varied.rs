//! A firm changed wherever one person may not see. Invariant: ids, and what that person sees, stay.
use domain::access::oracle::{Oracle, Verdict};
use domain::access::{Action, Guarded, Preset, Principal, RecordAcl};
use domain::cast::{Cast, Subject};
use domain::companies::{Company, Nip, Profile};
use domain::contacts::Contact;
use domain::deals::{Deal, LostKind, LostReason, NextStep, Status};
use domain::events::Event;
use domain::field::Field;
use domain::id::CompanyId;
use domain::money::{Currency, Money};
use domain::people::Email;
use domain::pipelines::StageKind;
use domain::{companies, contacts, deals};
use server::session::now;
use std::collections::BTreeSet;

/// What stands in every free text and every amount that is invisible: letters and digits as they
/// are left when spaces, dots and commas are taken away.
pub(super) const CANARY: [&str; 2] = ["kanarek", "77665"];

/// The firm as `number` tells it to whoever sees everything, and the same as ever to this person.
pub(super) fn vary(mut cast: Cast, key: &str, preset: Preset, number: u32) -> Cast {
    let sees = eyes(&cast, key, preset);
    let (deals, contacts): (Vec<_>, Vec<_>) = (
        cast.deals
            .iter()
            .filter(|one| sees(&one.acl()))
            .cloned()
            .collect(),
        cast.contacts
            .iter()
            .filter(|one| sees(&one.acl()))
            .cloned()
            .collect(),
    );
    // The name of what a visible record is linked with may be shown.
    let named: BTreeSet<_> = deals
        .iter()
        .map(|deal| deal.company)
        .chain(contacts.iter().map(|contact| contact.card.company))
        .flatten()
        .collect();
    let known: BTreeSet<_> = deals
        .iter()
        .flat_map(|deal| &deal.contacts)
        .map(|part| part.contact)
        .collect();
    let unseen = |sees: bool| !sees;
    for one in cast
        .companies
        .iter_mut()
        .filter(|one| unseen(sees(&one.acl())))
    {
        company(one, named.contains(&one.id), number);
    }
    for one in cast
        .contacts
        .iter_mut()
        .filter(|one| unseen(sees(&one.acl())))
    {
        contact(one, known.contains(&one.id), number);
    }
    let pipelines = cast.pipelines.clone();
    let of = |id| pipelines.iter().find(|one| one.id == id).unwrap();
    for one in cast.deals.iter_mut().filter(|one| unseen(sees(&one.acl()))) {
        deal(one, of(one.pipeline), number);
    }
    hush(&mut cast, &sees, number);
    cast
}

/// What this person sees by the words of the model.
fn eyes(cast: &Cast, key: &str, preset: Preset) -> impl Fn(&RecordAcl) -> bool + use<> {
    let oracle = Oracle::new(cast.groups.iter().map(|group| (group.id, group.parent)));
    let person = cast.person(key).unwrap();
    let heads = cast
        .groups
        .iter()
        .filter(|group| group.heads.contains(&person.id));
    let heads = heads.map(|group| group.id).collect();
    let (roles, groups) = (&person.roles, person.groups.clone());
    let who = Principal::assemble(person.id, person.active, roles, preset, groups, heads);
    move |acl| oracle.verdict(&who, Action::Read, acl, now()) == Verdict::Allowed
}

fn word(number: u32, what: &str, id: u64) -> String {
    // Of different lengths and at both ends of the alphabet, so that orders and sizes differ too.
    let end = if number == 1 {
        "Ąa"
    } else {
        "Żółty długi ogon"
    };
    format!("{} kanarek{number} {what} {id}", end)
}

fn money(number: u32, id: u64) -> Option<Money> {
    let more = i64::try_from(id).unwrap() * 100;
    // The second world has amounts a hundred times as high.
    Some(Money::new(
        if number == 1 {
            776_650_001
        } else {
            77_665_000_001
        } + more,
        Currency::PLN,
    ))
}

fn company(one: &mut Company, named: bool, number: u32) {
    let (id, text) = (one.id.0, |what: &str| Some(word(number, what, one.id.0)));
    let name = if named {
        one.profile.name.clone()
    } else {
        word(number, "firma", id)
    };
    one.profile = Profile {
        name,
        nip: nip(number, id),
        regon: text("regon"),
        krs: text("krs"),
        address: text("ulica"),
        postal_code: text("kod"),
        city: text("miasto"),
        country: text("kraj"),
        website: Some(format!("https://kanarek{number}.example")),
        phone: text("telefon"),
        industry: text("branża"),
        employees: Some(7_766_500 + number),
        revenue: money(number, id),
        founded: Some(1900 + i32::try_from(number).unwrap()),
        note: text("notatka"),
        ..one.profile.clone()
    };
}

/// The tax number of an invisible company in this world.
fn nip(number: u32, id: u64) -> Option<Nip> {
    let digit = |value: u64| u8::try_from(value % 10).unwrap();
    let start = if number == 1 { 1 } else { 5 };
    (0..9).find_map(|last| Nip::of_nine([start, 2, 3, 4, 0, 0, digit(id / 10), digit(id), last]))
}

fn contact(one: &mut Contact, known: bool, number: u32) {
    let text = |what: &str| Some(word(number, what, one.id.0));
    if !known {
        one.card.name = word(number, "osoba", one.id.0);
    }
    one.card.position = text("stanowisko");
    one.card.phones = vec![word(number, "telefon", one.id.0)];
    one.card.emails = vec![email(number, one.id.0)];
    one.card.note = text("notatka");
}

/// The address of an invisible contact in this world.
pub(super) fn email(number: u32, id: u64) -> Email {
    Email::parse(Field::Email, &format!("k{id}@kanarek{number}.example")).unwrap()
}

fn deal(one: &mut Deal, pipeline: &domain::pipelines::Pipeline, number: u32) {
    let text = |what: &str| Some(word(number, what, one.id.0));
    one.title = word(number, "szansa", one.id.0);
    one.amount = money(number, one.id.0);
    one.lines.clear();
    one.probability = Some(if number == 1 { 11 } else { 93 });
    one.source = text("źródło");
    one.description = text("opis");
    one.external_id = text("numer");
    one.expected_close = one.expected_close.map(|day| later(day, number));
    one.opened = one.opened.map(|day| later(day, number));
    for part in &mut one.contacts {
        part.role = text("rola");
    }
    if one.lost_reason.is_some() {
        let kind = if number == 1 {
            LostKind::Price
        } else {
            LostKind::NoBudget
        };
        one.lost_reason = Some(LostReason {
            kind,
            text: text("powód"),
        });
    }
    if one.status == Status::Open {
        let what = word(number, "krok", one.id.0);
        one.next_step = (number == 1).then_some(NextStep {
            what,
            on: one.expected_close,
        });
        let mut open = pipeline
            .stages
            .iter()
            .filter(|stage| stage.kind == StageKind::Open);
        one.stage = open.nth(number as usize - 1).unwrap().id;
    }
    // In the second world some of it is in the trash.
    if number == 2 && one.id.0.is_multiple_of(3) && one.status != Status::Open {
        one.deleted = Some(one.stamp.updated);
    }
}

fn later(day: domain::time::Day, number: u32) -> domain::time::Day {
    day + chrono::Days::new(u64::from(number) * 9)
}

/// What happened to the invisible: another story in each world.
fn hush(cast: &mut Cast, sees: &impl Fn(&RecordAcl) -> bool, number: u32) {
    let deals: BTreeSet<_> = cast
        .deals
        .iter()
        .filter(|one| !sees(&one.acl()))
        .map(|one| one.id)
        .collect();
    let firms: BTreeSet<CompanyId> = cast
        .companies
        .iter()
        .filter(|one| !sees(&one.acl()))
        .map(|one| one.id)
        .collect();
    let people: BTreeSet<_> = cast
        .contacts
        .iter()
        .filter(|one| !sees(&one.acl()))
        .map(|one| one.id)
        .collect();
    for note in &mut cast.notes {
        if let domain::notes::Subject::Deal(id) = note.about
            && deals.contains(&id)
        {
            note.text = word(number, "notatka", id.0);
        }
    }
    for happened in &mut cast.history {
        let is = happened.event.clone();
        happened.event = match happened.to {
            Subject::Deal(id) if deals.contains(&id) && number == 1 => {
                Event::Deal(deals::Event::Restored)
            }
            Subject::Deal(id) if deals.contains(&id) => Event::Deal(deals::Event::Deleted),
            Subject::Company(id) if firms.contains(&id) && number == 1 => {
                Event::Company(companies::Event::Restored)
            }
            Subject::Contact(id) if people.contains(&id) && number == 1 => {
                Event::Contact(contacts::Event::Restored)
            }
            _ => is,
        };
    }
}
