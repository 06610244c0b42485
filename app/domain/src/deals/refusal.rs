//! Why a change of a deal is refused.
use crate::field::Field;
use crate::lang::{Lang, Say};
use crate::pipelines::{Needs, StageKind};
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Refusal {
    /// Won or lost: only reopening leads on.
    Closed,
    StillOpen,
    OtherPipeline,
    /// Moving to a won stage.
    WinInstead,
    /// Moving to a lost stage.
    LoseInstead,
    /// Winning or losing into an open stage.
    NotAClosingStage,
    ReasonMissing,
    /// "Other" without a text.
    ReasonUntold,
    /// A reason of losing on a deal that is not lost.
    NotLost,
    /// A closing day on an open deal, or none on a closed one.
    ClosedOnOpen,
    ClosedInFuture,
    ClosedBeforeOpened,
    ContactTwice,
    NoSuchLine,
    Quantity,
    /// The gate of a stage asks for what is not there.
    Gate {
        missing: Needs,
    },
}

impl Refusal {
    pub(super) fn wrong_kind(kind: StageKind) -> Self {
        match kind {
            StageKind::Won => Self::WinInstead,
            StageKind::Lost => Self::LoseInstead,
            StageKind::Open => Self::NotAClosingStage,
        }
    }

    #[must_use]
    pub fn field(&self) -> Option<Field> {
        match self {
            Self::Closed | Self::StillOpen => None,
            Self::OtherPipeline => Some(Field::Pipeline),
            Self::WinInstead | Self::LoseInstead | Self::NotAClosingStage => Some(Field::Stage),
            Self::ReasonMissing | Self::ReasonUntold | Self::NotLost => Some(Field::LostReason),
            Self::ClosedOnOpen | Self::ClosedInFuture | Self::ClosedBeforeOpened => {
                Some(Field::Closed)
            }
            Self::ContactTwice => Some(Field::Contact),
            Self::NoSuchLine => Some(Field::Line),
            Self::Quantity => Some(Field::Quantity),
            Self::Gate { missing } => missing.iter().next().map(|need| need.field()),
        }
    }
}

impl Say for Refusal {
    fn say(&self, lang: Lang) -> String {
        let (pl, en) = match self {
            Self::Gate { missing } => {
                let names = missing.names(lang);
                return lang.pick(
                    format!(
                        "Do przejścia na ten etap brakuje: {names}. Uzupełnij i przenieś ponownie."
                    ),
                    format!(
                        "To pass to this stage the deal lacks: {names}. Fill it in and move again."
                    ),
                );
            }
            Self::Closed => (
                "Ta szansa jest zamknięta. Otwórz ją ponownie, aby ją zmienić.",
                "This deal is closed. Reopen it to change it.",
            ),
            Self::StillOpen => (
                "Ta szansa jest otwarta. Nic nie trzeba zmieniać.",
                "This deal is open. Nothing needs to change.",
            ),
            Self::OtherPipeline => (
                "Szansa jest w innym lejku niż wybrany etap. Odśwież stronę i wybierz etap ponownie.",
                "The deal is in another pipeline than the chosen stage. Reload the page and choose again.",
            ),
            Self::WinInstead => (
                "To etap wygranej, a wygrana wymaga daty i kwoty. Użyj przycisku „Wygrana”.",
                "This is a won stage, and winning needs a date and an amount. Use “Won”.",
            ),
            Self::LoseInstead => (
                "To etap przegranej, a przegrana wymaga powodu. Użyj przycisku „Przegrana”.",
                "This is a lost stage, and losing needs a reason. Use “Lost”.",
            ),
            Self::NotAClosingStage => (
                "Wybrany etap jest otwarty, a szansa ma być zamknięta. Wybierz etap wygranej albo przegranej.",
                "The chosen stage is open, but the deal is to be closed. Choose a won or lost stage.",
            ),
            Self::ReasonMissing
            | Self::ReasonUntold
            | Self::NotLost
            | Self::ClosedOnOpen
            | Self::ClosedInFuture
            | Self::ClosedBeforeOpened => return self.of_closing(lang).to_owned(),
            Self::ContactTwice => (
                "Ten sam kontakt jest podany dwa razy. Usuń powtórzenie.",
                "The same contact is named twice. Remove the repeat.",
            ),
            Self::NoSuchLine => (
                "Tej pozycji już nie ma. Odśwież stronę.",
                "That line is no longer there. Reload the page.",
            ),
            Self::Quantity => (
                "Ilość musi być większa od zera i nie większa niż milion. Popraw ilość.",
                "The quantity must be above zero and at most a million. Correct it.",
            ),
        };
        lang.pick(pl, en).to_owned()
    }
}

impl Refusal {
    /// What is wrong with how a deal ended.
    fn of_closing(self, lang: Lang) -> &'static str {
        let (pl, en) = match self {
            Self::ReasonMissing => (
                "Przegrana wymaga powodu, bo z powodów uczy się cały zespół. Wybierz powód.",
                "Losing needs a reason, as the whole team learns from it. Choose one.",
            ),
            Self::ReasonUntold => (
                "Wybrany powód to „Inny”, ale brakuje opisu. Napisz, co się stało.",
                "The chosen reason is “Other”, but it is not described. Say what happened.",
            ),
            Self::NotLost => (
                "Szansa nie jest przegrana, więc nie ma powodu utraty. Usuń powód.",
                "The deal is not lost, so there is no reason of losing. Remove the reason.",
            ),
            Self::ClosedOnOpen => (
                "Datę zamknięcia ma każda zamknięta szansa i tylko zamknięta. Popraw datę zamknięcia.",
                "A closed deal has a closing date, an open one has none. Correct the closing date.",
            ),
            Self::ClosedInFuture => (
                "Data zamknięcia jest w przyszłości. Wpisz dzisiejszą albo wcześniejszą.",
                "The closing date lies in the future. Enter today or an earlier day.",
            ),
            _ => (
                "Data zamknięcia jest wcześniejsza niż data otwarcia. Popraw jedną z nich.",
                "The closing date is before the opening date. Correct one of them.",
            ),
        };
        lang.pick(pl, en)
    }
}

#[cfg(test)]
pub(crate) fn all() -> Vec<Refusal> {
    use crate::pipelines::Need;
    use Refusal::*;
    crate::refusal::chain(Closed, |refusal| match refusal {
        Closed => Some(StillOpen),
        StillOpen => Some(OtherPipeline),
        OtherPipeline => Some(WinInstead),
        WinInstead => Some(LoseInstead),
        LoseInstead => Some(NotAClosingStage),
        NotAClosingStage => Some(ReasonMissing),
        ReasonMissing => Some(ReasonUntold),
        ReasonUntold => Some(NotLost),
        NotLost => Some(ClosedOnOpen),
        ClosedOnOpen => Some(ClosedInFuture),
        ClosedInFuture => Some(ClosedBeforeOpened),
        ClosedBeforeOpened => Some(ContactTwice),
        ContactTwice => Some(NoSuchLine),
        NoSuchLine => Some(Quantity),
        Quantity => Some(Gate {
            missing: Needs::NONE.with(Need::Amount).with(Need::File),
        }),
        Gate { .. } => None,
    })
}
