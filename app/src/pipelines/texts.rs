//! What the pages of pipelines say. Invariant: both languages are complete.
use domain::lang::Lang;

macro_rules! texts {
    ($($name:ident $pl:literal $en:literal)*) => {
        pub(super) struct Texts { $(pub(super) $name: &'static str,)* }
        const PL: Texts = Texts { $($name: $pl,)* };
        const EN: Texts = Texts { $($name: $en,)* };
    };
}

texts! {
    pipelines "Lejki" "Pipelines"
    intro "Lejek to kolejne etapy szansy. Etap może wymagać danych, zanim szansa na niego wejdzie albo z niego pójdzie dalej."
        "A pipeline is the stages of a deal, in order. A stage can ask for data before a deal enters it, or before it goes on."
    add "Dodaj lejek" "Add pipeline"
    new "Nowy lejek" "New pipeline"
    name "Nazwa lejka" "Name of the pipeline"
    example "Etapy na początek" "Stages to begin with"
    example_hint "Etapy można potem dowolnie zmienić." "The stages can be changed afterwards."
    save "Zapisz" "Save"
    cancel "Anuluj" "Cancel"
    stages "Etapy" "Stages"
    state "Stan" "State"
    tools "Czynności" "Actions"
    default "Domyślny" "Default"
    make_default "Ustaw jako domyślny" "Make default"
    archived "W archiwum" "Archived"
    archive "Przenieś do archiwum" "Archive"
    unarchive "Przywróć" "Restore"
    up "Wyżej" "Up"
    down "Niżej" "Down"
    rename "Nazwa" "Name"
    add_stage "Dodaj etap" "Add stage"
    new_stage "Nowy etap" "New stage"
    edit_stage "Zmień etap" "Change stage"
    stage_name "Nazwa etapu" "Name of the stage"
    kind "Rodzaj" "Kind"
    kind_fixed "Rodzaju etapu nie można zmienić." "The kind of a stage cannot change."
    open "Otwarty" "Open"
    won "Wygrana" "Won"
    lost "Przegrana" "Lost"
    chance "Prawdopodobieństwo (%)" "Probability (%)"
    chance_hint "Dla szans bez własnego prawdopodobieństwa; wygrana to zawsze 100, przegrana 0."
        "For deals without a probability of their own; won is always 100, lost 0."
    days "Oczekiwana liczba dni roboczych" "Expected working days"
    days_hint "Po tylu dniach szansa jest bez postępu. Puste: bez terminu."
        "After so many days a deal counts as stuck. Empty: no limit."
    days_short "Dni" "Days"
    colour "Kolor" "Colour"
    after "Miejsce" "Place"
    first "Na początku" "At the beginning"
    behind "po etapie" "after"
    enter "Wymagane przed wejściem na etap" "Asked before a deal enters"
    enter_hint "Bez tego szansa nie wejdzie na etap." "Without this a deal cannot enter the stage."
    leave "Wymagane przed pójściem dalej" "Asked before a deal goes on"
    leave_hint "Bez tego szansa nie pójdzie na dalszy etap ani nie zostanie wygrana. Cofnąć i przegrać można zawsze."
        "Without this a deal cannot go to a later stage or be won. Going back and losing are always possible."
    gates "Wymagania" "Asks for"
    on_enter "wejście" "to enter"
    on_leave "dalej" "to go on"
    none "—" "—"
    empty "Opróżnij etap" "Empty the stage"
    empty_hint "Wszystkie otwarte szanse tego etapu przejdą na wybrany etap, bez pytania o jego wymagania. Nie można tego cofnąć jednym kliknięciem."
        "All open deals of this stage move to the chosen one, without what it asks for. This cannot be undone with one click."
    empty_to "Przenieś szanse na etap" "Move the deals to"
    empty_do "Przenieś wszystkie szanse" "Move all deals"
    seen_board "Pokaż tablicę" "Show the board"
    created "Lejek dodany. Teraz można dopasować jego etapy." "The pipeline is added. Now its stages can be fitted."
    saved "Zapisano." "Saved."
    ordered "Kolejność zmieniona." "The order is changed."
    now_default "Domyślny lejek zmieniony." "The default pipeline is changed."
    was_archived "Lejek w archiwum. Jego szanse zostają." "The pipeline is archived. Its deals stay."
    was_restored "Lejek przywrócony." "The pipeline is restored."
    stage_added "Etap dodany." "The stage is added."
    stage_archived "Etap w archiwum. Jego szanse zostają na nim." "The stage is archived. Its deals stay in it."
    stage_restored "Etap przywrócony." "The stage is restored."
    emptied "Szanse przeniesione." "The deals are moved."
}

impl Texts {
    pub(super) fn of(lang: Lang) -> &'static Self {
        lang.pick(&PL, &EN)
    }

    /// What has just been done, by the word in the address.
    pub(super) fn done(&self, word: &str) -> Option<&'static str> {
        Some(match word {
            "created" => self.created,
            "saved" => self.saved,
            "ordered" => self.ordered,
            "default" => self.now_default,
            "archived" => self.was_archived,
            "restored" => self.was_restored,
            "stage" => self.stage_added,
            "stage-archived" => self.stage_archived,
            "stage-restored" => self.stage_restored,
            "emptied" => self.emptied,
            _ => return None,
        })
    }
}
