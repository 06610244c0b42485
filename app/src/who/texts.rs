//! What the page of who sees a record says. Invariant: both languages are complete.
use domain::lang::Lang;

macro_rules! texts {
    ($($name:ident $pl:literal $en:literal)*) => {
        pub(crate) struct Texts { $(pub(crate) $name: &'static str,)* }
        const PL: Texts = Texts { $($name: $pl,)* };
        const EN: Texts = Texts { $($name: $en,)* };
    };
}

texts! {
    link "Wszyscy, którzy to widzą, i każda zasada" "Everybody who sees this, and every rule"
    title "Kto to widzi" "Who sees this"
    owner "Opiekun" "Owner"
    group "Grupa" "Group"
    lane "Tryb" "Lane"
    confidential "poufny" "confidential"
    normal "zwykły" "normal"
    sees "Widzi to osób" "People who see this"
    person "Osoba" "Person"
    why "Dlaczego" "Why"
    may "Co jeszcze może" "What else they may do"
    ask "Dlaczego ktoś to widzi albo nie widzi" "Why somebody sees this, or does not"
    show "Pokaż" "Show"
    does_see "widzi ten rekord" "sees this record"
    sees_not "nie widzi tego rekordu" "does not see this record"
    rules "Zasady po kolei" "The rules in their order"
    rights "Uprawnienia" "Rights"
    right "Uprawnienie" "Right"
    no_right "brak" "none"
    opens "Tak" "Yes"
    closes "Nie" "No"
}

impl Texts {
    pub(crate) fn of(lang: Lang) -> &'static Self {
        lang.pick(&PL, &EN)
    }
}
