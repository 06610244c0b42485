//! Names of roles and what they mean. Invariant: each role has both in both languages.
use domain::access::Role;
use domain::lang::Lang;

#[must_use]
pub fn role(role: Role, lang: Lang) -> &'static str {
    let (pl, en) = match role {
        Role::Rep => ("Handlowiec", "Rep"),
        Role::Head => ("Kierownik", "Head"),
        Role::Director => ("Dyrektor sprzedaży", "Sales director"),
        Role::Administrator => ("Administrator", "Administrator"),
        Role::Auditor => ("Audytor", "Auditor"),
    };
    lang.pick(pl, en)
}

/// One sentence on what the role gives.
#[must_use]
pub fn role_hint(role: Role, lang: Lang) -> &'static str {
    let (pl, en) = match role {
        Role::Rep => (
            "Czyta według zasad dostępu firmy, zmienia swoje szanse, kontrahentów i kontakty.",
            "Reads as the firm’s access rules say, changes their own deals, companies and contacts.",
        ),
        Role::Head => (
            "Jak handlowiec, a w kierowanych grupach także usuwa i udostępnia. Samo kierowanie nadaje się przy grupie.",
            "As a rep, and in the groups they head may also delete and share. Headship itself is given at the group.",
        ),
        Role::Director => (
            "Widzi i zmienia całą sprzedaż, także w trybie poufnym.",
            "Sees and changes all sales, the confidential lane too.",
        ),
        Role::Administrator => (
            "Zarządza osobami, grupami i dostępem. Nie widzi szans ani kontrahentów.",
            "Looks after people, groups and access. Sees no deals or companies.",
        ),
        Role::Auditor => (
            "Czyta wszystko poza trybem poufnym, niczego nie zmienia.",
            "Reads everything but the confidential lane, changes nothing.",
        ),
    };
    lang.pick(pl, en)
}

/// The value of its checkbox: the name in the code, which the wire uses.
#[must_use]
pub fn role_code(role: Role) -> &'static str {
    match role {
        Role::Rep => "Rep",
        Role::Head => "Head",
        Role::Director => "Director",
        Role::Administrator => "Administrator",
        Role::Auditor => "Auditor",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_is_named_and_explained_differently_in_both_languages() {
        for each in Role::EVERY {
            assert_ne!(role_hint(each, Lang::Pl), role_hint(each, Lang::En));
            assert_eq!(role_code(each), format!("{each:?}"));
        }
        let names = |lang| Role::EVERY.map(|each| role(each, lang));
        let unlike = |names: [&str; 5]| std::collections::BTreeSet::from(names).len();
        assert_eq!((unlike(names(Lang::Pl)), unlike(names(Lang::En))), (5, 5));
    }
}
