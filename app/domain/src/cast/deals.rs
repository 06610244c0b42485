//! The deals, each lived through by the commands: opened, moved, won, lost or still open.
use super::{Scene, Subject, market};
use crate::access::{ActionMask, Lane, Share, ShareTo};
use crate::by::{Actor, By};
use crate::custody::InCustody;
use crate::deals::{
    Deal, DealContact, DealDraft, DealLine, Event, LostKind, LostReason, NextStep, WinTerms,
};
use crate::id::{CompanyId, ContactId, DealId, GroupId, NoteId, PersonId, StageId};
use crate::money::{Currency, Money};
use crate::pipelines::{Pipeline, StageKind};
use crate::refusal::Refusal;
use crate::time::Day;
use chrono::{Datelike, Days, Weekday};

const DEALS: u64 = 180;
/// From here on the deals are closed: the first third is open.
const CLOSED_FROM: u64 = 67;
const LOST_EVERY: u64 = 3;

const TOPICS: [&str; 9] = [
    "Wyposażenie biura",
    "Fotele dla działu sprzedaży",
    "Budki do rozmów",
    "Wymiana biurek",
    "Sala konferencyjna",
    "Nowa siedziba",
    "Strefa ciszy",
    "Archiwum i szafy",
    "Druga faza",
];
const SOURCES: [&str; 5] = ["polecenie", "targi", "strona WWW", "telefon", "przetarg"];
const STEPS: [&str; 7] = [
    "Zadzwonić w sprawie oferty",
    "Wysłać wycenę",
    "Spotkanie u klienta",
    "Ustalić termin montażu",
    "Przesłać wzór umowy",
    "Pokazać próbki tkanin",
    "Potwierdzić budżet",
];
const NOTES: [&str; 5] = [
    "Klient prosi o wycenę w dwóch wariantach.",
    "Decyzja zarządu w przyszłym tygodniu. Ważny jest termin montażu.",
    "Konkurencja dała rabat 8 %, ale nie ma serwisu na miejscu.",
    "Budżet potwierdzony do końca kwartału.",
    "Pomiar biura zrobiony, plan w załączniku.",
];
const REASONS: [(LostKind, Option<&str>); 6] = [
    (LostKind::Price, None),
    (
        LostKind::Competitor,
        Some("tańsza oferta z krótszym terminem"),
    ),
    (LostKind::NoBudget, None),
    (LostKind::NoDecision, None),
    (
        LostKind::Timing,
        Some("przeprowadzka przełożona na przyszły rok"),
    ),
    (LostKind::Other, Some("firma połączyła się z inną")),
];

/// The days of one deal's life.
pub(super) struct Life {
    pub(super) opened: Day,
    pub(super) closed: Option<Day>,
    expected: Day,
}

pub(super) fn enter(scene: &mut Scene) {
    for number in 1..=DEALS {
        one(scene, number);
    }
    confide(scene);
    share(scene);
}

fn one(scene: &mut Scene, number: u64) {
    let group = GroupId(scene.random.between(4, 7));
    let Some(owner) = market::somebody_of(scene, group) else {
        return;
    };
    let renewal = number.is_multiple_of(8);
    let Some(pipeline) = scene.cast.pipelines.get(usize::from(renewal)).cloned() else {
        return;
    };
    let life = life(scene, number);
    let Some(company) = company_of(scene, group) else {
        return;
    };
    let contacts = contacts_of(scene, company.0);
    let draft = draft(
        scene,
        &pipeline,
        &life,
        (owner, group),
        (company.0, &company.1, &contacts),
    );
    let lost = number.is_multiple_of(LOST_EVERY);
    if let Some(deal) = lived(scene, DealId(number), draft, &pipeline, &life, lost) {
        scene.cast.deals.push(deal);
    }
}

/// A deal that has gone through its life: opened, moved, and closed or planned.
pub(super) fn lived(
    scene: &mut Scene,
    id: DealId,
    draft: DealDraft,
    pipeline: &Pipeline,
    life: &Life,
    lost: bool,
) -> Option<Deal> {
    let by = scene.at(life.opened, Actor::Person(draft.owner), 9);
    let (mut deal, event) = scene.done(Deal::open(by, id, draft, pipeline))?;
    scene.tell(by, Subject::Deal(id), event);
    advance(scene, &mut deal, pipeline, life);
    match life.closed {
        Some(on) => close(scene, &mut deal, pipeline, on, lost),
        None => plan(scene, &mut deal),
    }
    Some(deal)
}

