//! What the form of an assignment starts from.
use crate::current::{found, permitted};
use crate::people::pick::api::inside::{label, offered};
use crate::tasks::model::{Editable, Typed};
use crate::tasks::texts::Texts;
use domain::access::Action;
use domain::dates;
use domain::field::Field;
use domain::id::{AssignmentId, DealId, PersonId};
use domain::lang::Lang;
use domain::tasks::{Assignment, Verb};
use domain::time::{Day, Moment};
use domain::zone::Zone;
use store::{Firm, Reading, Stopped};

pub(in crate::tasks::api) fn form(
    reading: &Reading,
    id: &str,
    (deal, parent_of, person): (&str, &str, &str),
    lang: Lang,
) -> Result<Editable, Stopped> {
    let firm = reading.firm();
    let people = offered(firm, false);
    if !id.is_empty() {
        let id = id
            .parse()
            .map_err(|_| domain::refusal::Refusal::Invisible)?;
        let task = found(reading.task(id)?)?;
        task.allows(Verb::Edit, reading.task_doer(&task))
            .map_err(domain::refusal::Refusal::from)?;
        return Ok(Editable {
            id: Some(id),
            version: task.stamp.version,
            typed: typed(firm, &task),
            beside: Vec::new(),
            people,
        });
    }
    permitted(reading.sets_tasks(), Action::Edit)?;
    let mut beside = Vec::new();
    let mut typed = Typed::default();
    if let Ok(id) = deal.parse::<DealId>() {
        let deal = found(reading.deal(id)?)?;
        beside.push(format!("{}: {}", Field::Deal.label(lang), deal.title));
        typed.deal = id.to_string();
    }
    if let Ok(id) = parent_of.parse::<AssignmentId>() {
        let task = found(reading.task(id)?)?;
        let label = Texts::of(lang).part_of;
        beside.push(format!("{label}: {}", task.title));
        typed.parent = id.to_string();
        (typed.deadline, typed.deadline_time) = as_typed(task.deadline, firm.zone());
    }
    typed.assignee = match person.parse::<PersonId>() {
        Ok(id) => label(firm, id),
        Err(_) => label(firm, reading.who().id),
    };
    Ok(Editable {
        id: None,
        version: 0,
        typed,
        beside,
        people,
    })
}

fn typed(firm: &Firm, task: &Assignment) -> Typed {
    let names = |members: &[domain::tasks::Member]| {
        let names: Vec<_> = members.iter().map(|one| label(firm, one.person)).collect();
        names.join(", ")
    };
    let (deadline, deadline_time) = as_typed(task.deadline, firm.zone());
    let start = task.start.and_then(|start| firm.zone().day(start));
    Typed {
        title: task.title.clone(),
        assignee: label(firm, task.assignee.person),
        deadline,
        deadline_time,
        priority: task.priority.key().to_owned(),
        planned_start: start.map(dates::iso).unwrap_or_default(),
        description: task.description.clone().unwrap_or_default(),
        controller: label(firm, task.controller.person),
        co_assignees: names(&task.co_assignees),
        observers: names(&task.observers),
        ..Typed::default()
    }
}

/// A deadline as fields of the browser take it: a day, and a time unless it lasts to its end.
fn as_typed(deadline: Option<Moment>, zone: Zone) -> (String, String) {
    let Some(deadline) = deadline else {
        return (String::new(), String::new());
    };
    let written = zone.written(deadline, Lang::Pl);
    let time = written.rsplit(' ').next().unwrap_or_default();
    let day = |day: Option<Day>| day.map(dates::iso).unwrap_or_default();
    match time {
        "00:00" => (day(zone.last_day(deadline)), String::new()),
        time => (day(zone.day(deadline)), time.to_owned()),
    }
}
