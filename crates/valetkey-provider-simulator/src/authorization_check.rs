//! Compares an authorization request with the recorded one (RFC 6749 section 4.1.1), except for variable values.

use url::Url;
use valetkey_providers::Deviation;
use valetkey_types::is_loopback_host;

use crate::comparison::{compare_names, shown};
use crate::optional_parameter::is_optional;
use crate::seen_request::SeenRequest;
use crate::simulated_provider::SimulatedProvider;

/// The parameter that selects the user. Only the simulator has it; it is not part of the checked request.
pub(crate) const USER_PARAMETER: &str = "person";

/// The length of every S256 challenge (RFC 7636 section 4.2).
const CHALLENGE_CHARACTERS: usize = 43;

/// An authorization request that matches the provider's documentation.
#[derive(Clone, Debug)]
pub(crate) struct CheckedRequest {
    pub(crate) client_id: String,
    pub(crate) redirect_uri: String,
    pub(crate) scope: String,
    pub(crate) state: String,
    pub(crate) nonce: Option<String>,
    pub(crate) code_challenge: Option<String>,
    pub(crate) offline: bool,
}

/// Checks a request.
///
/// # Errors
/// Sentences with the expected and the received value.
pub(crate) fn check(
    simulated: &SimulatedProvider,
    request: &SeenRequest,
) -> Result<CheckedRequest, Vec<String>> {
    let seen: Vec<(String, String)> =
        request.query_pairs().into_iter().filter(|(name, _)| name != USER_PARAMETER).collect();
    let recorded = simulated.recording.authorization_parameters();
    let needed: Vec<(String, String)> = seen
        .iter()
        .filter(|(name, _)| is_recorded(&recorded, name) || !is_optional(simulated, name))
        .cloned()
        .collect();
    let expected: Vec<&str> = recorded.iter().map(|(name, _)| name.as_str()).collect();
    let mut complaints = compare_names(&expected, &needed);
    let value = |name: &str| {
        seen.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone()).unwrap_or_default()
    };
    for (name, fixed) in &recorded {
        if let Some((_, seen_value)) = seen.iter().find(|(known, _)| known == name) {
            complaints.extend(complaint_about(simulated, name, fixed, seen_value));
        }
    }
    if simulated.deviates(&Deviation::PercentEncodedSpaces {}) && request.query.contains('+') {
        complaints.push("expected spaces in the query as %20, got +".to_owned());
    }
    if !complaints.is_empty() {
        return Err(complaints);
    }
    let optional = |name: &str| Some(value(name)).filter(|value| !value.is_empty());
    Ok(CheckedRequest {
        client_id: value(simulated.parameter_name("client_id")),
        redirect_uri: value("redirect_uri"),
        scope: value(simulated.parameter_name("scope")),
        state: value("state"),
        nonce: optional("nonce"),
        code_challenge: optional("code_challenge"),
        offline: is_offline(simulated, &seen),
    })
}

fn is_recorded(recorded: &[(String, String)], name: &str) -> bool {
    recorded.iter().any(|(known, _)| known == name)
}

/// Returns a complaint about the value of a recorded parameter, if it is wrong.
fn complaint_about(simulated: &SimulatedProvider, name: &str, recorded: &str, seen: &str) -> Option<String> {
    let wrong = |expected: &str| Some(format!("{name}: expected {expected}, got {}", shown(seen)));
    if name == simulated.parameter_name("scope") {
        return scope_complaint(simulated, recorded, seen).and_then(|expected| wrong(&expected));
    }
    match name {
        "redirect_uri" if !is_redirect_uri(seen) => {
            wrong("an address of an application: https, or http on this machine, without fragment")
        }
        "code_challenge" if !is_challenge(seen) => wrong("an S256 challenge of 43 characters"),
        "state" | "nonce" if seen.is_empty() => wrong("a random value"),
        _ if name == simulated.parameter_name("client_id") && seen.is_empty() => {
            wrong("the client's identifier")
        }
        "redirect_uri" | "code_challenge" | "state" | "nonce" => None,
        _ if name == simulated.parameter_name("client_id") || seen == recorded => None,
        _ => wrong(&format!("{recorded:?}")),
    }
}

/// Returns a complaint about the scope, if it is wrong. Applications choose their scopes; the provider determines the separator.
fn scope_complaint(simulated: &SimulatedProvider, recorded: &str, seen: &str) -> Option<String> {
    let comma = simulated
        .preset()
        .deviations
        .iter()
        .any(|one| matches!(one, Deviation::CommaSeparatedScopes { request: true, .. }));
    let (separator, foreign, words) =
        if comma { (',', ' ', "scopes joined by commas") } else { (' ', ',', "scopes joined by spaces") };
    if seen.is_empty() || seen.contains(foreign) || seen.split(separator).any(str::is_empty) {
        return Some(words.to_owned());
    }
    let needs_openid = recorded.split(separator).any(|scope| scope == "openid");
    let has_openid = seen.split(separator).any(|scope| scope == "openid");
    (needs_openid && !has_openid).then(|| "the scope openid".to_owned())
}

fn is_challenge(seen: &str) -> bool {
    seen.len() == CHALLENGE_CHARACTERS
        && seen.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}

fn is_redirect_uri(seen: &str) -> bool {
    Url::parse(seen).is_ok_and(|url| {
        let local = url.scheme() == "http" && url.host_str().is_some_and(is_loopback_host);
        (url.scheme() == "https" || local) && url.fragment().is_none() && url.host().is_some()
    })
}

/// Returns `true` if the request asks for a refresh token, in the way of this provider.
fn is_offline(simulated: &SimulatedProvider, seen: &[(String, String)]) -> bool {
    let refresh = &simulated.preset().refresh;
    let has_parameters = !refresh.parameters.is_empty()
        && refresh
            .parameters
            .iter()
            .all(|(name, value)| seen.iter().any(|(known, given)| known == name && given == value));
    let scope_name = simulated.parameter_name("scope");
    let has_scope = refresh.scope.as_deref().is_some_and(|scope| {
        seen.iter()
            .filter(|(name, _)| name == scope_name)
            .any(|(_, value)| value.split([' ', ',']).any(|token| token == scope))
    });
    has_parameters || has_scope
}
