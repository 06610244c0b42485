//! The plan of one deal as a reader gets it. Invariant: it is the deal's: who sees the deal sees its
//! instalments, who does not see its amounts sees none here; a receipt that is invisible stays a
//! payment without a name.
use super::lines::Deriving;
use super::payments::payments_of;
use crate::error::StoreError;
use crate::reading::Reading;
use crate::records;
use domain::access::{Action, FieldClass, View};
use domain::deals::Deal;
use domain::id::ReceiptId;
use domain::money::Money;
use domain::planning::{
    Anchors, Balance, Payment, PaymentState, PlanLine, Receipt, Schedule, Settled, Terms,
};
use domain::time::Day;
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct DealPlan {
    /// 0 where the deal has no schedule and its one line is implied.
    pub version: u64,
    /// Days that were typed.
    pub anchors: Anchors,
    pub lines: Vec<DealLine>,
    /// Absent without a schedule, where amounts are hidden, and with several currencies.
    pub balance: Option<Balance>,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct DealLine {
    pub line: PlanLine,
    /// What was typed; nothing of the implied one.
    pub terms: Option<Terms>,
    /// Absent where amounts are hidden.
    pub state: Option<PaymentState>,
    /// In the order of days.
    pub payments: Vec<LinePayment>,
    /// Its month is closed.
    pub closed: bool,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct LinePayment {
    pub on: Day,
    pub amount: Money,
    /// Absent where the reader may not see the receipt.
    pub receipt: Option<ReceiptId>,
}

const AMOUNT: Action = Action::Field(FieldClass::Commercial);

impl Reading {
    /// # Errors
    /// When the file cannot be read.
    pub fn deal_plan(&self, deal: &View<Deal>) -> Result<DealPlan, StoreError> {
        let shown = deal.may(AMOUNT);
        // Whole, as what is hidden would change what follows from it.
        let whole: Option<Deal> = records::load(&*self.snapshot, deal.id.0)?;
        let schedule: Option<Schedule> = records::load(&*self.snapshot, deal.id.0)?;
        let payments = payments_of(&*self.snapshot, deal.id)?;
        let closed = self.closed_months()?;
        let deriving = Deriving::of(&self.firm);
        let settings = self.firm.planning();
        let mut lines = Vec::new();
        for covered in deriving.of_deal(&*self.snapshot, whole.as_ref().unwrap_or(deal))? {
            let line = covered.line;
            let number = line.id.number;
            let terms = schedule
                .as_ref()
                .and_then(|schedule| schedule.get(number))
                .map(|one| one.terms.clone());
            let settled = Settled {
                amount: line.amount,
                gross: line.gross,
                vat: terms.as_ref().map_or(settings.vat, |terms| terms.vat),
                basis: settings.basis,
            };
            let currency = line.currency().unwrap_or(self.firm.plan_currency());
            let paid = line.paid.unwrap_or(Money::zero(currency));
            let paying = payments.get(&number).filter(|_| shown);
            let paying = paying.into_iter().flatten();
            lines.push(DealLine {
                state: settled.state(paid).ok().filter(|_| shown),
                payments: paying
                    .map(|one| self.payment(one))
                    .collect::<Result<_, _>>()?,
                closed: line
                    .due
                    .is_some_and(|due| closed.guard_day(Some(due)).is_err()),
                terms: terms.map(|terms| if shown { terms } else { without_amounts(terms) }),
                line: masked(line, shown),
            });
        }
        let balance = schedule.as_ref().filter(|_| shown);
        Ok(DealPlan {
            version: schedule.as_ref().map_or(0, |one| one.stamp.version),
            anchors: schedule.as_ref().map(|one| one.anchors).unwrap_or_default(),
            balance: balance.and_then(|one| one.balance(deal.amount, settings.basis).ok()),
            lines,
        })
    }

    fn payment(&self, payment: &Payment) -> Result<LinePayment, StoreError> {
        let seen = self.open::<Receipt>(payment.receipt.0)?.is_some();
        Ok(LinePayment {
            on: payment.on,
            amount: payment.amount,
            receipt: seen.then_some(payment.receipt),
        })
    }
}

/// Without what is Commercial.
pub(crate) fn masked(line: PlanLine, shown: bool) -> PlanLine {
    if shown {
        return line;
    }
    PlanLine {
        amount: None,
        gross: None,
        paid: None,
        received: None,
        invoice: None,
        ..line
    }
}

fn without_amounts(terms: Terms) -> Terms {
    Terms {
        amount: None,
        invoice: None,
        ksef: None,
        ..terms
    }
}
