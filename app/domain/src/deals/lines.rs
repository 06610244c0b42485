//! What is sold. Invariant: prices of all lines and the deal's amount share one currency.
use super::{Deal, Event, Refusal};
use crate::by::By;
use crate::change::Change;
use crate::field::Field;
use crate::id::ProductId;
use crate::money::{self, Money};
use crate::refusal::Refusal as Refused;
use crate::text;
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct DealLine {
    #[serde(default)]
    pub product: Option<ProductId>,
    /// Copied from the product, so that renaming it does not rewrite history.
    pub name: String,
    /// Thousandths of a unit.
    pub quantity: i64,
    /// Of one unit; absent where the reader may not see it.
    #[serde(default)]
    pub price: Option<Money>,
    /// Basis points: 1250 is 12.5 %.
    #[serde(default)]
    pub discount: u16,
}

/// Most lines of a deal.
const MOST: usize = 200;
/// A million units.
const MOST_QUANTITY: i64 = 1_000_000_000;
const WHOLE: i64 = 10_000;

impl DealLine {
    /// Price × quantity less the discount, rounded half away from zero.
    ///
    /// # Errors
    /// Beyond the limit of amounts.
    pub fn total(&self) -> Result<Option<Money>, money::Refusal> {
        let Some(price) = self.price else {
            return Ok(None);
        };
        let parts = self
            .quantity
            .saturating_mul(WHOLE - i64::from(self.discount));
        price.share(parts, 1000 * WHOLE).map(Some)
    }

    fn checked(self) -> Result<Self, Refused> {
        text::within(Field::Discount, i64::from(self.discount), 0, WHOLE)?;
        if !(1..=MOST_QUANTITY).contains(&self.quantity) {
            return Err(Refusal::Quantity.into());
        }
        if self.price.is_some_and(|price| price.minor < 0) {
            return Err(money::Refusal::Negative {
                field: Field::Price,
            }
            .into());
        }
        self.total()?;
        Ok(Self {
            name: text::required(Field::Line, &self.name, text::LINE)?,
            ..self
        })
    }
}

impl Deal {
    /// The sum of the lines; `None` without lines or prices.
    ///
    /// # Errors
    /// Beyond the limit of amounts.
    pub fn lines_total(&self) -> Result<Option<Money>, money::Refusal> {
        total(&self.lines)
    }

    /// Adds a line at the end; `follow` sets the amount to the new total. Lines are addressed by
    /// their place, so the caller names the version it saw.
    ///
    /// # Errors
    /// Stale, deleted, closed, a bad line, another currency, or too many lines.
    pub fn add_line(
        &mut self,
        by: By,
        seen: u64,
        line: DealLine,
        follow: bool,
    ) -> Result<Event, Refused> {
        self.lines_may_change(seen)?;
        let line = line.checked()?;
        let mut lines = self.lines.clone();
        lines.push(line.clone());
        let amount = self.set_lines(lines, follow)?;
        Ok(self.done(by, Event::LineAdded { line, amount }))
    }

    /// Replaces the line at this place.
    ///
    /// # Errors
    /// Stale, deleted, closed, no such line, a bad line, another currency, or nothing changed.
    pub fn change_line(
        &mut self,
        by: By,
        seen: u64,
        at: usize,
        line: DealLine,
        follow: bool,
    ) -> Result<Event, Refused> {
        self.lines_may_change(seen)?;
        let line = line.checked()?;
        let mut lines = self.lines.clone();
        let slot = lines.get_mut(at).ok_or(Refusal::NoSuchLine)?;
        let was = std::mem::replace(slot, line.clone());
        let change = Change::between(was, line).ok_or(Refused::Unchanged)?;
        let amount = self.set_lines(lines, follow)?;
        Ok(self.done(
            by,
            Event::LineChanged {
                line: change,
                amount,
            },
        ))
    }

    /// Removes the line at this place.
    ///
    /// # Errors
    /// Stale, deleted, closed, or no such line.
    pub fn remove_line(
        &mut self,
        by: By,
        seen: u64,
        at: usize,
        follow: bool,
    ) -> Result<Event, Refused> {
        self.lines_may_change(seen)?;
        let mut lines = self.lines.clone();
        if at >= lines.len() {
            return Err(Refusal::NoSuchLine.into());
        }
        let line = lines.remove(at);
        let amount = self.set_lines(lines, follow)?;
        Ok(self.done(by, Event::LineRemoved { line, amount }))
    }

    fn lines_may_change(&self, seen: u64) -> Result<(), Refused> {
        self.is_open()?;
        self.stamp.seen(seen)
    }

    fn set_lines(
        &mut self,
        lines: Vec<DealLine>,
        follow: bool,
    ) -> Result<Option<Change<Option<Money>>>, Refused> {
        let total = total(&lines)?;
        let amount = if follow {
            total.or(self.amount)
        } else {
            self.amount
        };
        let lines = checked(lines, amount)?;
        self.lines = lines;
        Ok(Change::between(
            std::mem::replace(&mut self.amount, amount),
            amount,
        ))
    }
}

pub(super) fn checked(
    lines: Vec<DealLine>,
    amount: Option<Money>,
) -> Result<Vec<DealLine>, Refused> {
    if lines.len() > MOST {
        return Err(text::Refusal::TooMany {
            field: Field::Line,
            limit: MOST,
        }
        .into());
    }
    let lines = lines
        .into_iter()
        .map(DealLine::checked)
        .collect::<Result<Vec<_>, _>>()?;
    same_currency(&lines, amount)?;
    total(&lines)?;
    Ok(lines)
}

/// Refuses prices in another currency than the amount's or than each other's.
pub(super) fn same_currency(lines: &[DealLine], amount: Option<Money>) -> Result<(), Refused> {
    let mut currencies = amount
        .into_iter()
        .chain(lines.iter().filter_map(|line| line.price))
        .map(|m| m.currency);
    let Some(first) = currencies.next() else {
        return Ok(());
    };
    match currencies.find(|currency| *currency != first) {
        Some(other) => Err(money::Refusal::Mixed { one: first, other }.into()),
        None => Ok(()),
    }
}

fn total(lines: &[DealLine]) -> Result<Option<Money>, money::Refusal> {
    let mut sum: Option<Money> = None;
    for line in lines {
        let Some(part) = line.total()? else { continue };
        sum = Some(match sum {
            Some(sum) => sum.plus(part)?,
            None => part,
        });
    }
    Ok(sum)
}
