//! What was typed into a form of a deal, read and carried out; only on the server. Invariant: each
//! changed field asks for its own right, and one refused field changes nothing at all.
use super::super::typed::Typed;
use super::labels::NEW;
use crate::deals::detail::api::write::{move_to, plan, step};
use domain::access::Lane;
use domain::change::Change;
use domain::companies::{CompanyDraft, Profile};
use domain::contacts::{Card, ContactDraft};
use domain::custody::Kept;
use domain::dates::parse_day;
use domain::deals::{DealChanges, DealContact, DealDraft, LostKind, LostReason};
use domain::field::Field;
use domain::id::{CompanyId, DealId, PersonId, StageId};
use domain::money::{Currency, Money};
use domain::refusal::Refusal;
use domain::text as texts;
use domain::time::Day;
use std::str::FromStr;
use store::{Stopped, Work};

pub(super) fn open(work: &mut Work<'_, '_>, form: &Typed, me: PersonId) -> Result<DealId, Stopped> {
    let stage: StageId = known(&form.stage, Field::Stage)?;
    let (pipeline, _) = work
        .firm()
        .stage(stage)
        .ok_or(Refusal::Unknown(Field::Stage))?;
    let pipeline = pipeline.id;
    let owner = if form.owner.is_empty() {
        me
    } else {
        known(&form.owner, Field::Owner)?
    };
    let group = work.group_of(owner)?;
    let form = &with_new(work, form, me)?;
    let draft = DealDraft {
        stage: Some(stage),
        company: optional(&form.company, Field::Company)?,
        contacts: contacts(form)?,
        amount: amount(form)?,
        probability: percent(&form.probability)?,
        expected_close: day(Field::ExpectedClose, &form.close)?,
        opened: day(Field::Opened, &form.opened)?,
        source: text(&form.source),
        next_step: step(&form.step, &form.step_on)?,
        description: text(&form.description),
        external_id: text(&form.external_id),
        ..DealDraft::new(&form.title, pipeline, owner, group)
    };
    work.open_deal(draft)
}

pub(super) fn save(
    work: &mut Work<'_, '_>,
    id: DealId,
    (form, was): (&Typed, &Typed),
    me: PersonId,
) -> Result<(), Stopped> {
    let form = &with_new(work, form, me)?;
    let changes = changes(form, was)?;
    let mut touched = !changes.fields().is_empty();
    if touched {
        work.edit_deal(id, changes)?;
    }
    if form.stage != was.stage {
        move_to(
            work,
            id,
            known(&was.stage, Field::Stage)?,
            known(&form.stage, Field::Stage)?,
        )?;
        touched = true;
    }
    if (&form.step, &form.step_on) != (&was.step, &was.step_on) {
        plan(
            work,
            id,
            step(&was.step, &was.step_on)?,
            step(&form.step, &form.step_on)?,
        )?;
        touched = true;
    }
    // Last, since it may take the right to edit away.
    if form.owner != was.owner {
        work.saw_owner(Kept::Deal(id), known(&was.owner, Field::Owner)?)?;
        work.reassign(Kept::Deal(id), known(&form.owner, Field::Owner)?)?;
        touched = true;
    }
    if touched {
        Ok(())
    } else {
        Err(Refusal::Unchanged.into())
    }
}

/// The form with the company and the contacts that come into being with it: the actor's own.
fn with_new(work: &mut Work<'_, '_>, form: &Typed, me: PersonId) -> Result<Typed, Stopped> {
    let mut form = form.clone();
    if let Some(name) = form.company.strip_prefix(NEW) {
        let draft = CompanyDraft {
            profile: Profile {
                name: name.to_owned(),
                ..Profile::default()
            },
            owner: me,
            group: work.group_of(me)?,
            lane: Lane::Normal,
            import: None,
        };
        form.company = work.create_company(draft)?.to_string();
    }
    for part in &mut form.contacts {
        let Some(name) = part.contact.strip_prefix(NEW) else {
            continue;
        };
        let draft = ContactDraft {
            card: Card {
                name: name.to_owned(),
                company: form.company.parse().ok(),
                ..Card::default()
            },
            owner: me,
            group: work.group_of(me)?,
            lane: Lane::Normal,
            import: None,
        };
        part.contact = work.create_contact(draft)?.to_string();
    }
    Ok(form)
}

/// Only fields that were touched are read, so that what the form does not show stays as it is.
fn changes(form: &Typed, was: &Typed) -> Result<DealChanges, Refusal> {
    let money = |typed: &Typed| match typed.amount.is_empty() {
        true => Default::default(),
        false => (typed.amount.clone(), typed.currency.clone()),
    };
    let reason = |typed: &Typed| (typed.lost_reason.clone(), typed.lost_text.clone());
    let both = (form, was);
    Ok(DealChanges {
        title: line(both, |typed| &typed.title, |raw| Ok(raw.to_owned()))?,
        company: line(both, |typed| &typed.company, company)?,
        contacts: change(form, was, |typed| typed.contacts.clone(), contacts)?,
        amount: change(form, was, money, amount)?,
        probability: line(both, |typed| &typed.probability, percent)?,
        expected_close: line(
            both,
            |typed| &typed.close,
            |raw| day(Field::ExpectedClose, raw),
        )?,
        opened: line(both, |typed| &typed.opened, |raw| day(Field::Opened, raw))?,
        closed: line(both, |typed| &typed.closed, |raw| day(Field::Closed, raw))?,
        lost_reason: change(form, was, reason, lost_reason)?,
        source: line(both, |typed| &typed.source, |raw| Ok(text(raw)))?,
        description: line(both, |typed| &typed.description, |raw| Ok(text(raw)))?,
        external_id: line(both, |typed| &typed.external_id, |raw| Ok(text(raw)))?,
    })
}

