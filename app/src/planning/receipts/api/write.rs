//! Receipts as typed, read and recorded; only on the server.
use crate::current::{found, permitted};
use crate::deals::form::api::labels;
use crate::people::pick::api::inside::person;
use domain::access::Action;
use domain::dates::parse_day;
use domain::field::Field;
use domain::id::{CompanyId, InstalmentId, PersonId, ReceiptId};
use domain::money::{Currency, Money};
use domain::planning::{
    Allocation, GivenBack, PastedReceipts, ReceiptDraft, ReceiptFacts, ReceiptRefusal,
};
use domain::refusal::Refusal;
use domain::text;
use domain::time::Day;
use store::{Reading, Stopped, Work};

pub(super) fn money(raw: &str, currency: &str) -> Result<Money, Refusal> {
    if raw.trim().is_empty() {
        let field = Field::Amount;
        return Err(text::Refusal::Empty { field }.into());
    }
    let currency = Currency::of(Field::Currency, currency)?;
    Ok(Money::parse(Field::Amount, raw, currency)?)
}

pub(super) fn facts(
    reading: &Reading,
    on: &str,
    amount: Money,
    (payer, document): (&str, &str),
) -> Result<ReceiptFacts, Stopped> {
    Ok(ReceiptFacts {
        on: day(Field::ReceivedOn, on)?,
        amount: Some(amount),
        payer: self::payer(reading, payer)?,
        document: some(document),
    })
}

fn payer(reading: &Reading, typed: &str) -> Result<Option<CompanyId>, Stopped> {
    some(typed)
        .map(|typed| labels::one_company(reading, &typed))
        .transpose()
}

fn some(raw: &str) -> Option<String> {
    let raw = raw.trim();
    (!raw.is_empty()).then(|| raw.to_owned())
}

fn day(field: Field, raw: &str) -> Result<Day, Refusal> {
    Ok(parse_day(field, raw)?)
}

/// Records it for its owner, in the owner's primary group.
pub(super) fn record(
    work: &mut Work<'_, '_>,
    facts: ReceiptFacts,
    owner: &str,
) -> Result<ReceiptId, Stopped> {
    let owner = person(work.firm(), owner, Field::Owner)?;
    let draft = draft(work, facts, owner)?;
    work.record_receipt(draft)
}

fn draft(
    work: &Work<'_, '_>,
    facts: ReceiptFacts,
    owner: PersonId,
) -> Result<ReceiptDraft, Stopped> {
    let field = Field::Amount;
    let amount = facts.amount.ok_or(text::Refusal::Empty { field });
    Ok(ReceiptDraft {
        on: facts.on,
        amount: amount.map_err(Refusal::from)?,
        payer: facts.payer,
        document: facts.document,
        owner,
        group: work.group_of(owner)?,
        lane: Default::default(),
        import: None,
    })
}

/// Every row of a block, its payers known.
pub(super) fn pasted(reading: &Reading, raw: &str) -> Result<Vec<ReceiptFacts>, Stopped> {
    let pasted = PastedReceipts::read(raw, reading.firm().plan_currency())?;
    if let Some(problem) = pasted.problems.into_iter().next() {
        return Err(problem.why.into());
    }
    let rows = pasted.rows.into_iter();
    rows.map(|row| {
        Ok(ReceiptFacts {
            on: row.on,
            amount: Some(row.amount),
            payer: payer(reading, &row.payer)?,
            document: some(&row.document),
        })
    })
    .collect()
}

pub(super) fn only_checked() -> Refusal {
    ReceiptRefusal::OnlyChecked.into()
}

pub(super) fn record_all(
    work: &mut Work<'_, '_>,
    rows: Vec<ReceiptFacts>,
    owner: PersonId,
) -> Result<(), Stopped> {
    let drafts = rows.into_iter().map(|facts| draft(work, facts, owner));
    let drafts = drafts.collect::<Result<_, _>>()?;
    work.paste_receipts(drafts).map(drop)
}

/// "7-2": the second instalment of a deal.
pub(super) fn instalment(raw: &str) -> Result<InstalmentId, Refusal> {
    let unknown = |_| Refusal::Unknown(Field::Instalment);
    raw.parse().map_err(unknown)
}

/// What is proposed to whoever may settle the receipt.
pub(super) fn proposed(
    reading: &Reading,
    id: ReceiptId,
    today: Day,
) -> Result<Vec<Allocation>, Stopped> {
    let receipt = found(reading.receipt(id)?)?;
    permitted(receipt.rights.has(Action::Edit), Action::Edit)?;
    let proposals = reading.proposals(id, today)?.into_iter();
    Ok(proposals.map(|one| one.proposal.allocation).collect())
}

pub(super) fn allocate_all(
    work: &mut Work<'_, '_>,
    (id, mut seen): (ReceiptId, u64),
    parts: Vec<Allocation>,
) -> Result<(), Stopped> {
    for Allocation { to, amount } in parts {
        work.allocate(id, seen, to, amount)?;
        seen += 1;
    }
    Ok(())
}

pub(super) fn given_back(on: &str, amount: Money, reason: String) -> Result<GivenBack, Refusal> {
    Ok(GivenBack {
        on: day(Field::ReceivedOn, on)?,
        amount,
        reason,
    })
}
