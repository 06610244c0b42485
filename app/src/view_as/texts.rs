//! What is said while somebody looks with another's eyes. Invariant: both languages are complete.
use domain::lang::Lang;

macro_rules! texts {
    ($($name:ident $pl:literal $en:literal)*) => {
        pub(super) struct Texts { $(pub(super) $name: &'static str,)* }
        const PL: Texts = Texts { $($name: $pl,)* };
        const EN: Texts = Texts { $($name: $en,)* };
    };
}

texts! {
    viewing "Podgląd jako" "Looking as"
    read_only "Tylko odczyt i tylko to, co widzą obie osoby. Podgląd jest zapisany w dzienniku."
        "Reading only, and only what both of you may read. It is told in the audit log."
    begin "Zobacz jak ta osoba" "Look as this person"
    end "Zakończ podgląd" "Stop looking"
}

impl Texts {
    pub(super) fn of(lang: Lang) -> &'static Self {
        lang.pick(&PL, &EN)
    }
}
