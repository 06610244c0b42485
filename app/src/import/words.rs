//! Counts of an import in words. Invariant: the right plural form in both languages.
use domain::exchange::Counts;
use domain::lang::Lang;

type Forms = [&'static str; 3];

/// What a run makes, by type, as figures with their names.
pub(super) fn figures(counts: &Counts, changed: u64, lang: Lang) -> Vec<(String, u64)> {
    let mut figures: Vec<(String, u64)> = kinds(counts)
        .into_iter()
        .filter(|(_, _, _, count)| *count > 0)
        .map(|(pl, en, _, count)| (lang.pick(pl, en).to_owned(), count))
        .collect();
    let rest = [
        (
            "Zmienione osoby i grupy",
            "Changed people and groups",
            changed,
        ),
        ("Wiersze już w bazie", "Rows already there", counts.already),
        ("Wiersze odrzucone", "Rows rejected", counts.rejected),
        ("Wiersze w pliku", "Rows in the file", counts.rows),
    ];
    for (pl, en, count) in rest {
        figures.push((lang.pick(pl, en).to_owned(), count));
    }
    figures
}

/// "3 kontrahentów, 12 szans".
pub(super) fn made(counts: &Counts, lang: Lang) -> String {
    let parts: Vec<String> = kinds(counts)
        .into_iter()
        .filter(|(_, _, _, count)| *count > 0)
        .map(|(_, _, forms, count)| counted(lang, count, forms))
        .collect();
    if parts.is_empty() {
        return lang
            .pick("bez nowych rekordów", "no new records")
            .to_owned();
    }
    parts.join(", ")
}

/// "12 wierszy, 4 kolumny".
pub(super) fn shape(rows: u64, columns: u64, lang: Lang) -> String {
    let rows = counted(
        lang,
        rows,
        [["wiersz", "wiersze", "wierszy"], ["row", "rows", "rows"]],
    );
    let columns = counted(
        lang,
        columns,
        [
            ["kolumna", "kolumny", "kolumn"],
            ["column", "columns", "columns"],
        ],
    );
    format!("{rows}, {columns}")
}

/// "12,3 KB".
pub(super) fn size(bytes: u64, lang: Lang) -> String {
    let (unit, scale) = match bytes {
        0..1_000 => return format!("{bytes} B"),
        1_000..1_000_000 => ("KB", 1_000),
        _ => ("MB", 1_000_000),
    };
    let tenths = bytes * 10 / scale;
    let sign = lang.pick(',', '.');
    format!("{}{sign}{} {unit}", tenths / 10, tenths % 10)
}

fn counted(lang: Lang, count: u64, [pl, en]: [Forms; 2]) -> String {
    let [one, few, many] = lang.pick(pl, en);
    format!("{count} {}", lang.plural(count, one, few, many))
}

type Line = (&'static str, &'static str, [Forms; 2], u64);

fn kinds(counts: &Counts) -> [Line; 7] {
    [
        (
            "Nowe grupy",
            "New groups",
            [["grupa", "grupy", "grup"], ["group", "groups", "groups"]],
            counts.groups,
        ),
        (
            "Nowe osoby",
            "New people",
            [["osoba", "osoby", "osób"], ["person", "people", "people"]],
            counts.people,
        ),
        (
            "Nowe lejki",
            "New pipelines",
            [
                ["lejek", "lejki", "lejków"],
                ["pipeline", "pipelines", "pipelines"],
            ],
            counts.pipelines,
        ),
        (
            "Nowi kontrahenci",
            "New companies",
            [
                ["kontrahent", "kontrahenci", "kontrahentów"],
                ["company", "companies", "companies"],
            ],
            counts.companies,
        ),
        (
            "Nowe kontakty",
            "New contacts",
            [
                ["kontakt", "kontakty", "kontaktów"],
                ["contact", "contacts", "contacts"],
            ],
            counts.contacts,
        ),
        (
            "Nowe produkty",
            "New products",
            [
                ["produkt", "produkty", "produktów"],
                ["product", "products", "products"],
            ],
            counts.products,
        ),
        (
            "Nowe szanse",
            "New deals",
            [["szansa", "szanse", "szans"], ["deal", "deals", "deals"]],
            counts.deals,
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_have_their_plural_form_and_sizes_the_sign_of_the_language() {
        let counts = Counts {
            companies: 5,
            deals: 22,
            ..Counts::default()
        };
        assert_eq!(made(&counts, Lang::Pl), "5 kontrahentów, 22 szanse");
        assert_eq!(made(&counts, Lang::En), "5 companies, 22 deals");
        assert_eq!(shape(1, 2, Lang::Pl), "1 wiersz, 2 kolumny");
        assert_eq!(size(12_345, Lang::Pl), "12,3 KB");
        assert_eq!(size(5, Lang::En), "5 B");
    }
}
