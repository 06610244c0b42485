//! What was typed, read and carried out; only on the server. Invariant: a command that depends on
//! what the form showed refuses when that is no longer so.
use crate::deals::detail::decimal;
use crate::deals::offered::OWN;
use domain::access::{Action, ActionMask, FieldClass};
use domain::dates::parse_day;
use domain::deals::{
    Deal, DealLine, Fill, LostKind, LostReason, NextStep, Refusal as DealRefusal, WinTerms,
};
use domain::field::Field;
use domain::id::{ContactId, DealId, ProductId, StageId};
use domain::money::{Currency, Money};
use domain::notes::{Activity, ActivityKind};
use domain::products::Product;
use domain::refusal::Refusal;
use domain::text;
use domain::time::Day;
use store::{Stopped, Work};

pub(in crate::deals) fn step(what: &str, on: &str) -> Result<Option<NextStep>, Refusal> {
    let what = text::line(Field::NextStep, what, text::LINE)?;
    let on = day(Field::NextStepOn, on)?;
    if what.is_empty() && on.is_some() {
        return Err(text::Refusal::Empty {
            field: Field::NextStep,
        }
        .into());
    }
    Ok((!what.is_empty()).then_some(NextStep { what, on }))
}

pub(in crate::deals) fn plan(
    work: &mut Work<'_, '_>,
    id: DealId,
    was: Option<NextStep>,
    is: Option<NextStep>,
) -> Result<(), Stopped> {
    work.change_deal(id, Action::Edit, |deal, by| {
        if deal.next_step != was && deal.next_step != is {
            return Err(deal.stamp.stale(vec![Field::NextStep]));
        }
        deal.plan_next_step(by, is)
    })
}

/// A call or meeting as it was typed; its moment waits for the firm's clock.
pub(super) struct Held {
    kind: ActivityKind,
    on: Day,
    /// After midnight.
    minute: u16,
    minutes: Option<u16>,
    with: Option<ContactId>,
}

pub(super) fn held(
    kind: &str,
    (on, time): (&str, &str),
    duration: &str,
    contact: &str,
) -> Result<Held, Refusal> {
    let malformed = |field, raw: &str| text::Refusal::Malformed {
        field,
        typed: raw.chars().take(40).collect(),
    };
    let on = day(Field::HeldOn, on)?.ok_or(text::Refusal::Empty {
        field: Field::HeldOn,
    })?;
    let minutes = match duration.trim() {
        "" => None,
        raw => Some(raw.parse().map_err(|_| malformed(Field::Duration, raw))?),
    };
    let with = match contact {
        "" => None,
        raw => Some(raw.parse().map_err(|_| Refusal::Unknown(Field::Contact))?),
    };
    Ok(Held {
        kind: ActivityKind::of_key(kind).ok_or(Refusal::Unknown(Field::HeldOn))?,
        on,
        minute: minute(time).ok_or(malformed(Field::HeldOn, time))?,
        minutes,
        with,
    })
}

/// "14:05"; nothing typed is noon.
fn minute(time: &str) -> Option<u16> {
    let time = time.trim();
    if time.is_empty() {
        return Some(12 * 60);
    }
    let (hour, rest) = time.split_once(':')?;
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, rest.get(..2)?.parse().ok()?);
    (hour < 24 && minute < 60).then_some(hour * 60 + minute)
}

pub(super) fn log(
    work: &mut Work<'_, '_>,
    id: DealId,
    held: Held,
    note: &str,
) -> Result<(), Stopped> {
    let activity = Activity {
        kind: held.kind,
        at: work.firm().calendar().at(held.on, held.minute),
        minutes: held.minutes,
        with: held.with,
    };
    work.log_activity(id, activity, note).map(drop)
}

pub(super) fn stage(raw: &str) -> Result<StageId, Refusal> {
    raw.parse().map_err(|_| Refusal::Unknown(Field::Stage))
}

pub(in crate::deals) fn move_to(
    work: &mut Work<'_, '_>,
    id: DealId,
    was: StageId,
    is: StageId,
) -> Result<(), Stopped> {
    let (pipeline, _) = work
        .firm()
        .stage(is)
        .ok_or(Refusal::Unknown(Field::Stage))?;
    let pipeline = pipeline.clone();
    work.change_deal(id, Action::Edit, |deal, by| {
        if deal.stage != was && deal.stage != is {
            return Err(deal.stamp.stale(vec![Field::Stage]));
        }
        deal.move_to_stage(by, &pipeline, is)
    })
}