fn life(scene: &mut Scene, number: u64) -> Life {
    if number < CLOSED_FROM {
        return open_life(scene);
    }
    // Spread evenly over the last year, so that every month has something won.
    let spread = (number - CLOSED_FROM) * 364 / (DEALS - CLOSED_FROM);
    closed_life(scene, spread)
}

/// Opened in the last four months.
pub(super) fn open_life(scene: &mut Scene) -> Life {
    let age = scene.random.between(3, 120);
    let opened = scene.days_ago(age);
    // One in six is past its date.
    let expected = if scene.random.chance(16) {
        let late = scene.random.between(1, 20).min(age);
        scene.days_ago(late)
    } else {
        scene.today + Days::new(scene.random.between(4, 110))
    };
    Life {
        opened: workday(opened),
        closed: None,
        expected,
    }
}

/// Closed so many days ago.
pub(super) fn closed_life(scene: &mut Scene, ago: u64) -> Life {
    let closed = workday(scene.days_ago(ago));
    let opened = workday(closed - Days::new(scene.random.between(15, 110)));
    Life {
        opened,
        closed: Some(closed),
        expected: closed + Days::new(scene.random.between(0, 25)),
    }
}

/// Saturday and Sunday become the Friday before.
fn workday(day: Day) -> Day {
    match day.weekday() {
        Weekday::Sat => day - Days::new(1),
        Weekday::Sun => day - Days::new(2),
        _ => day,
    }
}

fn company_of(scene: &mut Scene, group: GroupId) -> Option<(CompanyId, String)> {
    let of_group = scene
        .cast
        .companies
        .iter()
        .filter(|company| company.group == group);
    let companies: Vec<(CompanyId, String)> = of_group
        .map(|company| (company.id, company.name().to_owned()))
        .collect();
    scene.random.pick(&companies).cloned()
}

fn contacts_of(scene: &Scene, company: CompanyId) -> Vec<ContactId> {
    let of_company = scene
        .cast
        .contacts
        .iter()
        .filter(|contact| contact.card.company == Some(company));
    of_company.map(|contact| contact.id).collect()
}

/// The company comes with its name and the people there.
pub(super) fn draft(
    scene: &mut Scene,
    pipeline: &Pipeline,
    life: &Life,
    (owner, group): (PersonId, GroupId),
    (company, name, contacts): (CompanyId, &str, &[ContactId]),
) -> DealDraft {
    let topic = scene.random.pick(&TOPICS).copied().unwrap_or_default();
    let lines = lines(scene);
    let sum = lines
        .iter()
        .filter_map(|line| line.total().ok().flatten())
        .map(|money| money.minor)
        .sum();
    // Every twentieth has no amount yet.
    let amount = (!scene.random.chance(5)).then_some(Money::new(sum, Currency::PLN));
    let (lines, amount) = match scene.random.chance(10) {
        true => (
            Vec::new(),
            amount.map(|sum| Money::new(sum.minor * 23 / 100, Currency::EUR)),
        ),
        false => (lines, amount),
    };
    let decider = scene.random.pick(contacts).copied();
    let part = |contact| DealContact {
        contact,
        role: Some("decyduje".to_owned()),
    };
    DealDraft {
        company: Some(company),
        contacts: decider.map(part).into_iter().collect(),
        amount,
        lines,
        opened: Some(life.opened),
        expected_close: (!scene.random.chance(4)).then_some(life.expected),
        source: scene.random.pick(&SOURCES).map(|&source| source.to_owned()),
        ..DealDraft::new(&format!("{topic} · {name}"), pipeline.id, owner, group)
    }
}

fn lines(scene: &mut Scene) -> Vec<DealLine> {
    let mut lines: Vec<DealLine> = Vec::new();
    for _ in 0..scene.random.between(1, 3) {
        let Some(product) = scene.random.pick(&scene.cast.products).cloned() else {
            continue;
        };
        if lines.iter().any(|line| line.product == Some(product.id)) {
            continue;
        }
        let dear = product
            .sheet
            .price
            .is_some_and(|price| price.minor > 1_000_000);
        let most = if dear { 4 } else { 60 };
        let quantity = scene.random.between(1, most) * 1000;
        let discount = scene
            .random
            .pick(&[0, 0, 500, 1000])
            .copied()
            .unwrap_or_default();
        lines.push(DealLine {
            product: Some(product.id),
            name: product.sheet.name,
            quantity: i64::try_from(quantity).unwrap_or(1000),
            price: product.sheet.price,
            discount,
        });
    }
    lines
}

