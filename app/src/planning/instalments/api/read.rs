//! Gathers a page of instalments; only on the server.
use crate::people::pick::api::inside::{label, offered, person};
use crate::planning::instalments::model::{Band as Shown, Listing, Query, Row};
use crate::planning::matrix::api::read::groups;
use domain::dates;
use domain::field::Field;
use domain::lang::Lang;
use domain::money::{Money, Sums};
use domain::period::{Length, Period};
use domain::planning::{Band, Category, LineFilter, LineState};
use domain::time::Day;
use store::{LineRow, LineTotals, Reading, StoreError};

const PAGE: usize = 50;

pub(super) fn listing(
    reading: &Reading,
    query: &Query,
    (lang, today): (Lang, Day),
) -> Result<Listing, StoreError> {
    let filter = filter(reading, query);
    let after = Some(query.after.as_str()).filter(|after| !after.is_empty());
    let page = reading.instalments(&filter, today, after, PAGE)?;
    let owner = filter.owners.first().map(|id| label(reading.firm(), *id));
    let rows = page.rows.iter().map(|one| row(reading, one, (lang, today)));
    Ok(Listing {
        rows: rows.collect(),
        previous: page.previous,
        next: page.next,
        count: page.totals.count,
        sums: sums(&page.totals, lang),
        data: data(&page.totals.planned),
        aging: aging(reading, &filter, (lang, today))?,
        groups: groups(reading.firm()),
        people: offered(reading.firm(), false),
        owner: owner.unwrap_or_default(),
        periods: periods(reading, today, lang),
    })
}

fn filter(reading: &Reading, query: &Query) -> LineFilter {
    let (firm, fiscal) = (reading.firm(), reading.firm().fiscal_start());
    let owner = person(firm, &query.owner, Field::Owner).ok();
    LineFilter {
        groups: query.group.parse().ok().into_iter().collect(),
        below: true,
        owners: owner.into_iter().collect(),
        period: Period::parse(&query.period, fiscal).ok(),
        categories: Category::of_key(&query.category).into_iter().collect(),
        state: match query.view.as_str() {
            "all" => None,
            "overdue" => Some(LineState::Awaited),
            view => Some(LineState::of_key(view).unwrap_or(LineState::Awaited)),
        },
        overdue: query.view == "overdue",
        ..LineFilter::default()
    }
}

/// The months around today, the quarters and the year.
pub(crate) fn periods(reading: &Reading, today: Day, lang: Lang) -> Vec<(String, String)> {
    let fiscal = reading.firm().fiscal_start();
    let year = Period::of(today, Length::Year, fiscal);
    let of = |length| {
        let around = year
            .months()
            .map(move |month| Period::around(month, length, fiscal));
        let mut all: Vec<Period> = around.collect();
        all.dedup();
        all
    };
    let all = [of(Length::Year), of(Length::Quarter), of(Length::Month)].concat();
    let named = |period: Period| (period.url(fiscal), period.label(lang, fiscal));
    all.into_iter().map(named).collect()
}

/// Outstanding money by age; of one currency each, and nothing where nothing is overdue.
fn aging(
    reading: &Reading,
    filter: &LineFilter,
    (lang, today): (Lang, Day),
) -> Result<Vec<Shown>, StoreError> {
    let aging = reading.aging(filter, today)?;
    let overdue = aging.overdue();
    let Some(currency) = overdue.main_currency() else {
        return Ok(Vec::new());
    };
    let late = Band::ALL.into_iter().filter(|band| *band != Band::NotDue);
    let shown = late.map(|band| {
        let minor = aging.of(band).of(currency).minor;
        Shown {
            name: band.name(lang).to_owned(),
            minor,
            shown: Money::new(minor, currency).column(lang),
        }
    });
    Ok(shown.collect())
}

fn row(reading: &Reading, row: &LineRow, (lang, today): (Lang, Day)) -> Row {
    let line = &row.line;
    let late = line.is_overdue(today);
    let missing = line
        .not_planned()
        .filter(|_| row.shown || line.due.is_none());
    let said = match (line.state(), missing) {
        (_, Some(missing)) => missing.name(lang).to_owned(),
        _ if late => lang.pick("po terminie", "overdue").to_owned(),
        (LineState::Awaited, _) if line.paid.is_some() => {
            lang.pick("opłacona częściowo", "paid in part").to_owned()
        }
        (state, _) => state.name(lang).to_owned(),
    };
    Row {
        id: line.id.to_string(),
        href: format!("/deals/{}", line.id.deal),
        title: row.title.clone(),
        company: row.company.clone(),
        due: line
            .due
            .map(|due| dates::short(due, lang))
            .unwrap_or_default(),
        owner: label(reading.firm(), line.owner),
        category: line.category.name(lang).to_owned(),
        amount: line.amount.map(|amount| amount.column(lang)),
        owed: line.owed().map(|owed| owed.column(lang)),
        said,
        late,
    }
}

fn sums(totals: &LineTotals, lang: Lang) -> Vec<(String, String)> {
    let parts = [
        (lang.pick("plan", "planned"), &totals.planned),
        (lang.pick("do zapłaty", "owed"), &totals.owed),
    ];
    let some = parts.into_iter().filter(|(_, sums)| !sums.is_empty());
    some.map(|(name, sums)| (name.to_owned(), words(sums, lang)))
        .collect()
}

/// Sums of several currencies beside each other.
pub(crate) fn words(sums: &Sums, lang: Lang) -> String {
    let sums = sums.iter();
    let sums = sums.map(|(currency, sum)| Money::new(sum.minor, currency).column(lang));
    sums.collect::<Vec<_>>().join(" + ")
}

/// "PLN:1234550", for scripts.
pub(crate) fn data(sums: &Sums) -> String {
    let sums = sums.iter();
    let sums = sums.map(|(currency, sum)| format!("{}:{}", currency.code(), sum.minor));
    sums.collect::<Vec<_>>().join(" ")
}
