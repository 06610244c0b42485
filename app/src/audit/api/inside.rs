//! What the screen and the file of the audit log are made of; only on the server.
use super::names::OfFirm;
use crate::audit::{About, Line, Log, Query};
use crate::current::Current;
use crate::failure::Failure;
use crate::moments::When;
use crate::people::pick::api::inside::{label, offered, person};
use domain::access::RecordType;
use domain::audit::{Deed, Exported, Filter, Subject, Theme};
use domain::by::Actor;
use domain::custody::Kept;
use domain::dates::parse_day;
use domain::exchange::{Cell, OutCsv};
use domain::field::Field;
use domain::id::{AssignmentId, CompanyId, ContactId, DealId};
use domain::lang::{Lang, Say};
use domain::refusal::Refusal;
use domain::sentence;
use domain::time::{Day, Moment};
use store::{AuditRow, Reading, Stopped, StoreError};

/// Rows of one page.
const PAGE: usize = 50;
/// Rows of one file: a few megabytes, made in memory.
const FILE: usize = 20_000;

pub(super) fn log(reading: &Reading, query: &Query, lang: Lang) -> Result<Log, Stopped> {
    let chosen = chosen(reading, query);
    let before = query.before.parse().ok();
    // What makes no sense finds nothing, and its field says why; who may not look gets neither.
    let page = match &chosen {
        Ok(filter) => reading.audit(filter, before, PAGE)?,
        Err(_) => {
            reading.audit(&Filter::default(), None, 0)?;
            store::AuditPage::default()
        }
    };
    let refused = chosen.err();
    let said = |field| {
        let about = refused.as_ref().filter(|one| one.field() == Some(field));
        about.map(|refusal| refusal.say(lang))
    };
    let lines = page.rows.iter().map(|row| line(reading, row, lang));
    let at = |number: Option<u64>| number.map(|number| number.to_string());
    Ok(Log {
        lines: lines.collect::<Result<_, _>>()?,
        older: at(page.older),
        newer: page.newer.map(|number| match number {
            u64::MAX => String::new(),
            number => number.to_string(),
        }),
        offered: offered(reading.firm(), false),
        kinds: Theme::EVERY
            .map(|theme| (theme.key().to_owned(), theme.name(lang).to_owned()))
            .into(),
        no_person: said(Field::Owner),
        no_day: said(Field::HeldOn),
    })
}

/// The log as a file, its leaving told in the log itself first.
///
/// # Errors
/// Invisible to whoever neither audits nor administers; a filter that makes no sense.
pub async fn export(current: &Current, query: Query, lang: Lang) -> Result<String, Failure> {
    let (text, rows) = current
        .read(move |reading| file(reading, &query, lang))
        .await?;
    current
        .change(None, move |work| work.tell_export(Exported::AuditLog, rows))
        .await?;
    Ok(text)
}

fn file(reading: &Reading, query: &Query, lang: Lang) -> Result<(String, u64), Stopped> {
    // Whether they may is asked before whether the filter makes sense.
    reading.audit(&Filter::default(), None, 0)?;
    let rows = reading.audit(&chosen(reading, query)?, None, FILE)?.rows;
    let mut csv = OutCsv::new(lang);
    let head = lang.pick(
        [
            "Numer",
            "Chwila",
            "Kto",
            "Rodzaj",
            "Co",
            "Czego dotyczy",
            "Skrót SHA-256",
        ],
        [
            "Number", "Moment", "Who", "Kind", "What", "About", "SHA-256",
        ],
    );
    csv.row(head.map(Cell::Text));
    for row in &rows {
        let line = line(reading, row, lang)?;
        let about = line.about.map(|about| about.name).unwrap_or_default();
        csv.row([
            Cell::Whole(i64::try_from(line.number).unwrap_or(i64::MAX)),
            Cell::Text(&line.when.exact),
            Cell::Text(&line.who),
            Cell::Text(&line.kind),
            Cell::Text(&line.what),
            Cell::Text(&about),
            Cell::Text(&line.hash),
        ]);
    }
    Ok((csv.finish(), rows.len() as u64))
}

