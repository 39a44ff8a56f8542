//! Reads and sets cookies.

use axum::http::header::{COOKIE, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue};
use cookie::Cookie;
use valetkey_types::Seconds;

/// The names and attributes of our cookies. With https, cookies are `Secure` and have a name prefix that binds them to the
/// host. With a base path they are bound to that path instead, so other applications on the host do not get them.
#[derive(Clone, Copy)]
pub(crate) struct CookieStyle<'a> {
    pub(crate) secure: bool,
    /// Empty for an application at the root of its host.
    pub(crate) base_path: &'a str,
}

impl CookieStyle<'_> {
    /// Returns the full name of a cookie (RFC 6265bis section 4.1.3.2).
    pub(crate) fn name(self, bare: &str) -> String {
        match (self.secure, self.base_path) {
            (false, _) => bare.to_owned(),
            (true, "") => format!("__Host-{bare}"),
            (true, _) => format!("__Secure-{bare}"),
        }
    }

    /// Sets a cookie in a response.
    pub(crate) fn set(self, headers: &mut HeaderMap, bare: &str, value: &str, lifetime: Seconds) {
        // `SameSite` comes last: Lynx reads it as a second cookie, and all later attributes as attributes of that cookie.
        let (name, seconds) = (self.name(bare), lifetime.0);
        let path = if self.base_path.is_empty() { "/" } else { self.base_path };
        let secure = if self.secure { "; Secure" } else { "" };
        let cookie =
            format!("{name}={value}; Path={path}; Max-Age={seconds}{secure}; HttpOnly; SameSite=Lax");
        // We write names and values in ASCII, so this never fails.
        if let Ok(value) = HeaderValue::from_str(&cookie) {
            headers.append(SET_COOKIE, value);
        }
    }

    /// Removes a cookie.
    pub(crate) fn remove(self, headers: &mut HeaderMap, bare: &str) {
        self.set(headers, bare, "", Seconds(0));
    }

    /// Returns every value of this cookie. A page on a sibling host can set a second one.
    pub(crate) fn values(self, headers: &HeaderMap, bare: &str) -> Vec<String> {
        let name = self.name(bare);
        pairs(headers).filter(|(known, _)| *known == name).map(|(_, value)| value).collect()
    }

    /// Returns the bare names and the values of the cookies whose bare name starts with `bare`.
    pub(crate) fn starting_with(self, headers: &HeaderMap, bare: &str) -> Vec<(String, String)> {
        let start = self.name(bare);
        let cut = start.len() - bare.len();
        pairs(headers)
            .filter(|(name, _)| name.starts_with(&start))
            .map(|(name, value)| (name[cut..].to_owned(), value))
            .collect()
    }
}

fn pairs(headers: &HeaderMap) -> impl Iterator<Item = (String, String)> {
    let texts = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    let cookies = texts.flat_map(Cookie::split_parse).filter_map(Result::ok);
    cookies.map(|cookie| (cookie.name().to_owned(), cookie.value().to_owned()))
}
