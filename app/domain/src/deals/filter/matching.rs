//! Whether a row passes a filter. Invariant: it looks only at the row as masked for the viewer, so
//! nothing can be learnt by filtering on a hidden field.
use super::{AttentionKind, DealFilter};
use crate::deals::{Attention, DealRow};
use crate::groups::OrgTree;
use crate::id::GroupId;
use crate::text::fold;
use crate::time::Day;
use std::collections::BTreeSet;

/// A filter prepared for many rows.
pub struct Matcher<'a> {
    filter: &'a DealFilter,
    today: Day,
    groups: BTreeSet<GroupId>,
    words: Vec<String>,
}

impl<'a> Matcher<'a> {
    pub(super) fn new(filter: &'a DealFilter, today: Day, tree: &OrgTree) -> Self {
        let mut groups = filter.groups.clone();
        if filter.below {
            groups.extend(
                filter
                    .groups
                    .iter()
                    .flat_map(|group| tree.subtree(*group))
                    .copied(),
            );
        }
        let words = filter.text.as_deref().map(fold).unwrap_or_default();
        let words = words
            .split(' ')
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect();
        Self {
            filter,
            today,
            groups,
            words,
        }
    }

    #[must_use]
    pub fn matches(&self, row: &DealRow) -> bool {
        let filter = self.filter;
        fits(&filter.owners, &row.owner)
            && fits(&self.groups, &row.group)
            && fits(&filter.pipelines, &row.pipeline)
            && fits(&filter.stages, &row.stage)
            && fits(&filter.statuses, &row.status)
            && (filter.companies.is_empty()
                || row
                    .company
                    .is_some_and(|company| filter.companies.contains(&company)))
            && self.amount_fits(row)
            && filter.expected_close.holds(row.expected_close)
            && filter.closed.holds(row.closed)
            && filter.opened.holds(row.opened)
            && self.attention_fits(row)
            && self.words_fit(row)
    }

    fn amount_fits(&self, row: &DealRow) -> bool {
        let amount = row
            .amount
            .filter(|amount| self.filter.currency.is_none_or(|c| c == amount.currency));
        let right_currency = self.filter.currency.is_none() || amount.is_some();
        right_currency && self.filter.amount.holds(amount.map(|amount| amount.minor))
    }

    fn attention_fits(&self, row: &DealRow) -> bool {
        if self.filter.attention.is_empty() {
            return true;
        }
        let Attention {
            no_next_step,
            late_step,
            past_close,
        } = row.needs_attention(self.today);
        self.filter.attention.iter().any(|kind| match kind {
            AttentionKind::NoNextStep => no_next_step,
            AttentionKind::LateStep => late_step,
            AttentionKind::PastClose => past_close,
        })
    }

    fn words_fit(&self, row: &DealRow) -> bool {
        if self.words.is_empty() {
            return true;
        }
        let texts = [
            Some(&row.title),
            row.company_name.as_ref(),
            row.next_step.as_ref(),
        ];
        let texts = texts.map(|text| text.map(|text| fold(text)).unwrap_or_default());
        self.words
            .iter()
            .all(|word| texts.iter().any(|text| text.contains(word)))
    }
}

/// An empty set lets everything through.
fn fits<T: Ord>(wanted: &BTreeSet<T>, value: &T) -> bool {
    wanted.is_empty() || wanted.contains(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cast::cast;
    use crate::deals::{DealQuery, Range, Status};
    use crate::id::PersonId;
    use crate::money::{Currency, Money};
    use crate::time::Moment;

    fn today() -> Day {
        Day::from_ymd_opt(2026, 11, 23).unwrap()
    }

    fn rows() -> (Vec<DealRow>, OrgTree) {
        let noon = today().and_hms_opt(12, 0, 0).unwrap();
        let cast = cast(today(), Moment(noon.and_utc().timestamp_micros()));
        let name = |id| cast.company(id).map(|company| company.name().to_owned());
        let row =
            |deal: &crate::deals::Deal| DealRow::of(deal, deal.company.and_then(name).as_deref());
        (
            cast.deals.iter().map(row).collect(),
            OrgTree::of(&cast.groups).unwrap(),
        )
    }

    fn count(pairs: &[(&str, &str)], wanted: impl Fn(&DealRow) -> bool) -> usize {
        let (rows, tree) = rows();
        let (query, refusals) = DealQuery::parse(pairs.iter().copied(), Currency::PLN);
        assert_eq!(refusals, []);
        for row in &rows {
            assert_eq!(
                query.filter.matches(row, today(), &tree),
                wanted(row),
                "{}",
                row.title
            );
        }
        rows.iter().filter(|row| wanted(row)).count()
    }

    #[test]
    fn an_empty_filter_shows_everything() {
        assert_eq!(count(&[], |_| true), 180);
    }

    #[test]
    fn a_group_stands_for_its_members_or_with_below_for_its_subtree() {
        assert_eq!(count(&[("group", "2")], |_| false), 0);
        let north = |row: &DealRow| [4, 5].contains(&row.group.0);
        assert!(count(&[("group", "2"), ("below", "1")], north) > 50);
    }

    #[test]
    fn every_part_narrows_and_any_member_of_a_set_fits() {
        let wanted = |row: &DealRow| {
            row.status == Status::Won && [PersonId(8), PersonId(4)].contains(&row.owner)
        };
        assert!(count(&[("status", "won"), ("owner", "8,4")], wanted) > 0);
    }

    #[test]
    fn an_amount_fits_only_in_its_own_currency_and_a_missing_one_never() {
        let wanted = |row: &DealRow| {
            row.amount
                .is_some_and(|amount| amount.currency == Currency::EUR && amount.minor >= 1_000_000)
        };
        assert!(count(&[("amount-from", "10000"), ("currency", "EUR")], wanted) > 0);
        let (rows, tree) = rows();
        let filter = DealFilter {
            amount: Range {
                from: Some(0),
                to: None,
            },
            ..DealFilter::default()
        };
        let hidden = DealRow {
            amount: None,
            ..rows[0].clone()
        };
        assert!(!filter.matches(&hidden, today(), &tree));
        let shown = DealRow {
            amount: Some(Money::major(1, Currency::PLN)),
            ..hidden
        };
        assert!(filter.matches(&shown, today(), &tree));
    }

    #[test]
    fn bounds_are_included() {
        let wanted = |row: &DealRow| row.closed == Some(today());
        assert!(
            count(
                &[("closed-from", "2026-11-23"), ("closed-to", "23.11.2026")],
                wanted
            ) > 0
        );
    }

    #[test]
    fn words_are_found_without_polish_letters_in_any_order() {
        let wanted = |row: &DealRow| {
            row.company_name.as_deref() == Some("Stocznia Żuraw") && row.title.contains("Fotele")
        };
        count(&[("q", " ZURAW fotele")], wanted);
        assert!(count(&[("q", "źródło nieznane")], |_| false) == 0);
    }

    #[test]
    fn attention_takes_any_of_its_kinds() {
        let wanted = |row: &DealRow| {
            let attention = row.needs_attention(today());
            attention.no_next_step || attention.past_close
        };
        assert!(count(&[("attention", "no-step,past-close")], wanted) > 5);
    }
}
