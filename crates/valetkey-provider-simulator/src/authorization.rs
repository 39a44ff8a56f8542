//! The authorization endpoint (RFC 6749 section 3.1): checks the request, asks the user, redirects back to the application.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;
use valetkey_jose::digest::random_token;
use valetkey_providers::{Deviation, IssParameter};
use valetkey_types::encode_form;

use crate::authorization_check::{CheckedRequest, USER_PARAMETER, check};
use crate::comparison::shown;
use crate::page::{Consent, FormPost, Message, respond, users};
use crate::seen_request::SeenRequest;
use crate::server::Server;
use crate::simulated_provider::SimulatedProvider;
use crate::simulated_user::SimulatedUser;
use crate::state::{Code, Login};

/// Handles a request of a browser. If several providers share the address, uses the one whose recording matches.
pub(crate) fn handle(server: &Server, places: &[usize], request: &SeenRequest) -> Response {
    let (place, checked) = match choose(server, places, request) {
        Ok(chosen) => chosen,
        Err((place, complaints)) => return refuse(server, &server.providers[place], &complaints),
    };
    let simulated = &server.providers[place];
    let asked = request.query_pairs().into_iter().find(|(name, _)| name == USER_PARAMETER);
    let user = match asked.as_ref().map(|(_, name)| SimulatedUser::named(name).ok_or(name)) {
        Some(Err(name)) => {
            let sentence = format!("{USER_PARAMETER}: expected ada, grace or alice, got {}", shown(name));
            return refuse(server, simulated, &[sentence]);
        }
        Some(Ok(user)) => user,
        None => SimulatedUser::default(),
    };
    match request.method.as_str() {
        "GET" if server.auto => allow(server, place, checked, user),
        "GET" => {
            let page = Consent {
                provider: simulated.display_name(),
                problem: None,
                client_id: &checked.client_id,
                scope: &checked.scope,
                redirect_uri: &checked.redirect_uri,
                asks_user_code: false,
                user_code: "",
                users: users(user),
            };
            respond(StatusCode::OK, &page, None)
        }
        "POST" => decide(server, place, checked, request),
        other => refuse(server, simulated, &[format!("expected GET, got {}", shown(other))]),
    }
}

type Chosen = (usize, CheckedRequest);

/// Returns the provider whose recording matches the request. If there is none, returns the shortest list of complaints.
fn choose(server: &Server, places: &[usize], request: &SeenRequest) -> Result<Chosen, (usize, Vec<String>)> {
    let mut closest: Option<(usize, Vec<String>)> = None;
    for place in places {
        match check(&server.providers[*place], request) {
            Ok(checked) => return Ok((*place, checked)),
            Err(complaints) => {
                if closest.as_ref().is_none_or(|(_, fewest)| complaints.len() < fewest.len()) {
                    closest = Some((*place, complaints));
                }
            }
        }
    }
    Err(closest.unwrap_or_default())
}

/// Handles the decision of the user on the page.
fn decide(server: &Server, place: usize, checked: CheckedRequest, request: &SeenRequest) -> Response {
    let form = request.body_pairs();
    let value = |name: &str| form.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
    let user = value("person").and_then(SimulatedUser::named).unwrap_or_default();
    match value("decision") {
        Some("allow") => allow(server, place, checked, user),
        Some("deny") => deny(&server.providers[place], &checked),
        _ => refuse(server, &server.providers[place], &["decision: expected allow or deny".to_owned()]),
    }
}

fn allow(server: &Server, place: usize, checked: CheckedRequest, user: SimulatedUser) -> Response {
    let simulated = &server.providers[place];
    let login = Login {
        provider: place,
        client_id: checked.client_id.clone(),
        scope: checked.scope.clone(),
        nonce: checked.nonce.clone(),
        offline: checked.offline,
        user,
    };
    let code = random_token();
    let is_first = {
        let mut state = server.state();
        let entry = Code {
            login: login.clone(),
            redirect_uri: checked.redirect_uri.clone(),
            code_challenge: checked.code_challenge.clone(),
            made: server.clock.now(),
            used: false,
        };
        state.codes.insert(code.clone(), entry);
        state.is_first_consent(&login)
    };
    let mut answer = vec![("code".to_owned(), code), ("state".to_owned(), checked.state.clone())];
    if simulated.preset().iss_parameter == IssParameter::Sent {
        answer.push(("iss".to_owned(), simulated.document_issuer()));
    }
    if let Some(parameter) = user_parameter(simulated).filter(|_| is_first) {
        answer.push((parameter.to_owned(), facts(user)));
    }
    send_back(simulated, &checked.redirect_uri, answer)
}

/// Returns the provider's response after the user denied access (RFC 6749 section 4.1.2.1).
fn deny(simulated: &SimulatedProvider, checked: &CheckedRequest) -> Response {
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let mut answer = match simulated.preset().name.as_str() {
        "apple" | "linkedin" => vec![pair("error", "user_cancelled_authorize")],
        "facebook" => vec![
            pair("error", "access_denied"),
            pair("error_reason", "user_denied"),
            pair("error_description", "Permissions error"),
        ],
        "wechat" | "wechat-official-account" => Vec::new(),
        _ => vec![pair("error", "access_denied"), pair("error_description", "The user denied access.")],
    };
    answer.push(pair("state", &checked.state));
    if simulated.preset().iss_parameter == IssParameter::Sent {
        answer.push(("iss".to_owned(), simulated.document_issuer()));
    }
    send_back(simulated, &checked.redirect_uri, answer)
}

/// Sends the response by redirect, or by a page with a form post.
fn send_back(simulated: &SimulatedProvider, redirect_uri: &str, answer: Vec<(String, String)>) -> Response {
    if user_parameter(simulated).is_some() {
        let nonce = random_token();
        let page = FormPost { action: redirect_uri, fields: &answer, nonce: &nonce };
        return respond(StatusCode::OK, &page, Some(&nonce));
    }
    let query = encode_form(answer.iter().map(|(name, value)| (name.as_str(), value.as_str())));
    let joint = if redirect_uri.contains('?') { '&' } else { '?' };
    let headers = [
        (header::LOCATION, format!("{redirect_uri}{joint}{query}")),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    (StatusCode::SEE_OTHER, headers).into_response()
}

fn user_parameter(simulated: &SimulatedProvider) -> Option<&str> {
    simulated.preset().deviations.iter().find_map(|deviation| match deviation {
        Deviation::PostCallback { user_parameter } => Some(user_parameter.as_str()),
        _ => None,
    })
}

/// Returns the data about the user that some providers send with the code at the first consent.
fn facts(user: SimulatedUser) -> String {
    let name = json!({ "firstName": user.display_name(), "lastName": "Example" });
    json!({ "name": name, "email": user.email() }).to_string()
}

/// Shows an error page. Does not redirect, because the redirect URI in a wrong request can't be trusted.
fn refuse(server: &Server, simulated: &SimulatedProvider, complaints: &[String]) -> Response {
    for complaint in complaints {
        server.complain(simulated.display_name(), "authorization request", complaint);
    }
    let title = format!("This request differs from what {} documents", simulated.display_name());
    respond(StatusCode::BAD_REQUEST, &Message { title: &title, lines: complaints }, None)
}
