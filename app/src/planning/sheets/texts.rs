//! Words of reconciliation. Labels of fields come from the domain.
use super::model::Standing;
use domain::lang::Lang;

macro_rules! texts {
    ($($name:ident $pl:literal $en:literal)*) => {
        pub(super) struct Texts { $(pub(super) $name: &'static str,)* }
        const PL: Texts = Texts { $($name: $pl,)* };
        const EN: Texts = Texts { $($name: $en,)* };
    };
}

texts! {
    title "Uzgodnienie planu" "Reconciliation"
    period "Okres" "Period"
    month "Miesiąc" "Month"
    quarter "Kwartał" "Quarter"
    year "Rok" "Year"
    previous "Poprzedni okres" "Previous period"
    next "Następny okres" "Next period"
    group "Grupa" "Group"
    state "Arkusz" "Sheet"
    due "Złożyć do" "Submit by"
    declared "Zadeklarowane" "Declared"
    up "Idzie wyżej" "Goes up"
    waiting "Do uzgodnienia" "To review"
    mine "Czeka na Ciebie" "Waits for you"
    none "Nie ma tu żadnego arkusza" "There are no sheets here"
    none_text "Arkusze mają grupy z kierownikiem, których plan widać z tego konta." "Groups with a head have sheets; this account sees the plan of none."
    open "Otwórz arkusz" "Open the sheet"
    submit "Złóż do uzgodnienia" "Submit"
    submit_hint "Wyżej idzie tylko to, co uzgodnione i niezmienione." "Only what is agreed and unchanged goes up."
    agree_sheet "Uzgodnij arkusz" "Agree the sheet"
    return_sheet "Zwróć arkusz" "Return the sheet"
    return_reason "Co poprawić" "What to correct"
    ask "Poproś o ponowne otwarcie" "Ask for it to be reopened"
    answer "Otwórz ponownie" "Reopen"
    requested "Prośba o ponowne otwarcie" "Asked to reopen"
    returned "Powód zwrotu" "Returned because"
    lines "Wiersze" "Lines"
    no_lines "Nie ma takich wierszy." "No such lines."
    all "Wszystkie" "All"
    standing "Stan" "Standing"
    apply "Pokaż" "Show"
    agree "Uzgodnij" "Agree"
    again "Uzgodnij ponownie" "Agree again"
    decide "Zakwestionuj, wyłącz lub zmień" "Dispute, exclude or change"
    agree_changed "Uzgodnij ze zmianą" "Agree as changed"
    dispute "Zakwestionuj" "Dispute"
    exclude "Wyłącz" "Exclude"
    reason_hint "Wymagany poza uzgodnieniem bez zmian; widzą go obie strony." "Required unless agreed as it is; both sides see it."
    agree_all "Uzgodnij wszystkie, które czekają" "Agree all that wait"
    again_hint "Formularz poniżej odpowiada już na zapisaną decyzję." "The form below now answers the saved verdict."
    none_given "bez decyzji" "no verdict"
    comment "Dodaj komentarz" "Comment"
    keys "J i K przechodzą między wierszami, A uzgadnia, D otwiera zakwestionowanie, E wyłączenie."
        "J and K move between lines, A agrees, D opens disputing, E excluding."
    offered "z dołu" "from below"
    history "Przebieg" "Course"
}

impl Texts {
    pub(super) fn of(lang: Lang) -> &'static Self {
        lang.pick(&PL, &EN)
    }
}

pub(super) fn standing(standing: Standing, lang: Lang) -> &'static str {
    match standing {
        Standing::Below => lang.pick("Na niższym poziomie", "At the level below"),
        Standing::Unreviewed => lang.pick("Do uzgodnienia", "To review"),
        Standing::Agreed => lang.pick("Uzgodnione", "Agreed"),
        Standing::Disputed => lang.pick("Sporne", "Disputed"),
        Standing::Excluded => lang.pick("Wyłączone", "Excluded"),
        Standing::Amber => lang.pick("Zmienione po uzgodnieniu", "Changed since"),
    }
}
