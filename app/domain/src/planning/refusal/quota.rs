//! Why a quota or a pasted block is refused.
use crate::field::Field;

refusals! {
    /// Of quotas.
    QuotaRefusal
    /// Nobody sets their own.
    OwnQuota Some(Field::Quota),
        "To własny cel, a własnego celu nie ustala się samodzielnie. Ustala go kierownik albo dyrektor.",
        "This quota is your own, and nobody sets their own. The head or the director does.";
    Negative Some(Field::Quota),
        "Cel nie może być ujemny. Wpisz zero albo więcej.",
        "A quota cannot be negative. Enter zero or more.";
    /// Nothing to copy or to divide.
    Nothing Some(Field::Quota),
        "W wybranym okresie nie ma celów, więc nie ma czego skopiować ani podzielić. Wybierz inny okres.",
        "There are no quotas in that period, so there is nothing to copy or divide. Choose another period.";
    /// A pasted block was only to be read.
    OnlyChecked Some(Field::Pasted),
        "Nic jeszcze nie zapisano. Odczytane cele są poniżej; jeśli się zgadzają, wystarczy je zapisać.",
        "Nothing is saved yet. What was read stands below; if it is right, save it.";
    PercentRange Some(Field::Quota),
        "Zmiana celu może wynosić od -100 % do 1000 %. Popraw procent.",
        "A quota may change by −100 % to 1000 %. Correct the percentage.";
}
