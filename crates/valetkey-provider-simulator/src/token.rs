//! The token endpoint (RFC 6749 section 3.2). The request must match the recorded one, except for variable values.

use axum::response::Response;
use valetkey_jose::digest::{constant_time_eq, pkce_s256};

use crate::client_authentication::{Client, authenticate, without_credentials};
use crate::comparison::{compare_headers, compare_names, shown};
use crate::device;
use crate::refusal::Refusal;
use crate::seen_request::SeenRequest;
use crate::server::Server;
use crate::simulated_provider::SimulatedProvider;
use crate::state::{CODE_LIFETIME, Login, State};
use crate::token_answer::{self, Occasion};

/// The grant type of RFC 8628 section 3.4.
const DEVICE_CODE: &str = "urn:ietf:params:oauth:grant-type:device_code";

/// Answers a token request.
pub(crate) fn handle(server: &Server, places: &[usize], request: &SeenRequest) -> Response {
    let parameters = if request.method == "GET" { request.query_pairs() } else { request.body_pairs() };
    let place = owner(&server.state(), places, &parameters);
    let simulated = &server.providers[place];
    exchange(server, place, request, &parameters).unwrap_or_else(|refusal| {
        if !refusal.is_ordinary {
            server.complain(simulated.display_name(), "token request", &refusal.complaint);
        }
        refusal.token_answer(simulated)
    })
}

/// Returns the provider that issued the code or token in the request, if several share the address.
fn owner(state: &State, places: &[usize], parameters: &[(String, String)]) -> usize {
    let value = |name: &str| find(parameters, name).unwrap_or_default();
    let code = state.codes.get(value("code")).map(|code| code.login.provider);
    let refresh = state.refresh_tokens.get(value("refresh_token")).map(|login| login.provider);
    let device = state.devices.get(value("device_code")).map(|device| device.login.provider);
    let owner = code.or(refresh).or(device).filter(|place| places.contains(place));
    owner.or(places.first().copied()).unwrap_or_default()
}

fn exchange(
    server: &Server,
    place: usize,
    request: &SeenRequest,
    parameters: &[(String, String)],
) -> Result<Response, Refusal> {
    let simulated = &server.providers[place];
    check_form(simulated, request)?;
    let grant_type = find(parameters, "grant_type").unwrap_or_default();
    let is_device = grant_type == DEVICE_CODE && simulated.preset().endpoints.device_authorization.is_some();
    let client = authenticate(server, simulated, request, parameters, is_device)?;
    check_names(simulated, grant_type, &without_credentials(simulated, parameters))?;
    let (login, occasion) = match grant_type {
        "authorization_code" => (redeem_code(server, place, &client, parameters)?, Occasion::Login),
        "refresh_token" => (redeem_refresh_token(server, place, &client, parameters)?, Occasion::Refresh),
        _ if is_device => {
            let device_code = find(parameters, "device_code").unwrap_or_default();
            (device::redeem(server, place, &client.client_id, device_code)?, Occasion::Login)
        }
        other => {
            let sentence =
                format!("grant_type: expected authorization_code or refresh_token, got {}", shown(other));
            return Err(Refusal::new("unsupported_grant_type", sentence));
        }
    };
    let presented = find(parameters, "refresh_token");
    token_answer::issue(server, simulated, &login, occasion, presented, client.client_secret.as_deref())
}

/// Checks the method, the place of the parameters, and the headers.
fn check_form(simulated: &SimulatedProvider, request: &SeenRequest) -> Result<(), Refusal> {
    let recorded = &simulated.recording.token_request;
    let mut complaints = Vec::new();
    if request.method != recorded.method {
        complaints.push(format!("expected {}, got {}", recorded.method, shown(&request.method)));
    }
    if recorded.method == "POST" && !request.query.is_empty() {
        complaints.push("expected the parameters in the body, got some in the query".to_owned());
    }
    let headers = recorded.headers.iter().filter(|(name, _)| *name != "authorization");
    complaints.extend(compare_headers(headers.map(|(name, value)| (name.as_str(), value.clone())), request));
    if complaints.is_empty() { Ok(()) } else { Err(Refusal::new("invalid_request", complaints.join("; "))) }
}

fn check_names(
    simulated: &SimulatedProvider,
    grant_type: &str,
    seen: &[(String, String)],
) -> Result<(), Refusal> {
    let recorded = without_credentials(simulated, &simulated.recording.token_parameters());
    let expected: Vec<&str> = match grant_type {
        "authorization_code" => recorded.iter().map(|(name, _)| name.as_str()).collect(),
        // A refresh may request a smaller scope (RFC 6749 section 6).
        "refresh_token" if find(seen, "scope").is_some() => vec!["grant_type", "refresh_token", "scope"],
        "refresh_token" => vec!["grant_type", "refresh_token"],
        DEVICE_CODE => vec!["grant_type", "device_code"],
        _ => return Ok(()),
    };
    let complaints = compare_names(&expected, seen);
    if complaints.is_empty() { Ok(()) } else { Err(Refusal::new("invalid_request", complaints.join("; "))) }
}

/// Checks a code (RFC 6749 section 4.1.3 and RFC 7636 section 4.6). A code is valid once, for a minute.
fn redeem_code(
    server: &Server,
    place: usize,
    client: &Client,
    parameters: &[(String, String)],
) -> Result<Login, Refusal> {
    let wrong = |complaint: &str| Err(Refusal::new("invalid_grant", complaint));
    let value = |name: &str| find(parameters, name).unwrap_or_default();
    let now = server.clock.now();
    let mut state = server.state();
    let Some(code) = state.codes.get_mut(value("code")).filter(|code| code.login.provider == place) else {
        return wrong("code: expected one that was issued here, got another one");
    };
    if code.used {
        return wrong("code: expected one that was not used yet, got a used one");
    }
    if now.0 - code.made.0 > CODE_LIFETIME {
        return wrong("code: expected one of the last 60 seconds, got an older one");
    }
    if code.login.client_id != client.client_id {
        return wrong("client: expected the one the code was issued to, got another one");
    }
    if code.redirect_uri != value("redirect_uri") {
        let (expected, seen) = (shown(&code.redirect_uri), shown(value("redirect_uri")));
        return wrong(&format!("redirect_uri: expected {expected}, got {seen}"));
    }
    if let Some(challenge) = &code.code_challenge
        && !constant_time_eq(pkce_s256(value("code_verifier")).as_bytes(), challenge.as_bytes())
    {
        return wrong("code_verifier: expected the one of the challenge, got another one");
    }
    code.used = true;
    Ok(code.login.clone())
}

/// Checks a refresh token (RFC 6749 section 6).
fn redeem_refresh_token(
    server: &Server,
    place: usize,
    client: &Client,
    parameters: &[(String, String)],
) -> Result<Login, Refusal> {
    let presented = find(parameters, "refresh_token").unwrap_or_default();
    let state = server.state();
    let login = state.refresh_tokens.get(presented);
    let login = login.filter(|login| login.provider == place && login.client_id == client.client_id);
    login.cloned().ok_or_else(|| {
        let sentence = "refresh_token: expected a valid one of this client, got another one";
        Refusal::new("invalid_grant", sentence)
    })
}

fn find<'a>(parameters: &'a [(String, String)], name: &str) -> Option<&'a str> {
    parameters.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
}