fn company(raw: &str) -> Result<Option<CompanyId>, Refusal> {
    optional(raw, Field::Company)
}

/// The change of a field that is one text of the form.
fn line<T: PartialEq>(
    (form, was): (&Typed, &Typed),
    text: impl Fn(&Typed) -> &String,
    read: impl Fn(&str) -> Result<T, Refusal>,
) -> Result<Option<Change<T>>, Refusal> {
    change(
        form,
        was,
        |typed| text(typed).clone(),
        |typed| read(text(typed)),
    )
}

/// The change of one field, read only where its text differs.
fn change<K: PartialEq, T: PartialEq>(
    form: &Typed,
    was: &Typed,
    key: impl Fn(&Typed) -> K,
    read: impl Fn(&Typed) -> Result<T, Refusal>,
) -> Result<Option<Change<T>>, Refusal> {
    if key(form) == key(was) {
        Ok(None)
    } else {
        Ok(Change::between(read(was)?, read(form)?))
    }
}

fn contacts(form: &Typed) -> Result<Vec<DealContact>, Refusal> {
    let parts = form.contacts.iter().filter(|part| !part.contact.is_empty());
    parts
        .map(|part| {
            Ok(DealContact {
                contact: known(&part.contact, Field::Contact)?,
                role: text(&part.role),
            })
        })
        .collect()
}

fn amount(form: &Typed) -> Result<Option<Money>, Refusal> {
    if form.amount.trim().is_empty() {
        return Ok(None);
    }
    let currency: Currency = known(&form.currency, Field::Currency)?;
    Ok(Some(Money::parse(Field::Amount, &form.amount, currency)?))
}

fn percent(raw: &str) -> Result<Option<u8>, Refusal> {
    let raw = raw.trim().trim_end_matches('%').trim_end();
    if raw.is_empty() {
        return Ok(None);
    }
    let refused = texts::Refusal::OutOfRange {
        field: Field::Probability,
        from: 0,
        to: 100,
    };
    let percent = raw
        .parse()
        .ok()
        .filter(|percent| (0..=100).contains(percent));
    Ok(Some(percent.ok_or(refused)?))
}

fn lost_reason(form: &Typed) -> Result<Option<LostReason>, Refusal> {
    if form.lost_reason.is_empty() {
        return Ok(None);
    }
    // An imported deal may show "not recorded", which nobody can choose.
    let kind = LostKind::of_key(&form.lost_reason).unwrap_or(LostKind::NotRecorded);
    Ok(Some(LostReason {
        kind,
        text: text(&form.lost_text),
    }))
}

fn day(field: Field, raw: &str) -> Result<Option<Day>, Refusal> {
    if raw.trim().is_empty() {
        Ok(None)
    } else {
        Ok(Some(parse_day(field, raw)?))
    }
}

fn text(raw: &str) -> Option<String> {
    Some(raw.trim())
        .filter(|raw| !raw.is_empty())
        .map(str::to_owned)
}

fn optional<T: FromStr>(raw: &str, field: Field) -> Result<Option<T>, Refusal> {
    if raw.is_empty() {
        Ok(None)
    } else {
        Ok(Some(known(raw, field)?))
    }
}

fn known<T: FromStr>(raw: &str, field: Field) -> Result<T, Refusal> {
    raw.parse().map_err(|_| Refusal::Unknown(field))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed() -> Typed {
        Typed {
            title: "Meble".into(),
            amount: "1200,50".into(),
            currency: "PLN".into(),
            ..Typed::default()
        }
    }

    #[test]
    fn an_untouched_form_changes_nothing() {
        assert_eq!(changes(&typed(), &typed()).unwrap(), DealChanges::default());
    }

    #[test]
    fn only_touched_fields_are_changed() {
        let form = Typed {
            close: "2026-12-01".into(),
            ..typed()
        };
        let changes = changes(&form, &typed()).unwrap();
        assert_eq!(changes.fields(), [Field::ExpectedClose]);
        assert_eq!(
            changes.expected_close.unwrap(),
            Change::new(None, Day::from_ymd_opt(2026, 12, 1))
        );
    }

    #[test]
    fn another_currency_is_another_amount_but_none_without_an_amount() {
        let euros = Typed {
            currency: "EUR".into(),
            ..typed()
        };
        assert_eq!(changes(&euros, &typed()).unwrap().fields(), [Field::Amount]);
        let bare = |currency: &str| Typed {
            amount: String::new(),
            currency: currency.into(),
            ..typed()
        };
        assert_eq!(changes(&bare("EUR"), &bare("PLN")).unwrap().fields(), []);
    }

    #[test]
    fn what_cannot_be_read_is_refused_at_its_field() {
        let refused = |form: Typed| changes(&form, &typed()).unwrap_err().field();
        assert_eq!(
            refused(Typed {
                amount: "dużo".into(),
                ..typed()
            }),
            Some(Field::Amount)
        );
        assert_eq!(
            refused(Typed {
                probability: "120".into(),
                ..typed()
            }),
            Some(Field::Probability)
        );
        assert_eq!(
            refused(Typed {
                close: "jutro".into(),
                ..typed()
            }),
            Some(Field::ExpectedClose)
        );
        assert_eq!(
            refused(Typed {
                company: "x".into(),
                ..typed()
            }),
            Some(Field::Company)
        );
    }
}
