//! Refused forms, kept for ten minutes so that they come back filled without scripts.
//! Invariant: in memory only, bounded for each visitor and in all; only the browser that typed a
//! draft can open it; a field that names a secret is never kept. A restart forgets them.
use crate::tokens;
use app::draft::Draft;
use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

const KEPT_FOR: Duration = Duration::from_mins(10);
const PER_VISITOR: usize = 8;
/// Bytes of one draft and of all drafts.
const ONE: usize = 512 * 1024;
const ALL: usize = 32 * 1024 * 1024;
/// Charged for each draft beside its text, so that many small ones stay few enough to walk through.
const OVERHEAD: usize = 4 * 1024;

/// The drafts of all visitors.
#[derive(Default)]
pub struct Drafts(Mutex<Shelf>);

#[derive(Default)]
struct Shelf {
    by_id: HashMap<String, Kept>,
    /// Ids from the oldest to the newest.
    order: VecDeque<String>,
    bytes: usize,
}

struct Kept {
    draft: Draft,
    visitor: String,
    since: Instant,
    bytes: usize,
}

impl Drafts {
    /// Keeps a draft and returns its id; `None` if it is too large to be kept.
    pub fn keep(&self, visitor: &str, mut draft: Draft, now: Instant) -> Option<String> {
        draft.fields.retain(|(name, _)| !is_secret(name));
        let bytes = OVERHEAD
            + draft
                .fields
                .iter()
                .map(|(name, value)| name.len() + value.len())
                .sum::<usize>();
        if bytes > ONE {
            return None;
        }
        let mut shelf = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        shelf.make_room(visitor, bytes, now);
        let id = tokens::short();
        shelf.put(
            id.clone(),
            Kept {
                draft,
                visitor: visitor.to_owned(),
                since: now,
                bytes,
            },
        );
        Some(id)
    }

    /// The draft, if this visitor typed it within the last ten minutes. Reading does not use it up:
    /// a reload must not lose what was typed.
    #[must_use]
    pub fn open(&self, visitor: &str, id: &str, now: Instant) -> Option<Draft> {
        let shelf = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = shelf.by_id.get(id)?;
        let is_fresh = now.saturating_duration_since(kept.since) < KEPT_FOR;
        (kept.visitor == visitor && is_fresh).then(|| kept.draft.clone())
    }

    /// Forgets everything a visitor typed: after signing out.
    pub fn forget(&self, visitor: &str) {
        let mut shelf = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for id in shelf.of(visitor) {
            shelf.remove(&id);
        }
    }
}

impl Shelf {
    fn make_room(&mut self, visitor: &str, bytes: usize, now: Instant) {
        let own = self.of(visitor);
        for id in own.iter().take((own.len() + 1).saturating_sub(PER_VISITOR)) {
            self.remove(id);
        }
        while let Some(oldest) = self.order.front().cloned() {
            let is_stale = self
                .by_id
                .get(&oldest)
                .is_none_or(|kept| now.saturating_duration_since(kept.since) >= KEPT_FOR);
            if !is_stale && self.bytes + bytes <= ALL {
                break;
            }
            self.remove(&oldest);
        }
    }

    fn put(&mut self, id: String, kept: Kept) {
        self.bytes += kept.bytes;
        self.order.push_back(id.clone());
        self.by_id.insert(id, kept);
    }

    fn remove(&mut self, id: &str) {
        if let Some(kept) = self.by_id.remove(id) {
            self.bytes -= kept.bytes;
        }
        self.order.retain(|other| other != id);
    }

    fn of(&self, visitor: &str) -> Vec<String> {
        let own = |id: &&String| {
            self.by_id
                .get(*id)
                .is_some_and(|kept| kept.visitor == visitor)
        };
        self.order.iter().filter(own).cloned().collect()
    }
}

/// Whether the name of a field says that its value is a secret.
fn is_secret(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    ["password", "secret", "token", "otp"]
        .iter()
        .any(|word| name.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use app::failure::Failure;

    fn draft(fields: &[(&str, &str)]) -> Draft {
        let fields = fields
            .iter()
            .map(|(name, value)| ((*name).into(), (*value).into()))
            .collect();
        Draft {
            action: "/api/x".into(),
            page: "/x".into(),
            fields,
            failure: Failure::Malformed,
        }
    }

    #[test]
    fn a_secret_is_never_kept() {
        let (drafts, now) = (Drafts::default(), Instant::now());
        let typed = draft(&[
            ("email", "a@b.pl"),
            ("password", "x"),
            ("new_Password[again]", "x"),
            ("setup_token", "x"),
        ]);
        let id = drafts.keep("ada", typed, now).unwrap();
        assert_eq!(
            draft(&[("email", "a@b.pl")]),
            drafts.open("ada", &id, now).unwrap()
        );
    }

    #[test]
    fn only_the_browser_that_typed_it_opens_a_draft() {
        let (drafts, now) = (Drafts::default(), Instant::now());
        let id = drafts.keep("ada", draft(&[]), now).unwrap();
        assert!(drafts.open("bob", &id, now).is_none());
        assert!(drafts.open("ada", &id, now).is_some());
        drafts.forget("ada");
        assert!(drafts.open("ada", &id, now).is_none());
    }

    #[test]
    fn a_draft_is_gone_after_ten_minutes() {
        let (drafts, now) = (Drafts::default(), Instant::now());
        let id = drafts.keep("ada", draft(&[]), now).unwrap();
        assert!(
            drafts
                .open("ada", &id, now + KEPT_FOR - Duration::from_millis(1))
                .is_some()
        );
        assert!(drafts.open("ada", &id, now + KEPT_FOR).is_none());
    }

    #[test]
    fn a_visitor_keeps_the_last_eight() {
        let (drafts, now) = (Drafts::default(), Instant::now());
        let ids: Vec<_> = (0..=PER_VISITOR)
            .map(|_| drafts.keep("ada", draft(&[]), now).unwrap())
            .collect();
        let kept: Vec<_> = ids
            .iter()
            .map(|id| drafts.open("ada", id, now).is_some())
            .collect();
        assert!(!kept[0] && kept[1..].iter().all(|is_kept| *is_kept));
    }

    #[test]
    fn all_drafts_together_stay_within_their_memory() {
        let (drafts, now) = (Drafts::default(), Instant::now());
        let long = "x".repeat(ONE / 2);
        for visitor in 0..200 {
            drafts.keep(&visitor.to_string(), draft(&[("note", &long)]), now);
        }
        assert!(drafts.0.lock().unwrap().bytes <= ALL);
        assert!(
            drafts
                .keep("ada", draft(&[("note", &"x".repeat(ONE))]), now)
                .is_none()
        );
    }
}
