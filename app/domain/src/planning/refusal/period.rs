//! Why a command on a period of the plan is refused.
use crate::field::Field;

refusals! {
    /// Of periods: closing, reopening and what a closed one refuses.
    PeriodRefusal
    Closed Some(Field::Period),
        "Ten okres jest zamknięty i można go tylko czytać. Poproś o ponowne otwarcie, podając powód.",
        "This period is closed and can only be read. Ask for it to be reopened, giving a reason.";
    NotClosed Some(Field::Period),
        "Ten okres jest otwarty. Nic nie trzeba zmieniać.",
        "This period is open. Nothing needs to change.";
    /// Reopening without anybody having asked.
    NotAsked Some(Field::Period),
        "Nikt nie poprosił o ponowne otwarcie tego okresu. Najpierw zapisz prośbę z powodem.",
        "Nobody asked for this period to be reopened. Record a request with its reason first.";
    AskedAlready Some(Field::Period),
        "Prośba o ponowne otwarcie tego okresu już czeka. Poczekaj na decyzję.",
        "A request to reopen this period is waiting already. Wait for the decision.";
    /// Who asked decides.
    OwnRequest Some(Field::Period),
        "Prośbę o ponowne otwarcie rozpatruje ktoś inny niż autor. Poproś drugą osobę z uprawnieniem.",
        "A request to reopen is decided by somebody other than its author. Ask another person with the right.";
    NotEnded Some(Field::Period),
        "Ten okres jeszcze trwa, więc nie można go zamknąć. Zamknij go po ostatnim dniu.",
        "This period is not over yet, so it cannot be closed. Close it after its last day.";
}
