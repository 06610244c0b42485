//! A list's state as the pairs of a URL. Invariant: `parse(pairs(q)) == q` for every canonical
//! query, and printing what was parsed is stable.
//!
//! Sets are lists with commas, and a key may repeat, as check boxes send it. A range is `x-from`
//! and `x-to`. The order is the column's key, with ".up" or ".down" when it is not its natural one.
use super::{AttentionKind, DealQuery, DealSort, Direction, Layout, Range, SortKey};
use crate::dates;
use crate::deals::Status;
use crate::field::Field;
use crate::money::{Currency, Money};
use crate::refusal::Refusal;
use crate::text;
use crate::time::Day;
use std::collections::BTreeSet;
use std::fmt::Display;
use std::str::FromStr;

/// Most members of a set: a URL longer than that was not made by us.
const MOST: usize = 500;
const BOARD: &str = "board";
/// Longest cursor.
const CURSOR: usize = 400;

pub(super) fn pairs(query: &DealQuery) -> Vec<(&'static str, String)> {
    let filter = &query.filter;
    let mut out = Vec::new();
    if query.stuck {
        out.push(("stuck", "1".to_owned()));
    }
    if query.layout == Layout::Board {
        out.push(("view", BOARD.to_owned()));
    }
    list(&mut out, "owner", &filter.owners, ToString::to_string);
    list(&mut out, "group", &filter.groups, ToString::to_string);
    if filter.below {
        out.push(("below", "1".to_owned()));
    }
    list(&mut out, "pipeline", &filter.pipelines, ToString::to_string);
    list(&mut out, "stage", &filter.stages, ToString::to_string);
    list(&mut out, "status", &filter.statuses, |status| {
        status.key().to_owned()
    });
    list(&mut out, "company", &filter.companies, ToString::to_string);
    let currency = filter.currency.unwrap_or(Currency::PLN);
    let figure = |minor| {
        Money::new(minor, currency)
            .input(crate::lang::Lang::En)
            .replace('−', "-")
    };
    bounds(
        &mut out,
        ["amount-from", "amount-to"],
        filter.amount,
        figure,
    );
    out.extend(
        filter
            .currency
            .map(|currency| ("currency", currency.to_string())),
    );
    let days = [
        (["close-from", "close-to"], filter.expected_close),
        (["closed-from", "closed-to"], filter.closed),
        (["opened-from", "opened-to"], filter.opened),
    ];
    for (keys, range) in days {
        bounds(&mut out, keys, range, dates::iso);
    }
    out.extend(filter.text.clone().map(|text| ("q", text)));
    list(&mut out, "attention", &filter.attention, |kind| {
        kind.key().to_owned()
    });
    if query.sort != DealSort::default() {
        out.push(("sort", sort_text(query.sort)));
    }
    out.extend(query.after.clone().map(|after| ("after", after)));
    out
}

