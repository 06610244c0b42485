//! Gathers the screens of assignments from the store; only on the server.
mod form;
mod names;

pub(super) use form::form;

use super::write::meant;
use crate::current::found;
use crate::moments::When;
use crate::people::Named;
use crate::people::pick::api::inside::offered;
use crate::tasks::model::{
    Added, Asked as Request, Attempt, Comment, DayGroup, Detail, Item, Key, Line, Linked, List,
    TabOf, Told,
};
use crate::tasks::texts::Texts;
use chrono::{Datelike, Days};
use domain::access::RecordType;
use domain::by::Actor;
use domain::dates;
use domain::field::Field;
use domain::groups::Names as _;
use domain::id::{AssignmentId, DealId, PersonId};
use domain::lang::{Lang, Say};
use domain::sentence::sentence;
use domain::tasks::{About, Assignment, Verb, quick, told};
use domain::time::Moment;
use domain::zone::Zone;
use names::Colleagues;
use store::{Firm, Happened, Place, Reading, Stopped, StoreError, TaskList};

/// Lines of a page of a list.
const PAGE: usize = 50;
const EVENTS: usize = 30;
const PARTS: usize = 100;
/// Lines on the page of a deal.
const BESIDE: usize = 20;

/// What the address of a list says.
pub(super) struct Asked {
    pub list: String,
    pub person: String,
    pub late: bool,
    pub closed: bool,
    pub after: String,
    pub added: String,
}

pub(super) fn list(reading: &Reading, asked: &Asked, lang: Lang) -> Result<List, Stopped> {
    let firm = reading.firm();
    let of = asked.person.parse::<PersonId>().ok();
    let of = of.filter(|id| firm.people.contains_key(id));
    let key = Key::of(&asked.list);
    let wanted = match of {
        Some(person) => TaskList::Of(person),
        None => of_key(key, asked.late),
    };
    let after = Some(asked.after.as_str()).filter(|after| !after.is_empty());
    let page = reading.tasks(wanted, asked.closed, after, PAGE)?;
    let lines = page.rows.iter().map(|task| line(reading, task, lang));
    let late = (of.is_none() && key == Key::Team)
        .then(|| reading.task_count(TaskList::TeamOverdue))
        .transpose()?;
    Ok(List {
        tabs: match of {
            Some(_) => Vec::new(),
            None => tabs(reading, key)?,
        },
        of: of.map(|id| Named {
            id: id.0,
            name: firm.person(id).to_owned(),
        }),
        lines: lines.collect::<Result<_, _>>()?,
        count: page.count,
        late,
        next: page.next,
        adds: reading.sets_tasks(),
        added: added(reading, &asked.added, lang)?,
    })
}

fn of_key(key: Key, late: bool) -> TaskList {
    match key {
        Key::Mine => TaskList::Mine,
        Key::Decide => TaskList::ToDecide,
        Key::Given => TaskList::Given,
        Key::Overdue => TaskList::Overdue,
        Key::Watched => TaskList::Watched,
        Key::Team if late => TaskList::TeamOverdue,
        Key::Team => TaskList::Team,
    }
}

fn tabs(reading: &Reading, here: Key) -> Result<Vec<TabOf>, StoreError> {
    let shown = |key: &Key| *key != Key::Team || reading.sees_team_tasks();
    let tab = |key| {
        Ok(TabOf {
            key,
            count: reading.task_count(of_key(key, false))?,
            here: key == here,
        })
    };
    Key::EVERY.into_iter().filter(shown).map(tab).collect()
}

/// The assignment that was just set, as it was understood.
fn added(reading: &Reading, id: &str, lang: Lang) -> Result<Option<Added>, StoreError> {
    let Ok(id) = id.parse::<AssignmentId>() else {
        return Ok(None);
    };
    let task = reading.task(id)?;
    Ok(task.map(|task| Added {
        id,
        said: [
            Some(task.title.clone()),
            Some(reading.firm().person(task.assignee.person).to_owned()),
            task.deadline
                .map(|deadline| told(deadline, reading.firm().zone(), lang)),
        ]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · "),
    }))
}

/// The open assignments about a deal.
pub(crate) fn about_deal(
    reading: &Reading,
    deal: DealId,
    lang: Lang,
) -> Result<Vec<Line>, StoreError> {
    let tasks = reading.tasks_about(About::Deal(deal), BESIDE)?;
    tasks.iter().map(|task| line(reading, task, lang)).collect()
}

