//! Payment schedules to lay on deals: "30 % on signing, 70 % on delivery". Invariant: laid on an
//! amount that its fixed portions do not exceed, the instalments sum to that amount.
mod event;

pub use event::Event;

use super::due::{Anchor, Due};
use super::instalment::Terms;
use super::refusal::ScheduleRefusal;
use super::split::split;
use crate::by::By;
use crate::change::Change;
use crate::field::Field;
use crate::id::TemplateId;
use crate::lang::Lang;
use crate::money::Money;
use crate::refusal::Refusal as Refused;
use crate::stamp::Stamp;
use crate::text;
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Template {
    pub id: TemplateId,
    pub name: String,
    pub portions: Vec<Portion>,
    /// Offered no more; schedules laid with it stay.
    #[serde(default)]
    pub archived: bool,
    pub stamp: Stamp,
}

/// One instalment to be.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Portion {
    pub share: Share,
    #[serde(default)]
    pub description: Option<String>,
    #[serde(default)]
    pub due: Option<Due>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Share {
    /// Basis points of the whole: 3000 is 30 %.
    Percent(u16),
    Amount(Money),
    /// What the others leave.
    Rest,
}

const WHOLE: u64 = 10_000;

impl Portion {
    /// So many per cent, so many working days after something.
    #[must_use]
    pub fn percent(percent: u8, anchor: Anchor, working_days: u16) -> Self {
        Self {
            share: Share::Percent(u16::from(percent) * 100),
            description: None,
            due: Some(Due::After {
                anchor,
                working_days,
            }),
        }
    }
}

impl Template {
    /// # Errors
    /// A bad name; no portions or too many; portions that cannot make a whole.
    pub fn create(
        by: By,
        id: TemplateId,
        name: &str,
        portions: Vec<Portion>,
    ) -> Result<(Self, Event), Refused> {
        let name = text::required(Field::Name, name, text::LINE)?;
        let event = Event::Created { name: name.clone() };
        let template = Self {
            id,
            name,
            portions: checked(portions)?,
            archived: false,
            stamp: Stamp::new(by),
        };
        Ok((template, event))
    }

    /// Schedules laid with it before stay as they are.
    ///
    /// # Errors
    /// Stale; as [`Template::create`]; nothing changed.
    pub fn change(
        &mut self,
        by: By,
        seen: u64,
        name: &str,
        portions: Vec<Portion>,
    ) -> Result<Event, Refused> {
        self.stamp.seen(seen)?;
        let name = text::required(Field::Name, name, text::LINE)?;
        let portions = checked(portions)?;
        if (&name, &portions) == (&self.name, &self.portions) {
            return Err(Refused::Unchanged);
        }
        let was = std::mem::replace(&mut self.name, name.clone());
        self.portions = portions;
        self.stamp.touch(by);
        let name = Change::new(was, name);
        Ok(Event::Changed { name })
    }

    /// Offers it no more, or again.
    ///
    /// # Errors
    /// Stale, or so already.
    pub fn set_archived(&mut self, by: By, seen: u64, archived: bool) -> Result<Event, Refused> {
        self.stamp.seen(seen)?;
        if std::mem::replace(&mut self.archived, archived) == archived {
            return Err(Refused::Unchanged);
        }
        self.stamp.touch(by);
        let name = self.name.clone();
        Ok(if archived {
            Event::Archived { name }
        } else {
            Event::Restored { name }
        })
    }

