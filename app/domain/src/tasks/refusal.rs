//! Why a command on an assignment is refused.
use crate::field::Field;
use crate::lang::{Lang, Say};
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Refusal {
    NotAssignee,
    NotController,
    NotAuthor,
    NotWorking,
    NotInIt,
    /// Accepted, cancelled, or done with nobody to accept it.
    Closed,
    /// Done or given up: somebody's decision comes first.
    Waiting,
    /// Accepting or returning what is still to be done.
    NotDone,
    /// Seen or started already.
    Begun,
    SameAssignee,
    /// Asking for a deadline that is one's own to move.
    OwnDeadline,
    /// Answering when nobody asked for another deadline.
    NothingAsked,
    DeadlinePast,
    /// Asking for the deadline there is.
    SameDeadline,
    BeyondParent,
    /// Earlier than the deadline of a subtask.
    BeforeSubtask,
    StartAfterDeadline,
    ParentClosed,
    ItemUnknown,
}

impl Refusal {
    #[cfg(test)]
    pub(crate) const EVERY: [Self; 19] = [
        Self::NotAssignee,
        Self::NotController,
        Self::NotAuthor,
        Self::NotWorking,
        Self::NotInIt,
        Self::Closed,
        Self::Waiting,
        Self::NotDone,
        Self::Begun,
        Self::SameAssignee,
        Self::OwnDeadline,
        Self::NothingAsked,
        Self::DeadlinePast,
        Self::SameDeadline,
        Self::BeyondParent,
        Self::BeforeSubtask,
        Self::StartAfterDeadline,
        Self::ParentClosed,
        Self::ItemUnknown,
    ];

    /// The input to show it at.
    #[must_use]
    pub fn field(&self) -> Option<Field> {
        match self {
            Self::SameAssignee => Some(Field::Assignee),
            Self::DeadlinePast | Self::SameDeadline | Self::BeyondParent | Self::BeforeSubtask => {
                Some(Field::Deadline)
            }
            Self::StartAfterDeadline => Some(Field::PlannedStart),
            _ => None,
        }
    }

    fn of_roles(self) -> Option<(&'static str, &'static str)> {
        Some(match self {
            Self::NotAssignee => (
                "To należy do wykonawcy zadania. Poproś wykonawcę albo przekaż zadanie.",
                "This is for the assignee to do. Ask them or hand the assignment over.",
            ),
            Self::NotController => (
                "Wynik odbiera albo zwraca osoba odbierająca. Poproś tę osobę o decyzję.",
                "The result is accepted or returned by whoever accepts it. Ask them to decide.",
            ),
            Self::NotAuthor => (
                "O tym decyduje autor zadania albo kierownik. Poproś autora o zmianę.",
                "This is for the author of the assignment or a head. Ask the author for the change.",
            ),
            Self::NotWorking => (
                "Listę kontrolną prowadzą wykonawcy i autor. Napisz komentarz do zadania.",
                "The checklist is kept by the assignees and the author. Write a comment instead.",
            ),
            Self::NotInIt => (
                "Komentują osoby biorące udział w zadaniu i ich kierownicy. Poproś autora o dopisanie.",
                "Those who take part and their heads comment. Ask the author to add you.",
            ),
            Self::OwnDeadline => (
                "Ten termin nie wymaga zgody. Zmień go od razu w zadaniu.",
                "This deadline needs nobody’s consent. Change it in the assignment.",
            ),
            _ => return None,
        })
    }

    fn of_states(self) -> Option<(&'static str, &'static str)> {
        Some(match self {
            Self::Closed => (
                "To zadanie jest już zamknięte. Dodaj nowe, jeśli coś zostało do zrobienia.",
                "This assignment is closed already. Add a new one if something is left to do.",
            ),
            Self::Waiting => (
                "To zadanie czeka na decyzję po zakończonej próbie. Najpierw trzeba ją podjąć.",
                "This assignment waits for a decision on the attempt. That comes first.",
            ),
            Self::NotDone => (
                "To zadanie nie jest jeszcze wykonane, więc nie ma czego odebrać. Poczekaj na wynik.",
                "This assignment is not done yet, so there is nothing to accept. Wait for the result.",
            ),
            Self::Begun => (
                "To zadanie jest już rozpoczęte. Nic nie trzeba zmieniać.",
                "This assignment is under way already. Nothing needs changing.",
            ),
            Self::NothingAsked => (
                "Nie ma prośby o inny termin, więc nie ma o czym decydować. Odśwież stronę.",
                "Nobody asks for another deadline, so there is nothing to decide. Reload the page.",
            ),
            Self::ParentClosed => (
                "Zadanie nadrzędne jest zamknięte. Dodaj zadanie bez zadania nadrzędnego.",
                "The assignment above is closed. Add this one without it.",
            ),
            _ => return None,
        })
    }

    fn of_values(self) -> (&'static str, &'static str) {
        match self {
            Self::SameAssignee => (
                "To zadanie jest już u tej osoby. Wybierz inną osobę.",
                "This assignment is with that person already. Choose somebody else.",
            ),
            Self::DeadlinePast => (
                "Ten termin już minął. Podaj termin w przyszłości.",
                "This deadline is over already. Give one that lies ahead.",
            ),
            Self::SameDeadline => (
                "To jest obecny termin. Podaj inny.",
                "This is the deadline already. Give another.",
            ),
            Self::BeyondParent => (
                "Termin wypada po terminie zadania nadrzędnego. Podaj wcześniejszy.",
                "The deadline is after that of the assignment above. Give an earlier one.",
            ),
            Self::BeforeSubtask => (
                "Termin wypada przed terminem podzadania. Najpierw zmień termin podzadania.",
                "The deadline is before that of a subtask. Change the subtask’s deadline first.",
            ),
            Self::StartAfterDeadline => (
                "Planowany początek wypada po terminie. Podaj wcześniejszy.",
                "The planned start is after the deadline. Give an earlier one.",
            ),
            _ => (
                "Nie ma takiego punktu na liście kontrolnej. Odśwież stronę.",
                "There is no such line on the checklist. Reload the page.",
            ),
        }
    }
}

impl Say for Refusal {
    fn say(&self, lang: Lang) -> String {
        let (pl, en) = self
            .of_roles()
            .or_else(|| self.of_states())
            .unwrap_or_else(|| self.of_values());
        lang.pick(pl, en).to_owned()
    }
}

#[cfg(test)]
pub(crate) fn all() -> Vec<Refusal> {
    Refusal::EVERY.to_vec()
}
