//! Why an adjustment is refused.
use crate::field::Field;

refusals! {
    /// Of a head's adjustments.
    AdjustmentRefusal
    Zero Some(Field::Adjustment),
        "Korekta o zero niczego nie zmienia. Wpisz kwotę ze znakiem plus albo minus.",
        "An adjustment of zero changes nothing. Enter an amount with a plus or a minus.";
    /// On one's own figures.
    OwnFigures Some(Field::Adjustment),
        "To własne liczby, a własnych się nie koryguje. Zmień ratę albo poproś kierownika.",
        "These are your own figures, and nobody adjusts their own. Change the instalment or ask the head.";
    Withdrawn Some(Field::Adjustment),
        "Ta korekta jest już wycofana. Nic nie trzeba zmieniać.",
        "This adjustment is withdrawn already. Nothing needs to change.";
}
