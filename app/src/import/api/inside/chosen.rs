//! What the forms of a file send. Invariant: a value that no select offers is refused, never guessed.
use crate::failure::Failure;
use crate::import::desk::{How, Paper};
use domain::exchange::{
    Column, DateOrder, DecimalSign, Delimiter, Encoding, Field, Kind, Mapping, StageRef, Unknown,
};
use domain::id::{GroupId, PersonId, PipelineId, StageId};
use std::collections::BTreeSet;
use std::str::FromStr;

/// The values of the selects of reading.
pub(crate) fn how(
    [kind, encoding, delimiter, header, dates, decimal]: [&str; 6],
    anew: bool,
) -> Result<How, Failure> {
    Ok(How {
        kind: chosen(kind, Kind::of_key)?,
        encoding: chosen(encoding, encoding_of)?,
        delimiter: chosen(delimiter, delimiter_of)?,
        header: chosen(header, |value| match value {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        })?,
        dates: chosen(dates, dates_of)?,
        decimal: chosen(decimal, decimal_of)?,
        anew,
    })
}

/// The values of the form of the mapping.
pub(crate) struct Chosen {
    pub(crate) columns: Vec<String>,
    pub(crate) currency: String,
    pub(crate) owner: String,
    pub(crate) group: String,
    pub(crate) pipeline: String,
    pub(crate) unknown: String,
    /// Values of the column of stages and what they stand for.
    pub(crate) stages: Vec<(String, String)>,
}

impl Chosen {
    /// The mapping of the file with these choices, and whether it can be checked.
    pub(crate) fn onto(&self, paper: &Paper) -> Result<(Mapping, bool), Failure> {
        let Some(Ok(sight)) = &paper.sight else {
            return Err(Failure::Malformed);
        };
        let mut mapping = sight.mapping.clone();
        if self.columns.len() != mapping.columns.len() {
            return Err(Failure::Malformed);
        }
        for (column, field) in mapping.columns.iter_mut().zip(&self.columns) {
            column.field = chosen(field, Field::of_key)?;
        }
        mapping.currency = self.currency.parse().map_err(|_| Failure::Malformed)?;
        mapping.defaults.owner = PersonId(number(&self.owner)?);
        mapping.defaults.group = GroupId(number(&self.group)?);
        let pipeline = chosen(&self.pipeline, |value| value.parse().ok())?;
        mapping.defaults.pipeline = pipeline.map(PipelineId);
        mapping.unknown = unknown_of(&self.unknown).ok_or(Failure::Malformed)?;
        mapping.stages.clear();
        for (value, stage) in &self.stages {
            if let Some(stage) = chosen(stage, |value| value.parse().ok())? {
                mapping.map_stage(value, StageRef::Known(StageId(stage)));
            }
        }
        let whole = mapping.missing().is_empty() && twice(&mapping).is_none();
        Ok((mapping, whole))
    }
}

/// A field that two columns have.
pub(crate) fn twice(mapping: &Mapping) -> Option<Field> {
    let mut seen = BTreeSet::new();
    let mut fields = mapping.columns.iter().filter_map(of_column);
    fields.find(|field| !seen.insert(*field))
}

fn of_column(column: &Column) -> Option<Field> {
    column.field
}

pub(crate) fn encoding_of(value: &str) -> Option<Encoding> {
    Encoding::ALL
        .into_iter()
        .find(|encoding| encoding.name() == value)
}

pub(crate) fn delimiter_key(delimiter: Delimiter) -> &'static str {
    match delimiter {
        Delimiter::Comma => "comma",
        Delimiter::Semicolon => "semicolon",
        Delimiter::Tab => "tab",
        Delimiter::Pipe => "pipe",
    }
}

fn delimiter_of(value: &str) -> Option<Delimiter> {
    Delimiter::ALL
        .into_iter()
        .find(|known| delimiter_key(*known) == value)
}

pub(crate) fn dates_key(order: DateOrder) -> &'static str {
    match order {
        DateOrder::YearMonthDay => "ymd",
        DateOrder::DayMonthYear => "dmy",
        DateOrder::MonthDayYear => "mdy",
    }
}

fn dates_of(value: &str) -> Option<DateOrder> {
    DateOrder::ALL
        .into_iter()
        .find(|known| dates_key(*known) == value)
}

pub(crate) fn decimal_key(sign: DecimalSign) -> &'static str {
    match sign {
        DecimalSign::Comma => "comma",
        DecimalSign::Point => "point",
    }
}

fn decimal_of(value: &str) -> Option<DecimalSign> {
    let all = [DecimalSign::Comma, DecimalSign::Point];
    all.into_iter().find(|known| decimal_key(*known) == value)
}

pub(crate) fn unknown_key(unknown: Unknown) -> &'static str {
    match unknown {
        Unknown::Create => "create",
        Unknown::LeaveEmpty => "leave",
        Unknown::Reject => "reject",
    }
}

fn unknown_of(value: &str) -> Option<Unknown> {
    let all = [Unknown::Create, Unknown::LeaveEmpty, Unknown::Reject];
    all.into_iter().find(|known| unknown_key(*known) == value)
}

/// Nothing for an empty value.
fn chosen<T>(value: &str, of: impl FnOnce(&str) -> Option<T>) -> Result<Option<T>, Failure> {
    if value.is_empty() {
        return Ok(None);
    }
    of(value).map(Some).ok_or(Failure::Malformed)
}

fn number(value: &str) -> Result<u64, Failure> {
    u64::from_str(value).map_err(|_| Failure::Malformed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_select_reads_back_and_nothing_else_does() {
        for encoding in Encoding::ALL {
            assert_eq!(encoding_of(encoding.name()), Some(encoding));
        }
        for delimiter in Delimiter::ALL {
            assert_eq!(delimiter_of(delimiter_key(delimiter)), Some(delimiter));
        }
        for order in DateOrder::ALL {
            assert_eq!(dates_of(dates_key(order)), Some(order));
        }
        let told = how(["deals", "", "tab", "no", "dmy", "point"], false).unwrap();
        assert_eq!((told.kind, told.encoding), (Some(Kind::Deals), None));
        assert_eq!(
            (told.header, told.decimal),
            (Some(false), Some(DecimalSign::Point))
        );
        assert!(how(["deals", "klingon", "", "", "", ""], false).is_err());
    }
}
