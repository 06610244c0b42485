//! Gathers receipts from the store, in words; only on the server.
use crate::current::{found, permitted};
use crate::deals::form::api::labels;
use crate::people::pick::api::inside::{label, offered};
use crate::planning::instalments::api::read::{data, words};
use crate::planning::receipts::model::{
    Card, Correction, Fresh, Listing, Preview, Proposed, ReadRow, Row, Settled,
};
use domain::access::{Action, FieldClass, Lane, RecordType};
use domain::dates;
use domain::groups::Names;
use domain::id::{DealId, InstalmentId, ReceiptId};
use domain::lang::{Lang, Say};
use domain::money::{Money, Sums};
use domain::planning::{LineFilter, LineState, PastedReceipts, ReceiptFilter};
use domain::time::Day;
use store::{AllocationView, Reading, ReceiptRow, Stopped, StoreError};

const PAGE: usize = 50;
/// Instalments offered to choose from.
const CHOICE: usize = 50;
const AMOUNTS: Action = Action::Field(FieldClass::Commercial);

pub(super) fn listing(
    reading: &Reading,
    (free, after): (bool, &str),
    lang: Lang,
) -> Result<Listing, StoreError> {
    let filter = ReceiptFilter {
        free,
        ..ReceiptFilter::default()
    };
    let after = Some(after).filter(|after| !after.is_empty());
    let page = reading.receipts(&filter, after, PAGE)?;
    let rows = page.rows.iter().map(|one| row(reading, one, lang));
    let sums = [
        (lang.pick("razem", "in all"), &page.totals.amount),
        (
            lang.pick("do rozliczenia", "to allocate"),
            &page.totals.free,
        ),
    ];
    let sums = sums.into_iter().filter(|(_, sums)| !sums.is_empty());
    Ok(Listing {
        rows: rows.collect(),
        previous: page.previous,
        next: page.next,
        count: page.totals.count,
        sums: sums
            .map(|(name, sums)| (name.to_owned(), words(sums, lang)))
            .collect(),
        data: data(&page.totals.amount),
        records: records(reading),
    })
}

fn records(reading: &Reading) -> bool {
    let who = reading.who();
    who.may_create(RecordType::Instalment, Lane::Normal)
}

fn row(reading: &Reading, row: &ReceiptRow, lang: Lang) -> Row {
    let none = lang.pick("bez płatnika", "no payer");
    let column = |money: Option<Money>| money.map(|money| money.column(lang)).unwrap_or_default();
    Row {
        id: row.id,
        on: dates::short(row.on, lang),
        payer: row.payer_name.clone().unwrap_or_else(|| none.to_owned()),
        document: row.document.clone().unwrap_or_default(),
        owner: label(reading.firm(), row.owner),
        amount: column(row.amount),
        free: column(row.free),
        settled: row.free.is_some_and(|free| free.minor == 0),
    }
}

pub(super) fn fresh(
    reading: &Reading,
    deal: &str,
    (lang, today): (Lang, Day),
) -> Result<Fresh, Stopped> {
    let firm = reading.firm();
    let deal = match deal {
        "" => None,
        deal => Some(found(reading.deal(found(deal.parse::<DealId>().ok())?)?)?),
    };
    permitted(records(reading), Action::Edit)?;
    let owed = match &deal {
        Some(deal) => first_owed(reading, deal)?,
        None => None,
    };
    let payer = deal.as_ref().and_then(|deal| deal.company);
    let owner = deal.as_ref().map_or(reading.who().id, |deal| deal.owner);
    let currency = owed.map_or(firm.plan_currency(), |money| money.currency);
    Ok(Fresh {
        on: dates::iso(today),
        currency: currency.code().to_owned(),
        amount: owed.map(|money| money.input(lang)).unwrap_or_default(),
        payer: labels::company(reading, payer, lang)?,
        owner: label(firm, owner),
        companies: labels::companies(reading)?,
        people: offered(firm, false),
    })
}

/// What the deal's first instalment that is not paid still asks for, gross.
fn first_owed(
    reading: &Reading,
    deal: &domain::access::View<domain::deals::Deal>,
) -> Result<Option<Money>, StoreError> {
    let plan = reading.deal_plan(deal)?;
    let owed = plan.lines.iter().filter_map(|one| one.line.owed());
    Ok({ owed }.find(|owed| owed.minor > 0))
}

pub(super) fn card(
    reading: &Reading,
    id: ReceiptId,
    (lang, today): (Lang, Day),
) -> Result<Card, Stopped> {
    let view = found(reading.receipt(id)?)?;
    let row = &view.row;
    let amounts = view.rights.has(AMOUNTS);
    let changes = view.rights.has(Action::Edit) && amounts;
    let works = changes && !view.closed && view.deleted.is_none();
    let left = works && row.free.is_some_and(|free| free.minor > 0);
    let firm = reading.firm();
    let returned = view.given_back.iter().map(|back| {
        let (on, amount) = (dates::short(back.on, lang), back.amount.column(lang));
        format!("{on} · {amount} · {}", back.reason)
    });
    let allocated = view.allocations.iter().filter(|_| amounts);
    Ok(Card {
        id,
        version: row.version,
        on: dates::short(row.on, lang),
        amount: row.amount.map(|amount| amount.column(lang)),
        free: row.free.map(|free| free.column(lang)),
        payer: row.payer_name.clone(),
        document: row.document.clone(),
        owner: label(firm, row.owner),
        group: firm.group(row.group).to_owned(),
        allocated: allocated.map(|one| settled(one, lang)).collect(),
        proposed: match left {
            true => proposed(reading, id, (lang, today))?,
            false => Vec::new(),
        },
        open: match left {
            true => open(reading, row, (lang, today))?,
            false => Vec::new(),
        },
        returned: returned.collect(),
        form: correction(reading, row, (lang, today))?,
        changes,
        closed: view.closed,
        deleted: view.deleted.is_some(),
    })
}

