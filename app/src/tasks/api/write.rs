//! From what was typed to commands on assignments; only on the server.
use crate::failure::Failure;
use crate::people::pick::api::inside::person;
use crate::tasks::model::Typed;
use domain::calendar::Calendar;
use domain::dates::parse_day;
use domain::field::Field;
use domain::id::{AssignmentId, DealId, PersonId};
use domain::refusal::Refusal;
use domain::tasks::quick::{Known, Whom, read, whom};
use domain::tasks::{About, Priority};
use domain::text;
use domain::time::Moment;
use store::{Firm, Stopped, TaskTerms, Work};

/// The deal that a form names, if it does.
pub(super) fn deal(raw: &str) -> Result<Option<DealId>, Failure> {
    optional(raw)
        .map(|raw| raw.parse())
        .transpose()
        .map_err(|_| Failure::Malformed)
}

pub(super) fn quick(
    work: &mut Work<'_, '_>,
    line: &str,
    deal: Option<DealId>,
) -> Result<AssignmentId, Stopped> {
    let field = Field::QuickLine;
    let line = text::required(field, line, 2 * text::LINE).map_err(Refusal::from)?;
    let (firm, by) = (work.firm(), work.by());
    let calendar = firm.calendar();
    let understood = read(&line, calendar.day(by.now).unwrap_or_default());
    let assignee = match &understood.whom {
        Some(said) => meant(firm, said)?,
        None => work.who().id,
    };
    let terms = TaskTerms {
        title: text::required(field, &understood.title, text::LINE).map_err(Refusal::from)?,
        priority: understood.priority.unwrap_or_default(),
        deadline: understood.deadline(by.now, calendar),
        about: deal.map(About::Deal).into_iter().collect(),
        ..TaskTerms::default()
    };
    work.set_task(assignee, terms, Vec::new(), None)
}

/// Whom "@jan" means.
pub(super) fn meant(firm: &Firm, said: &str) -> Result<PersonId, Refusal> {
    let field = Field::QuickLine;
    let active = firm.by_name().iter().filter_map(|id| firm.people.get(id));
    let known = active.filter(|person| person.active).map(|person| Known {
        id: person.id,
        name: &person.name,
        local: person.email.as_ref().map(|email| email.local()),
    });
    match whom(said, known) {
        Whom::One(id) => Ok(id),
        Whom::Nobody => Err(Refusal::Unknown(field)),
        Whom::Several(among) => Err(Refusal::Ambiguous { field, among }),
    }
}

pub(super) fn set(work: &mut Work<'_, '_>, form: &Typed) -> Result<AssignmentId, Stopped> {
    let firm = work.firm();
    let assignee = match optional(&form.assignee) {
        Some(typed) => person(firm, typed, Field::Assignee)?,
        None => work.who().id,
    };
    let mut terms = terms(firm, form)?;
    terms.about = about(form)?;
    let parent = optional(&form.parent).map(|raw| raw.parse::<AssignmentId>());
    let parent = parent.transpose().map_err(|_| Refusal::Invisible)?;
    let items = form
        .item
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty());
    let items = items.map(str::to_owned).collect();
    work.set_task(assignee, terms, items, parent)
}

/// Links are not in the form of a change: they stay.
pub(super) fn save(
    work: &mut Work<'_, '_>,
    id: AssignmentId,
    version: u64,
    form: &Typed,
) -> Result<(), Stopped> {
    let mut terms = terms(work.firm(), form)?;
    terms.about = work.task_links(id)?;
    work.edit_task(id, version, terms)
}

pub(super) fn hand_over(
    work: &mut Work<'_, '_>,
    id: AssignmentId,
    to: &str,
    reason: &str,
) -> Result<(), Stopped> {
    let to = person(work.firm(), to, Field::Assignee)?;
    work.hand_task_over(id, to, reason)
}

pub(super) fn ask_deadline(
    work: &mut Work<'_, '_>,
    id: AssignmentId,
    typed: (&str, &str),
    reason: &str,
) -> Result<(), Stopped> {
    let field = Field::Deadline;
    let to = deadline(work.firm().calendar(), typed)?;
    let to = to.ok_or_else(|| Refusal::from(text::Refusal::Empty { field }))?;
    work.ask_task_deadline(id, to, reason)
}

fn terms(firm: &Firm, form: &Typed) -> Result<TaskTerms, Refusal> {
    let calendar = firm.calendar();
    let start = optional(&form.planned_start)
        .map(|raw| parse_day(Field::PlannedStart, raw))
        .transpose()?;
    let controller = optional(&form.controller);
    Ok(TaskTerms {
        title: form.title.clone(),
        description: optional(&form.description).map(str::to_owned),
        controller: controller
            .map(|typed| person(firm, typed, Field::Controller))
            .transpose()?,
        co_assignees: people(firm, &form.co_assignees, Field::CoAssignees)?,
        observers: people(firm, &form.observers, Field::Observers)?,
        priority: Priority::of_key(&form.priority).unwrap_or_default(),
        start: start.map(|day| calendar.start(day)),
        deadline: deadline(calendar, (&form.deadline, &form.deadline_time))?,
        about: Vec::new(),
    })
}

fn about(form: &Typed) -> Result<Vec<About>, Refusal> {
    let number = |raw| optional(raw).map(str::parse::<u64>).transpose();
    let id = |raw, field| number(raw).map_err(|_| Refusal::Unknown(field));
    let deal = id(&form.deal, Field::Deal)?.map(|id| About::Deal(DealId(id)));
    let company = id(&form.company, Field::Company)?;
    let company = company.map(|id| About::Company(domain::id::CompanyId(id)));
    let contact = id(&form.contact, Field::Contact)?;
    let contact = contact.map(|id| About::Contact(domain::id::ContactId(id)));
    Ok([deal, company, contact].into_iter().flatten().collect())
}

/// A day with a time, or to its end.
fn deadline(calendar: &Calendar, (day, time): (&str, &str)) -> Result<Option<Moment>, Refusal> {
    let field = Field::Deadline;
    let Some(day) = optional(day) else {
        return Ok(None);
    };
    let day = parse_day(field, day)?;
    let Some(time) = optional(time) else {
        return Ok(calendar.zone.end_of(day));
    };
    let malformed = || text::Refusal::Malformed {
        field,
        typed: text::quoted(time),
    };
    let parts = time.split_once(':').ok_or_else(malformed)?;
    let number = |raw: &str| raw.get(..2).and_then(|raw| raw.parse::<u16>().ok());
    match (number(parts.0), number(parts.1)) {
        (Some(hours @ ..24), Some(minutes @ ..60)) => {
            Ok(Some(calendar.at(day, hours * 60 + minutes)))
        }
        _ => Err(malformed().into()),
    }
}

fn people(firm: &Firm, typed: &str, field: Field) -> Result<Vec<PersonId>, Refusal> {
    let names = typed.split([',', ';', '\n']).filter_map(optional);
    names.map(|name| person(firm, name, field)).collect()
}

fn optional(raw: &str) -> Option<&str> {
    Some(raw.trim()).filter(|raw| !raw.is_empty())
}
