//! What the server functions of deals do with the store; only on the server.
use crate::deals::model::{DealList, Names, StageName};
use crate::failure::Failure;
use crate::people::pick::api::inside::{label, offered, person};
use domain::access::{Lane, RecordType};
use domain::change::Change;
use domain::custody::Kept;
use domain::dates::parse_day;
use domain::deals::{DealChanges, DealQuery};
use domain::field::Field;
use domain::groups::Names as _;
use domain::id::{DealId, PersonId, StageId};
use domain::lang::Lang;
use domain::money::{Currency, Money, Sums};
use domain::refusal::Refusal;
use domain::time::Day;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use store::{Firm, PAGE, Reading, Stopped, StoreError, Work};

use super::stuck;

pub(super) fn list(
    reading: &Reading,
    query: &str,
    (today, lang): (Day, Lang),
) -> Result<DealList, StoreError> {
    let firm = reading.firm();
    let (query, problems) = parsed(firm, query);
    let after = query.after.as_deref();
    let (page, why) = if query.stuck {
        let page = reading.stuck_deals(&query.filter, after, today, PAGE)?;
        let told = stuck::Told::on(firm, today, lang);
        let rows = page.rows.iter();
        let why = rows.map(|row| told.all(row.stuck(today), row.stage));
        let why = why.collect();
        (page, why)
    } else {
        let page = reading.deals(&query.filter, query.sort, after, today)?;
        (page, Vec::new())
    };
    let used = used(&query, page.rows.iter().map(|row| row.owner));
    let around = around(reading, used, query, problems, (today, lang));
    Ok(DealList {
        rows: page.rows,
        places: page.places,
        why,
        next: page.next,
        previous: page.previous,
        count: page.totals.count,
        sums: page.totals.sums,
        exact: page.totals.exact,
        ..around
    })
}

/// The people that a page names: those of its rows and of its filter.
pub(in crate::deals) fn used(
    query: &DealQuery,
    owners: impl Iterator<Item = PersonId>,
) -> BTreeSet<PersonId> {
    owners.chain(query.filter.owners.iter().copied()).collect()
}

/// What stands around the rows of a list, or around a board.
pub(in crate::deals) fn around(
    reading: &Reading,
    used: BTreeSet<PersonId>,
    query: DealQuery,
    problems: Vec<Refusal>,
    (today, lang): (Day, Lang),
) -> DealList {
    let firm = reading.firm();
    DealList {
        labels: labels(firm, &used),
        names: names(reading, used),
        people: offered(firm, false),
        problems: problems.into_iter().map(Failure::from).collect(),
        rows: Vec::new(),
        places: Vec::new(),
        why: Vec::new(),
        next: None,
        previous: None,
        count: 0,
        sums: Sums::default(),
        exact: true,
        currency: firm.currency(),
        today,
        printed: printed(reading, lang),
        may_create: reading.who().may_create(RecordType::Deal, Lane::Normal),
        query,
    }
}

/// Firm, viewer and moment: a sheet of paper has no other way to tell.
pub(in crate::deals) fn printed(reading: &Reading, lang: Lang) -> String {
    let firm = reading.firm();
    let name = firm.settings.as_ref().map(|firm| firm.name.as_str());
    let moment = firm.zone().written(reading.now(), lang);
    let who = firm.person(reading.who().id);
    [name.unwrap_or_default(), who, &moment].join(" · ")
}

/// The list that an address names; what makes no sense in it is left out.
pub(in crate::deals) fn query_of(firm: &Firm, query: &str) -> DealQuery {
    parsed(firm, query).0
}

pub(in crate::deals) fn parsed(firm: &Firm, query: &str) -> (DealQuery, Vec<Refusal>) {
    let pairs = form_urlencoded::parse(query.trim_start_matches('?').as_bytes());
    let pairs: Vec<_> = pairs
        .map(|(name, value)| match name.as_ref() {
            "owner" => (name, owner_number(firm, value)),
            _ => (name, value),
        })
        .collect();
    let pairs = pairs
        .iter()
        .map(|(name, value)| (name.as_ref(), value.as_ref()));
    DealQuery::parse(pairs, firm.currency())
}

