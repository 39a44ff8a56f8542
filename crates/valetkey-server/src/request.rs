//! Reads requests for endpoints.

mod address;
mod caller;
mod device;
mod form;
pub(crate) mod multipart;
mod network;
mod origin;

use http::{HeaderMap, HeaderName, header};
use valetkey_pages::Language;

use crate::cookie;

pub use address::{PeerAddress, client_address};
pub(crate) use caller::{Caller, count_refusal, log_client_id, note_step, note_user, page_address};
pub(crate) use device::{Device, device_of};
pub(crate) use form::is_length_limit;
pub use form::{RequestError, read_form, read_query};
pub(crate) use network::Network;
pub use origin::{ForeignForm, same_origin};

/// The header that carries our reference of the request, in the request (set by us) and in the answer.
pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Returns the reference of the request, which error pages and the log show.
pub fn request_id(headers: &HeaderMap) -> &str {
    headers.get(REQUEST_ID).and_then(|value| value.to_str().ok()).unwrap_or("-")
}

/// The `Accept-Language` header.
pub fn accept_language(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()
}

/// Returns the language to answer in: the one that the user chose in the menu, then `ui_locales`, then the locale of the
/// signed-in user, then `Accept-Language`.
pub fn language(headers: &HeaderMap, ui_locales: Option<&str>) -> Language {
    let chosen = cookie::chosen_language(headers);
    let asked = || ui_locales?.split_ascii_whitespace().take(32).find_map(Language::of_tag);
    let negotiated = || Language::negotiate(None, accept_language(headers));
    chosen.or_else(asked).or_else(caller::language_of_user).unwrap_or_else(negotiated)
}