fn line(reading: &Reading, task: &Assignment, lang: Lang) -> Result<Line, StoreError> {
    let (firm, now) = (reading.firm(), reading.now());
    let zone = firm.zone();
    let about = task.about.first();
    let about = about.map(|about| linked(reading, *about, lang));
    Ok(Line {
        id: task.id,
        title: task.title.clone(),
        assignee: firm.person(task.assignee.person).to_owned(),
        assignee_id: task.assignee.person,
        author: (task.author.person != task.assignee.person)
            .then(|| firm.person(task.author.person).to_owned()),
        deadline: task.deadline.map(|deadline| told(deadline, zone, lang)),
        overdue: task.is_overdue(now),
        group: day_group(task.deadline, now, zone),
        state: task.state,
        asked: task.request.is_some(),
        priority: task.priority,
        ticked: task.ticked(),
        about: about.transpose()?.map(|linked| linked.name),
    })
}

fn day_group(deadline: Option<Moment>, now: Moment, zone: Zone) -> DayGroup {
    let Some(deadline) = deadline else {
        return DayGroup::Never;
    };
    let today = zone.day(now).unwrap_or_default();
    let left = 6 - u64::from(today.weekday().num_days_from_monday());
    let sunday = today.checked_add_days(Days::new(left)).unwrap_or(today);
    match zone.last_day(deadline) {
        _ if deadline <= now => DayGroup::Past,
        Some(day) if day <= today => DayGroup::Today,
        Some(day) if day <= sunday => DayGroup::Week,
        _ => DayGroup::Later,
    }
}

pub(super) fn one(
    reading: &Reading,
    id: AssignmentId,
    before: &str,
    lang: Lang,
) -> Result<Detail, Stopped> {
    let task = found(reading.task(id)?)?;
    let (firm, zone) = (reading.firm(), reading.firm().zone());
    let name = |id: PersonId| firm.person(id).to_owned();
    let doer = reading.task_doer(&task);
    let may = Verb::EVERY.into_iter();
    let may: Vec<Verb> = may
        .filter(|verb| task.allows(*verb, doer).is_ok())
        .collect();
    let (events, older) = reading.task_timeline(&task, Place::parse(before), EVENTS)?;
    let parent = task
        .parent
        .map(|id| parent(reading, id, lang))
        .transpose()?;
    let links = task.about.iter().map(|about| linked(reading, *about, lang));
    let subtasks = reading.subtasks(id, PARTS)?;
    let subtasks = subtasks.iter().map(|task| line(reading, task, lang));
    let why = task.because().to_viewer(RecordType::Assignment);
    Ok(Detail {
        line: line(reading, &task, lang)?,
        description: task.description.clone(),
        author: name(task.author.person),
        controller: name(task.controller.person),
        own: task.is_own(),
        co_assignees: task
            .co_assignees
            .iter()
            .map(|one| name(one.person))
            .collect(),
        observers: task.observers.iter().map(|one| name(one.person)).collect(),
        start: task
            .start
            .and_then(|start| zone.day(start))
            .map(|day| dates::short(day, lang)),
        drift: drift(&task, lang),
        request: task.request.as_ref().map(|asked| Request {
            who: name(asked.by),
            to: told(asked.to, zone, lang),
            reason: asked.reason.clone(),
        }),
        attempts: attempts(&task, firm, lang),
        checklist: checklist(&task, firm),
        links: links.collect::<Result<_, _>>()?,
        parent,
        subtasks: subtasks.collect::<Result<_, _>>()?,
        comments: comments(&task, firm, lang),
        events: events.iter().map(|one| happened(firm, one, lang)).collect(),
        older: older.map(|place| place.to_string()),
        people: offered(firm, false),
        why: why.say(lang, firm),
        explains: crate::custody::api::inside::explains(reading.who(), &task),
        may,
    })
}

fn checklist(task: &Assignment, firm: &Firm) -> Vec<Item> {
    let item = |item: &domain::tasks::Item| Item {
        number: item.number,
        text: item.text.clone(),
        done: item.done.map(|(who, _)| firm.person(who).to_owned()),
    };
    task.checklist.iter().map(item).collect()
}

fn comments(task: &Assignment, firm: &Firm, lang: Lang) -> Vec<Comment> {
    let comment = |comment: &domain::tasks::Comment| Comment {
        who: actor(firm, comment.author, lang),
        when: When::of(comment.at, firm.zone(), lang),
        text: comment.text.clone(),
    };
    task.comments.iter().map(comment).collect()
}

fn attempts(task: &Assignment, firm: &Firm, lang: Lang) -> Vec<Attempt> {
    let when = |moment| When::of(moment, firm.zone(), lang);
    let one = |attempt: &domain::tasks::Attempt| Attempt {
        who: firm.person(attempt.assignee).to_owned(),
        since: when(attempt.since),
        ended: attempt.ended.as_ref().map(|end| (end.how, when(end.at))),
        words: attempt.ended.as_ref().and_then(|end| end.words.clone()),
        returned: attempt.returned.clone(),
    };
    task.attempts.iter().map(one).collect()
}

