//! The course of an assignment: which verb, in which state, by whom. Invariant: `allows` alone
//! decides, for the screens that offer verbs and for the commands that do them; nothing it refuses
//! changes anything.
use super::{Assignment, Attempt, Ending, Event, LONG, Member, Phase, Refusal, Role, State};
use crate::by::{Actor, By};
use crate::change::Change;
use crate::field::Field;
use crate::id::PersonId;
use crate::refusal::Refusal as Refused;
use crate::text;
use crate::time::Moment;
use serde::{Deserialize, Serialize};

/// Who does something to an assignment, and when.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Doer {
    pub by: By,
    /// May give it to somebody else, as a head may; acts for the author unless it is theirs to do.
    pub oversees: bool,
}

/// What can be done to an assignment.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Verb {
    See,
    Start,
    Finish,
    GiveUp,
    Accept,
    Return,
    Cancel,
    HandOver,
    AskDeadline,
    AnswerDeadline,
    Edit,
    Tick,
    Comment,
}

impl Verb {
    pub const EVERY: [Self; 13] = [
        Self::See,
        Self::Start,
        Self::Finish,
        Self::GiveUp,
        Self::Accept,
        Self::Return,
        Self::Cancel,
        Self::HandOver,
        Self::AskDeadline,
        Self::AnswerDeadline,
        Self::Edit,
        Self::Tick,
        Self::Comment,
    ];
}

impl Doer {
    pub(super) fn person(self) -> Option<PersonId> {
        match self.by.actor {
            Actor::Person(person) => Some(person),
            Actor::System(_) => None,
        }
    }
}

impl Assignment {
    /// Whether this verb is theirs now.
    ///
    /// # Errors
    /// Not by them, or not in this state.
    pub fn allows(&self, verb: Verb, doer: Doer) -> Result<(), Refusal> {
        self.by_right(verb, doer)?;
        let todo = self.phase() == Phase::Todo;
        let right_state = match verb {
            Verb::See => self.state == State::New,
            Verb::Start => todo && self.state != State::InProgress,
            Verb::Finish | Verb::GiveUp | Verb::AskDeadline | Verb::Tick => todo,
            Verb::Accept => self.state == State::Done && !self.is_own(),
            Verb::Return => matches!(self.state, State::Done | State::CannotDo),
            Verb::Cancel | Verb::Edit => self.phase() != Phase::Closed,
            Verb::HandOver => todo || self.state == State::CannotDo,
            Verb::AnswerDeadline => todo && self.request.is_some(),
            Verb::Comment => true,
        };
        match right_state {
            true => Ok(()),
            false => Err(self.wrong_state(verb)),
        }
    }

    /// Whether they act for its author: the author, or somebody above whose work it is not.
    #[must_use]
    pub fn leads(&self, doer: Doer) -> bool {
        let person = doer.person();
        let is_author = person == Some(self.author.person);
        is_author || (doer.oversees && !person.is_some_and(|person| self.works_on(person)))
    }

    /// # Errors
    /// Seen already, or not theirs.
    pub fn see(&mut self, doer: Doer) -> Result<Event, Refused> {
        self.allows(Verb::See, doer)?;
        Ok(self.turn(doer, State::Seen, Event::Seen))
    }

    /// # Errors
    /// As [`Assignment::allows`].
    pub fn start(&mut self, doer: Doer) -> Result<Event, Refused> {
        self.allows(Verb::Start, doer)?;
        Ok(self.turn(doer, State::InProgress, Event::Started))
    }

    /// Tells that it is done, with a result in words if there is something to say.
    ///
    /// # Errors
    /// As [`Assignment::allows`], or a bad text.
    pub fn finish(&mut self, doer: Doer, result: &str) -> Result<Event, Refused> {
        self.allows(Verb::Finish, doer)?;
        let words = text::note(Field::Result, result, LONG)?;
        let words = Some(words).filter(|words| !words.is_empty());
        let late = self.is_overdue(doer.by.now);
        self.end(doer, State::Done, words.clone());
        let event = Event::Done {
            result: words,
            late,
        };
        Ok(self.turn(doer, State::Done, event))
    }

    /// # Errors
    /// As [`Assignment::allows`], or no reason.
    pub fn give_up(&mut self, doer: Doer, reason: &str) -> Result<Event, Refused> {
        self.allows(Verb::GiveUp, doer)?;
        let reason = required(Field::Reason, reason)?;
        self.end(doer, State::CannotDo, Some(reason.clone()));
        Ok(self.turn(doer, State::CannotDo, Event::CannotDo { reason }))
    }

    /// # Errors
    /// As [`Assignment::allows`].
    pub fn accept(&mut self, doer: Doer) -> Result<Event, Refused> {
        self.allows(Verb::Accept, doer)?;
        Ok(self.turn(doer, State::Accepted, Event::Accepted))
    }

