//! How an answer travels, read before the request is checked: a refusal needs it too.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::Deserialize;
use valetkey_types::{RawParams, parameter};

use super::ResponseTarget;

/// How an answer reaches the client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// In the query of the redirect URI.
    Query,
    /// In the fragment of the redirect URI: refusals only, because nothing that has a code travels there.
    Fragment,
    /// As a form that the browser posts.
    FormPost,
}

/// Longest request object that is looked at, in bytes.
const LONGEST_REQUEST_OBJECT: usize = 8 * 1024;

/// Returns where the answer to these parameters goes. `redirect_uri` must be checked.
///
/// Request objects are refused, but the client listens where its object says: without parameters beside the object, its
/// `response_mode` and `state` are taken as hints. They decide nothing else, so that nobody verifies them.
pub(super) fn target(redirect_uri: String, params: &RawParams) -> ResponseTarget {
    let hints = params.get(parameter::REQUEST).map(hints).unwrap_or_default();
    let text = |name, hint: Option<String>| params.get(name).map(str::to_owned).or(hint);
    let response_mode = text(parameter::RESPONSE_MODE, hints.response_mode);
    let response_type = text(parameter::RESPONSE_TYPE, hints.response_type).unwrap_or_default();
    let state = text(parameter::STATE, hints.state);
    ResponseTarget { redirect_uri, delivery: delivery(response_mode.as_deref(), &response_type), state }
}

/// OAuth 2.0 Multiple Response Types section 2.1 and 5: the fragment is the default for tokens in the answer, which never
/// travel in a query.
fn delivery(response_mode: Option<&str>, response_type: &str) -> Delivery {
    let has_tokens = response_type.split(' ').any(|word| matches!(word, "token" | "id_token"));
    match response_mode {
        Some("form_post") => Delivery::FormPost,
        Some("fragment") => Delivery::Fragment,
        _ if has_tokens => Delivery::Fragment,
        _ => Delivery::Query,
    }
}

#[derive(Default, Deserialize)]
struct Hints {
    response_mode: Option<String>,
    response_type: Option<String>,
    state: Option<String>,
}

/// Reads the payload of a JWT without verifying it. Anything else gives no hints.
fn hints(request_object: &str) -> Hints {
    let payload = request_object.split('.').nth(1).filter(|_| request_object.len() <= LONGEST_REQUEST_OBJECT);
    let decoded = payload.and_then(|payload| URL_SAFE_NO_PAD.decode(payload).ok());
    decoded.and_then(|json| serde_json::from_slice(&json).ok()).unwrap_or_default()
}