/// "2 zmiany terminu, +3 dni".
fn drift(task: &Assignment, lang: Lang) -> Option<String> {
    if task.moves == 0 {
        return None;
    }
    let count = u64::from(task.moves);
    let (one, few, many) = lang.pick(
        ("zmiana terminu", "zmiany terminu", "zmian terminu"),
        ("change", "changes", "changes"),
    );
    let moves = format!("{count} {}", lang.plural(count, one, few, many));
    let days = task
        .drift()
        .map(|drift| drift / (86_400 * Moment::MICROS_PER_SECOND));
    Some(match days.filter(|days| *days != 0) {
        Some(days) => {
            let sign = if days > 0 { "+" } else { "−" };
            let count = days.unsigned_abs();
            let (one, few, many) = lang.pick(("dzień", "dni", "dni"), ("day", "days", "days"));
            format!(
                "{moves}, {sign}{count}\u{a0}{}",
                lang.plural(count, one, few, many)
            )
        }
        None => moves,
    })
}

fn happened(firm: &Firm, happened: &Happened, lang: Lang) -> Told {
    Told {
        title: sentence(&happened.event, lang, &Colleagues(firm)),
        who: actor(firm, happened.actor, lang),
        when: When::of(happened.at, firm.zone(), lang),
    }
}

fn actor(firm: &Firm, actor: Actor, lang: Lang) -> String {
    match actor {
        Actor::Person(id) => firm.person(id).to_owned(),
        Actor::System(_) => lang
            .pick("Contentum (automatycznie)", "Contentum (by itself)")
            .to_owned(),
    }
}

/// A link shows as a stub: its name for who may read the record, else only what kind it is.
fn linked(reading: &Reading, about: About, lang: Lang) -> Result<Linked, StoreError> {
    let (name, href, hidden) = match about {
        About::Deal(id) => {
            let deal = reading.deal(id)?.filter(|deal| deal.deleted.is_none());
            let name = deal.map(|deal| deal.title.clone());
            (
                name,
                format!("/deals/{id}"),
                lang.pick(
                    "(szansa niewidoczna z tego konta)",
                    "(a deal this account may not see)",
                ),
            )
        }
        About::Company(id) => {
            let company = reading.company(id)?;
            let company = company.filter(|company| company.deleted.is_none());
            let name = company.map(|company| company.name().to_owned());
            (
                name,
                format!("/companies/{id}"),
                lang.pick(
                    "(kontrahent niewidoczny z tego konta)",
                    "(a company this account may not see)",
                ),
            )
        }
        About::Contact(id) => {
            let contact = reading.contact(id)?;
            let contact = contact.filter(|contact| contact.deleted.is_none());
            let name = contact.map(|contact| contact.name().to_owned());
            (
                name,
                format!("/contacts/{id}"),
                lang.pick(
                    "(kontakt niewidoczny z tego konta)",
                    "(a contact this account may not see)",
                ),
            )
        }
    };
    Ok(match name {
        Some(name) => Linked {
            name,
            href: Some(href),
        },
        None => Linked {
            name: hidden.to_owned(),
            href: None,
        },
    })
}

fn parent(reading: &Reading, id: AssignmentId, lang: Lang) -> Result<Linked, StoreError> {
    let task = reading.task(id)?;
    let href = task.is_some().then(|| format!("/tasks/{id}"));
    let name = task.map(|task| task.title.clone());
    let hidden = || {
        lang.pick(
            "(zadanie niewidoczne z tego konta)",
            "(an assignment this account may not see)",
        )
        .to_owned()
    };
    Ok(Linked {
        name: name.unwrap_or_else(hidden),
        href,
    })
}

/// "Jan Kowalski · 24.11.2026 10:00 · priorytet wysoki: zadzwonić do Alfa".
pub(super) fn understood(reading: &Reading, line: &str, lang: Lang) -> String {
    let (firm, now) = (reading.firm(), reading.now());
    let calendar = firm.calendar();
    let understood = quick::read(line, calendar.day(now).unwrap_or_default());
    if understood.title.is_empty() {
        return String::new();
    }
    let texts = Texts::of(lang);
    let whom = match &understood.whom {
        None => firm.person(reading.who().id).to_owned(),
        Some(said) => match meant(firm, said) {
            Ok(id) => firm.person(id).to_owned(),
            Err(refusal) => return refusal.say(lang),
        },
    };
    let deadline = understood.deadline(now, calendar);
    let deadline = match deadline {
        Some(deadline) => told(deadline, firm.zone(), lang),
        None => texts.no_deadline.to_owned(),
    };
    let priority = understood.priority.map(|priority| {
        format!(
            " · {}: {}",
            Field::Priority.label(lang),
            priority.name(lang)
        )
    });
    let priority = priority.unwrap_or_default();
    format!("{} → {whom} · {deadline}{priority}", understood.title)
}
