//! Which column is which field, and how its values are read. Invariant: a mapping says all that
//! the plan needs beside the table and the base, so keeping it repeats the import exactly.
use super::date::DateOrder;
use super::draft::StageRef;
use super::field::{Field, Kind};
use super::number::DecimalSign;
use super::preview::{ColumnProfile, ColumnType, Preview};
use super::text::{fold, loose};
use crate::id::{GroupId, PersonId, PipelineId};
use crate::money::Currency;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Mapping {
    pub kind: Kind,
    pub columns: Vec<Column>,
    /// Of amounts that name none.
    pub currency: Currency,
    pub defaults: Defaults,
    /// Stages by the value of the cell, folded.
    #[serde(default)]
    pub stages: BTreeMap<String, StageRef>,
    #[serde(default)]
    pub unknown: Unknown,
    /// Values to read as others.
    #[serde(default)]
    pub corrections: Vec<Correction>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Column {
    /// The name in the file, by which a remembered mapping knows the column again.
    pub name: String,
    /// `None`: not imported.
    pub field: Option<Field>,
    #[serde(default)]
    pub decimal: DecimalSign,
    #[serde(default)]
    pub dates: DateOrder,
    /// Numbers are in tens to this power: 3 for thousands, 6 for millions.
    #[serde(default)]
    pub power: u8,
}

/// What rows that do not say get.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Defaults {
    /// Of records without an owner: the importer, unless they choose somebody.
    pub owner: PersonId,
    /// Of owners without a group.
    pub group: GroupId,
    /// `None`: the first pipeline there is.
    #[serde(default)]
    pub pipeline: Option<PipelineId>,
}

/// What happens to a company or a product that is neither in the base nor in the file.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub enum Unknown {
    #[default]
    Create,
    LeaveEmpty,
    Reject,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Correction {
    pub field: Field,
    pub from: String,
    pub to: String,
}

impl Mapping {
    /// Guesses by the names of columns, then by what they hold. Each field goes to one column.
    #[must_use]
    pub fn guess(preview: &Preview, kind: Kind, currency: Currency, defaults: Defaults) -> Self {
        let mut columns: Vec<Column> = preview.columns.iter().map(Column::unmapped).collect();
        let mut free: Vec<Field> = kind.fields().to_vec();
        for (column, profile) in columns.iter_mut().zip(&preview.columns) {
            let guess = Field::named_in(kind, &profile.name).filter(|field| free.contains(field));
            if let Some(field) = guess.filter(|field| field.takes(&profile.what)) {
                free.retain(|other| *other != field);
                column.field = Some(field);
            }
        }
        for (column, profile) in columns.iter_mut().zip(&preview.columns) {
            if column.field.is_none()
                && profile.what == ColumnType::Email
                && free.contains(&Field::Email)
            {
                free.retain(|field| *field != Field::Email);
                column.field = Some(Field::Email);
            }
        }
        Self {
            kind,
            columns,
            currency,
            defaults,
            stages: BTreeMap::new(),
            unknown: Unknown::default(),
            corrections: Vec::new(),
        }
    }

    /// The kind whose fields most columns name.
    #[must_use]
    pub fn guess_kind(preview: &Preview) -> Kind {
        let named = |kind: Kind| {
            let fits = |column: &&ColumnProfile| Field::named_in(kind, &column.name).is_some();
            preview.columns.iter().filter(fits).count()
        };
        // Of equals the first: `max_by_key` takes the last.
        Kind::ALL
            .into_iter()
            .rev()
            .max_by_key(|&kind| named(kind))
            .unwrap_or(Kind::Deals)
    }

    /// Whether it was made for a file with the same columns, so that it can be offered again.
    #[must_use]
    pub fn fits(&self, preview: &Preview) -> bool {
        let names = |column: &ColumnProfile| loose(&column.name);
        self.columns
            .iter()
            .map(|column| loose(&column.name))
            .eq(preview.columns.iter().map(names))
    }

    /// Where the column of a field stands.
    #[must_use]
    pub fn column(&self, field: Field) -> Option<usize> {
        self.columns
            .iter()
            .position(|column| column.field == Some(field))
    }

    /// Gives a column a field; another column that had it loses it.
    pub fn assign(&mut self, column: usize, field: Option<Field>) {
        for other in &mut self.columns {
            if field.is_some() && other.field == field {
                other.field = None;
            }
        }
        if let Some(column) = self.columns.get_mut(column) {
            column.field = field;
        }
    }

