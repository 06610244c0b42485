//! Language and theme of a visitor. Invariant: the attributes of `<html>` say the same as the
//! cookies, so that server and browser render alike.
use crate::failure::Failure;
use domain::lang::Lang;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// Light, dark, or as the device says.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    #[default]
    Auto,
    Light,
    Dark,
}

/// What a visitor chose, or what their browser asks for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Preferences {
    pub lang: Lang,
    pub theme: Theme,
}

impl Theme {
    /// The value of the cookie.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The `data-theme` attribute of `<html>`; absent means as the device says.
    #[must_use]
    pub fn attribute(self) -> Option<&'static str> {
        (self != Self::Auto).then(|| self.code())
    }

    /// The theme of that code; anything else means `Auto`.
    #[must_use]
    pub fn from_code(code: &str) -> Self {
        match code {
            "light" => Self::Light,
            "dark" => Self::Dark,
            _ => Self::Auto,
        }
    }
}

/// The preferences of this page.
#[must_use]
pub fn use_preferences() -> Preferences {
    use_context().unwrap_or_default()
}

/// The browser reads from the document what the server decided; the server has it in the context.
/// The language alone is what the kit of screens asks for.
pub(crate) fn provide() {
    #[cfg(not(feature = "ssr"))]
    provide_context(of_document());
    provide_context(use_preferences().lang);
}

#[cfg(not(feature = "ssr"))]
fn of_document() -> Preferences {
    let root = document().document_element();
    let attribute = |name: &str| {
        root.as_ref()
            .and_then(|html| html.get_attribute(name))
            .unwrap_or_default()
    };
    let lang = if attribute("lang") == "en" {
        Lang::En
    } else {
        Lang::Pl
    };
    Preferences {
        lang,
        theme: Theme::from_code(&attribute("data-theme")),
    }
}

/// Remembers the language for a year.
///
/// # Errors
/// Only transport errors.
#[server(endpoint = "preferences/language")]
pub async fn choose_language(lang: Lang) -> Result<(), Failure> {
    remember::cookie("lang", lang.code())
}

/// Remembers the theme for a year.
///
/// # Errors
/// Only transport errors.
#[server(endpoint = "preferences/theme")]
pub async fn choose_theme(theme: Theme) -> Result<(), Failure> {
    remember::cookie("theme", theme.code())
}

/// Forms that change language and theme. Plain forms on purpose: the answer is a whole new page,
/// with or without scripts.
#[component]
pub fn Switches() -> impl IntoView {
    let Preferences { lang, theme } = use_preferences();
    let other = lang.pick(Lang::En, Lang::Pl);
    let themes = [
        (Theme::Auto, lang.pick("Systemowy", "System")),
        (Theme::Light, lang.pick("Jasny", "Light")),
        (Theme::Dark, lang.pick("Ciemny", "Dark")),
    ];
    view! {
        <form method="post" action="/api/preferences/language" class="switch-language">
            <button name="lang" value=lang.pick("En", "Pl") lang=other.code()>
                {lang.pick("English", "Polski")}
            </button>
        </form>
        <form method="post" action="/api/preferences/theme" class="switch-theme">
            <fieldset>
                <legend>{lang.pick("Motyw", "Theme")}</legend>
                {themes
                    .map(|(choice, name)| {
                        let pressed = if choice == theme { "true" } else { "false" };
                        view! {
                            <button name="theme" value=choice.code() aria-pressed=pressed>
                                {name}
                            </button>
                        }
                    })
                    .collect_view()}
            </fieldset>
        </form>
    }
}

#[cfg(feature = "ssr")]
mod remember {
    //! The server's side of the cookies.
    use crate::failure::Failure;
    use axum::http::{HeaderValue, header};
    use leptos::prelude::*;
    use leptos_axum::ResponseOptions;

    const YEAR: u32 = 365 * 24 * 3600;

    pub(super) fn cookie(name: &str, value: &str) -> Result<(), Failure> {
        let cookie = format!("{name}={value}; Path=/; Max-Age={YEAR}; SameSite=Lax");
        let header_value = HeaderValue::from_str(&cookie).map_err(|_| Failure::Malformed)?;
        let response = use_context::<ResponseOptions>().ok_or(Failure::Malformed)?;
        response.append_header(header::SET_COOKIE, header_value);
        Ok(())
    }
}
