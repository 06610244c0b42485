//! Cookies that the server alone reads. Invariant: always HttpOnly and SameSite=Lax; over https also
//! Secure with the `__Host-` prefix, so that no other host can plant one.
use crate::serving::Serving;
use axum::http::{HeaderMap, HeaderValue, header};
use std::time::Duration;

/// The session of a signed-in person.
pub const SESSION: &str = "session";
/// Binds refused forms to the browser that sent them.
pub const VISITOR: &str = "visitor";
/// A secret on its way to the one page that shows it.
pub const HANDED: &str = "handed";
/// Marks a device that signed in before.
pub const DEVICE: &str = "device";

impl Serving {
    /// The `Set-Cookie` of a value for `age`, or until the browser closes. `None` if the value holds
    /// anything but printable ASCII without `;`, which our base64url tokens never do.
    #[must_use]
    pub fn set_cookie(
        &self,
        name: &str,
        value: &str,
        age: Option<Duration>,
    ) -> Option<HeaderValue> {
        if !value
            .bytes()
            .all(|byte| byte.is_ascii_graphic() && byte != b';')
        {
            return None;
        }
        let (name, secure) = (
            self.cookie_name(name),
            if self.secure { "; Secure" } else { "" },
        );
        let age = age.map_or_else(String::new, |age| format!("; Max-Age={}", age.as_secs()));
        HeaderValue::from_str(&format!(
            "{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{age}"
        ))
        .ok()
    }

    /// The `Set-Cookie` that removes it.
    #[must_use]
    pub fn clear_cookie(&self, name: &str) -> Option<HeaderValue> {
        self.set_cookie(name, "", Some(Duration::ZERO))
    }

    /// The value that the browser sent.
    #[must_use]
    pub fn cookie<'a>(&self, headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
        plain(headers, &self.cookie_name(name)).filter(|value| !value.is_empty())
    }

    fn cookie_name(&self, name: &str) -> String {
        if self.secure {
            format!("__Host-{name}")
        } else {
            name.to_owned()
        }
    }
}

/// The value of a cookie by its exact name.
pub(crate) fn plain<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let values = headers
        .get_all(header::COOKIE)
        .into_iter()
        .filter_map(|value| value.to_str().ok());
    values
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(key, value)| (key == name).then_some(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn serving(secure: bool) -> Serving {
        Serving {
            secure,
            ..Serving::default()
        }
    }

    #[test]
    fn a_session_over_https_cannot_be_planted_by_another_host() {
        let set = serving(true)
            .set_cookie(SESSION, "abc", Some(Duration::from_hours(1)))
            .unwrap();
        assert_eq!(
            "__Host-session=abc; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=3600",
            set
        );
        let mut headers = HeaderMap::new();
        headers.insert(
            header::COOKIE,
            HeaderValue::from_static("session=planted; lang=pl; __Host-session=abc"),
        );
        assert_eq!(Some("abc"), serving(true).cookie(&headers, SESSION));
    }

    #[test]
    fn plain_http_on_a_lan_works_without_the_prefix() {
        let set = serving(false).set_cookie(SESSION, "abc", None).unwrap();
        assert_eq!("session=abc; Path=/; HttpOnly; SameSite=Lax", set);
    }

    #[test]
    fn no_value_can_add_attributes_of_its_own() {
        assert!(
            serving(true)
                .set_cookie(SESSION, "a; Domain=evil.example", None)
                .is_none()
        );
        assert!(
            serving(true)
                .set_cookie(SESSION, "a\r\nX: y", None)
                .is_none()
        );
    }
}
