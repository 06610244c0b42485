//! The columns of the four files and the misspellings known in them.
use crate::exchange::field::Field;
use crate::exchange::mapping::Correction;

/// The manager's column has no field of its own; `teams` reads it under the head's.
pub(super) const TEAMS: [(&str, Field); 3] = [
    ("sales_agent", Field::FullName),
    ("manager", Field::IsHead),
    ("regional_office", Field::Group),
];

pub(super) const ACCOUNTS: [(&str, Field); 7] = [
    ("account", Field::Name),
    ("sector", Field::Industry),
    ("year_established", Field::Founded),
    ("revenue", Field::Revenue),
    ("employees", Field::Employees),
    ("office_location", Field::Country),
    ("subsidiary_of", Field::Parent),
];

pub(super) const PRODUCTS: [(&str, Field); 3] = [
    ("product", Field::Name),
    ("series", Field::Series),
    ("sales_price", Field::Price),
];

pub(super) const PIPELINE: [(&str, Field); 8] = [
    ("opportunity_id", Field::ExternalId),
    ("sales_agent", Field::Owner),
    ("product", Field::Product),
    ("account", Field::Company),
    ("deal_stage", Field::Stage),
    ("engage_date", Field::Opened),
    ("close_date", Field::Closed),
    ("close_value", Field::Amount),
];

pub(super) fn corrections() -> Vec<Correction> {
    let correct = |field, from: &str, to: &str| Correction {
        field,
        from: from.into(),
        to: to.into(),
    };
    vec![
        correct(Field::Industry, "technolgy", "technology"),
        correct(Field::Country, "Philipines", "Philippines"),
    ]
}
