//! Why a verdict is refused.
use crate::field::Field;

refusals! {
    /// Of verdicts on lines.
    VerdictRefusal
    OwnLine Some(Field::Verdict),
        "To własny wiersz, a własnych wierszy się nie uzgadnia. Uzgadnia go poziom wyżej.",
        "This line is your own, and nobody agrees their own lines. The level above does.";
    /// Not a head of the level's group, nor the person named in settings.
    NotDecider Some(Field::Verdict),
        "Ten poziom uzgadnia kierownik jego grupy. Poproś go albo jego zastępcę.",
        "This level is decided by the head of its group. Ask them or their deputy.";
    /// The level is none of the line's.
    NotALevel Some(Field::Verdict),
        "Ten wiersz nie przechodzi przez ten poziom. Odśwież stronę i wybierz ponownie.",
        "This line does not pass through that level. Reload the page and choose again.";
    /// Not agreed on the level below, or its sheet is not submitted.
    NotComeUp Some(Field::Verdict),
        "Ten wiersz nie został jeszcze przekazany z niższego poziomu. Poczekaj na złożenie tamtego arkusza.",
        "This line has not come up from the level below yet. Wait until that sheet is submitted.";
    /// The level's own sheet left its hands.
    SheetSubmitted Some(Field::Verdict),
        "Arkusz tego poziomu jest już złożony, więc uzgodnień nie można zmieniać. Poproś o jego zwrot.",
        "This level’s sheet is submitted, so its verdicts do not change. Ask for it to be returned.";
    NotPlanned Some(Field::Due),
        "Wiersz bez terminu albo kwoty nie może zostać uzgodniony. Podaj uzgodniony termin i kwotę.",
        "A line without a date or an amount cannot be agreed. Give the agreed date and amount.";
    ReasonMissing Some(Field::Reason),
        "Spór, wyłączenie oraz inna kwota lub termin wymagają powodu, bo czyta go druga strona. Napisz, dlaczego.",
        "Disputing, excluding and another amount or date need a reason, as the other side reads it. Say why.";
    NotPositive Some(Field::Amount),
        "Uzgodniona kwota musi być większa od zera. Aby pominąć wiersz, wyłącz go.",
        "An agreed amount must be above zero. To leave the line out, exclude it.";
    TooManyComments Some(Field::Comment),
        "Ten wiersz ma już 200 komentarzy. Ustal resztę poza systemem i zapisz wynik jako powód.",
        "This line has 200 comments already. Settle the rest elsewhere and record the outcome as the reason.";
}
