//! The reasons of losing that a firm offers. Invariants: at least one is offered; an own reason is
//! kept with the deal by its words, as "other", so that renaming it rewrites no history.
use super::{LostKind, LostReason};
use crate::choices::{self, Choices};
use crate::field::Field;
use crate::refusal::Refusal;
use crate::text;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Which of the usual reasons are left out, and the firm's own.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct LostReasons {
    #[serde(default)]
    pub hidden: BTreeSet<LostKind>,
    /// Offered before "other".
    #[serde(default)]
    pub own: Choices,
}

/// What is done with the reasons, and what was done.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum ReasonEdit {
    Usual { kind: LostKind, offered: bool },
    Own(choices::Edit),
}

impl LostReasons {
    /// The usual reasons that are offered.
    pub fn usual(&self) -> impl Iterator<Item = LostKind> {
        let choices = LostKind::CHOICES.into_iter();
        choices.filter(|kind| !self.hidden.contains(kind))
    }

    /// Whether somebody may choose it. Words of an own reason go also where "other" is left out.
    #[must_use]
    pub fn offers(&self, reason: &LostReason) -> bool {
        let own = words(reason).is_some_and(|text| self.own.offers(text));
        own || !self.hidden.contains(&reason.kind)
    }

    /// The own reason that these words stand for, as it is called now.
    #[must_use]
    pub fn own_of(&self, reason: &LostReason) -> Option<&str> {
        let own = self.own.known(words(reason)?)?;
        Some(&own.name)
    }

    pub(crate) fn edit(&mut self, edit: &ReasonEdit) -> Result<ReasonEdit, Refusal> {
        let mut new = self.clone();
        let done = match edit {
            ReasonEdit::Own(edit) => ReasonEdit::Own(new.own.edit(Field::LostReason, edit)?),
            ReasonEdit::Usual { kind, offered } => {
                if !LostKind::CHOICES.contains(kind) {
                    return Err(Refusal::Unknown(Field::LostReason));
                }
                let changed = match offered {
                    true => new.hidden.remove(kind),
                    false => new.hidden.insert(*kind),
                };
                if !changed {
                    return Err(Refusal::Unchanged);
                }
                edit.clone()
            }
        };
        if new.own.offered().next().is_none() && new.usual().next().is_none() {
            let field = Field::LostReason;
            return Err(text::Refusal::Empty { field }.into());
        }
        *self = new;
        Ok(done)
    }
}

fn words(reason: &LostReason) -> Option<&str> {
    let text = reason.text.as_deref();
    text.filter(|_| reason.kind == LostKind::Other)
}