/// A filter may name an owner as people do; a name that fits nobody is left for the filter to refuse.
fn owner_number<'v>(firm: &Firm, typed: Cow<'v, str>) -> Cow<'v, str> {
    match person(firm, &typed, Field::Owner) {
        Ok(id) => Cow::Owned(id.to_string()),
        Err(_) => typed,
    }
}

/// Labels of those who share their name with somebody.
fn labels(firm: &Firm, used: &BTreeSet<PersonId>) -> BTreeMap<PersonId, String> {
    let labels = used.iter().map(|id| (*id, label(firm, *id)));
    labels
        .filter(|(id, label)| firm.person(*id) != label)
        .collect()
}

/// The names of a page: of the people it uses, and of all groups and stages.
pub(in crate::deals) fn names(reading: &Reading, used: BTreeSet<PersonId>) -> Names {
    let firm = reading.firm();
    let people = used.iter().filter_map(|id| firm.people.get(id));
    Names {
        people: people
            .map(|person| (person.id, person.name.clone()))
            .collect(),
        groups: groups(firm),
        pipelines: firm
            .pipelines
            .values()
            .map(|pipeline| (pipeline.id, pipeline.name.clone()))
            .collect(),
        stages: firm
            .stages()
            .map(|(pipeline, stage)| StageName {
                id: stage.id,
                pipeline: pipeline.id,
                name: stage.name.clone(),
                kind: stage.kind,
                colour: stage.colour,
            })
            .collect(),
    }
}

fn groups(firm: &Firm) -> Vec<(domain::id::GroupId, String, u32)> {
    let tree = &firm.world.tree;
    let living = tree
        .depth_first()
        .iter()
        .filter_map(|id| firm.groups.get(id))
        .filter(|group| !group.archived);
    living
        .map(|group| {
            (
                group.id,
                group.name.clone(),
                tree.depth(group.id).unwrap_or(0),
            )
        })
        .collect()
}

/// What was shown and what was typed, field by field.
pub(super) struct RowEdit {
    pub(super) stage: (String, String),
    pub(super) owner: (String, String),
    pub(super) amount: (String, String),
    pub(super) currency: String,
    pub(super) close: (String, String),
}

impl RowEdit {
    /// Each changed field takes its own command, so that each asks for its own right.
    pub(super) fn apply(self, work: &mut Work<'_, '_>, id: DealId) -> Result<(), Stopped> {
        let currency: Currency = self
            .currency
            .parse()
            .map_err(|_| Refusal::Unknown(Field::Currency))?;
        let changes = DealChanges {
            amount: changed(&self.amount, |raw| amount(raw, currency))?,
            expected_close: changed(&self.close, day)?,
            ..DealChanges::default()
        };
        let touched = !changes.fields().is_empty();
        if touched {
            work.edit_deal(id, changes)?;
        }
        let stage = changed(&self.stage, |raw| known::<StageId>(raw, Field::Stage))?;
        if let Some(stage) = stage.map(|change| change.is) {
            work.move_deal(id, stage)?;
        }
        let owner = changed(&self.owner, |raw| person(work.firm(), raw, Field::Owner))?;
        if let Some(owner) = owner.map(|change| change.is) {
            work.reassign(Kept::Deal(id), owner)?;
        }
        if !touched && stage.is_none() && owner.is_none() {
            Err(Refusal::Unchanged.into())
        } else {
            Ok(())
        }
    }
}

fn changed<T: PartialEq>(
    (was, is): &(String, String),
    read: impl Fn(&str) -> Result<T, Refusal>,
) -> Result<Option<Change<T>>, Refusal> {
    if was == is {
        Ok(None)
    } else {
        Ok(Change::between(read(was)?, read(is)?))
    }
}

fn amount(raw: &str, currency: Currency) -> Result<Option<Money>, Refusal> {
    if raw.trim().is_empty() {
        Ok(None)
    } else {
        Ok(Some(Money::parse(Field::Amount, raw, currency)?))
    }
}

fn day(raw: &str) -> Result<Option<Day>, Refusal> {
    if raw.trim().is_empty() {
        Ok(None)
    } else {
        Ok(Some(parse_day(Field::ExpectedClose, raw)?))
    }
}

fn known<T: std::str::FromStr>(raw: &str, field: Field) -> Result<T, Refusal> {
    raw.parse().map_err(|_| Refusal::Unknown(field))
}
