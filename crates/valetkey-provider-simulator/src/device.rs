//! The device authorization grant (RFC 8628).

use axum::http::StatusCode;
use axum::response::Response;
use serde_json::json;
use valetkey_jose::digest::{random_bytes, random_token};

use crate::client_authentication::{authenticate, without_credentials};
use crate::comparison::compare_names;
use crate::page::{Consent, Message, respond, users};
use crate::refusal::{Refusal, answer};
use crate::route::verification_address;
use crate::seen_request::SeenRequest;
use crate::server::Server;
use crate::simulated_provider::SimulatedProvider;
use crate::simulated_user::SimulatedUser;
use crate::state::{Device, Login};

/// Lifetime of a device code, in seconds.
const LIFETIME: i64 = 900;

/// Minimum interval between two requests of a device, in seconds.
const INTERVAL: i64 = 5;

/// The letters of a user code. Users do not confuse them, and they form no words (RFC 8628 section 6.1).
const LETTERS: &[u8; 20] = b"BCDFGHJKLMNPQRSTVWXZ";

/// Handles the device authorization request (RFC 8628 section 3.1).
pub(crate) fn start(server: &Server, places: &[usize], request: &SeenRequest) -> Response {
    let place = places.first().copied().unwrap_or_default();
    let simulated = &server.providers[place];
    begin(server, place, request).unwrap_or_else(|refusal| {
        server.complain(simulated.display_name(), "device authorization request", &refusal.complaint);
        refusal.token_answer(simulated)
    })
}

fn begin(server: &Server, place: usize, request: &SeenRequest) -> Result<Response, Refusal> {
    let simulated = &server.providers[place];
    if request.method != "POST" || request.media_type() != "application/x-www-form-urlencoded" {
        return Err(Refusal::new("invalid_request", "expected a POST of a form, got something else"));
    }
    let parameters = request.body_pairs();
    let client = authenticate(server, simulated, request, &parameters, true)?;
    let rest = without_credentials(simulated, &parameters);
    let scope = rest.iter().find(|(name, _)| name == "scope").map(|(_, scope)| scope.clone());
    let expected: &[&str] = if scope.is_some() { &["scope"] } else { &[] };
    let complaints = compare_names(expected, &rest);
    if !complaints.is_empty() {
        return Err(Refusal::new("invalid_request", complaints.join("; ")));
    }
    let (device_code, user_code) = (random_token(), user_code());
    let login = Login {
        provider: place,
        client_id: client.client_id,
        scope: scope.unwrap_or_default(),
        nonce: None,
        offline: false,
        user: SimulatedUser::default(),
    };
    let address = verification_address(
        simulated.preset().endpoints.device_authorization.as_deref().unwrap_or_default(),
    );
    let value = json!({
        "device_code": device_code,
        "user_code": user_code,
        "verification_uri": address,
        "verification_uri_complete": format!("{address}?user_code={user_code}"),
        "expires_in": LIFETIME,
        "interval": if server.auto { 1 } else { INTERVAL },
    });
    let device = Device { login, user_code, decision: None, made: server.clock.now() };
    server.state().devices.insert(device_code, device);
    Ok(answer(200, "application/json", &value))
}

/// Handles the token request of a device (RFC 8628 section 3.5). With `auto`, the second request succeeds.
pub(crate) fn redeem(
    server: &Server,
    place: usize,
    client_id: &str,
    device_code: &str,
) -> Result<Login, Refusal> {
    let now = server.clock.now();
    let mut state = server.state();
    let fits = |device: &&mut Device| device.login.provider == place && device.login.client_id == client_id;
    let Some(device) = state.devices.get_mut(device_code).filter(fits) else {
        return Err(Refusal::new(
            "invalid_grant",
            "device_code: expected one of this client, got another one",
        ));
    };
    if now.0 - device.made.0 > LIFETIME {
        return Err(Refusal::ordinary("expired_token", "The code has expired."));
    }
    match device.decision {
        Some(true) => {
            let login = device.login.clone();
            state.devices.remove(device_code);
            Ok(login)
        }
        Some(false) => Err(Refusal::ordinary("access_denied", "The user denied access.")),
        None => {
            device.decision = server.auto.then_some(true);
            Err(Refusal::ordinary("authorization_pending", "The user has not decided yet."))
        }
    }
}

/// Shows the page on which the user enters the code and decides (RFC 8628 section 3.3).
pub(crate) fn verify(server: &Server, place: usize, request: &SeenRequest) -> Response {
    let simulated = &server.providers[place];
    let parameters = if request.method == "POST" { request.body_pairs() } else { request.query_pairs() };
    let value = |name: &str| {
        parameters.iter().find(|(known, _)| known == name).map(|(_, value)| value.trim()).unwrap_or_default()
    };
    let typed = value("user_code").to_ascii_uppercase();
    if request.method != "POST" {
        return page(simulated, &typed, None);
    }
    let user = SimulatedUser::named(value("person")).unwrap_or_default();
    let is_allowed = value("decision") == "allow";
    let mut state = server.state();
    let found = state.devices.find(|device| device.user_code == typed && device.decision.is_none());
    let found = found.map(str::to_owned);
    let Some(device) = found.and_then(|code| state.devices.get_mut(&code)) else {
        return page(simulated, &typed, Some("No device has this code."));
    };
    device.decision = Some(is_allowed);
    device.login.user = user;
    let line = if is_allowed { "The device is signed in." } else { "The device was not signed in." };
    let message = Message { title: "Back to the device", lines: &[line.to_owned()] };
    respond(StatusCode::OK, &message, None)
}

fn page(simulated: &SimulatedProvider, user_code: &str, problem: Option<&str>) -> Response {
    let page = Consent {
        provider: simulated.display_name(),
        problem,
        client_id: "A device",
        scope: "",
        redirect_uri: "",
        asks_user_code: true,
        user_code,
        users: users(SimulatedUser::default()),
    };
    let status = if problem.is_some() { StatusCode::BAD_REQUEST } else { StatusCode::OK };
    respond(status, &page, None)
}

fn user_code() -> String {
    let letters: Vec<char> = random_bytes::<8>()
        .iter()
        .map(|byte| char::from(LETTERS[usize::from(*byte) % LETTERS.len()]))
        .collect();
    let text: String = letters.into_iter().collect();
    format!("{}-{}", &text[..4], &text[4..])
}
