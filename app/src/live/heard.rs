//! What was heard, for as long as a page may ask for it. Invariant: whoever asks for more than is kept
//! is told that anything may have changed.
use super::News;
use leptos::prelude::*;
use std::cell::RefCell;
use std::collections::VecDeque;

/// Messages that are kept.
const KEPT: usize = 500;

thread_local! {
    static LATEST: RefCell<VecDeque<Heard>> = const { RefCell::new(VecDeque::new()) };
}

/// A message of the stream.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Heard {
    /// This record changed or came: "deal" and its number.
    Changed(String, u64),
    /// This record went, or the right to see it.
    Gone(String, u64),
    /// Anything may have changed.
    Anything,
}

impl Heard {
    /// `deal:42`, `gone:deal:42` and `reset`; a session that ended finds out by asking.
    pub(super) fn of(message: &str) -> Option<Self> {
        if matches!(message, "reset" | "ended") {
            return Some(Self::Anything);
        }
        let gone = message.strip_prefix("gone:");
        let (kind, id) = gone.unwrap_or(message).split_once(':')?;
        let (kind, id) = (kind.to_owned(), id.parse().ok()?);
        Some(match gone {
            Some(_) => Self::Gone(kind, id),
            None => Self::Changed(kind, id),
        })
    }

    fn is_about(&self, matches: &dyn Fn(&str, u64) -> bool) -> bool {
        match self {
            Self::Changed(kind, id) | Self::Gone(kind, id) => matches(kind, *id),
            Self::Anything => true,
        }
    }

    /// Whether it may be about this record.
    pub(crate) fn touches(&self, kind: &str, id: u64) -> bool {
        self.is_about(&|of, number| of == kind && number == id)
    }

    /// Whether it names this record as changed.
    pub(crate) fn is_change_of(&self, kind: &str, id: u64) -> bool {
        matches!(self, Self::Changed(of, number) if of == kind && *number == id)
    }

    /// Whether this record may no longer be seen.
    pub(crate) fn is_gone(&self, kind: &str, id: u64) -> bool {
        match self {
            Self::Changed(..) => false,
            Self::Gone(of, number) => of == kind && *number == id,
            Self::Anything => true,
        }
    }
}

/// Keeps these for the pages.
pub(super) fn keep(messages: Vec<Heard>) {
    LATEST.with_borrow_mut(|latest| {
        latest.extend(messages);
        let over = latest.len().saturating_sub(KEPT);
        latest.drain(..over);
    });
}

/// The last so many messages.
fn last(count: usize) -> Vec<Heard> {
    LATEST.with_borrow(|latest| match latest.len().checked_sub(count) {
        Some(before) => latest.iter().skip(before).cloned().collect(),
        None => vec![Heard::Anything],
    })
}

/// Calls this with what was heard of such records, now and whenever there is more.
pub(crate) fn each(
    news: News,
    matches: impl Fn(&str, u64) -> bool + 'static,
    told: Box<dyn Fn(Vec<Heard>)>,
) {
    Effect::new(move |_| {
        let (Some(now), Some(then)) = (news.heard.try_get(), news.since.try_get_value()) else {
            return;
        };
        let _ = news.since.try_set_value(now);
        let mut heard = last(now.saturating_sub(then));
        heard.retain(|heard| heard.is_about(&matches));
        if !heard.is_empty() {
            told(heard);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_name_a_record_or_everything() {
        let deal = || "deal".to_owned();
        assert_eq!(Heard::of("deal:42"), Some(Heard::Changed(deal(), 42)));
        assert_eq!(Heard::of("gone:deal:42"), Some(Heard::Gone(deal(), 42)));
        assert_eq!(Heard::of("reset"), Some(Heard::Anything));
        assert_eq!(Heard::of("ended"), Some(Heard::Anything));
        for other in ["pulse", "", "deal:", "deal:x", "gone:"] {
            assert_eq!(Heard::of(other), None, "{other}");
        }
    }

    #[test]
    fn who_asks_for_more_than_is_kept_is_told_of_anything() {
        let deal = |id| Heard::Changed("deal".to_owned(), id);
        keep((0..KEPT as u64 + 2).map(deal).collect());
        let kept = last(KEPT);
        assert_eq!((kept.len(), kept.first()), (KEPT, Some(&deal(2))));
        assert_eq!(last(1), vec![deal(KEPT as u64 + 1)]);
        assert_eq!(last(0), Vec::new());
        assert_eq!(last(KEPT + 1), vec![Heard::Anything]);
    }
}
