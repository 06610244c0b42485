//! Notes about records. Invariant: a note belongs to one record for ever; whoever may read the
//! record and its Internal fields may read the note.
use crate::by::{Actor, By};
use crate::field::Field;
use crate::id::{CompanyId, ContactId, DealId, NoteId};
use crate::refusal::Refusal;
use crate::stamp::Stamp;
use crate::text;
use crate::time::Moment;
use serde::{Deserialize, Serialize};

/// What a note is about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Subject {
    Deal(DealId),
    Company(CompanyId),
    Contact(ContactId),
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Note {
    pub id: NoteId,
    pub about: Subject,
    pub text: String,
    pub author: Actor,
    /// The call or meeting it tells of.
    #[serde(default)]
    pub activity: Option<Activity>,
    pub stamp: Stamp,
    #[serde(default)]
    pub deleted: Option<Moment>,
}

/// A call or meeting as it was held.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Activity {
    pub kind: ActivityKind,
    /// When it was held.
    pub at: Moment,
    #[serde(default)]
    pub minutes: Option<u16>,
    /// With whom.
    #[serde(default)]
    pub with: Option<ContactId>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum ActivityKind {
    Call,
    Meeting,
    Mail,
    /// Also stands for a kind of a later version.
    #[serde(other)]
    Other,
}

impl ActivityKind {
    /// Those that a form offers.
    pub const CHOICES: [Self; 3] = [Self::Call, Self::Meeting, Self::Mail];

    /// The value in forms.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Call => "call",
            Self::Meeting => "meeting",
            Self::Mail => "mail",
            Self::Other => "other",
        }
    }

    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        Self::CHOICES.into_iter().find(|kind| kind.key() == key)
    }
}

/// A day, in minutes.
const LONGEST: i64 = 24 * 60;
/// How far ahead of the clock a held meeting may lie: clocks differ.
const AHEAD: i64 = 24 * 3600;

impl Note {
    /// Writes down a call or meeting.
    ///
    /// # Errors
    /// As `write`; held more than a day from now, or longer than a day.
    pub fn log(
        by: By,
        id: NoteId,
        about: Subject,
        activity: Activity,
        raw: &str,
    ) -> Result<Self, Refusal> {
        let minutes = activity.minutes.map_or(1, i64::from);
        text::within(Field::Duration, minutes, 1, LONGEST)?;
        if activity.at > by.now.plus_seconds(AHEAD) {
            return Err(Refusal::NotYet(Field::HeldOn));
        }
        let note = Self::write(by, id, about, raw)?;
        Ok(Self {
            activity: Some(activity),
            ..note
        })
    }

    /// # Errors
    /// Empty, too long, or with control characters.
    pub fn write(by: By, id: NoteId, about: Subject, raw: &str) -> Result<Self, Refusal> {
        let text = checked(raw)?;
        Ok(Self {
            id,
            about,
            text,
            author: by.actor,
            activity: None,
            stamp: Stamp::new(by),
            deleted: None,
        })
    }

    /// # Errors
    /// Deleted, a bad text, or nothing changed.
    pub fn rewrite(&mut self, by: By, raw: &str) -> Result<(), Refusal> {
        self.is_here()?;
        let text = checked(raw)?;
        if text == self.text {
            return Err(Refusal::Unchanged);
        }
        self.text = text;
        self.stamp.touch(by);
        Ok(())
    }

    /// # Errors
    /// Deleted already.
    pub fn delete(&mut self, by: By) -> Result<(), Refusal> {
        self.is_here()?;
        self.deleted = Some(by.now);
        self.stamp.touch(by);
        Ok(())
    }

    fn is_here(&self) -> Result<(), Refusal> {
        if self.deleted.is_none() {
            Ok(())
        } else {
            Err(Refusal::Deleted)
        }
    }
}

fn checked(raw: &str) -> Result<String, Refusal> {
    let text = text::note(Field::Note, raw, text::NOTE)?;
    if text.is_empty() {
        Err(text::Refusal::Empty { field: Field::Note }.into())
    } else {
        Ok(text)
    }
}