    /// What a firm starts with.
    #[must_use]
    pub fn examples(lang: Lang) -> [(&'static str, Vec<Portion>); 3] {
        use Anchor::{Delivery, Signing};
        [
            (
                lang.pick(
                    "30 % przy podpisaniu, 70 % po dostawie",
                    "30 % on signing, 70 % on delivery",
                ),
                vec![
                    Portion::percent(30, Signing, 0),
                    Portion::percent(70, Delivery, 0),
                ],
            ),
            (
                lang.pick(
                    "Całość 10 dni roboczych od dostawy",
                    "All of it 10 working days after delivery",
                ),
                vec![Portion::percent(100, Delivery, 10)],
            ),
            (
                lang.pick(
                    "Po połowie: przy podpisaniu i po dostawie",
                    "Halves: on signing and on delivery",
                ),
                vec![
                    Portion::percent(50, Signing, 0),
                    Portion::percent(50, Delivery, 0),
                ],
            ),
        ]
    }

    /// The terms of the instalments for this amount.
    ///
    /// # Errors
    /// Fixed portions in another currency, or above the amount.
    pub fn terms(&self, total: Money) -> Result<Vec<Terms>, Refused> {
        let amounts = amounts(&self.portions, total)?;
        let portions = self.portions.iter().zip(amounts);
        let terms = portions.map(|(portion, amount)| Terms {
            description: portion.description.clone(),
            due: portion.due,
            amount: Some(amount),
            ..Terms::default()
        });
        Ok(terms.collect())
    }
}

/// The percents divide the whole together with what they leave, so that all of it sums; the rest
/// then gives up the fixed amounts.
fn amounts(portions: &[Portion], total: Money) -> Result<Vec<Money>, Refused> {
    let percents = portions.iter().map(|portion| match portion.share {
        Share::Percent(points) => u64::from(points),
        Share::Amount(_) | Share::Rest => 0,
    });
    let mut weights: Vec<u64> = percents.collect();
    weights.push(WHOLE.saturating_sub(weights.iter().sum()));
    let mut parts = split(total, &weights);
    let mut rest = parts.pop().unwrap_or(Money::zero(total.currency));
    for (portion, part) in portions.iter().zip(&mut parts) {
        if let Share::Amount(amount) = portion.share {
            rest = rest.minus(amount)?;
            *part = amount;
        }
    }
    let at = portions
        .iter()
        .position(|portion| portion.share == Share::Rest);
    if let Some(part) = at.and_then(|at| parts.get_mut(at)) {
        *part = rest;
    }
    if rest.minor < 0 {
        let over = Money::new(-rest.minor, rest.currency);
        return Err(ScheduleRefusal::Exceeds(over).into());
    }
    Ok(parts)
}

fn checked(portions: Vec<Portion>) -> Result<Vec<Portion>, Refused> {
    if portions.is_empty() {
        return Err(ScheduleRefusal::Empty.into());
    }
    if portions.len() > super::schedule::MOST {
        return Err(ScheduleRefusal::TooMany.into());
    }
    let mut whole = 0;
    let mut rests = 0;
    for portion in &portions {
        match portion.share {
            Share::Percent(0) => return Err(ScheduleRefusal::ZeroPortion.into()),
            Share::Amount(amount) if amount.minor <= 0 => {
                return Err(ScheduleRefusal::ZeroPortion.into());
            }
            Share::Percent(points) => whole += u64::from(points),
            Share::Amount(amount) => {
                amount.bounded(Field::Portion)?;
            }
            Share::Rest => rests += 1,
        }
    }
    match rests {
        0 if whole != WHOLE || has_amounts(&portions) => Err(ScheduleRefusal::NotWhole.into()),
        1 if whole >= WHOLE => Err(ScheduleRefusal::NotWhole.into()),
        0 | 1 => portions.into_iter().map(Portion::checked).collect(),
        _ => Err(ScheduleRefusal::SeveralRests.into()),
    }
}

fn has_amounts(portions: &[Portion]) -> bool {
    let mut shares = portions.iter().map(|portion| portion.share);
    shares.any(|share| matches!(share, Share::Amount(_)))
}

impl Portion {
    fn checked(self) -> Result<Self, Refused> {
        Ok(Self {
            description: text::optional_line(
                Field::Description,
                self.description.as_ref(),
                text::LINE,
            )?,
            due: self.due.map(Due::checked).transpose()?,
            ..self
        })
    }
}

#[cfg(test)]
mod tests;
