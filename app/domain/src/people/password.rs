//! The policy for passwords: length over composition (NIST SP 800-63B), nothing easily guessed.
use super::{Email, Refusal};
use crate::text::fold;

const SHORTEST: usize = 12;
/// Bounds the work of hashing.
const LONGEST_BYTES: usize = 1024;

/// Often guessed passwords that are long enough to pass otherwise; sorted, folded, one a line.
const COMMON: &str = include_str!("common_passwords.txt");

/// Checks a new password; spaces count, nothing is trimmed.
///
/// # Errors
/// Shorter than 12 characters, over 1024 bytes, commonly guessed, one character or a short block
/// repeated, or containing the person's own address or full name.
pub fn password_ok(password: &str, name: &str, email: Option<&Email>) -> Result<(), Refusal> {
    if password.len() > LONGEST_BYTES {
        return Err(Refusal::PasswordLong);
    }
    if password.chars().count() < SHORTEST {
        return Err(Refusal::PasswordShort);
    }
    let folded = fold(password);
    if COMMON.lines().any(|common| common == folded) || repeats(&folded) {
        return Err(Refusal::PasswordCommon);
    }
    if is_personal(&folded, name, email) {
        return Err(Refusal::PasswordPersonal);
    }
    Ok(())
}

/// A block of up to four characters over and over: "abcabcabcabc".
fn repeats(password: &str) -> bool {
    let letters: Vec<char> = password.chars().collect();
    (1..=4).any(|block| {
        letters
            .iter()
            .skip(block)
            .zip(&letters)
            .all(|(a, b)| a == b)
    })
}

/// Whether little remains once the person's name and address are taken out.
fn is_personal(folded: &str, name: &str, email: Option<&Email>) -> bool {
    let joined =
        |text: &str| -> String { fold(text).chars().filter(|c| c.is_alphanumeric()).collect() };
    let whole = joined(folded);
    let mut rest = whole.clone();
    let mut own: Vec<String> = name.split_whitespace().map(joined).collect();
    if let Some(email) = email {
        own.push(joined(email.as_str()));
        own.extend(email.as_str().split(['@', '.', '-', '_', '+']).map(joined));
    }
    own.retain(|part| part.len() >= 3);
    // Longest first, so that a whole address goes before its parts.
    own.sort_by_key(|part| std::cmp::Reverse(part.len()));
    for part in own {
        rest = rest.replace(&part, "");
    }
    rest.len() < whole.len() && rest.chars().count() < SHORTEST / 2
}

#[cfg(test)]
mod tests {
    use super::{COMMON, Email, LONGEST_BYTES, Refusal, password_ok};
    use crate::field::Field;
    use crate::text::fold;

    fn of_anna(password: &str) -> Result<(), Refusal> {
        let email = Email::parse(Field::Email, "anna.nowak@meblex.pl").unwrap();
        password_ok(password, "Anna Nowak", Some(&email))
    }

    #[test]
    fn a_password_has_twelve_characters_and_at_most_1024_bytes() {
        assert_eq!(of_anna("żółwie i ry"), Err(Refusal::PasswordShort));
        assert_eq!(of_anna("żółwie i ryb"), Ok(()));
        let long = "ab7cd".repeat(LONGEST_BYTES / 5) + "wxyz";
        assert_eq!(of_anna(&long), Ok(()));
        assert_eq!(of_anna(&(long + "!")), Err(Refusal::PasswordLong));
    }

    #[test]
    fn what_is_guessed_first_is_refused() {
        for password in [
            "Qwertyuiop123",
            "PASSWORD1234",
            "haslo1234567",
            "        .   ",
            "aaaaaaaaaaaaaaa",
            "kotkotkotkot",
            "Administrator",
        ] {
            assert_eq!(
                of_anna(password),
                Err(Refusal::PasswordCommon),
                "{password}"
            );
        }
    }

    #[test]
    fn the_own_name_and_address_are_refused() {
        for password in [
            "Anna Nowak 2026",
            "anna.nowak@meblex.pl",
            "NowakAnna!123",
            "meblexmeblex1",
        ] {
            assert_eq!(
                of_anna(password),
                Err(Refusal::PasswordPersonal),
                "{password}"
            );
        }
        assert_eq!(of_anna("Hanna lubi nowakowskie szlaki"), Ok(()));
    }

    #[test]
    fn the_list_is_folded_long_enough_and_not_short() {
        assert!(COMMON.lines().count() >= 200);
        for common in COMMON.lines() {
            assert!(common.len() >= 12 && fold(common) == common, "{common}");
        }
    }
}
