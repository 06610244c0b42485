//! Looking at a file: how it is cut, what its columns hold, which mapping fits. Invariant: what the
//! owner chose wins over what is remembered, and that over what is guessed.
use super::plans::limits;
use crate::import;
use app::import::desk::{How, Sight};
use domain::by::By;
use domain::exchange::{
    Defaults, Dialect, Field, Kind, Mapping, Preview, StageRef, Table, Unreadable, fold,
};
use domain::id::{GroupId, PersonId};
use domain::money::Currency;
use std::collections::BTreeSet;
use std::fs::File;
use std::path::Path;
use store::{KeptMapping, Reading, Store, StoreError};

/// Values of the column of stages that are offered.
const STAGES: usize = 40;

pub(super) fn sight(
    store: &Store,
    path: &Path,
    by: By,
    how: How,
) -> Result<Result<Sight, Unreadable>, StoreError> {
    let (table, dialect) = match opened(path, how) {
        Ok(opened) => opened,
        Err(why) => return Ok(Err(why)),
    };
    let preview = Preview::of(&table, dialect);
    let reading = store.view(by.actor, by.now)?;
    let kept = if how.anew {
        None
    } else {
        reading.mapping_for(&preview)?
    };
    let kept = kept.filter(|kept| how.kind.is_none_or(|kind| kind == kept.mapping.kind));
    let kept = kept.map(|kept| still(&reading, kept));
    let mut mapping = match &kept {
        Some(kept) => kept.mapping.clone(),
        None => guessed(&reading, &preview, how.kind),
    };
    for column in &mut mapping.columns {
        column.dates = how.dates.unwrap_or(column.dates);
        column.decimal = how.decimal.unwrap_or(column.decimal);
    }
    Ok(Ok(Sight {
        stages: stages(&table, &mapping),
        preview,
        mapping,
        kept: kept.map(|kept| (kept.name, kept.at)),
    }))
}

fn opened(path: &Path, how: How) -> Result<(Table, Dialect), Unreadable> {
    let open = || {
        File::open(path).map_err(|error| Unreadable::Interrupted {
            reason: error.to_string(),
        })
    };
    let found = import::detect(open()?, &limits())?;
    let dialect = Dialect {
        encoding: how.encoding.unwrap_or(found.encoding),
        delimiter: how.delimiter.unwrap_or(found.delimiter),
        header: how.header.unwrap_or(found.header),
        quote: found.quote,
    };
    Ok((import::read(open()?, dialect, &limits())?, dialect))
}

fn guessed(reading: &Reading, preview: &Preview, kind: Option<Kind>) -> Mapping {
    let kind = kind.unwrap_or_else(|| Mapping::guess_kind(preview));
    let settings = reading.firm().settings.as_ref();
    let currency = settings.map_or(Currency::PLN, |settings| settings.currency);
    let defaults = Defaults {
        owner: reading.who().id,
        group: place(reading),
        pipeline: settings.and_then(|settings| settings.default_pipeline),
    };
    Mapping::guess(preview, kind, currency, defaults)
}

/// Where the importer's own records go.
fn place(reading: &Reading) -> GroupId {
    let who = reading.who();
    let own = who.groups.first().or_else(|| who.heads.first()).copied();
    own.or_else(|| reading.root()).unwrap_or(GroupId(1))
}

/// A remembered mapping without the people, groups and stages that are gone.
fn still(reading: &Reading, mut kept: KeptMapping) -> KeptMapping {
    let firm = reading.firm();
    let mapping = &mut kept.mapping;
    let active = |id: &PersonId| firm.people.get(id).is_some_and(|person| person.active);
    if !active(&mapping.defaults.owner) {
        mapping.defaults.owner = reading.who().id;
    }
    let group = firm.groups.get(&mapping.defaults.group);
    if group.is_none_or(|group| group.archived) {
        mapping.defaults.group = place(reading);
    }
    let pipeline = mapping.defaults.pipeline;
    mapping.defaults.pipeline = pipeline.filter(|id| {
        let known = firm.pipelines.get(id);
        known.is_some_and(|known| !known.archived)
    });
    mapping.stages.retain(|_, stage| match stage {
        StageRef::Known(id) => firm.stage(*id).is_some(),
        StageRef::New { .. } => false,
    });
    kept
}

/// The different values of the column of stages, in the order of letters.
fn stages(table: &Table, mapping: &Mapping) -> Vec<String> {
    let Some(column) = mapping.column(Field::Stage) else {
        return Vec::new();
    };
    let mut seen = BTreeSet::new();
    let mut values = Vec::new();
    for cell in table.column(column) {
        if values.len() < STAGES && seen.insert(fold(cell)) {
            values.push(cell.chars().take(80).collect());
        }
    }
    values.sort();
    values
}
