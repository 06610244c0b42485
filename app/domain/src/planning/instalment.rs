//! One planned receipt of a schedule. Invariants: its number never changes; its amount is above zero
//! or not known yet; its other form, net or gross, follows from its rate.
use super::category::Category;
use super::due::Due;
use super::refusal::ScheduleRefusal;
use super::vat::{VatBasis, VatRate};
use crate::field::Field;
use crate::id::{CompanyId, PersonId};
use crate::money::{self, Money};
use crate::refusal::Refusal as Refused;
use crate::text;
use serde::{Deserialize, Serialize};

/// What is planned to come in. Field classes: `amount`, `invoice` and `ksef` are Commercial, the
/// rest is Basic. Whose it is, and who sees it, is the deal's.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Instalment {
    pub number: u16,
    #[serde(default)]
    pub terms: Terms,
}

/// What people type about an instalment.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Terms {
    /// Such as "advance" or "after acceptance".
    #[serde(default)]
    pub description: Option<String>,
    #[serde(default)]
    pub due: Option<Due>,
    #[serde(default)]
    pub amount: Option<Money>,
    #[serde(default)]
    pub basis: VatBasis,
    #[serde(default)]
    pub vat: VatRate,
    /// `None`: as the deal stands.
    #[serde(default)]
    pub category: Option<Category>,
    /// `None`: the deal's company.
    #[serde(default)]
    pub payer: Option<CompanyId>,
    /// `None`: the deal's owner.
    #[serde(default)]
    pub responsible: Option<PersonId>,
    #[serde(default)]
    pub invoice: Option<String>,
    /// The number the National e-Invoice System gave to the invoice.
    #[serde(default)]
    pub ksef: Option<String>,
}

/// Longest description and invoice number.
const SHORT: usize = 200;
/// Length of a KSeF number, dashes included.
const KSEF: usize = 35;

impl Instalment {
    /// The amount in the wanted form.
    ///
    /// # Errors
    /// Beyond the limit of amounts.
    pub fn amount_in(&self, basis: VatBasis) -> Result<Option<Money>, money::Refusal> {
        let terms = &self.terms;
        let convert = |amount| terms.vat.convert(amount, terms.basis, basis);
        terms.amount.map(convert).transpose()
    }
}

impl Terms {
    pub(super) fn checked(self) -> Result<Self, Refused> {
        if let Some(amount) = self.amount {
            let amount = amount.bounded(Field::Amount)?;
            if amount.minor <= 0 {
                return Err(ScheduleRefusal::NotPositive.into());
            }
            self.vat
                .convert(amount, VatBasis::Net, VatBasis::Gross)?
                .bounded(Field::Amount)?;
        }
        VatRate::of(i64::from(self.vat.basis_points()))?;
        Ok(Self {
            description: text::optional_line(Field::Description, self.description.as_ref(), SHORT)?,
            due: self.due.map(Due::checked).transpose()?,
            invoice: text::optional_line(Field::Invoice, self.invoice.as_ref(), SHORT)?,
            ksef: self
                .ksef
                .map(|ksef| checked_ksef(&ksef))
                .transpose()?
                .flatten(),
            ..self
        })
    }
}

/// The seller's NIP, a day and what the system adds: "5265877635-20260918-0100001AF629-AF"; older
/// numbers break the middle part in two.
fn checked_ksef(raw: &str) -> Result<Option<String>, Refused> {
    let ksef = text::line(Field::Ksef, raw, SHORT)?.to_ascii_uppercase();
    if ksef.is_empty() {
        return Ok(None);
    }
    let parts: Vec<&str> = ksef.split('-').collect();
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let hex = |part: &&str| part.bytes().all(|byte| byte.is_ascii_hexdigit());
    let sound = match parts.as_slice() {
        [nip, day, rest @ ..] => {
            let lengths: Vec<usize> = rest.iter().map(|part| part.len()).collect();
            let formed = matches!(*lengths, [12, 2] | [6, 6, 2]);
            nip.len() == 10
                && digits(nip)
                && day.len() == 8
                && digits(day)
                && formed
                && rest.iter().all(hex)
        }
        _ => false,
    };
    // The older form is one dash longer.
    if sound && (KSEF..=KSEF + 1).contains(&ksef.len()) {
        Ok(Some(ksef))
    } else {
        Err(ScheduleRefusal::Ksef.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Currency;

    fn terms(minor: i64) -> Terms {
        Terms {
            amount: Some(Money::new(minor, Currency::PLN)),
            ..Terms::default()
        }
    }

    #[test]
    fn an_amount_is_above_zero_or_not_known_yet() {
        assert!(terms(1).checked().is_ok() && Terms::default().checked().is_ok());
        for minor in [0, -1] {
            let refused = terms(minor).checked().unwrap_err();
            assert_eq!(refused, ScheduleRefusal::NotPositive.into());
        }
        // Its gross form would pass the limit.
        assert!(terms(Money::MAX_MINOR).checked().is_err());
    }

    #[test]
    fn a_ksef_number_is_a_tax_number_a_day_and_what_the_system_adds() {
        let checked = |raw: &str| checked_ksef(raw);
        let good = "5265877635-20260918-0100001AF629-AF";
        assert_eq!(checked(&good.to_lowercase()), Ok(Some(good.to_owned())));
        assert!(checked("5265877635-20260918-010000-1AF629-AF").is_ok());
        assert_eq!(checked(" "), Ok(None));
        for bad in [
            "FV 1/2026",
            "5265877635-20260918-0100001AF62-AF",
            "526587763-20260918-0100001AF6299-AF",
        ] {
            assert_eq!(checked(bad), Err(ScheduleRefusal::Ksef.into()), "{bad}");
        }
    }
}
