//! What was told lately, for pages that looked away. Invariant: what it may have forgotten, it answers
//! with "anything may have changed".
use std::collections::VecDeque;
use std::time::{Duration, Instant};
use store::News;

/// How much is kept, and for how long.
const KEPT: usize = 512;
const LONG: Duration = Duration::from_mins(10);
/// What a page is thought to be older than it says.
const SLACK: Duration = Duration::from_secs(1);

pub(super) struct Past {
    /// Nothing that came later is forgotten.
    since: Instant,
    news: VecDeque<(Instant, News)>,
}

impl Past {
    pub(super) fn since(since: Instant) -> Self {
        Self {
            since,
            news: VecDeque::new(),
        }
    }

    pub(super) fn keep(&mut self, news: News, now: Instant) {
        self.news.push_back((now, news));
        let old = |at: Instant| now.duration_since(at) > LONG;
        while self.news.len() > KEPT || self.news.front().is_some_and(|(at, _)| old(*at)) {
            if let Some((at, _)) = self.news.pop_front() {
                self.since = at + SLACK;
            }
        }
    }

    /// All that came within `age`.
    pub(super) fn within(&self, age: Duration, now: Instant) -> News {
        let Some(from) = now.checked_sub(age).filter(|from| *from >= self.since) else {
            return News::of_anything();
        };
        let from = from.checked_sub(SLACK).unwrap_or(from);
        let mut all = News::default();
        for (_, news) in self.news.iter().filter(|(at, _)| *at >= from) {
            all.add(news.clone());
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_be_forgotten_is_told_as_anything() {
        let start = Instant::now();
        let mut past = Past::since(start);
        let at = |seconds| start + Duration::from_secs(seconds);
        let (second, anything) = (Duration::from_secs(1), Duration::from_secs(5));
        assert!(past.within(second, at(3)).is_empty());
        assert!(!past.within(anything, at(3)).is_empty());
        past.keep(News::of_anything(), at(10));
        assert!(past.within(second, at(13)).is_empty());
        assert!(!past.within(second, at(11)).is_empty());
        for more in 0..600 {
            past.keep(News::default(), at(20 + more));
        }
        assert!(past.within(second, at(620)).is_empty());
        assert!(!past.within(LONG + second, at(620)).is_empty());
    }
}