/// Both or neither; refused when somebody else moved the deal meanwhile.
pub(super) fn fill_and_move(
    work: &mut Work<'_, '_>,
    id: DealId,
    (was, is): (StageId, StageId),
    fill: Fill,
) -> Result<(), Stopped> {
    work.firm()
        .stage(is)
        .ok_or(Refusal::Unknown(Field::Stage))?;
    work.saw_stage(id, was, is)?;
    work.fill_and_move(id, is, fill)
}

pub(super) fn terms(
    on: &str,
    amount: Option<&str>,
    currency: &str,
    stage: &str,
) -> Result<WinTerms, Refusal> {
    let amount = amount.filter(|raw| !raw.trim().is_empty());
    let money = |raw| Ok::<_, Refusal>(Money::parse(Field::Amount, raw, currency_of(currency)?)?);
    let amount = amount.map(money).transpose()?;
    let stage = Some(stage).filter(|raw| !raw.is_empty());
    let stage = stage.map(self::stage).transpose()?;
    Ok(WinTerms {
        on: closing_day(on)?,
        amount,
        stage,
    })
}

pub(super) fn closing_day(raw: &str) -> Result<Day, Refusal> {
    Ok(day(Field::Closed, raw)?.ok_or(text::Refusal::Empty {
        field: Field::Closed,
    })?)
}

pub(super) fn reason(kind: &str, said: &str) -> Result<LostReason, Refusal> {
    if let Some(own) = kind.strip_prefix(OWN) {
        return Ok(LostReason {
            kind: LostKind::Other,
            text: Some(own.to_owned()),
        });
    }
    let kind = LostKind::of_key(kind).ok_or(DealRefusal::ReasonMissing)?;
    let said = said.trim();
    Ok(LostReason {
        kind,
        text: (!said.is_empty()).then(|| said.to_owned()),
    })
}

/// Loses the deal. What is told beside an own reason, whose words are the reason, becomes a note.
pub(super) fn lose(
    work: &mut Work<'_, '_>,
    id: DealId,
    on: Day,
    reason: LostReason,
    said: &str,
) -> Result<(), Stopped> {
    let said = said.trim();
    let told = reason.text.as_deref().is_some_and(|text| text != said);
    work.lose_deal(id, on, reason)?;
    if told && !said.is_empty() {
        work.note_deal(id, said)?;
    }
    Ok(())
}

pub(super) fn delete(work: &mut Work<'_, '_>, id: DealId) -> Result<(), Stopped> {
    work.change_deal(id, Action::Delete, Deal::delete)
}

pub(super) fn restore(work: &mut Work<'_, '_>, id: DealId) -> Result<(), Stopped> {
    work.change_deal(id, Action::Delete, Deal::restore)
}

pub(super) fn product(raw: &str) -> Result<Option<ProductId>, Refusal> {
    let chosen = Some(raw).filter(|raw| !raw.is_empty());
    chosen
        .map(|raw| raw.parse().map_err(|_| Refusal::Unknown(Field::Product)))
        .transpose()
}

pub(in crate::deals) fn line(
    product: Option<Product>,
    name: &str,
    quantity: &str,
    (price, currency): (&str, &str),
    discount: &str,
) -> Result<DealLine, Refusal> {
    let typed = text::optional(Field::Line, name, text::LINE)?;
    let name = typed.or_else(|| product.as_ref().map(|product| product.name().to_owned()));
    let listed = product.as_ref().and_then(|product| product.sheet.price);
    let price = match price.trim() {
        "" => listed,
        raw => Some(Money::parse(Field::Price, raw, currency_of(currency)?)?),
    };
    let malformed = |field, raw: &str| text::Refusal::Malformed {
        field,
        typed: raw.chars().take(40).collect(),
    };
    let discount = match discount.trim() {
        "" => 0,
        raw => decimal::parse(raw, 2)
            .and_then(|points| u16::try_from(points).ok())
            .ok_or(malformed(Field::Discount, raw))?,
    };
    Ok(DealLine {
        product: product.map(|product| product.id),
        name: name.ok_or(text::Refusal::Empty { field: Field::Line })?,
        quantity: decimal::parse(quantity, 3).ok_or(malformed(Field::Quantity, quantity))?,
        price,
        discount,
    })
}

/// The line as somebody with these rights may add it: who sees no amounts sets none either.
pub(super) fn within(
    rights: ActionMask,
    line: DealLine,
    follow: bool,
    price: &str,
) -> Result<(DealLine, bool), Refusal> {
    if sees_amounts(rights) {
        return Ok((line, follow));
    }
    if !price.trim().is_empty() || line.discount > 0 {
        return Err(Refusal::Forbidden(AMOUNTS));
    }
    Ok((
        DealLine {
            price: None,
            ..line
        },
        false,
    ))
}

