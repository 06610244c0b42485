//! Why a command on a receipt is refused.
use crate::field::Field;

refusals! {
    /// Of receipts and their allocations.
    ReceiptRefusal
    NotPositive Some(Field::Amount),
        "Kwota wpływu musi być większa od zera. Zwrot zapisz przy wpływie, którego dotyczy.",
        "A receipt must be above zero. Record money given back at the receipt it came with.";
    NotAllocated Some(Field::Allocation),
        "Ten wpływ nie jest rozliczony na tę ratę. Odśwież stronę.",
        "This receipt is not allocated to that instalment. Reload the page.";
    TooMany Some(Field::Allocation),
        "Jeden wpływ rozlicza najwyżej 200 rat. Podziel go na dwa wpływy.",
        "One receipt is allocated to at most 200 instalments. Divide it into two receipts.";
    /// It is still allocated.
    StillAllocated Some(Field::Allocation),
        "Ten wpływ jest rozliczony na raty, więc nie można go usunąć ani zmniejszyć poniżej rozliczonej kwoty. Najpierw cofnij rozliczenia.",
        "This receipt is allocated, so it cannot be deleted or lowered below what is allocated. Release the allocations first.";
    /// A pasted block was only to be read.
    OnlyChecked Some(Field::Pasted),
        "Nic jeszcze nie zapisano. Odczytane wpływy są poniżej; jeśli się zgadzają, wystarczy je zapisać.",
        "Nothing is recorded yet. What was read stands below; if it is right, record it.";
    @money {
    /// More than what is free.
    OnlyFree Some(Field::Amount),
        "Do rozliczenia z tego wpływu zostało {}. Wpisz najwyżej tyle.",
        "Only {} of this receipt is left to allocate. Enter at most that.";
    /// More than what is allocated there.
    OnlyAllocated Some(Field::Amount),
        "Na tę ratę rozliczono z tego wpływu {}. Wpisz najwyżej tyle.",
        "Only {} of this receipt is allocated to that instalment. Enter at most that.";
    /// More than what is left of it.
    OnlyLeft Some(Field::Amount),
        "Z tego wpływu można zwrócić najwyżej {}, bo reszta jest rozliczona. Cofnij rozliczenie albo zmniejsz zwrot.",
        "At most {} of this receipt can be given back, as the rest is allocated. Release an allocation or lower it.";
    }
}
