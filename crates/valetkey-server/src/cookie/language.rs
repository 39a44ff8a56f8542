//! The language that a user chose in the menu. It is no secret and proves nothing, so it is not sealed: a neighbour who plants
//! it changes a language.

use ::cookie::Cookie;
use http::{HeaderMap, HeaderValue};
use valetkey_pages::Language;
use valetkey_types::Issuer;

use super::{values, with_same_site};

/// All issuers of a host share the choice.
const NAME: &str = "valetkey_language";

/// Returns the chosen language, if it is one of ours.
pub(crate) fn chosen_language(headers: &HeaderMap) -> Option<Language> {
    values(headers, NAME).take(8).find_map(|tag| Language::ALL.into_iter().find(|known| known.tag() == tag))
}

/// `Set-Cookie` that remembers the choice for a year.
pub(crate) fn set_language(language: Language, issuer: &Issuer) -> HeaderValue {
    let mut cookie = Cookie::new(NAME, language.tag());
    cookie.set_path("/");
    cookie.set_http_only(true);
    cookie.set_secure(issuer.is_https());
    cookie.set_max_age(::cookie::time::Duration::days(365));
    // The tag is ASCII of our own.
    HeaderValue::from_str(&with_same_site(&cookie)).unwrap_or(HeaderValue::from_static(""))
}
