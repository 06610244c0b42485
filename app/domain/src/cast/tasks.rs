//! Assignments: from the director down to the reps, in every state, some overdue, most about a deal.
use super::{Scene, Subject};
use crate::by::{Actor, By};
use crate::deals::Status;
use crate::id::{AssignmentId, GroupId, PersonId};
use crate::refusal::Refusal;
use crate::tasks::{About, Assignment, AssignmentDraft, Bounds, Doer, Event, Member, Priority};
use crate::time::Moment;
use chrono::Days;

/// What becomes of an assignment by now.
#[derive(Clone, Copy)]
enum Course {
    New,
    Seen,
    Started,
    Asked,
    Done,
    Returned,
    CannotDo,
    Accepted,
}

use Course::{Accepted, Asked, CannotDo, Done, New, Returned, Seen, Started};

/// Title, author, assignee, how many days ago it was set, days until its deadline, what came of it.
type Plan = (&'static str, u64, u64, u64, i64, Course);

const PLANS: [Plan; 16] = [
    (
        "Zadzwonić do klienta po ocenę próbek tkanin",
        4,
        8,
        1,
        0,
        New,
    ),
    ("Wysłać ofertę z rabatem na trzy lata", 4, 8, 3, 2, Started),
    (
        "Uzupełnić daty zamknięcia szans na grudzień",
        4,
        8,
        6,
        -2,
        Seen,
    ),
    ("Umówić prezentację krzeseł w showroomie", 8, 8, 2, 1, Seen),
    ("Odzyskać podpisaną umowę serwisową", 4, 9, 5, -1, Started),
    (
        "Przygotować wycenę wyposażenia sali konferencyjnej",
        4,
        9,
        4,
        3,
        Asked,
    ),
    ("Potwierdzić termin dostawy z magazynem", 4, 10, 7, -3, Done),
    (
        "Sprawdzić limit kredytowy kontrahenta",
        4,
        11,
        5,
        4,
        CannotDo,
    ),
    ("Przekazać plan wpływów na grudzień", 2, 4, 8, 1, Started),
    (
        "Omówić zaległe płatności z działem księgowości",
        2,
        5,
        6,
        -1,
        New,
    ),
    ("Podsumować utracone szanse z listopada", 2, 4, 9, 6, New),
    ("Zebrać potrzeby szkoleniowe zespołów", 1, 2, 10, 5, Seen),
    (
        "Przygotować prognozę kwartału dla zarządu",
        1,
        3,
        10,
        2,
        Returned,
    ),
    (
        "Odwiedzić trzech kluczowych klientów regionu",
        3,
        15,
        12,
        9,
        Started,
    ),
    (
        "Poprawić dane kontaktowe w kartotece",
        5,
        12,
        15,
        -6,
        Accepted,
    ),
    ("Zaprosić klientów na dzień otwarty", 6, 16, 4, 7, New),
];

const CHECKLIST: [&str; 3] = ["Cennik", "Warunki dostawy", "Termin ważności"];

pub(super) fn enter(scene: &mut Scene) {
    for (number, plan) in (1..).zip(PLANS) {
        set(scene, AssignmentId(number), plan);
    }
}

fn set(scene: &mut Scene, id: AssignmentId, plan: Plan) {
    let (title, author, assignee, ago, due, course) = plan;
    let (author, assignee) = (PersonId(author), PersonId(assignee));
    let by = scene.at(scene.days_ago(ago), Actor::Person(author), 8);
    let deal = scene.cast.deals.iter();
    let deal = deal
        .filter(|deal| deal.owner == assignee && deal.status == Status::Open)
        // What heads do is about their people, not about one deal.
        .filter(|_| assignee.0 > 7)
        .nth(usize::try_from(ago % 3).unwrap_or_default());
    let checklist = CHECKLIST.map(str::to_owned).to_vec();
    let draft = AssignmentDraft {
        deadline: Some(deadline(scene, due)),
        priority: if due == 0 {
            Priority::High
        } else {
            Priority::Normal
        },
        about: deal.map(|deal| About::Deal(deal.id)).into_iter().collect(),
        checklist: if due == 2 { checklist } else { Vec::new() },
        observers: (due < -1)
            .then(|| member(scene, PersonId(2)))
            .into_iter()
            .collect(),
        ..AssignmentDraft::new(title, member(scene, assignee))
    };
    let made = Assignment::set(doer(by), id, member(scene, author), draft, None);
    let Some((mut task, event)) = scene.done(made) else {
        return;
    };
    scene.tell(by, Subject::Assignment(id), event);
    live(scene, &mut task, (author, assignee), (ago, due), course);
    scene.cast.tasks.push(task);
}

/// One step a day after another, the last of them yesterday at the latest.
fn live(
    scene: &mut Scene,
    task: &mut Assignment,
    (author, assignee): (PersonId, PersonId),
    (ago, due): (u64, i64),
    course: Course,
) {
    let at = |scene: &Scene, after: u64, person| {
        let day = scene.days_ago(ago.saturating_sub(after).max(1));
        scene.at(
            day,
            Actor::Person(person),
            9 + u32::try_from(after).unwrap_or_default(),
        )
    };
    let first = at(scene, 0, assignee);
    if !matches!(course, New) && author != assignee {
        act(scene, task, first, Assignment::see);
    }
    if matches!(course, New | Seen) {
        return;
    }
    let second = at(scene, 1, assignee);
    act(scene, task, second, Assignment::start);
    let (third, fourth) = (at(scene, 2, assignee), at(scene, 3, author));
    let later = deadline(scene, due + 4);
    match course {
        New | Seen | Started => {}
        Asked => act(scene, task, third, |task, doer| {
            task.ask_deadline(
                doer,
                later,
                "Dostawca poda ceny w przyszłym tygodniu",
                Bounds::default(),
            )
        }),
        Done => act(scene, task, third, |task, doer| {
            task.finish(doer, "Magazyn potwierdza wysyłkę w piątek")
        }),
        CannotDo => act(scene, task, third, |task, doer| {
            task.give_up(doer, "Wywiadownia nie ma danych tej spółki")
        }),
        Returned | Accepted => {
            act(scene, task, third, |task, doer| task.finish(doer, "Gotowe"));
            act(scene, task, fourth, |task, doer| match course {
                Returned => task.give_back(doer, "Brakuje wpływów z umów ramowych"),
                _ => task.accept(doer),
            });
        }
    }
}

fn act(
    scene: &mut Scene,
    task: &mut Assignment,
    by: By,
    command: impl FnOnce(&mut Assignment, Doer) -> Result<Event, Refusal>,
) {
    let result = command(task, doer(by));
    if let Some(event) = scene.done(result) {
        scene.tell(by, Subject::Assignment(task.id), event);
    }
}

fn doer(by: By) -> Doer {
    Doer {
        by,
        oversees: false,
    }
}

fn member(scene: &Scene, person: PersonId) -> Member {
    let found = scene.cast.people.iter().find(|one| one.id == person);
    let group = found.and_then(|one| one.primary_group());
    Member {
        person,
        group: group.unwrap_or(GroupId(1)),
    }
}

/// In the afternoon of that day.
fn deadline(scene: &Scene, days: i64) -> Moment {
    let count = Days::new(days.unsigned_abs());
    let day = match days < 0 {
        true => scene.today.checked_sub_days(count),
        false => scene.today.checked_add_days(count),
    };
    let moment = day.and_then(|day| day.and_hms_opt(15, 0, 0));
    Moment(moment.map_or(scene.now.0, |moment| moment.and_utc().timestamp_micros()))
}
