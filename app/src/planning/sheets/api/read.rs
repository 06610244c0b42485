//! Gathers sheets and their lines from the store; only on the server.
use super::words;
use super::write::{filter, period};
use crate::current::found;
use crate::people::pick::api::inside::{label, offered};
use crate::planning::instalments::api::read::words as sums_in_words;
use crate::planning::matrix::model::whole;
use crate::planning::sheets::model::{
    Form, Line, Listing, May, Row, Sheet as Shown, Standing as Stand, State, When,
};
use domain::dates;
use domain::groups::Names;
use domain::id::GroupId;
use domain::lang::Lang;
use domain::period::{FiscalStart, Length, Period};
use domain::planning::{Level, Offer, Part, Sheet, SheetState, Standing};
use domain::time::Day;
use store::{Firm, JudgedLine, Reading, SheetRow, Stopped, StoreError};

/// Lines on a page of a sheet.
const PAGE: usize = 50;

pub(super) fn listing(
    reading: &Reading,
    raw: &str,
    (lang, today): (Lang, Day),
) -> Result<Listing, StoreError> {
    let firm = reading.firm();
    let fiscal = firm.fiscal_start();
    let period = period(raw, today, fiscal);
    let currency = firm.plan_currency();
    let rows = reading.sheets(period)?;
    let least = rows.iter().map(|row| row.depth).min().unwrap_or_default();
    let rows = rows.iter().map(|row| {
        let sheet = row.sheet.as_ref();
        let due = sheet.and_then(|sheet| sheet.due);
        let open = sheet.is_none_or(|sheet| !sheet.state.has_left());
        let waiting = waiting(row);
        let inset = usize::try_from(row.depth - least).unwrap_or_default();
        let sum = |sums: &domain::money::Sums| whole(Some(sums.of(currency).minor), currency, lang);
        Row {
            group: row.group,
            name: format!(
                "{}{}",
                "\u{a0}\u{a0}\u{a0}".repeat(inset),
                firm.group(row.group)
            ),
            state: state(sheet),
            said: said(sheet, lang),
            due: due.map(|due| dates::short(due, lang)).unwrap_or_default(),
            late: open && due.is_some_and(|due| due < today),
            declared: sum(&row.figures.declared()),
            up: sum(&row.figures.up),
            waiting,
            mine: row.may.submit
                || row.may.decide
                || row.may.answer
                || (row.may.judge && waiting > 0),
        }
    });
    Ok(Listing {
        rows: rows.collect(),
        when: when(period, fiscal, lang),
        currency,
    })
}

/// Whether the reader has to say something about it.
fn waits(one: &JudgedLine) -> bool {
    one.may && matches!(one.standing, Standing::Unreviewed | Standing::Amber)
}

fn waiting(row: &SheetRow) -> u64 {
    let count = |part| row.figures.part(part).count();
    count(Part::Unreviewed) + count(Part::Amber)
}

fn when(period: Period, fiscal: FiscalStart, lang: Lang) -> When {
    let of = |length| {
        let around = Period::around(period.first_month(), length, fiscal);
        (around.url(fiscal), period.length() == length)
    };
    When {
        value: period.url(fiscal),
        label: period.label(lang, fiscal),
        previous: period.previous().url(fiscal),
        next: period.next().url(fiscal),
        lengths: [Length::Month, Length::Quarter, Length::Year].map(of),
    }
}

fn state(sheet: Option<&Sheet>) -> State {
    match sheet.map(|sheet| sheet.state) {
        None => State::None,
        Some(SheetState::Draft) => State::Draft,
        Some(SheetState::Submitted) => State::Submitted,
        Some(SheetState::Returned) => State::Returned,
        Some(SheetState::Agreed) => State::Agreed,
        Some(SheetState::Superseded) => State::Superseded,
    }
}

fn said(sheet: Option<&Sheet>, lang: Lang) -> String {
    let Some(sheet) = sheet else {
        return lang.pick("nieotwarty", "not opened").to_owned();
    };
    let edition = (sheet.edition > 1)
        .then(|| format!(", {} {}", lang.pick("wydanie", "edition"), sheet.edition));
    format!("{}{}", sheet.state.name(lang), edition.unwrap_or_default())
}

