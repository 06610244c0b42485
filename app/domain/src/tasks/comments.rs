//! What those who take part say to each other. Invariant: a comment is never changed, so that an
//! answer stands under what it answers; the version stays, so that it undoes nobody's edit.
use super::course::required;
use super::{Assignment, Doer, Event, Verb};
use crate::by::Actor;
use crate::field::Field;
use crate::refusal::Refusal as Refused;
use crate::text;
use crate::time::Moment;
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Comment {
    /// Counted from 1.
    pub number: u16,
    pub author: Actor,
    pub at: Moment,
    pub text: String,
}

/// The whole conversation lies in the record; whoever needs more talks elsewhere.
const MOST: usize = 500;

impl Assignment {
    /// # Errors
    /// As [`Assignment::allows`], a bad text, or too many comments.
    pub fn comment(&mut self, doer: Doer, raw: &str) -> Result<Event, Refused> {
        self.allows(Verb::Comment, doer)?;
        let text = required(Field::Comment, raw)?;
        if self.comments.len() >= MOST {
            let field = Field::Comment;
            return Err(text::Refusal::TooMany { field, limit: MOST }.into());
        }
        let last = self.comments.last().map_or(0, |comment| comment.number);
        let number = last.saturating_add(1);
        self.comments.push(Comment {
            number,
            author: doer.by.actor,
            at: doer.by.now,
            text,
        });
        Ok(Event::Commented { number })
    }
}