    /// Gives the result back: a new attempt begins.
    ///
    /// # Errors
    /// As [`Assignment::allows`], or no reason.
    pub fn give_back(&mut self, doer: Doer, reason: &str) -> Result<Event, Refused> {
        self.allows(Verb::Return, doer)?;
        let reason = required(Field::Reason, reason)?;
        if let Some(attempt) = self.attempts.last_mut() {
            attempt.returned = Some(reason.clone());
        }
        let attempt = self.attempt(doer.by.now);
        let event = Event::Returned { reason, attempt };
        Ok(self.turn(doer, State::Returned, event))
    }

    /// # Errors
    /// As [`Assignment::allows`], or a bad text.
    pub fn cancel(&mut self, doer: Doer, reason: &str) -> Result<Event, Refused> {
        self.allows(Verb::Cancel, doer)?;
        let reason = text::note(Field::Reason, reason, LONG)?;
        let reason = Some(reason).filter(|reason| !reason.is_empty());
        self.request = None;
        Ok(self.turn(doer, State::Cancelled, Event::Cancelled { reason }))
    }

    /// Gives it to somebody else: a new attempt begins, as new.
    ///
    /// # Errors
    /// As [`Assignment::allows`], already theirs, or a bad text.
    pub fn hand_over(&mut self, doer: Doer, to: Member, reason: &str) -> Result<Event, Refused> {
        self.allows(Verb::HandOver, doer)?;
        let reason = text::note(Field::Reason, reason, LONG)?;
        let was = self.assignee.person;
        if was == to.person {
            return Err(Refusal::SameAssignee.into());
        }
        self.assignee = to;
        self.drop_doubles();
        self.request = None;
        self.attempt(doer.by.now);
        let own = doer.person() == Some(to.person);
        let event = Event::HandedOver {
            assignee: Change::new(was, to.person),
            reason: Some(reason).filter(|reason| !reason.is_empty()),
        };
        let state = if own { State::Seen } else { State::New };
        Ok(self.turn(doer, state, event))
    }

    /// Whoever is the assignee is neither co-assignee nor observer; a co-assignee no observer.
    pub(super) fn drop_doubles(&mut self) {
        let (assignee, author) = (self.assignee.person, self.author.person);
        let mut seen = vec![assignee];
        let mut first = |member: &Member| {
            let new = !seen.contains(&member.person);
            seen.push(member.person);
            new
        };
        self.co_assignees.retain(&mut first);
        let mut first = |member: &Member| first(member) && member.person != author;
        self.observers.retain(&mut first);
    }

    /// Begins another attempt; its number.
    fn attempt(&mut self, since: Moment) -> u16 {
        self.attempts.push(Attempt {
            assignee: self.assignee.person,
            since,
            ended: None,
            returned: None,
        });
        u16::try_from(self.attempts.len()).unwrap_or(u16::MAX)
    }

    fn end(&mut self, doer: Doer, how: State, words: Option<String>) {
        self.request = None;
        if let Some(attempt) = self.attempts.last_mut() {
            let at = doer.by.now;
            attempt.ended = Some(Ending { how, at, words });
        }
    }

    pub(super) fn turn(&mut self, doer: Doer, state: State, event: Event) -> Event {
        self.state = state;
        self.stamp.touch(doer.by);
        event
    }

    fn by_right(&self, verb: Verb, doer: Doer) -> Result<(), Refusal> {
        let is = |role| doer.person().is_some_and(|person| self.is(role, person));
        let takes_part = doer.person().is_some_and(|person| self.takes_part(person));
        let (theirs, refusal) = match verb {
            Verb::See | Verb::Start | Verb::Finish | Verb::GiveUp => {
                (is(Role::Assignee), Refusal::NotAssignee)
            }
            Verb::AskDeadline if self.leads(doer) => (false, Refusal::OwnDeadline),
            Verb::AskDeadline => (is(Role::Assignee), Refusal::NotAssignee),
            Verb::Accept | Verb::Return => (is(Role::Controller), Refusal::NotController),
            Verb::Cancel | Verb::HandOver | Verb::AnswerDeadline | Verb::Edit => {
                (self.leads(doer), Refusal::NotAuthor)
            }
            Verb::Tick => {
                let works = is(Role::Assignee) || is(Role::CoAssignee);
                (works || self.leads(doer), Refusal::NotWorking)
            }
            Verb::Comment => (takes_part || self.leads(doer), Refusal::NotInIt),
        };
        if theirs { Ok(()) } else { Err(refusal) }
    }

    fn wrong_state(&self, verb: Verb) -> Refusal {
        match (self.phase(), verb) {
            (_, Verb::AnswerDeadline) => Refusal::NothingAsked,
            (_, Verb::See | Verb::Start) if self.phase() == Phase::Todo => Refusal::Begun,
            (Phase::Closed, _) => Refusal::Closed,
            (_, Verb::Accept | Verb::Return) => Refusal::NotDone,
            _ => Refusal::Waiting,
        }
    }
}

pub(super) fn required(field: Field, raw: &str) -> Result<String, Refused> {
    let text = text::note(field, raw, LONG)?;
    if text.is_empty() {
        return Err(text::Refusal::Empty { field }.into());
    }
    Ok(text)
}
