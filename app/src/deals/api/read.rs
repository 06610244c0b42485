//! What the server functions of deals do with the store; only on the server.
use crate::deals::model::{DealList, Names, StageName};
use domain::access::{Lane, RecordType};
use domain::change::Change;
use domain::dates::parse_day;
use domain::deals::{DealChanges, DealQuery};
use domain::field::Field;
use domain::id::{DealId, PersonId, StageId};
use domain::money::{Currency, Money};
use domain::refusal::Refusal;
use domain::time::Day;
use std::collections::BTreeSet;
use store::{Firm, Reading, Stopped, StoreError, Work};

/// Most people a filter offers by name; a larger firm filters by group first.
const OFFERED: usize = 150;

pub(super) fn list(reading: &Reading, query: &str, today: Day) -> Result<DealList, StoreError> {
    let currency = reading
        .firm()
        .settings
        .as_ref()
        .map_or(Currency::PLN, |firm| firm.currency);
    let pairs: Vec<_> = form_urlencoded::parse(query.trim_start_matches('?').as_bytes()).collect();
    let pairs = pairs
        .iter()
        .map(|(name, value)| (name.as_ref(), value.as_ref()));
    let (query, problems) = DealQuery::parse(pairs, currency);
    let page = reading.deals(&query.filter, query.sort, query.after.as_deref(), today)?;
    let used = page
        .rows
        .iter()
        .map(|row| row.owner)
        .chain(query.filter.owners.iter().copied());
    Ok(DealList {
        names: names(reading, used.collect()),
        problems,
        rows: page.rows,
        next: page.next,
        previous: page.previous,
        count: page.totals.count,
        sums: page.totals.sums,
        exact: page.totals.exact,
        currency,
        today,
        may_create: reading.who().may_create(RecordType::Deal, Lane::Normal),
        query,
    })
}

/// The names of a page: the people it uses and those its filters offer, groups, stages.
pub(in crate::deals) fn names(reading: &Reading, used: BTreeSet<PersonId>) -> Names {
    let firm = reading.firm();
    let offered = firm
        .people
        .values()
        .filter(|person| person.active && !person.groups.is_empty())
        .take(OFFERED);
    let people = offered.chain(used.iter().filter_map(|id| firm.people.get(id)));
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
        let owner = changed(&self.owner, |raw| known::<PersonId>(raw, Field::Owner))?;
        if let Some(owner) = owner.map(|change| change.is) {
            work.reassign_deal(id, owner)?;
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
