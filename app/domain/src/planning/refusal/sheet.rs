//! Why a command on a sheet is refused.
use crate::field::Field;

refusals! {
    /// Of sheets: submitting, returning, agreeing and reopening.
    SheetRefusal
    NotHead None,
        "Arkusz grupy składa jej kierownik albo jego zastępca. Poproś kierownika.",
        "A group’s sheet is submitted by its head or their deputy. Ask the head.";
    /// Not a head of the level above.
    NotAbove None,
        "O tym arkuszu decyduje kierownik wyższego poziomu. Poproś go albo jego zastępcę.",
        "This sheet is decided by the head of the level above. Ask them or their deputy.";
    OwnSheet None,
        "Złożonego przez siebie arkusza nie można uzgodnić ani zwrócić. Decyduje o nim poziom wyżej.",
        "You cannot agree or return a sheet that you submitted. The level above decides.";
    /// Submitting what is submitted, agreed or superseded.
    NotOpen None,
        "Ten arkusz jest już złożony. Poproś o jego zwrot, aby go zmienić.",
        "This sheet is submitted already. Ask for it to be returned to change it.";
    /// Deciding on what is not submitted.
    NotSubmitted None,
        "Ten arkusz nie jest złożony, więc nie ma o czym decydować. Poczekaj na złożenie.",
        "This sheet is not submitted, so there is nothing to decide. Wait until it is.";
    /// Reopening what is not agreed.
    NotAgreed None,
        "Ten arkusz nie jest uzgodniony, więc nie trzeba go otwierać ponownie. Złóż go albo zwróć.",
        "This sheet is not agreed, so it needs no reopening. Submit it or return it.";
    /// Sheets below are submitted and undecided.
    BelowWaits None,
        "Arkusze niższego poziomu czekają na decyzję. Najpierw uzgodnij je albo zwróć.",
        "Sheets of the level below wait for a decision. Agree or return them first.";
    NotAsked None,
        "Nikt nie poprosił o ponowne otwarcie tego arkusza. Najpierw zapisz prośbę z powodem.",
        "Nobody asked for this sheet to be reopened. Record a request with its reason first.";
    AskedAlready None,
        "Prośba o ponowne otwarcie tego arkusza już czeka. Poczekaj na decyzję.",
        "A request to reopen this sheet is waiting already. Wait for the decision.";
    WindowPassed Some(Field::Window),
        "Termin złożenia planu musi przypadać dziś albo później. Wybierz inny dzień.",
        "The submission deadline must be today or later. Choose another day.";
}
