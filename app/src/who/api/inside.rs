//! What the page of who sees a record is made of; only on the server.
use super::super::{Answer, Audience, Right, Rule, Seer};
use crate::current::found;
use crate::custody::api::inside::{distance, explains};
use crate::people::pick::api::inside::{label, offered, person};
use domain::access::{Action, Because, Guarded, Lane, Principal, RecordAcl, View, grants, rights};
use domain::custody::Kept;
use domain::field::Field;
use domain::groups::Names;
use domain::id::{AssignmentId, PersonId};
use domain::lang::{Lang, Say};
use domain::refusal::Refusal;
use store::{Firm, Reading, Stopped};

/// People of one page.
const PAGE: usize = 50;

/// The record as the reader sees it: its name, where it is, and what decides.
struct Seen {
    title: String,
    href: String,
    acl: RecordAcl,
}

pub(super) fn audience(
    reading: &Reading,
    of: &str,
    (typed, page): (&str, &str),
    lang: Lang,
) -> Result<Audience, Stopped> {
    let seen = found(seen(reading, of)?)?;
    let (firm, acl) = (reading.firm(), &seen.acl);
    let mut everybody = reading.audience(acl);
    everybody.sort_by_key(|(id, because)| (distance(because), *id));
    let count = everybody.len();
    let pages = count.div_ceil(PAGE).max(1);
    let page = page.parse().unwrap_or(1).clamp(1, pages);
    let here = everybody.iter().skip((page - 1) * PAGE).take(PAGE);
    let rows = here.map(|(id, because)| seer(reading, acl, (*id, *because), lang));
    let asked = match typed.trim() {
        "" => None,
        typed => Some(person(firm, typed, Field::Owner)),
    };
    let (answer, no_person) = match asked {
        None => (None, None),
        Some(Ok(id)) => (Some(answer(reading, acl, id, lang)), None),
        Some(Err(refusal)) => (None, Some(refusal.say(lang))),
    };
    Ok(Audience {
        of: of.to_owned(),
        rows: rows.collect(),
        title: seen.title,
        href: seen.href,
        owner: Names::person(firm, acl.owner).to_owned(),
        group: Names::group(firm, acl.group).to_owned(),
        confidential: acl.lane == Lane::Confidential,
        count,
        page,
        pages,
        offered: offered(firm, false),
        no_person,
        answer,
    })
}

/// Absent, invisible and none of the reader's business are one.
fn seen(reading: &Reading, of: &str) -> Result<Option<Seen>, Stopped> {
    let who = reading.who();
    let seen = match of.strip_prefix("task-") {
        Some(id) => {
            let id: AssignmentId = id.parse().map_err(|_| Refusal::Invisible)?;
            let task = reading.task(id)?;
            task.map(|task| of_view(who, &task, task.title.clone(), format!("/tasks/{id}")))
        }
        None => match of.parse()? {
            Kept::Deal(id) => {
                let deal = reading.deal(id)?;
                deal.map(|deal| of_view(who, &deal, deal.title.clone(), format!("/deals/{id}")))
            }
            Kept::Company(id) => {
                let one = reading.company(id)?;
                one.map(|one| of_view(who, &one, one.name().to_owned(), format!("/companies/{id}")))
            }
            Kept::Contact(id) => {
                let one = reading.contact(id)?;
                one.map(|one| of_view(who, &one, one.name().to_owned(), format!("/contacts/{id}")))
            }
        },
    };
    Ok(seen.flatten())
}

fn of_view<T: Guarded>(
    who: &Principal,
    view: &View<T>,
    title: String,
    href: String,
) -> Option<Seen> {
    explains(who, view).then(|| Seen {
        title,
        href,
        acl: view.acl(),
    })
}

fn seer(
    reading: &Reading,
    acl: &RecordAcl,
    (id, because): (PersonId, Because),
    lang: Lang,
) -> Seer {
    let firm = reading.firm();
    let who = firm.principal(domain::by::Actor::Person(id));
    let may = rights(&firm.world, &who, acl, reading.now());
    let may = may.iter().filter(|action| tells(*action));
    let may: Vec<&str> = may.map(|action| action.name(lang)).collect();
    Seer {
        id: id.0,
        name: label(firm, id),
        why: reason(firm, acl, (id, because), lang),
        may: may.join(", "),
    }
}