fn chosen(reading: &Reading, query: &Query) -> Result<Filter, Refusal> {
    let firm = reading.firm();
    let who = match query.person.trim() {
        "" => None,
        typed => Some(person(firm, typed, Field::Owner)?),
    };
    let day = |raw: &str| match raw.trim() {
        "" => Ok(None),
        raw => parse_day(Field::HeldOn, raw).map(Some),
    };
    let zone = firm.zone();
    let begins = |day: Day| day.pred_opt().and_then(|eve| zone.end_of(eve));
    Ok(Filter {
        person: who,
        theme: Theme::of_key(&query.kind),
        from: day(&query.from)?.map(|day| begins(day).unwrap_or(Moment(i64::MIN))),
        until: day(&query.to)?.map(|day| zone.end_of(day).unwrap_or(Moment(i64::MAX))),
    })
}

fn line(reading: &Reading, row: &AuditRow, lang: Lang) -> Result<Line, StoreError> {
    let (firm, entry) = (reading.firm(), &row.entry);
    let who = match entry.actor {
        Some(Actor::Person(id)) => label(firm, id),
        Some(Actor::System(_)) => lang.pick("system", "system").to_owned(),
        None => lang
            .pick("ktoś bez konta", "somebody signed out")
            .to_owned(),
    };
    Ok(Line {
        number: row.number,
        when: When::of(entry.at, firm.zone(), lang),
        who,
        kind: entry.theme().name(lang).to_owned(),
        what: sentence::deed(&entry.deed, lang, &OfFirm(firm)),
        about: about(reading, &entry.deed, lang)?,
        hash: row.hash.iter().map(|byte| format!("{byte:02x}")).collect(),
    })
}

fn about(reading: &Reading, deed: &Deed, lang: Lang) -> Result<Option<About>, StoreError> {
    let firm = reading.firm();
    let person = |id| About {
        name: label(firm, id),
        href: Some(format!("/people/{id}")),
    };
    let subject = match deed {
        Deed::SignInRefused { account, .. } => return Ok(account.map(person)),
        Deed::Changed { of, .. } => of,
        _ => return Ok(None),
    };
    Ok(match subject {
        Subject::Person(id) => Some(person(*id)),
        Subject::Group(id) => Some(About {
            name: domain::groups::Names::group(firm, *id).to_owned(),
            href: Some(format!("/groups/{id}")),
        }),
        Subject::Firm => None,
        Subject::Record(of) => Some(record(reading, kept(*of), lang)?),
    })
}

/// The record by its name for who may see it, else by its number.
pub(crate) fn record(
    reading: &Reading,
    (kind, id): (RecordType, u64),
    lang: Lang,
) -> Result<About, StoreError> {
    let (name, base, said) = match kind {
        RecordType::Company => {
            let seen = reading.company(CompanyId(id))?;
            let name = seen.map(|one| one.name().to_owned());
            (name, "companies", lang.pick("kontrahent", "company"))
        }
        RecordType::Contact => {
            let seen = reading.contact(ContactId(id))?;
            let name = seen.map(|one| one.name().to_owned());
            (name, "contacts", lang.pick("kontakt", "contact"))
        }
        RecordType::Assignment => {
            let seen = reading.task(AssignmentId(id))?;
            let name = seen.map(|one| one.title.clone());
            (name, "tasks", lang.pick("zadanie", "assignment"))
        }
        _ => {
            let seen = reading.deal(DealId(id))?;
            let name = seen.map(|deal| deal.title.clone());
            (name, "deals", lang.pick("szansa", "deal"))
        }
    };
    let href = name.is_some().then(|| format!("/{base}/{id}"));
    Ok(About {
        name: name.unwrap_or_else(|| format!("{said} {id}")),
        href,
    })
}

fn kept(of: Kept) -> (RecordType, u64) {
    match of {
        Kept::Deal(id) => (RecordType::Deal, id.0),
        Kept::Company(id) => (RecordType::Company, id.0),
        Kept::Contact(id) => (RecordType::Contact, id.0),
    }
}
