//! Why a payment schedule or a template is refused.
use crate::field::Field;

refusals! {
    /// Of schedules, their instalments and templates.
    ScheduleRefusal
    NoSuchInstalment Some(Field::Instalment),
        "Tej raty już nie ma. Odśwież stronę i wybierz ratę ponownie.",
        "That instalment is no longer there. Reload the page and choose again.";
    /// Money was allocated to it.
    Settled Some(Field::Instalment),
        "Na tę ratę rozliczono już wpływ, więc nie można jej usunąć. Najpierw cofnij rozliczenie.",
        "A receipt is allocated to this instalment, so it cannot be removed. Release the allocation first.";
    TooMany Some(Field::Instalment),
        "Harmonogram mieści najwyżej 120 rat. Połącz część z nich w jedną.",
        "A schedule holds at most 120 instalments. Join some of them into one.";
    Empty Some(Field::Instalment),
        "Harmonogram nie ma żadnej raty. Dodaj co najmniej jedną.",
        "The schedule has no instalment. Add at least one.";
    NoAmount Some(Field::Amount),
        "Szansa nie ma kwoty, więc nie ma czego podzielić na raty. Najpierw wpisz kwotę.",
        "The deal has no amount, so there is nothing to divide. Enter its amount first.";
    NotPositive Some(Field::Amount),
        "Kwota raty musi być większa od zera. Popraw kwotę albo zostaw ją pustą.",
        "An instalment’s amount must be above zero. Correct it or leave it empty.";
    Ksef Some(Field::Ksef),
        "To nie jest numer KSeF: ma 35 znaków i zaczyna się od NIP-u sprzedawcy i daty. Skopiuj go z potwierdzenia.",
        "This is not a KSeF number: it has 35 characters and starts with the seller’s tax number and a date. Copy it from the confirmation.";
    /// Per cents that are not 100 without a rest.
    NotWhole Some(Field::Portion),
        "Części szablonu nie dają razem 100 %. Popraw procenty albo dodaj część „reszta”.",
        "The portions do not make 100 % together. Correct them or add a portion for the rest.";
    SeveralRests Some(Field::Portion),
        "Szablon ma więcej niż jedną część „reszta”. Zostaw jedną.",
        "The template has more than one portion for the rest. Keep one.";
    ZeroPortion Some(Field::Portion),
        "Każda część szablonu musi być większa od zera. Popraw ją albo usuń.",
        "Every portion must be above zero. Correct it or remove it.";
    @money {
    /// Fixed portions exceed the amount by this much.
    Exceeds Some(Field::Amount),
        "Stałe części szablonu przekraczają kwotę szansy o {}. Wybierz inny szablon albo popraw kwotę.",
        "The fixed portions exceed the deal’s amount by {}. Choose another template or correct the amount.";
    }
}
