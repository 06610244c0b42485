//! What the pages of getting in say. Invariant: both languages are complete.
use domain::lang::Lang;

pub(crate) struct Texts {
    pub(crate) sign_in: &'static str,
    pub(crate) enter: &'static str,
    pub(crate) lost_password: &'static str,
    pub(crate) not_set_up: &'static str,
    pub(crate) setup: &'static str,
    pub(crate) setup_text: &'static str,
    pub(crate) firm: &'static str,
    pub(crate) password_hint: &'static str,
    pub(crate) director: &'static str,
    pub(crate) director_hint: &'static str,
    pub(crate) set_up: &'static str,
    pub(crate) invitation: &'static str,
    pub(crate) accept: &'static str,
    pub(crate) dead_title: &'static str,
    pub(crate) dead_setup: &'static str,
    pub(crate) dead_invitation: &'static str,
    pub(crate) to_sign_in: &'static str,
}

impl Texts {
    pub(crate) fn of(lang: Lang) -> &'static Self {
        lang.pick(&PL, &EN)
    }
}

const PL: Texts = Texts {
    sign_in: "Logowanie",
    enter: "Zaloguj",
    lost_password: "Nowe hasło ustawia się przez odnośnik od administratora.",
    not_set_up: "Ta instalacja czeka na pierwszego administratora. Odnośnik do jego utworzenia jest \
                 w dzienniku serwera, na końcu ostatniego uruchomienia.",
    setup: "Pierwsze uruchomienie",
    setup_text: "Powstanie firma, grupa sprzedaży o jej nazwie, lejki na początek i konto administratora.",
    firm: "Firma",
    password_hint: "Co najmniej 12 znaków, na przykład kilka słów.",
    director: "Także dyrektor sprzedaży",
    director_hint: "Administrator zarządza osobami, grupami i dostępem, ale nie widzi szans ani kontrahentów. \
                    Dyrektor widzi wszystko.",
    set_up: "Utwórz firmę",
    invitation: "Zaproszenie",
    accept: "Ustaw hasło i zaloguj",
    dead_title: "Odnośnik nie działa",
    dead_setup: "Ten odnośnik jest już zużyty albo minęło jego 30 minut. Jeśli firma jeszcze nie powstała, \
                 ponowne uruchomienie serwera wypisze nowy.",
    dead_invitation: "Ten odnośnik jest już zużyty, zastąpiony nowszym albo minął jego termin. \
                      Proszę poprosić administratora o nowy.",
    to_sign_in: "Przejdź do logowania",
};

const EN: Texts = Texts {
    sign_in: "Sign in",
    enter: "Sign in",
    lost_password: "A new password is set through a link from your administrator.",
    not_set_up: "This installation waits for its first administrator. The link that creates one is in \
                 the server’s log, at the end of its last start.",
    setup: "First run",
    setup_text: "This makes the company, a sales group of its name, pipelines to begin with, and the administrator’s account.",
    firm: "Company",
    password_hint: "At least 12 characters, such as a few words.",
    director: "Also sales director",
    director_hint: "An administrator looks after people, groups and access but sees no deals or companies. \
                    A director sees everything.",
    set_up: "Create the company",
    invitation: "Invitation",
    accept: "Set the password and sign in",
    dead_title: "The link does not work",
    dead_setup: "This link is used up, or its 30 minutes are over. If the company does not exist yet, \
                 restarting the server prints a new one.",
    dead_invitation: "This link is used up, replaced by a newer one, or over. \
                      Ask your administrator for a new one.",
    to_sign_in: "Go to sign-in",
};
