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
