//! The APIs with data about the user. The request must match the recorded one and contain a valid token.

use axum::response::Response;
use serde_json::Value;
use valetkey_providers::Deviation;

use crate::comparison::compare_headers;
use crate::id_token::user_claims;
use crate::recording::{Request, pairs, query_of, sample};
use crate::refusal::{Refusal, answer};
use crate::seen_request::SeenRequest;
use crate::server::Server;
use crate::simulated_provider::SimulatedProvider;
use crate::state::{AccessToken, Login};

/// The kind of request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Question {
    /// The user.
    User,
    /// The email addresses of the user.
    Emails,
}

/// Handles a request with an access token.
pub(crate) fn handle(
    server: &Server,
    places: &[usize],
    request: &SeenRequest,
    question: Question,
) -> Response {
    let found = presented(server, places, request);
    let place = found.as_ref().map(|(_, access)| access.login.provider).or(places.first().copied());
    let simulated = &server.providers[place.unwrap_or_default()];
    let now = server.clock.now();
    let answered = match &found {
        None => Err("expected an access token that was issued here, got none".to_owned()),
        Some((_, access)) if access.expires.is_some_and(|end| end <= now) => {
            Err("expected a valid access token, got an expired one".to_owned())
        }
        Some((token, AccessToken { login, .. })) => {
            let complaints = compare(simulated, request, question, token, login);
            if complaints.is_empty() { told(simulated, question, login) } else { Err(complaints.join("; ")) }
        }
    };
    answered.unwrap_or_else(|complaint| {
        let what = if question == Question::User { "userinfo request" } else { "mail request" };
        server.complain(simulated.display_name(), what, &complaint);
        Refusal::new("invalid_token", complaint).interface_answer(simulated)
    })
}

/// Returns the token of a request, from its header, query or body.
fn presented(server: &Server, places: &[usize], request: &SeenRequest) -> Option<(String, AccessToken)> {
    let state = server.state();
    let words =
        request.headers.iter().filter_map(|(_, value)| value.split(' ').next_back().map(str::to_owned));
    let values = request.query_pairs().into_iter().chain(request.body_pairs()).map(|(_, value)| value);
    let segments = request.path.split('/').map(str::to_owned);
    words.chain(values).chain(segments).find_map(|token| {
        let access = state.access_tokens.get(&token);
        let access = access.filter(|access| places.contains(&access.login.provider))?.clone();
        Some((token, access))
    })
}

fn compare(
    simulated: &SimulatedProvider,
    request: &SeenRequest,
    question: Question,
    token: &str,
    login: &Login,
) -> Vec<String> {
    let expected = expected_request(simulated, question);
    let living = |text: &str| {
        let text = text.replace(sample::ACCESS_TOKENS[0], token).replace(sample::CLIENT_ID, &login.client_id);
        let mut value = Value::from(text);
        login.user.put_into(&mut value, &simulated.subject);
        value.as_str().unwrap_or_default().to_owned()
    };
    let sorted = |mut pairs: Vec<(String, String)>| {
        pairs.sort();
        pairs
    };
    let living_pairs =
        |text: &str| sorted(pairs(text).into_iter().map(|(name, value)| (name, living(&value))).collect());
    let mut complaints = Vec::new();
    if request.method != expected.method {
        complaints.push(format!("expected {}, got {}", expected.method, request.method));
    }
    if sorted(request.query_pairs()) != living_pairs(query_of(&expected.url)) {
        complaints.push("expected the documented query, got another one".to_owned());
    }
    if sorted(pairs(&String::from_utf8_lossy(&request.body))) != living_pairs(&expected.body) {
        complaints.push("expected the documented body, got another one".to_owned());
    }
    let headers = expected.headers.iter().map(|(name, value)| (name.as_str(), living(value)));
    complaints.extend(compare_headers(headers, request));
    complaints
}

/// Returns the recorded request, or the one of RFC 6750 section 2.1 if there is none.
fn expected_request(simulated: &SimulatedProvider, question: Question) -> Request {
    let standard = || Request {
        method: "GET".to_owned(),
        url: String::new(),
        headers: [("authorization".to_owned(), format!("Bearer {}", sample::ACCESS_TOKENS[0]))].into(),
        body: String::new(),
    };
    let request = simulated.recording.userinfo_request.clone().unwrap_or_else(standard);
    match question {
        Question::User => request,
        Question::Emails => {
            let url = simulated.preset().deviations.iter().find_map(|deviation| match deviation {
                Deviation::ExtraEmailRequest { address, .. } => Some(address.clone()),
                _ => None,
            });
            Request { url: url.unwrap_or_default(), ..request }
        }
    }
}

/// Returns the recorded response, or the claims of the ID token if there is none.
fn told(simulated: &SimulatedProvider, question: Question, login: &Login) -> Result<Response, String> {
    let recording = &simulated.recording;
    if question == Question::Emails {
        let body = recording.emails_answer.as_ref().map(|emails| emails.body.as_str()).unwrap_or("[]");
        let mut value: Value = serde_json::from_str(body).unwrap_or_default();
        login.user.put_into(&mut value, &simulated.subject);
        return Ok(answer(200, "application/json", &value));
    }
    if let Some(recorded) = &recording.userinfo_answer {
        let mut value = recorded.value();
        login.user.put_into(&mut value, &simulated.subject);
        return Ok(answer(recorded.status, &recorded.content_type, &value));
    }
    if recording.id_token.is_none() {
        return Err("expected no request here: no answer is recorded, got one".to_owned());
    }
    let mut claims = user_claims(simulated, login);
    claims.remove("iss");
    Ok(answer(200, "application/json", &Value::Object(claims)))
}
