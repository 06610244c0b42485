//! What the page of one's own account says. Invariant: both languages are complete.
use domain::lang::Lang;

pub(crate) struct Texts {
    pub(crate) account: &'static str,
    pub(crate) particulars: &'static str,
    pub(crate) lang_of_browser: &'static str,
    pub(crate) save: &'static str,
    pub(crate) saved: &'static str,
    pub(crate) password: &'static str,
    pub(crate) old_password: &'static str,
    pub(crate) new_password: &'static str,
    pub(crate) password_hint: &'static str,
    pub(crate) change_password: &'static str,
    pub(crate) password_changed: &'static str,
    pub(crate) sessions: &'static str,
    pub(crate) device: &'static str,
    pub(crate) address: &'static str,
    pub(crate) seen: &'static str,
    pub(crate) tools: &'static str,
    pub(crate) here: &'static str,
    pub(crate) end: &'static str,
    pub(crate) end_others: &'static str,
    pub(crate) ended: &'static str,
}

impl Texts {
    pub(crate) fn of(lang: Lang) -> &'static Self {
        lang.pick(&PL, &EN)
    }
}

const PL: Texts = Texts {
    account: "Konto",
    particulars: "Dane",
    lang_of_browser: "Jak w przeglądarce",
    save: "Zapisz",
    saved: "Zapisano.",
    password: "Zmiana hasła",
    old_password: "Obecne hasło",
    new_password: "Nowe hasło",
    password_hint: "Co najmniej 12 znaków, na przykład kilka słów. Inne urządzenia zostaną wylogowane.",
    change_password: "Zmień hasło",
    password_changed: "Hasło zmienione, inne urządzenia wylogowane.",
    sessions: "Zalogowane urządzenia",
    device: "Urządzenie",
    address: "Adres sieciowy",
    seen: "Ostatnia czynność",
    tools: "Czynności",
    here: "To urządzenie",
    end: "Wyloguj",
    end_others: "Wyloguj wszędzie indziej",
    ended: "Wylogowano.",
};

const EN: Texts = Texts {
    account: "Account",
    particulars: "Particulars",
    lang_of_browser: "As the browser asks",
    save: "Save",
    saved: "Saved.",
    password: "Change of password",
    old_password: "Current password",
    new_password: "New password",
    password_hint: "At least 12 characters, such as a few words. Other devices will be signed out.",
    change_password: "Change the password",
    password_changed: "The password is changed, other devices are signed out.",
    sessions: "Signed-in devices",
    device: "Device",
    address: "Network address",
    seen: "Last action",
    tools: "Actions",
    here: "This device",
    end: "Sign out",
    end_others: "Sign out everywhere else",
    ended: "Signed out.",
};
