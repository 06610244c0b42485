//! Answers kept for repeated submissions. Invariant: the answer is stored in the transaction of
//! the work it answers, so that either both exist or neither.
use super::Committed;
use crate::engine::{Batch, Direction, EngineError, Reader, Space};
use domain::time::Moment;
use std::ops::Bound;

/// How long an answer is kept at least.
const KEPT_SECONDS: i64 = 24 * 60 * 60;
/// Old answers removed by one commit at most, so that sweeping never slows a write noticeably.
const SWEPT_PER_COMMIT: usize = 32;

const ANSWER: u8 = 0;
const AGE: u8 = 1;
/// Moment and sequence number before the reply.
const HEAD: usize = 16;

/// The key of a submission that may arrive twice. It is bound to who sent it: the same token from
/// another actor is another key, so nobody can fetch somebody else's answer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Once {
    key: Vec<u8>,
    now: Moment,
}

impl Once {
    /// `actor` is any encoding of the actor that is unique to them, `token` is chosen by the client
    /// for one intention, `now` is the moment of this submission.
    #[must_use]
    pub fn new(actor: &[u8], token: [u8; 16], now: Moment) -> Self {
        Self {
            key: [actor, &token].concat(),
            now,
        }
    }

    pub(super) fn now(&self) -> Moment {
        self.now
    }

    fn answer_key(&self) -> Vec<u8> {
        [&[ANSWER], self.key.as_slice()].concat()
    }
}

/// The answer an earlier submission under the same key got.
pub(super) fn find(
    reader: &(impl Reader + ?Sized),
    once: &Once,
) -> Result<Option<Committed>, EngineError> {
    let Some(kept) = reader.get(Space::Once, &once.answer_key())? else {
        return Ok(None);
    };
    let damaged = || EngineError::Damaged("a kept answer is cut short".to_owned());
    let seq = kept
        .get(8..HEAD)
        .and_then(|seq| seq.try_into().ok())
        .ok_or_else(damaged)?;
    let reply = kept.get(HEAD..).ok_or_else(damaged)?.to_vec();
    Ok(Some(Committed {
        seq: u64::from_be_bytes(seq),
        reply,
        replayed: true,
    }))
}

/// Keeps an answer, to be committed with the work.
pub(super) fn keep(
    work: &mut Batch,
    once: &Once,
    seq: u64,
    reply: &[u8],
) -> Result<(), EngineError> {
    let moment = ordered(once.now);
    work.put(
        Space::Once,
        once.answer_key(),
        [&moment, &seq.to_be_bytes(), reply].concat(),
    )?;
    work.put(
        Space::Once,
        [&[AGE], moment.as_slice(), &once.key].concat(),
        [],
    )
}

/// Removes answers older than a day before `now`, a few at a time.
pub(super) fn sweep(
    reader: &(impl Reader + ?Sized),
    batch: &mut Batch,
    now: Moment,
) -> Result<(), EngineError> {
    let horizon = [&[AGE], ordered(now.plus_seconds(-KEPT_SECONDS)).as_slice()].concat();
    let (lo, hi) = (
        Bound::Included([AGE].as_slice()),
        Bound::Excluded(horizon.as_slice()),
    );
    let old = reader.range(Space::Once, lo, hi, Direction::Forward, SWEPT_PER_COMMIT)?;
    for (age, _) in old {
        // After the tag and the moment.
        let key = age.get(9..).unwrap_or_default();
        batch.delete(Space::Once, [&[ANSWER], key].concat())?;
        batch.delete(Space::Once, age)?;
    }
    Ok(())
}

/// Eight bytes that sort as the moment does.
fn ordered(moment: Moment) -> [u8; 8] {
    (moment.0 ^ i64::MIN).to_be_bytes()
}
