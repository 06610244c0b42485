//! What is wrong with a row, as a person can mend it. Invariant: every fault is counted, although
//! only the first [`KEPT`] are kept word for word.
mod words;

use super::date::DateOrder;
use super::field::Field;
use crate::lang::{Lang, Say};
use serde::{Deserialize, Serialize};

/// Faults of each severity kept with line and value; the rest are counted.
pub const KEPT: usize = 20_000;
/// Letters of a value that are kept.
const VALUE_LETTERS: usize = 120;

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Severity {
    /// The row makes no record.
    Rejected,
    /// The row makes a record, with something to know about it.
    Remark,
}

/// What is wrong. Values are not in it, so that equal faults count as one kind.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Fault {
    Missing {
        field: Field,
    },
    /// More cells than columns: an unquoted delimiter, most often.
    CellsBeyondColumns,
    NotADay {
        order: DateOrder,
    },
    NotAnAmount,
    AmountTooLarge,
    NegativeAmount,
    NotAWholeNumber {
        from: i64,
        to: i64,
    },
    NotAnEmail,
    NotYesOrNo,
    TooLong {
        limit: u32,
    },
    UnknownCurrency,
    BadNip,
    UnknownStage,
    StageMissing,
    Unknown {
        field: Field,
    },
    Several {
        field: Field,
    },
    DefaultOwner,
    CreatedAlong {
        field: Field,
    },
    LeftEmpty {
        field: Field,
    },
    AlreadyThere,
    Repeated,
    EmailTaken,
    ParentCircle,
    Corrected {
        from: String,
        to: String,
    },
    MatchedLoosely {
        from: String,
        to: String,
    },
    LowercaseName,
    NoCompany,
    NoOpeningDay,
    NoClosingDay,
    ClosedBeforeOpened,
    ClosedInFuture,
    NoAmount,
    LostWorthZero,
    NoLostReason,
    OwnsNothing,
    NoEmail,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Problem {
    /// The file, where a run reads several.
    pub file: String,
    /// From 1; 0 when the fault is not of one row.
    pub line: u32,
    /// The column's name in the file; empty when the fault is of the whole row.
    pub column: String,
    /// What stood there, at most 120 letters.
    pub value: String,
    pub severity: Severity,
    pub fault: Fault,
}

/// How often one fault was met.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Tally {
    pub file: String,
    pub fault: Fault,
    pub severity: Severity,
    pub count: u64,
    pub first_line: u32,
}

#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Problems {
    kept: Vec<Problem>,
    tallies: Vec<Tally>,
}

impl Problems {
    pub fn add(&mut self, problem: Problem) {
        let same = |tally: &&mut Tally| {
            tally.fault == problem.fault
                && tally.severity == problem.severity
                && tally.file == problem.file
        };
        match self.tallies.iter_mut().find(same) {
            Some(tally) => tally.count += 1,
            None => self.tallies.push(Tally {
                file: problem.file.clone(),
                fault: problem.fault.clone(),
                severity: problem.severity,
                count: 1,
                first_line: problem.line,
            }),
        }
        if self.count(problem.severity) <= KEPT as u64 {
            let value = problem.value.chars().take(VALUE_LETTERS).collect();
            self.kept.push(Problem { value, ..problem });
        }
    }

    /// The kept problems in the order of the rows.
    #[must_use]
    pub fn kept(&self) -> &[Problem] {
        &self.kept
    }

    /// Kinds of faults in the order they were first met.
    #[must_use]
    pub fn tallies(&self) -> &[Tally] {
        &self.tallies
    }

    #[must_use]
    pub fn count(&self, severity: Severity) -> u64 {
        self.tallies
            .iter()
            .filter(|tally| tally.severity == severity)
            .map(|tally| tally.count)
            .sum()
    }

    /// How often a fault was met, over all files and severities.
    #[must_use]
    pub fn of(&self, fault: &Fault) -> u64 {
        self.tallies
            .iter()
            .filter(|tally| tally.fault == *fault)
            .map(|tally| tally.count)
            .sum()
    }
}

impl Severity {
    #[must_use]
    pub fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::Rejected => lang.pick("odrzucony", "rejected"),
            Self::Remark => lang.pick("przyjęty z uwagą", "accepted with a remark"),
        }
    }
}

impl Say for Problem {
    fn say(&self, lang: Lang) -> String {
        let mut place = Vec::new();
        if !self.file.is_empty() {
            place.push(self.file.clone());
        }
        if self.line > 0 {
            place.push(format!("{} {}", lang.pick("linia", "line"), self.line));
        }
        if !self.column.is_empty() {
            place.push(lang.pick(
                format!("kolumna „{}”", self.column),
                format!("column “{}”", self.column),
            ));
        }
        if !self.value.is_empty() {
            place.push(lang.pick(format!("„{}”", self.value), format!("“{}”", self.value)));
        }
        let place = if place.is_empty() {
            String::new()
        } else {
            place.join(", ") + ": "
        };
        format!(
            "{place}{}. {}",
            self.fault.what(lang),
            self.fault.next(lang)
        )
    }
}

impl Say for Tally {
    fn say(&self, lang: Lang) -> String {
        let (what, next, count, line) = (
            self.fault.what(lang),
            self.fault.next(lang),
            self.count,
            self.first_line,
        );
        let file = if self.file.is_empty() {
            String::new()
        } else {
            format!("{}: ", self.file)
        };
        let first = match (line, count) {
            (0, _) => String::new(),
            (_, 1) => lang.pick(format!(" (linia {line})"), format!(" (line {line})")),
            _ => lang.pick(
                format!(" (pierwszy raz w linii {line})"),
                format!(" (first in line {line})"),
            ),
        };
        format!("{file}{what}: {count}{first}. {next}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_is_counted_beyond_those_kept() {
        let mut problems = Problems::default();
        for line in 1..=KEPT as u32 + 5 {
            problems.add(Problem {
                file: String::new(),
                line,
                column: "Data".into(),
                value: "x".repeat(500),
                severity: Severity::Rejected,
                fault: Fault::NotAnAmount,
            });
        }
        assert_eq!(
            (problems.kept().len(), problems.of(&Fault::NotAnAmount)),
            (KEPT, KEPT as u64 + 5)
        );
        assert_eq!(problems.kept()[0].value.len(), VALUE_LETTERS);
        assert_eq!(problems.tallies()[0].first_line, 1);
    }
}