/// Reading is why they are in the list; fields are told where one asks about a person.
fn tells(action: Action) -> bool {
    !matches!(action, Action::Read | Action::Field(_))
}

/// The reason without the name that stands beside it.
fn reason(firm: &Firm, acl: &RecordAcl, (id, because): (PersonId, Because), lang: Lang) -> String {
    let said = because.about(id, acl.kind).say(lang, firm);
    let name = Names::person(firm, id);
    said.strip_prefix(name)
        .map_or(said.as_str(), |rest| rest.trim_start_matches(": "))
        .to_owned()
}

fn answer(reading: &Reading, acl: &RecordAcl, id: PersonId, lang: Lang) -> Answer {
    let firm = reading.firm();
    let who = firm.principal(domain::by::Actor::Person(id));
    let granted = |action| grants(&firm.world, &who, action, acl, reading.now());
    let reads = granted(Action::Read);
    let mut rules = gates(&who, acl, lang);
    rules.extend(reads.iter().map(|because| Rule {
        opens: true,
        said: reason(firm, acl, (id, *because), lang),
    }));
    if reads.is_empty() && rules.iter().all(|rule| rule.opens) {
        rules.push(none_holds(firm, acl, lang));
    }
    let right = |action: Action| {
        let given = granted(action).first().copied();
        Right {
            name: action.name(lang).to_owned(),
            why: given.map(|because| reason(firm, acl, (id, because), lang)),
        }
    };
    Answer {
        name: label(firm, id),
        sees: !reads.is_empty(),
        rules,
        rights: Action::EVERY.map(right).into(),
    }
}

/// What every grant stands behind: an active account, and a role that opens the type at all.
fn gates(who: &Principal, acl: &RecordAcl, lang: Lang) -> Vec<Rule> {
    let account = match who.active {
        true => lang.pick("Konto jest czynne.", "The account is active."),
        false => lang.pick(
            "Konto jest wyłączone, więc nie widzi niczego.",
            "The account is switched off, so it sees nothing.",
        ),
    };
    let roles: Vec<&str> = who.roles.iter().map(|role| role.name(lang)).collect();
    let roles = match roles.is_empty() {
        true => lang.pick("brak", "none").to_owned(),
        false => roles.join(", "),
    };
    let kind = acl.kind.plural(lang);
    let open = !who.table.closed(acl.kind);
    let reach = who.table.scope(acl.kind, Action::Read, acl.lane).name(lang);
    let opened = match (open, acl.lane) {
        (false, _) => lang.pick(
            format!("Role ({roles}) nie otwierają tego rodzaju rekordów: {kind}."),
            format!("The roles ({roles}) do not open this type of records: {kind}."),
        ),
        (true, Lane::Normal) => lang.pick(
            format!("Role ({roles}) dają odczyt rekordów „{kind}”: {reach}."),
            format!("The roles ({roles}) give reading of {kind}: {reach}."),
        ),
        (true, Lane::Confidential) => lang.pick(
            format!("Role ({roles}) dają odczyt poufnych rekordów „{kind}”: {reach}."),
            format!("The roles ({roles}) give reading of confidential {kind}: {reach}."),
        ),
    };
    vec![
        Rule {
            opens: who.active,
            said: account.to_owned(),
        },
        Rule {
            opens: open,
            said: opened,
        },
    ]
}

fn none_holds(firm: &Firm, acl: &RecordAcl, lang: Lang) -> Rule {
    let (owner, group) = (
        Names::person(firm, acl.owner),
        Names::group(firm, acl.group),
    );
    let said = lang.pick(
        format!("Żadna zasada nie sięga tego rekordu: opiekun {owner}, grupa {group}; brak kierowania, udziału, udostępnienia i zastępstwa."),
        format!("No rule reaches this record: its owner is {owner}, its group {group}; there is no headship, part, share or deputyship."),
    );
    Rule { opens: false, said }
}
