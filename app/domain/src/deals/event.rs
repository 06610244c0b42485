//! What happened to deals: typed, in the past tense, with "was → is" of every changed field.
use super::{DealContact, DealLine, LostReason, NextStep, Snooze, Status};
use crate::access::{FieldClass, FieldMask, Lane};
use crate::change::Change;
use crate::custody::Custody;
use crate::id::{CompanyId, FileId, GroupId, ImportId, NoteId, PersonId, PipelineId, StageId};
use crate::money::Money;
use crate::notes::ActivityKind;
use crate::time::{Day, Moment};
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Event {
    Opened {
        title: String,
        #[serde(default)]
        company: Option<CompanyId>,
        pipeline: PipelineId,
        stage: StageId,
        status: Status,
        owner: PersonId,
        group: GroupId,
        #[serde(default)]
        lane: Lane,
        #[serde(default)]
        amount: Option<Money>,
        #[serde(default)]
        import: Option<ImportId>,
    },
    Edited {
        edits: Vec<Edit>,
        /// Fields the reader may not see changed too.
        #[serde(default)]
        hidden: bool,
    },
    Moved {
        pipeline: Change<PipelineId>,
        stage: Change<StageId>,
    },
    Won {
        stage: Change<StageId>,
        on: Day,
        /// When winning set another amount.
        #[serde(default)]
        amount: Option<Change<Option<Money>>>,
    },
    Lost {
        stage: Change<StageId>,
        on: Day,
        reason: LostReason,
    },
    Reopened {
        stage: Change<StageId>,
        /// What it was.
        status: Status,
    },
    NextStepPlanned(Change<Option<NextStep>>),
    LineAdded {
        line: DealLine,
        /// When the amount followed.
        #[serde(default)]
        amount: Option<Change<Option<Money>>>,
    },
    LineChanged {
        line: Change<DealLine>,
        #[serde(default)]
        amount: Option<Change<Option<Money>>>,
    },
    LineRemoved {
        line: DealLine,
        #[serde(default)]
        amount: Option<Change<Option<Money>>>,
    },
    Custody(Custody),
    Noted {
        note: NoteId,
    },
    /// A call or meeting; what was said is in the note.
    Logged {
        note: NoteId,
        kind: ActivityKind,
        at: Moment,
    },
    NoteChanged {
        note: NoteId,
    },
    NoteRemoved {
        note: NoteId,
    },
    Snoozed(Change<Option<Snooze>>),
    FileAttached {
        file: FileId,
        /// Empty where the reader may not know it.
        name: String,
    },
    FileRemoved {
        file: FileId,
        name: String,
    },
    Deleted,
    Restored,
}

/// One changed field.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Edit {
    Title(Change<String>),
    Company(Change<Option<CompanyId>>),
    Contacts(Change<Vec<DealContact>>),
    Amount(Change<Option<Money>>),
    Probability(Change<Option<u8>>),
    ExpectedClose(Change<Option<Day>>),
    Opened(Change<Option<Day>>),
    Closed(Change<Option<Day>>),
    Source(Change<Option<String>>),
    LostReason(Change<Option<LostReason>>),
    Description(Change<Option<String>>),
    ExternalId(Change<Option<String>>),
}

impl Edit {
    #[must_use]
    pub fn class(&self) -> FieldClass {
        match self {
            Self::Amount(_) | Self::Probability(_) => FieldClass::Commercial,
            Self::Title(_)
            | Self::Company(_)
            | Self::Contacts(_)
            | Self::ExpectedClose(_)
            | Self::Opened(_)
            | Self::Closed(_)
            | Self::Source(_)
            | Self::LostReason(_)
            | Self::Description(_)
            | Self::ExternalId(_) => FieldClass::Basic,
        }
    }
}

impl Event {
    /// Whether it tells of something written down: a note, call or meeting.
    #[must_use]
    pub fn is_about_a_note(&self) -> bool {
        matches!(
            self,
            Self::Noted { .. }
                | Self::Logged { .. }
                | Self::NoteChanged { .. }
                | Self::NoteRemoved { .. }
        )
    }

    /// Without what the reader may not see.
    #[must_use]
    pub fn masked(mut self, fields: FieldMask) -> Self {
        if let Self::FileAttached { name, .. } | Self::FileRemoved { name, .. } = &mut self
            && !fields.shows(FieldClass::Internal)
        {
            name.clear();
        }
        if fields.shows(FieldClass::Commercial) {
            return self;
        }
        match &mut self {
            Self::Opened { amount, .. } => *amount = None,
            Self::Edited { edits, hidden } => {
                let before = edits.len();
                edits.retain(|edit| fields.shows(edit.class()));
                *hidden |= edits.len() < before;
            }
            Self::Won { amount, .. } => *amount = None,
            Self::LineAdded { line, amount } | Self::LineRemoved { line, amount } => {
                line.hide_price();
                *amount = None;
            }
            Self::LineChanged { line, amount } => {
                line.was.hide_price();
                line.is.hide_price();
                *amount = None;
            }
            Self::Moved { .. }
            | Self::Lost { .. }
            | Self::Reopened { .. }
            | Self::NextStepPlanned(_)
            | Self::Custody(_)
            | Self::Noted { .. }
            | Self::Logged { .. }
            | Self::NoteChanged { .. }
            | Self::NoteRemoved { .. }
            | Self::Snoozed(_)
            | Self::FileAttached { .. }
            | Self::FileRemoved { .. }
            | Self::Deleted
            | Self::Restored => {}
        }
        self
    }
}

impl DealLine {
    /// Takes out what is Commercial.
    pub(super) fn hide_price(&mut self) {
        self.price = None;
        self.discount = 0;
    }
}
