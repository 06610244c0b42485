//! Words of the card of custody.
use domain::lang::Lang;

macro_rules! texts {
    ($($name:ident $pl:literal $en:literal)*) => {
        pub(super) struct Texts { $(pub(super) $name: &'static str,)* }
        const PL: Texts = Texts { $($name: $pl,)* };
        const EN: Texts = Texts { $($name: $en,)* };
    };
}

texts! {
    who_sees "Kto to widzi i dlaczego" "Who sees this and why"
    sees "Widzi to" "Seen by"
    is_confidential "Rekord jest poufny: kierownicy grup go nie widzą, chyba że jest im udostępniony."
        "The record is confidential: heads of groups do not see it unless it is shared with them."
    shares "Udostępnienia" "Shares"
    no_shares "Nikomu nie udostępniono." "Shared with nobody."
    share_with "Komu" "With whom"
    share_hint "Imię i nazwisko albo nazwa grupy" "A person’s name or a group’s"
    share_edits "Także edycja" "May also edit"
    share_until "Do dnia" "Until"
    share "Udostępnij" "Share"
    unshare "Cofnij udostępnienie" "Stop sharing"
    reads "odczyt" "reads"
    edits "odczyt i edycja" "reads and edits"
    until "do" "until"
    over "zakończone" "ended"
    reassign "Zmień opiekuna" "Change owner"
    new_owner "Nowy opiekun" "New owner"
    hand_over "Przekaż" "Hand over"
    make_confidential "Oznacz jako poufne" "Make confidential"
    confidential_hint "Poufny rekord widzą tylko opiekun, dyrektor i osoby, którym go udostępniono."
        "A confidential record is seen only by its owner, the director and those it is shared with."
    make_normal "Zdejmij poufność" "Make normal"
    normal_hint "Rekord zobaczą wszyscy, którym pozwalają na to zasady dostępu."
        "Everybody whom the access rules allow will see the record."
}

impl Texts {
    pub(super) fn of(lang: Lang) -> &'static Self {
        lang.pick(&PL, &EN)
    }
}

/// "1 osoba", "3 osoby", "5 osób".
pub(super) fn people(lang: Lang, count: usize) -> String {
    let count = u64::try_from(count).unwrap_or(u64::MAX);
    let (one, few, many) = lang.pick(("osoba", "osoby", "osób"), ("person", "people", "people"));
    format!("{count} {}", lang.plural(count, one, few, many))
}

/// "i jeszcze 3 osoby".
pub(super) fn others(lang: Lang, count: usize) -> String {
    format!(
        "{} {}",
        lang.pick("i jeszcze", "and another"),
        people(lang, count)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_counted_in_their_plural_forms() {
        assert_eq!(
            [1, 3, 5, 22].map(|count| people(Lang::Pl, count)),
            ["1 osoba", "3 osoby", "5 osób", "22 osoby"]
        );
        assert_eq!(others(Lang::En, 1), "and another 1 person");
    }
}