pub(super) fn sheet(
    reading: &Reading,
    (group, raw): (GroupId, &str),
    (standing, owner, page): (&str, &str, &str),
    (lang, today): (Lang, Day),
) -> Result<Shown, Stopped> {
    let firm = reading.firm();
    let fiscal = firm.fiscal_start();
    let period = period(raw, today, fiscal);
    let mut rows = reading.sheets(period)?.into_iter();
    let row = found(rows.find(|row| row.group == group))?;
    let filter = filter(firm, (standing, owner));
    let lines = reading.judged_lines(Level::Group(group), period, &filter)?;
    let waits = lines.iter().filter(|one| waits(one)).count();
    let pages = lines.len().div_ceil(PAGE).max(1);
    let page = page.parse().unwrap_or(1).clamp(1, pages);
    let sheet = row.sheet.as_ref();
    let parts = Part::ALL.into_iter().filter_map(|part| {
        let sums = row.figures.part(part);
        (!sums.is_empty()).then(|| (part.name(lang).to_owned(), sums_in_words(&sums, lang)))
    });
    let request = sheet.and_then(|sheet| sheet.request.as_ref());
    Ok(Shown {
        group,
        name: firm.group(group).to_owned(),
        when: when(period, fiscal, lang),
        currency: firm.plan_currency(),
        id: sheet.map(|sheet| sheet.id.to_string()).unwrap_or_default(),
        version: sheet.map_or(0, |sheet| sheet.stamp.version),
        state: state(sheet),
        said: said(sheet, lang),
        course: sheet
            .map(|sheet| words::course(firm, sheet, lang))
            .unwrap_or_default(),
        reason: sheet.and_then(|sheet| sheet.reason.clone()),
        request: request
            .map(|one| format!("{} ({})", one.reason, words::signed(firm, one.signed, lang))),
        parts: parts.collect(),
        up: match row.figures.up.is_empty() {
            true => "–".to_owned(),
            false => sums_in_words(&row.figures.up, lang),
        },
        may: may(&row),
        count: lines.len(),
        waits,
        page,
        pages,
        lines: lines
            .iter()
            .skip((page - 1) * PAGE)
            .take(PAGE)
            .map(|one| line(firm, one, lang))
            .collect(),
        standing: standing.to_owned(),
        owner: filter
            .owners
            .first()
            .map(|id| label(firm, *id))
            .unwrap_or_default(),
        people: offered(firm, false),
    })
}

fn may(row: &SheetRow) -> May {
    let may = row.may;
    May {
        open: may.open,
        submit: may.submit,
        decide: may.decide,
        ask: may.ask,
        answer: may.answer,
        judge: may.judge,
    }
}

fn line(firm: &Firm, one: &JudgedLine, lang: Lang) -> Line {
    let line = &one.row.line;
    let parts = [
        one.row.company.clone(),
        Some(firm.person(line.owner).to_owned()),
        Some(line.category.name(lang).to_owned()),
    ];
    let offered = one.offer.filter(|offer| *offer != Offer::of(line));
    let form = one.offer.unwrap_or(Offer::of(line));
    let currency = line
        .amount
        .map_or(firm.plan_currency(), |money| money.currency);
    Line {
        id: line.id.to_string(),
        href: format!("/deals/{}", line.id.deal),
        title: one.row.title.clone(),
        below: parts.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        due: line
            .due
            .map(|due| dates::short(due, lang))
            .unwrap_or_default(),
        amount: line
            .amount
            .map(|amount| amount.column(lang))
            .unwrap_or_default(),
        offered: offered.map(|offer| words::offer(offer, lang)),
        standing: stand(one.standing),
        said: stands(one, lang),
        verdicts: one
            .verdicts
            .iter()
            .map(|verdict| words::given(firm, verdict, lang))
            .collect(),
        version: one.version,
        may: one.may,
        form: Form {
            amount: form
                .amount
                .map(|amount| amount.input(lang))
                .unwrap_or_default(),
            due: form.due.map(dates::iso).unwrap_or_default(),
            currency: currency.code().to_owned(),
        },
    }
}

fn stand(standing: Standing) -> Stand {
    match standing {
        Standing::Below => Stand::Below,
        Standing::Unreviewed => Stand::Unreviewed,
        Standing::Agreed(_) => Stand::Agreed,
        Standing::Disputed => Stand::Disputed,
        Standing::Excluded => Stand::Excluded,
        Standing::Amber => Stand::Amber,
    }
}

/// "uzgodnione: 5 000,00 zł, 01.03.2027" where that is not what came up.
fn stands(one: &JudgedLine, lang: Lang) -> String {
    let name = one.standing.name(lang);
    match one.standing {
        Standing::Agreed(agreed) if Some(agreed) != one.offer => {
            format!("{name}: {}", words::offer(agreed, lang))
        }
        _ => name.to_owned(),
    }
}
