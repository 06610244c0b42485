//! How a column is read, told so that a person can check it. Invariant: what the file leaves open
//! is said to be open, with the chosen reading and the number of cells behind it.
use super::{ColumnProfile, ColumnType};
use crate::exchange::date::DateGuess;
use crate::exchange::number::{DecimalGuess, DecimalSign};
use crate::lang::Lang;

impl ColumnProfile {
    /// Whether the file alone does not tell how to read it.
    #[must_use]
    pub fn is_ambiguous(&self) -> bool {
        match self.what {
            ColumnType::Date(guess) => guess.is_ambiguous(),
            ColumnType::Number(guess) => guess.is_ambiguous(),
            _ => false,
        }
    }

    /// One sentence on days and numbers; `None` for columns that are read as they stand.
    #[must_use]
    pub fn reading(&self, lang: Lang) -> Option<String> {
        match self.what {
            ColumnType::Date(guess) => Some(days(guess, lang)),
            ColumnType::Number(guess) if guess.decided_by + guess.against + guess.ambiguous > 0 => {
                Some(numbers(guess, lang))
            }
            _ => None,
        }
    }
}

fn days(guess: DateGuess, lang: Lang) -> String {
    let pattern = guess.order.pattern();
    let DateGuess {
        decided_by,
        against,
        ambiguous,
        ..
    } = guess;
    if !guess.is_ambiguous() {
        return lang.pick(
            format!("Dni czytane jak {pattern}; rozstrzygające komórki: {decided_by}."),
            format!("Days are read like {pattern}; cells that decide it: {decided_by}."),
        );
    }
    lang.pick(
        format!("Niejednoznaczny zapis dni: czytane jak {pattern}, rozstrzygające komórki: {decided_by}, przeciwne: {against}, niejednoznaczne: {ambiguous}. Sprawdź i w razie potrzeby wybierz inny zapis."),
        format!("The days are ambiguous: read like {pattern}, cells that decide it: {decided_by}, against it: {against}, ambiguous: {ambiguous}. Check, and choose another format if need be."),
    )
}

fn numbers(guess: DecimalGuess, lang: Lang) -> String {
    let sign = match guess.sign {
        DecimalSign::Comma => lang.pick("przecinek", "a comma"),
        DecimalSign::Point => lang.pick("kropka", "a point"),
    };
    let DecimalGuess {
        decided_by,
        against,
        ambiguous,
        ..
    } = guess;
    if !guess.is_ambiguous() {
        return lang.pick(
            format!("Znak dziesiętny to {sign}; rozstrzygające komórki: {decided_by}."),
            format!("The decimal sign is {sign}; cells that decide it: {decided_by}."),
        );
    }
    lang.pick(
        format!("Niejednoznaczny znak dziesiętny: przyjęty {sign}, rozstrzygające komórki: {decided_by}, przeciwne: {against}, niejednoznaczne: {ambiguous}. Sprawdź i w razie potrzeby wybierz drugi."),
        format!("The decimal sign is ambiguous: {sign} is assumed, cells that decide it: {decided_by}, against it: {against}, ambiguous: {ambiguous}. Check, and choose the other if need be."),
    )
}

#[cfg(test)]
mod tests {
    use crate::exchange::{Dialect, Preview, Table};
    use crate::lang::Lang;

    #[test]
    fn an_ambiguous_column_says_so_with_its_counts() {
        let table = Table::of(
            &["Data", "Kwota", "Nazwa"],
            &[&["1/2/2026", "1.234", "a"], &["3/4/2026", "5,5", "b"]],
        );
        let preview = Preview::of(&table, Dialect::default());
        let said: Vec<Option<String>> = preview
            .columns
            .iter()
            .map(|column| column.reading(Lang::En))
            .collect();
        assert_eq!(
            said[0].as_deref(),
            Some(
                "The days are ambiguous: read like 23.11.2026, cells that decide it: 0, against it: 0, ambiguous: 2. Check, and choose another format if need be."
            )
        );
        assert_eq!(
            said[1].as_deref(),
            Some("The decimal sign is a comma; cells that decide it: 1.")
        );
        assert_eq!(said[2], None);
        assert!(preview.columns[0].is_ambiguous() && !preview.columns[1].is_ambiguous());
        assert!(
            preview.columns[0]
                .reading(Lang::Pl)
                .unwrap()
                .starts_with("Niejednoznaczny zapis dni")
        );
    }
}