fn correction(
    reading: &Reading,
    row: &ReceiptRow,
    (lang, today): (Lang, Day),
) -> Result<Correction, StoreError> {
    let input = |money: Option<Money>| money.map(|money| money.input(lang)).unwrap_or_default();
    let currency = row
        .amount
        .map_or(reading.firm().plan_currency(), |money| money.currency);
    Ok(Correction {
        on: dates::iso(row.on),
        today: dates::iso(today),
        currency: currency.code().to_owned(),
        amount: input(row.amount),
        free: input(row.free),
        payer: labels::company(reading, row.payer, lang)?,
        document: row.document.clone().unwrap_or_default(),
        companies: labels::companies(reading)?,
    })
}

fn settled(one: &AllocationView, lang: Lang) -> Settled {
    let deal = one.to.map(|to| format!("/deals/{}", to.deal));
    Settled {
        to: one.to.map(|to| to.to_string()),
        href: deal.unwrap_or_default(),
        title: titled(one.title.as_deref().unwrap_or_default(), one.to, lang),
        amount: one.amount.column(lang),
    }
}

/// "Biurka · rata 2".
fn titled(title: &str, to: Option<InstalmentId>, lang: Lang) -> String {
    let number = to.map(|to| format!(" · {} {}", lang.pick("rata", "instalment"), to.number));
    format!("{title}{}", number.unwrap_or_default())
}

fn proposed(
    reading: &Reading,
    id: ReceiptId,
    (lang, today): (Lang, Day),
) -> Result<Vec<Proposed>, StoreError> {
    let proposals = reading.proposals(id, today)?.into_iter();
    let shown = proposals.map(|one| {
        let (to, amount) = (one.proposal.allocation.to, one.proposal.allocation.amount);
        let due = one.line.due.map(|due| dates::short(due, lang));
        let why = one.proposal.why.name(lang).to_owned();
        let parts = [Some(why), due];
        Proposed {
            to: to.to_string(),
            href: format!("/deals/{}", to.deal),
            title: titled(&one.title, Some(to), lang),
            why: parts.into_iter().flatten().collect::<Vec<_>>().join(" · "),
            amount: amount.column(lang),
            input: amount.input(lang),
        }
    });
    Ok(shown.collect())
}

/// Instalments that wait for money: the payer's, else the oldest.
fn open(
    reading: &Reading,
    row: &ReceiptRow,
    (lang, today): (Lang, Day),
) -> Result<Vec<(String, String)>, StoreError> {
    let awaited = |payers| LineFilter {
        payers,
        state: Some(LineState::Awaited),
        ..LineFilter::default()
    };
    let find = |filter| reading.instalments(&filter, today, None, CHOICE);
    let mut page = find(awaited(row.payer.into_iter().collect()))?;
    if page.rows.is_empty() {
        page = find(awaited(Default::default()))?;
    }
    let rows = page.rows.iter().filter(|row| row.shown);
    let words = rows.map(|row| {
        let line = &row.line;
        let due = line.due.map(|due| dates::short(due, lang));
        let owed = line.owed().map(|owed| owed.column(lang));
        let parts = [Some(titled(&row.title, Some(line.id), lang)), due, owed];
        let words = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
        (line.id.to_string(), words)
    });
    Ok(words.collect())
}

/// What a block says, and what of it cannot be read; nothing for nothing.
pub(super) fn preview(reading: &Reading, pasted: &str, lang: Lang) -> Preview {
    if pasted.trim().is_empty() {
        return Preview::default();
    }
    let read = match PastedReceipts::read(pasted, reading.firm().plan_currency()) {
        Ok(read) => read,
        Err(refusal) => {
            return Preview {
                problems: vec![refusal.say(lang)],
                ..Preview::default()
            };
        }
    };
    let mut problems: Vec<String> = Vec::new();
    for problem in &read.problems {
        let why = problem.why.say(lang);
        problems.push(at(problem.row, problem.column, &why, lang));
    }
    let mut total = Sums::default();
    for row in &read.rows {
        total.add(row.amount);
        if let Some(why) = unknown(reading, &row.payer, lang) {
            problems.push(at(row.row, 3, &why, lang));
        }
    }
    if read.rows.is_empty() && problems.is_empty() {
        problems.push(nothing(lang));
    }
    let rows = read.rows.into_iter().map(|row| ReadRow {
        row: row.row,
        on: dates::short(row.on, lang),
        amount: row.amount.column(lang),
        payer: row.payer,
        document: row.document,
    });
    Preview {
        rows: rows.collect(),
        total: words(&total, lang),
        problems,
    }
}

/// Of a block that holds nothing but a heading.
pub(crate) fn nothing(lang: Lang) -> String {
    let said = lang.pick(
        "Poza nagłówkiem niczego tu nie ma.",
        "There is nothing here but a heading.",
    );
    said.to_owned()
}

fn at(row: usize, column: usize, why: &str, lang: Lang) -> String {
    lang.pick(
        format!("Wiersz {row}, kolumna {column}: {why}"),
        format!("Row {row}, column {column}: {why}"),
    )
}

/// Why a payer is not known by this name.
fn unknown(reading: &Reading, payer: &str, lang: Lang) -> Option<String> {
    if payer.is_empty() {
        return None;
    }
    match labels::one_company(reading, payer) {
        Err(Stopped::Refused(refusal)) => Some(refusal.say(lang)),
        _ => None,
    }
}
