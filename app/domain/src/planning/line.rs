//! A line of the plan: an instalment with everything that lists, sums and rules ask of it.
//! Invariants: every deal gives at least one line, of its schedule or implied; a line that lacks its
//! date or amount is told as not planned, never dropped; amounts are of the firm's basis.
use super::category::Category;
use super::due::Anchors;
use super::instalment::Instalment;
use super::schedule::Schedule;
use super::settings::Settings;
use super::vat::{VatBasis, VatRate};
use crate::access::Lane;
use crate::calendar::Calendar;
use crate::deals::{Deal, Status};
use crate::id::{CompanyId, GroupId, InstalmentId, PersonId, PipelineId, StageId};
use crate::lang::Lang;
use crate::money::{self, Currency, Money};
use crate::pipelines::Stage;
use crate::time::{Day, Month};
use serde::{Deserialize, Serialize};

/// The covering row of an instalment: owner, group, lane, month and currency are its dimensions.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PlanLine {
    pub id: InstalmentId,
    pub owner: PersonId,
    pub group: GroupId,
    #[serde(default)]
    pub lane: Lane,
    pub pipeline: PipelineId,
    pub stage: StageId,
    pub status: Status,
    /// Per cent, of the deal.
    pub chance: u8,
    /// In the firm's basis.
    #[serde(default)]
    pub amount: Option<Money>,
    #[serde(default)]
    pub gross: Option<Money>,
    /// Gross money allocated to it.
    #[serde(default)]
    pub paid: Option<Money>,
    /// What of it the plan counts, in the firm's basis.
    #[serde(default)]
    pub received: Option<Money>,
    #[serde(default)]
    pub due: Option<Day>,
    pub category: Category,
    #[serde(default)]
    pub payer: Option<CompanyId>,
    #[serde(default)]
    pub responsible: Option<PersonId>,
    #[serde(default)]
    pub invoice: Option<String>,
    /// Of a deal without a schedule.
    #[serde(default)]
    pub implied: bool,
}

/// What keeps a line out of every month of the plan.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum NotPlanned {
    NoDate,
    NoAmount,
    NoDateNoAmount,
}

impl NotPlanned {
    #[must_use]
    pub fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::NoDate => lang.pick("brak terminu", "no due date"),
            Self::NoAmount => lang.pick("brak kwoty", "no amount"),
            Self::NoDateNoAmount => {
                lang.pick("brak terminu i kwoty", "neither due date nor amount")
            }
        }
    }
}

impl PlanLine {
    #[must_use]
    pub fn not_planned(&self) -> Option<NotPlanned> {
        match (self.due, self.amount) {
            (Some(_), Some(_)) => None,
            (None, Some(_)) => Some(NotPlanned::NoDate),
            (Some(_), None) => Some(NotPlanned::NoAmount),
            (None, None) => Some(NotPlanned::NoDateNoAmount),
        }
    }

    /// The month it is planned in.
    #[must_use]
    pub fn month(&self) -> Option<Month> {
        self.due.filter(|_| self.amount.is_some()).map(Month::of)
    }

    #[must_use]
    pub fn currency(&self) -> Option<Currency> {
        self.amount.map(|amount| amount.currency)
    }

    /// Gross and still to come in; below zero when overpaid.
    #[must_use]
    pub fn owed(&self) -> Option<Money> {
        let gross = self.gross?;
        let paid = self.paid.map_or(0, |money| money.minor);
        Some(Money::new(gross.minor - paid, gross.currency))
    }

    /// Still to come in; below zero when overpaid.
    #[must_use]
    pub fn outstanding(&self) -> Option<Money> {
        let amount = self.amount?;
        let received = self.received.map_or(0, |money| money.minor);
        Some(Money::new(amount.minor - received, amount.currency))
    }
}

/// Every line of a deal; `paid` tells the gross money allocated to an instalment. What came in for
/// instalments that are no longer in the schedule is nowhere: they cannot be removed.
///
/// # Errors
/// An amount beyond the limit.
pub fn lines(
    deal: &Deal,
    stage: &Stage,
    schedule: Option<&Schedule>,
    firm: (Settings, &Calendar),
    paid: impl Fn(InstalmentId) -> Option<Money>,
) -> Result<Vec<PlanLine>, money::Refusal> {
    let of = Of {
        deal,
        chance: deal.chance(stage),
        settings: firm.0,
        calendar: firm.1,
    };
    let Some(schedule) = schedule.filter(|schedule| !schedule.instalments.is_empty()) else {
        return Ok(vec![of.implied(&paid)?]);
    };
    let anchors = Anchors {
        signing: schedule.anchors.signing.or(of.signing()),
        ..schedule.anchors
    };
    let instalments = schedule.instalments.iter();
    instalments
        .map(|one| of.line(one, anchors, &paid))
        .collect()
}

/// One deal being turned into lines.
struct Of<'a> {
    deal: &'a Deal,
    chance: u8,
    settings: Settings,
    calendar: &'a Calendar,
}

impl Of<'_> {
    /// The day of winning, or when it is expected.
    fn signing(&self) -> Option<Day> {
        match self.deal.status {
            Status::Won => self.deal.closed,
            Status::Open | Status::Lost => self.deal.expected_close,
        }
    }

    fn implied(
        &self,
        paid: &impl Fn(InstalmentId) -> Option<Money>,
    ) -> Result<PlanLine, money::Refusal> {
        let Settings { basis, vat, .. } = self.settings;
        let amount = self.deal.amount;
        let gross = amount.map(|amount| vat.convert(amount, basis, VatBasis::Gross));
        let mut line = self.bare(1, paid, vat, amount, gross.transpose()?)?;
        line.due = self.signing();
        line.implied = true;
        Ok(line)
    }

    fn line(
        &self,
        one: &Instalment,
        anchors: Anchors,
        paid: &impl Fn(InstalmentId) -> Option<Money>,
    ) -> Result<PlanLine, money::Refusal> {
        let amount = one.amount_in(self.settings.basis)?;
        let gross = one.amount_in(VatBasis::Gross)?;
        let terms = &one.terms;
        let mut line = self.bare(one.number, paid, terms.vat, amount, gross)?;
        line.due = terms.due.and_then(|due| due.day(anchors, self.calendar));
        line.payer = terms.payer.or(line.payer);
        line.responsible = terms.responsible.or(line.responsible);
        line.invoice.clone_from(&terms.invoice);
        // What is lost comes in no more, whatever was hoped of it.
        if self.deal.status != Status::Lost {
            line.category = terms.category.unwrap_or(line.category);
        }
        Ok(line)
    }

    fn bare(
        &self,
        number: u16,
        paid: &impl Fn(InstalmentId) -> Option<Money>,
        vat: VatRate,
        amount: Option<Money>,
        gross: Option<Money>,
    ) -> Result<PlanLine, money::Refusal> {
        let deal = self.deal;
        let id = InstalmentId {
            deal: deal.id,
            number,
        };
        let settled = super::settlement::Settled {
            amount,
            gross,
            vat,
            basis: self.settings.basis,
        };
        let paid = paid(id);
        let received = paid.map(|paid| settled.counted(paid)).transpose()?;
        Ok(PlanLine {
            id,
            owner: deal.owner,
            group: deal.group,
            lane: deal.lane,
            pipeline: deal.pipeline,
            stage: deal.stage,
            status: deal.status,
            chance: self.chance,
            amount,
            gross,
            paid,
            received,
            due: None,
            category: Category::of(deal.status, self.chance),
            payer: deal.company,
            responsible: Some(deal.owner),
            invoice: None,
            implied: false,
        })
    }
}

#[cfg(test)]
mod tests;