    /// Required fields that no column holds; each list needs one of its fields.
    #[must_use]
    pub fn missing(&self) -> Vec<&'static [Field]> {
        let absent = |fields: &&[Field]| fields.iter().all(|&field| self.column(field).is_none());
        self.kind
            .required()
            .iter()
            .copied()
            .filter(absent)
            .collect()
    }

    #[must_use]
    pub fn stage(&self, cell: &str) -> Option<StageRef> {
        self.stages.get(&fold(cell)).copied()
    }

    pub fn map_stage(&mut self, cell: &str, stage: StageRef) {
        self.stages.insert(fold(cell), stage);
    }

    pub(super) fn correction(&self, field: Field, cell: &str) -> Option<&Correction> {
        self.corrections
            .iter()
            .find(|known| known.field == field && known.from == cell)
    }
}

impl Column {
    fn unmapped(profile: &ColumnProfile) -> Self {
        Self {
            name: profile.name.clone(),
            field: None,
            decimal: profile.decimals.sign,
            dates: profile.dates.order,
            power: 0,
        }
    }
}

impl Field {
    /// Whether a column that holds this can be the field; text and gaps can be anything, as the
    /// rows then say what is wrong with them.
    fn takes(self, what: &ColumnType) -> bool {
        let is_day = matches!(self, Self::Opened | Self::ExpectedClose | Self::Closed);
        let is_amount = matches!(self, Self::Amount | Self::Price | Self::Revenue);
        match what {
            ColumnType::Date(_) => is_day || matches!(self, Self::Note | Self::NextStep),
            ColumnType::Number(_) => !is_day && self != Self::Email,
            ColumnType::Email => !is_day && !is_amount,
            ColumnType::YesNo => !is_day && !is_amount,
            ColumnType::Empty | ColumnType::Text => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::{Dialect, Table};

    fn preview(header: &[&str], rows: &[&[&str]]) -> Preview {
        Preview::of(&Table::of(header, rows), Dialect::default())
    }

    const DEFAULTS: Defaults = Defaults {
        owner: PersonId(1),
        group: GroupId(1),
        pipeline: None,
    };

    #[test]
    fn columns_of_a_polish_and_an_english_file_find_their_fields() {
        let seen = preview(
            &[
                "Klient",
                "Wartość netto",
                "Etap sprzedaży",
                "Handlowiec",
                "Data utworzenia",
                "Foo",
            ],
            &[&[
                "Żabka",
                "1 234,50",
                "Oferta",
                "Anna Nowak",
                "23.11.2026",
                "x",
            ]],
        );
        let mapping = Mapping::guess(&seen, Kind::Deals, Currency::PLN, DEFAULTS);
        let fields: Vec<Option<Field>> =
            mapping.columns.iter().map(|column| column.field).collect();
        let found = [
            Field::Company,
            Field::Amount,
            Field::Stage,
            Field::Owner,
            Field::Opened,
        ]
        .map(Some);
        assert_eq!((&fields[..5], fields[5]), (&found[..], None));
        assert_eq!(mapping.columns[4].dates, DateOrder::DayMonthYear);
        assert!(mapping.missing().is_empty() && mapping.fits(&seen));
        assert_eq!(Mapping::guess_kind(&seen), Kind::Deals);
        let people = preview(
            &["Full name", "Team", "E-mail"],
            &[&["Al", "North", "al@firm.example"]],
        );
        assert_eq!(Mapping::guess_kind(&people), Kind::People);
    }

    #[test]
    fn a_field_belongs_to_one_column() {
        let seen = preview(&["Klient", "Firma"], &[&["a", "b"]]);
        let mut mapping = Mapping::guess(&seen, Kind::Deals, Currency::PLN, DEFAULTS);
        assert_eq!(mapping.column(Field::Company), Some(0));
        mapping.assign(1, Some(Field::Company));
        assert_eq!(
            (mapping.column(Field::Company), mapping.columns[0].field),
            (Some(1), None)
        );
        mapping.assign(1, None);
        assert_eq!(mapping.missing().len(), 1);
    }

    #[test]
    fn a_kept_mapping_reads_back_as_it_was() {
        let seen = preview(&["Klient", "Etap"], &[&["a", "b"]]);
        let mut mapping = Mapping::guess(&seen, Kind::Deals, Currency::EUR, DEFAULTS);
        mapping.map_stage(
            "Oferta",
            StageRef::New {
                pipeline: 0,
                stage: 1,
            },
        );
        let kept = serde_json::to_string(&mapping).unwrap();
        assert_eq!(serde_json::from_str::<Mapping>(&kept).unwrap(), mapping);
    }
}