/// Walks the open stages, some days in each, as far as the lot says.
fn advance(scene: &mut Scene, deal: &mut Deal, pipeline: &Pipeline, life: &Life) {
    let open = pipeline
        .stages
        .iter()
        .filter(|stage| stage.kind == StageKind::Open);
    let stages: Vec<StageId> = open.map(|stage| stage.id).collect();
    let steps = scene
        .random
        .between(0, u64::try_from(stages.len()).unwrap_or(1) - 1);
    let end = life.closed.unwrap_or(scene.today);
    let days = u64::try_from((end - life.opened).num_days()).unwrap_or_default();
    for step in 1..=steps {
        let day = workday(life.opened + Days::new(days * step / (steps + 1)));
        let by = scene.at(day.max(life.opened), Actor::Person(deal.owner), 11);
        if let Some(stage) = usize::try_from(step).ok().and_then(|at| stages.get(at)) {
            live(scene, deal, by, |deal| {
                deal.move_to_stage(by, pipeline, *stage)
            });
        }
    }
}

fn close(scene: &mut Scene, deal: &mut Deal, pipeline: &Pipeline, on: Day, lost: bool) {
    let by = scene.at(on, Actor::Person(deal.owner), 14);
    if !lost {
        let terms = WinTerms {
            on,
            amount: deal.amount,
            stage: None,
        };
        return live(scene, deal, by, |deal| deal.win(by, pipeline, terms));
    }
    let (kind, text) = scene
        .random
        .pick(&REASONS)
        .copied()
        .unwrap_or((LostKind::Price, None));
    let reason = LostReason {
        kind,
        text: text.map(str::to_owned),
    };
    live(scene, deal, by, |deal| deal.lose(by, pipeline, on, reason));
}

/// A next step for four in five open deals, some of them late, and a note for every third.
fn plan(scene: &mut Scene, deal: &mut Deal) {
    let ago = scene.random.between(0, 2);
    let by = scene.at(workday(scene.days_ago(ago)), Actor::Person(deal.owner), 13);
    if scene.random.chance(80) {
        let on = match scene.random.chance(16) {
            true => {
                let late = scene.random.between(1, 9);
                scene.days_ago(late)
            }
            false => scene.today + Days::new(scene.random.between(0, 21)),
        };
        let what = scene
            .random
            .pick(&STEPS)
            .copied()
            .unwrap_or_default()
            .to_owned();
        let step = Some(NextStep { what, on: Some(on) });
        live(scene, deal, by, |deal| deal.plan_next_step(by, step));
    }
    if scene.random.chance(34) {
        let id = NoteId(scene.notes + 1);
        let text = scene.random.pick(&NOTES).copied().unwrap_or_default();
        if let Some((note, event)) = scene.done(deal.note(by, id, text)) {
            scene.notes += 1;
            scene.cast.notes.push(note);
            scene.tell(by, Subject::Deal(deal.id), event);
        }
    }
}

/// One open deal of Kraków is confidential.
fn confide(scene: &mut Scene) {
    let by = scene.at(scene.today, Actor::Person(PersonId(6)), 7);
    with_open(scene, GroupId(6), |scene, deal| {
        live(scene, deal, by, |deal| {
            deal.set_lane(by, Lane::Confidential)
        });
    });
}

/// One open deal of Gdańsk is shared with a rep of Wrocław.
fn share(scene: &mut Scene) {
    let by = scene.at(scene.today, Actor::Person(PersonId(4)), 7);
    let to = ShareTo::Person(PersonId(19));
    let share = Share {
        to,
        mask: ActionMask::COLLABORATOR,
        until: None,
        by: PersonId(4),
    };
    with_open(scene, GroupId(4), |scene, deal| {
        live(scene, deal, by, |deal| deal.share(by, share))
    });
}

fn with_open(scene: &mut Scene, group: GroupId, act: impl FnOnce(&mut Scene, &mut Deal)) {
    let wanted = |deal: &Deal| deal.group == group && deal.closed.is_none();
    let Some(at) = scene.cast.deals.iter().position(wanted) else {
        return;
    };
    let mut deals = std::mem::take(&mut scene.cast.deals);
    if let Some(deal) = deals.get_mut(at) {
        act(scene, deal);
    }
    scene.cast.deals = deals;
}

pub(super) fn live(
    scene: &mut Scene,
    deal: &mut Deal,
    by: By,
    command: impl FnOnce(&mut Deal) -> Result<Event, Refusal>,
) {
    let result = command(deal);
    if let Some(event) = scene.done(result) {
        scene.tell(by, Subject::Deal(deal.id), event);
    }
}
