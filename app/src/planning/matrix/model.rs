//! What the matrix of the plan is given, and the state of it that its address holds. Invariant: a
//! figure is in whole minor units of the plan's currency; what is hidden or not set is absent.
use crate::target::encoded;
use domain::id::GroupId;
use domain::lang::Lang;
use domain::money::Currency;
use domain::planning::Indicator;
use serde::{Deserialize, Serialize};

/// A figure of a cell.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Measure {
    Quota,
    Declared,
    Agreed,
    Received,
    Gap,
}

/// What is looked at.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Scope {
    /// The year's value in the address.
    pub year: String,
    /// This group and those below it; `None`: everything the viewer sees.
    pub of: Option<GroupId>,
    pub shown: Vec<Measure>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Matrix {
    pub scope: Scope,
    /// The year's name, and the values of its neighbours.
    pub year: String,
    pub previous: String,
    pub next: String,
    pub currency: Currency,
    /// Groups to choose from.
    pub groups: Vec<(GroupId, String)>,
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
    /// Of the whole scope in the year; absent where nothing is seen.
    pub whole: Option<[Option<i64>; 5]>,
    pub indicators: Vec<Said>,
}

/// A month, a quarter or the year.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Column {
    /// Its value in the address.
    pub key: String,
    pub name: String,
    pub short: String,
    pub kind: Kind,
    /// Today lies in it.
    pub now: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Kind {
    Year,
    Quarter,
    Month,
}

/// A group or a person in a group.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Row {
    /// Its value in the address.
    pub key: String,
    pub name: String,
    pub depth: u32,
    pub group: bool,
    /// For each column, the shown measures in their order.
    pub cells: Vec<Vec<Option<i64>>>,
}

/// An indicator with its value and how it is worked out.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Said {
    pub name: String,
    pub value: String,
    pub formula: String,
}

/// One cell opened: its figures and what is behind them.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Opened {
    /// The cell's value in the address.
    pub key: String,
    pub who: String,
    pub when: String,
    pub figures: Vec<(String, String)>,
    pub indicators: Vec<Said>,
    pub behind: Behind,
    pub lines: Vec<Line>,
    /// How many there are, and their sum in words.
    pub total: String,
    /// The rest of them, in the list of instalments.
    pub all: Option<String>,
}

/// Which lines are listed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub enum Behind {
    #[default]
    Declared,
    Agreed,
    Received,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Line {
    pub href: String,
    pub title: String,
    pub below: String,
    pub amount: String,
    pub said: String,
    pub late: bool,
}

impl Measure {
    pub const ALL: [Self; 5] = [
        Self::Quota,
        Self::Declared,
        Self::Agreed,
        Self::Received,
        Self::Gap,
    ];

    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Quota => "quota",
            Self::Declared => "declared",
            Self::Agreed => "agreed",
            Self::Received => "received",
            Self::Gap => "gap",
        }
    }

    #[must_use]
    pub fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Quota => lang.pick("cel", "quota"),
            Self::Declared => lang.pick("zadeklarowane", "declared"),
            Self::Agreed => lang.pick("uzgodnione", "agreed"),
            Self::Received => lang.pick("wpłynęło", "received"),
            Self::Gap => lang.pick("luka", "gap"),
        }
    }

    /// What it is, in a sentence.
    #[must_use]
    pub fn meaning(self, lang: Lang) -> &'static str {
        match self {
            Self::Quota => lang.pick(
                "Cel ustalony dla osoby albo grupy.",
                "The quota set for the person or group.",
            ),
            Self::Declared => lang.pick(
                "Raty z terminem w okresie, jak podają je opiekunowie szans.",
                "Instalments due in the period, as the owners of the deals declare them.",
            ),
            Self::Agreed => lang.pick(
                "Z zadeklarowanych to, co uzgodniono i co od tego czasu się nie zmieniło.",
                "Of the declared, what is agreed and has not changed since.",
            ),
            Self::Received => lang.pick(
                "Pieniądze, które wpłynęły w okresie.",
                "Money that came in within the period.",
            ),
            Self::Gap => Indicator::Gap.formula(lang),
        }
    }
}

impl Behind {
    pub const ALL: [Self; 3] = [Self::Declared, Self::Agreed, Self::Received];

    #[must_use]
    pub fn measure(self) -> Measure {
        match self {
            Self::Declared => Measure::Declared,
            Self::Agreed => Measure::Agreed,
            Self::Received => Measure::Received,
        }
    }
}

impl Scope {
    /// The address of the matrix, without an open cell.
    #[must_use]
    pub fn address(&self) -> String {
        let mut pairs = vec![("year", self.year.clone())];
        pairs.extend(self.of.map(|group| ("of", group.to_string())));
        if self.shown != Measure::ALL {
            let shown = self.shown.iter();
            pairs.extend(shown.map(|measure| ("show", measure.key().to_owned())));
        }
        let pairs = pairs
            .iter()
            .map(|(name, value)| format!("{name}={}", encoded(value)));
        format!("/plan?{}", pairs.collect::<Vec<_>>().join("&"))
    }
}

/// A figure in whole units of its currency, always grouped: "12 000"; "–" where there is none.
#[must_use]
pub fn whole(minor: Option<i64>, currency: Currency, lang: Lang) -> String {
    let mut text = String::new();
    push_whole(&mut text, minor, currency.scale(), lang);
    text
}

/// Writes a figure behind others: a matrix has thousands.
pub(super) fn push_whole(text: &mut String, minor: Option<i64>, scale: i64, lang: Lang) {
    let Some(minor) = minor.filter(|minor| *minor != 0) else {
        text.push('–');
        return;
    };
    let major = (minor.unsigned_abs() + scale.unsigned_abs() / 2) / scale.unsigned_abs();
    if minor < 0 && major > 0 {
        text.push('−');
    }
    let digits = major.to_string();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(lang.pick('\u{a0}', ','));
        }
        text.push(digit);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_in_whole_units_grouped_and_rounded() {
        let said = |minor, lang| whole(Some(minor), Currency::PLN, lang);
        assert_eq!(said(123_456_750, Lang::Pl), "1\u{a0}234\u{a0}568");
        assert_eq!(said(-100_000, Lang::En), "−1,000");
        assert_eq!(said(49, Lang::Pl), "0");
        assert_eq!(whole(None, Currency::PLN, Lang::Pl), "–");
    }

    #[test]
    fn an_address_names_only_what_is_not_as_usual() {
        let scope = Scope {
            year: "2026".into(),
            of: Some(GroupId(4)),
            shown: vec![Measure::Quota, Measure::Gap],
        };
        assert_eq!(scope.address(), "/plan?year=2026&of=4&show=quota&show=gap");
        let usual = Scope {
            of: None,
            shown: Measure::ALL.to_vec(),
            ..scope
        };
        assert_eq!(usual.address(), "/plan?year=2026");
    }
}