fn list<T>(
    out: &mut Vec<(&'static str, String)>,
    key: &'static str,
    set: &BTreeSet<T>,
    text: impl Fn(&T) -> String,
) {
    if !set.is_empty() {
        out.push((key, set.iter().map(text).collect::<Vec<_>>().join(",")));
    }
}

fn bounds<T: Copy>(
    out: &mut Vec<(&'static str, String)>,
    [from, to]: [&'static str; 2],
    range: Range<T>,
    text: impl Fn(T) -> String,
) {
    out.extend(range.from.map(|value| (from, text(value))));
    out.extend(range.to.map(|value| (to, text(value))));
}

fn sort_text(sort: DealSort) -> String {
    match sort.direction {
        _ if sort.direction == sort.key.natural() => sort.key.key().to_owned(),
        Direction::Up => format!("{}.up", sort.key.key()),
        Direction::Down => format!("{}.down", sort.key.key()),
    }
}

pub(super) fn parse<'a>(
    pairs: impl IntoIterator<Item = (&'a str, &'a str)>,
    default: Currency,
) -> (DealQuery, Vec<Refusal>) {
    let mut reader = Reader::default();
    for (key, value) in pairs {
        let value = value.trim();
        if !value.is_empty()
            && let Err(refusal) = reader.take(key, value)
        {
            reader.refusals.push(refusal);
        }
    }
    reader.finish(default)
}

#[derive(Default)]
struct Reader<'a> {
    query: DealQuery,
    /// Read last, as they need the currency.
    amount: Range<&'a str>,
    refusals: Vec<Refusal>,
}

impl<'a> Reader<'a> {
    fn take(&mut self, key: &str, value: &'a str) -> Result<(), Refusal> {
        let filter = &mut self.query.filter;
        match key {
            "owner" => ids(&mut filter.owners, Field::Owner, value),
            "group" => ids(&mut filter.groups, Field::Group, value),
            "below" => {
                filter.below = matches!(value, "1" | "on" | "true");
                Ok(())
            }
            "pipeline" => ids(&mut filter.pipelines, Field::Pipeline, value),
            "stage" => ids(&mut filter.stages, Field::Stage, value),
            "company" => ids(&mut filter.companies, Field::Company, value),
            "status" => words(&mut filter.statuses, Field::Status, value, status),
            "attention" => words(&mut filter.attention, Field::Attention, value, attention),
            "currency" => {
                filter.currency = Some(Currency::of(Field::Currency, value)?);
                Ok(())
            }
            "q" => {
                filter.text = text::optional(Field::Search, value, text::LINE)?;
                Ok(())
            }
            "amount-from" => {
                self.amount.from = Some(value);
                Ok(())
            }
            "amount-to" => {
                self.amount.to = Some(value);
                Ok(())
            }
            "stuck" => {
                self.query.stuck = value == "1";
                Ok(())
            }
            "view" => {
                self.query.layout = match value {
                    BOARD => Layout::Board,
                    _ => Layout::List,
                };
                Ok(())
            }
            "sort" => {
                self.query.sort = sort(value).ok_or_else(|| malformed(Field::Sort, value))?;
                Ok(())
            }
            "after" => {
                self.query.after = Some(cursor(value)?);
                Ok(())
            }
            _ => self.take_day(key, value),
        }
    }

    fn take_day(&mut self, key: &str, value: &str) -> Result<(), Refusal> {
        let filter = &mut self.query.filter;
        let (slot, field): (&mut Option<Day>, Field) = match key {
            "close-from" => (&mut filter.expected_close.from, Field::ExpectedClose),
            "close-to" => (&mut filter.expected_close.to, Field::ExpectedClose),
            "closed-from" => (&mut filter.closed.from, Field::Closed),
            "closed-to" => (&mut filter.closed.to, Field::Closed),
            "opened-from" => (&mut filter.opened.from, Field::Opened),
            "opened-to" => (&mut filter.opened.to, Field::Opened),
            _ => return Ok(()),
        };
        *slot = Some(dates::parse_day(field, value)?);
        Ok(())
    }

    fn finish(mut self, default: Currency) -> (DealQuery, Vec<Refusal>) {
        let currency = self.query.filter.currency.unwrap_or(default);
        let from = self.bound(self.amount.from, currency);
        let to = self.bound(self.amount.to, currency);
        let filter = &mut self.query.filter;
        filter.amount = Range { from, to }.ordered();
        if !filter.amount.is_open() {
            filter.currency = Some(currency);
        }
        filter.expected_close = filter.expected_close.ordered();
        filter.closed = filter.closed.ordered();
        filter.opened = filter.opened.ordered();
        (self.query, self.refusals)
    }

    /// An amount without a currency of its own, or with the one of the filter.
    fn bound(&mut self, raw: Option<&str>, currency: Currency) -> Option<i64> {
        let refusal = match Money::parse(Field::Amount, raw?, currency) {
            Ok(money) if money.currency == currency => return Some(money.minor),
            Ok(money) => crate::money::Refusal::Mixed {
                one: currency,
                other: money.currency,
            },
            Err(refusal) => refusal,
        };
        self.refusals.push(refusal.into());
        None
    }
}

fn ids<T: FromStr + Ord + Display>(
    set: &mut BTreeSet<T>,
    field: Field,
    value: &str,
) -> Result<(), Refusal> {
    words(set, field, value, |word| {
        // No sign and no leading zeros: one id is written in one way.
        word.parse::<T>().ok().filter(|id| id.to_string() == word)
    })
}

/// Adds the good members of a list; refuses the first bad one.
fn words<T: Ord>(
    set: &mut BTreeSet<T>,
    field: Field,
    value: &str,
    read: impl Fn(&str) -> Option<T>,
) -> Result<(), Refusal> {
    let mut bad = None;
    for word in value
        .split(',')
        .map(str::trim)
        .filter(|word| !word.is_empty())
    {
        match read(word) {
            _ if set.len() >= MOST => {
                return Err(text::Refusal::TooMany { field, limit: MOST }.into());
            }
            Some(member) => {
                set.insert(member);
            }
            None => bad = bad.or(Some(word)),
        }
    }
    bad.map_or(Ok(()), |word| Err(malformed(field, word)))
}

fn status(key: &str) -> Option<Status> {
    Status::ALL.into_iter().find(|status| status.key() == key)
}

fn attention(key: &str) -> Option<AttentionKind> {
    AttentionKind::ALL
        .into_iter()
        .find(|kind| kind.key() == key)
}

fn sort(value: &str) -> Option<DealSort> {
    let (key, direction) = match value.rsplit_once('.') {
        Some((key, "up")) => (key, Some(Direction::Up)),
        Some((key, "down")) => (key, Some(Direction::Down)),
        Some(_) => return None,
        None => (value, None),
    };
    let key = SortKey::ALL.into_iter().find(|sort| sort.key() == key)?;
    Some(DealSort {
        key,
        direction: direction.unwrap_or(key.natural()),
    })
}

fn cursor(value: &str) -> Result<String, Refusal> {
    let known = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte);
    if value.len() <= CURSOR && value.bytes().all(known) {
        Ok(value.to_owned())
    } else {
        Err(malformed(Field::Page, value))
    }
}

fn malformed(field: Field, value: &str) -> Refusal {
    text::Refusal::Malformed {
        field,
        typed: text::quoted(value),
    }
    .into()
}

#[cfg(test)]
mod tests;