pub(super) fn sees_amounts(rights: ActionMask) -> bool {
    rights.has(AMOUNTS)
}

const AMOUNTS: Action = Action::Field(FieldClass::Commercial);

pub(super) fn add_line(
    work: &mut Work<'_, '_>,
    id: DealId,
    seen: u64,
    line: DealLine,
    follow: bool,
) -> Result<(), Stopped> {
    work.change_deal(id, Action::Edit, |deal, by| {
        deal.add_line(by, seen, line, follow)
    })
}

pub(super) fn change_line(
    work: &mut Work<'_, '_>,
    id: DealId,
    seen: u64,
    (at, line): (usize, DealLine),
    follow: bool,
    blind: bool,
) -> Result<(), Stopped> {
    work.change_deal(id, Action::Edit, |deal, by| {
        let kept = deal.lines.get(at).filter(|_| blind);
        let line = match kept.map(|kept| (kept.price, kept.discount)) {
            Some((price, discount)) => DealLine {
                price,
                discount,
                ..line
            },
            None => line,
        };
        deal.change_line(by, seen, at, line, follow)
    })
}

pub(super) fn remove_line(
    work: &mut Work<'_, '_>,
    id: DealId,
    seen: u64,
    at: usize,
    follow: bool,
) -> Result<(), Stopped> {
    work.change_deal(id, Action::Edit, |deal, by| {
        deal.remove_line(by, seen, at, follow)
    })
}

fn currency_of(raw: &str) -> Result<Currency, Refusal> {
    raw.parse().map_err(|_| Refusal::Unknown(Field::Currency))
}

fn day(field: Field, raw: &str) -> Result<Option<Day>, Refusal> {
    if raw.trim().is_empty() {
        Ok(None)
    } else {
        Ok(Some(parse_day(field, raw)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_without_a_step_is_no_plan() {
        assert_eq!(step(" ", "").unwrap(), None);
        assert!(step("", "2026-12-01").is_err());
        assert_eq!(step(" Zadzwonić ", "").unwrap().unwrap().what, "Zadzwonić");
    }

    #[test]
    fn a_time_is_of_the_day_and_noon_when_none_is_typed() {
        let told = ["14:05", "", "00:00", "23:59:30", "24:00", "12:60", "dwa"];
        let noon = Some(720);
        let read = [Some(845), noon, Some(0), Some(1439), None, None, None];
        assert_eq!(told.map(minute), read);
    }

    #[test]
    fn losing_without_a_reason_is_refused_at_the_reason() {
        let refusal = reason("", "droga oferta").unwrap_err();
        assert_eq!(refusal.field(), Some(Field::LostReason));
        assert_eq!(
            reason("price", " ").unwrap(),
            LostReason {
                kind: LostKind::Price,
                text: None
            }
        );
    }

    #[test]
    fn an_amount_that_nobody_touched_stays_the_deals() {
        assert_eq!(terms("2026-11-23", None, "PLN", "").unwrap().amount, None);
        let typed = terms("2026-11-23", Some("1 200,50"), "PLN", "")
            .unwrap()
            .amount;
        assert_eq!(typed, Some(Money::new(120_050, Currency::PLN)));
        assert!(terms("", None, "PLN", "").is_err());
    }

    #[test]
    fn who_sees_no_amounts_sets_none() {
        let line = line(None, "Montaż", "1", ("10", "PLN"), "").unwrap();
        let blind = ActionMask::of(&[Action::Read, Action::Edit]);
        let refusal = within(blind, line.clone(), true, "10").unwrap_err();
        assert_eq!(refusal, Refusal::Forbidden(AMOUNTS));
        let (kept, follow) = within(blind, line.clone(), true, "").unwrap();
        assert_eq!((kept.price, follow), (None, false));
        assert_eq!(
            within(ActionMask::ALL, line.clone(), true, "10").unwrap(),
            (line, true)
        );
    }

    #[test]
    fn a_line_is_of_a_product_or_of_a_name() {
        let line = |name, quantity, discount| line(None, name, quantity, ("10", "PLN"), discount);
        assert_eq!(line("Montaż", "2,5", "12,5").unwrap().quantity, 2500);
        assert_eq!(line("Montaż", "2.5", "12,5").unwrap().discount, 1250);
        let refused =
            |name, quantity, discount| line(name, quantity, discount).unwrap_err().field();
        assert_eq!(refused("", "1", ""), Some(Field::Line));
        assert_eq!(refused("Montaż", "dwa", ""), Some(Field::Quantity));
        assert_eq!(refused("Montaż", "1", "-5"), Some(Field::Discount));
    }
}
