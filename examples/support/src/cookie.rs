//! A cookie: its name, path and lifetime.

use axum::http::header::{COOKIE, SET_COOKIE};
use axum::http::{HeaderMap, HeaderName};
use valetkey_client::Seconds;

/// The header that sets a cookie. A response may have several.
pub type SetCookie = axum::response::AppendHeaders<[(HeaderName, String); 1]>;

/// A cookie for the server of this application only. With https it is `Secure`, and its prefix binds it to the host.
#[derive(Clone, Debug)]
pub struct Cookie {
    name: String,
    secure: bool,
    lifetime: Seconds,
}

impl Cookie {
    /// Creates a cookie of the application at this address.
    pub fn new(name: &str, address: &str, lifetime: Seconds) -> Self {
        let secure = address.starts_with("https://");
        let name = if secure { format!("__Host-{name}") } else { name.to_owned() };
        Self { name, secure, lifetime }
    }

    /// Sets its value: letters, digits, hyphens and underscores.
    pub fn set(&self, value: &str) -> SetCookie {
        self.header(value, self.lifetime)
    }

    /// Deletes it.
    pub fn remove(&self) -> SetCookie {
        self.header("", Seconds(0))
    }

    /// Returns all values of cookies with its name. Sibling hosts can set a second one.
    pub fn values<'a>(&'a self, headers: &'a HeaderMap) -> impl Iterator<Item = &'a str> {
        let texts = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
        let pairs = texts.flat_map(|text| text.split(';')).filter_map(|pair| pair.trim().split_once('='));
        pairs.filter(|(name, _)| *name == self.name).map(|(_, value)| value)
    }

    fn header(&self, value: &str, lifetime: Seconds) -> SetCookie {
        let (name, seconds) = (&self.name, lifetime.0);
        let secure = if self.secure { "; Secure" } else { "" };
        let cookie = format!("{name}={value}; Path=/; Max-Age={seconds}{secure}; HttpOnly; SameSite=Lax");
        axum::response::AppendHeaders([(SET_COOKIE, cookie)])
    }
}
