//! Client authentication (RFC 6749 section 2.3) with the methods that the provider supports.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use valetkey_jose::decode_unverified;
use valetkey_jose::digest::constant_time_eq;
use valetkey_providers::{Authentication, Deviation};

use crate::comparison::shown;
use crate::refusal::Refusal;
use crate::seen_request::SeenRequest;
use crate::server::Server;
use crate::simulated_provider::SimulatedProvider;

const SECONDS_OF_A_DAY: i64 = 86_400;

/// The credentials of a client in a request.
#[derive(Clone)]
pub(crate) struct Client {
    pub(crate) client_id: String,
    pub(crate) client_secret: Option<String>,
}

/// Authenticates the client. With `public`, a request without a secret is accepted for every provider.
pub(crate) fn authenticate(
    server: &Server,
    simulated: &SimulatedProvider,
    request: &SeenRequest,
    parameters: &[(String, String)],
    public: bool,
) -> Result<Client, Refusal> {
    let (way, client) = presented(simulated, request, parameters)?;
    if !(simulated.takes(way) || (public && way == Authentication::None)) {
        let ways: Vec<&str> = simulated.preset().token.authentication.iter().map(in_words).collect();
        let (expected, seen) = (ways.join(" or "), in_words(&way));
        return Err(refusal(format!("expected client authentication by {expected}, got {seen}")));
    }
    let signed = simulated.preset().deviations.iter().find_map(|deviation| match deviation {
        Deviation::SignedClientSecret { audience, maximum_days } => Some((audience, *maximum_days)),
        _ => None,
    });
    match (signed, &client.client_secret) {
        (Some((audience, days)), Some(secret)) => {
            check_signed_secret(server, &client.client_id, secret, audience, days)?;
        }
        _ if public && way == Authentication::None => {}
        _ => check_secret(server, &client)?,
    }
    Ok(client)
}

/// Returns the parameters without the client's credentials.
pub(crate) fn without_credentials(
    simulated: &SimulatedProvider,
    parameters: &[(String, String)],
) -> Vec<(String, String)> {
    let own = [simulated.parameter_name("client_id"), simulated.parameter_name("client_secret")];
    parameters.iter().filter(|(name, _)| !own.contains(&name.as_str())).cloned().collect()
}

fn presented(
    simulated: &SimulatedProvider,
    request: &SeenRequest,
    parameters: &[(String, String)],
) -> Result<(Authentication, Client), Refusal> {
    let value =
        |name: &str| parameters.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone());
    let client_id = value(simulated.parameter_name("client_id"));
    let client_secret = value(simulated.parameter_name("client_secret"));
    let Some(header) = request.header("authorization") else {
        let name = simulated.parameter_name("client_id");
        let client_id = client_id.filter(|client_id| !client_id.is_empty());
        let client_id =
            client_id.ok_or_else(|| refusal(format!("expected the parameter {name}, got none")))?;
        let way = if client_secret.is_some() { Authentication::Post } else { Authentication::None };
        return Ok((way, Client { client_id, client_secret }));
    };
    if client_secret.is_some() {
        return Err(refusal("expected one client authentication, got the header and a secret in the body"));
    }
    let client = basic(header).ok_or_else(|| {
        refusal("expected the header authorization as `Basic …` with two parts, got something else")
    })?;
    if client_id.is_some_and(|other| other != client.client_id) {
        return Err(refusal("expected one client identifier, got two"));
    }
    Ok((Authentication::Basic, client))
}

/// Reads HTTP Basic, with both parts form-encoded (RFC 6749 section 2.3.1).
fn basic(header: &str) -> Option<Client> {
    let bytes = STANDARD.decode(header.strip_prefix("Basic ")?.trim()).ok()?;
    let text = String::from_utf8(bytes).ok()?;
    let (client_id, secret) = text.split_once(':')?;
    let decode = |part: &str| {
        form_urlencoded::parse(format!("x={}", part.replace('&', "%26")).as_bytes())
            .next()
            .map(|(_, value)| value.into_owned())
    };
    Some(Client { client_id: decode(client_id)?, client_secret: Some(decode(secret)?) })
}

/// Checks the secret of a client. The secret of a client that was set at the start is fixed. For any other client, the first
/// secret that it sends is stored.
fn check_secret(server: &Server, client: &Client) -> Result<(), Refusal> {
    let mut state = server.state();
    let shown_id = shown(&client.client_id);
    match (state.secret(&client.client_id), &client.client_secret) {
        (Some(known), Some(seen)) if constant_time_eq(known.expose().as_bytes(), seen.as_bytes()) => Ok(()),
        (Some(_), Some(_)) => {
            Err(refusal(format!("expected the secret of client {shown_id}, got another one")))
        }
        (Some(_), None) => Err(refusal(format!("expected the secret of client {shown_id}, got none"))),
        (None, _) if server.clients_are_listed => {
            Err(refusal(format!("expected a client that was set at the start, got {shown_id}")))
        }
        (None, Some(seen)) => {
            state.keep_secret(&client.client_id, seen);
            Ok(())
        }
        (None, None) => Ok(()),
    }
}

/// Checks the claims of a client secret that is a signed JWT. Developers register its key at the provider by hand, so the
/// simulator can't verify the signature.
fn check_signed_secret(
    server: &Server,
    client_id: &str,
    secret: &str,
    audience: &str,
    maximum_days: u16,
) -> Result<(), Refusal> {
    let decoded = decode_unverified(secret)
        .map_err(|_| refusal("expected a client secret that is a signed JWT, got something else"))?;
    let text =
        |value: &Value, name: &str| value.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let number = |name: &str| decoded.claims.get(name).and_then(Value::as_i64).unwrap_or_default();
    let now = server.clock.now().0;
    let longest = i64::from(maximum_days) * SECONDS_OF_A_DAY;
    let wrong = |what: &str, expected: &str, seen: &str| {
        Err(refusal(format!("client secret, {what}: expected {expected}, got {}", shown(seen))))
    };
    if text(&decoded.header, "alg") != "ES256" {
        return wrong("alg", "ES256", &text(&decoded.header, "alg"));
    }
    if text(&decoded.header, "kid").is_empty() {
        return wrong("kid", "the identifier of the key", "");
    }
    if text(&decoded.claims, "aud") != audience {
        return wrong("aud", audience, &text(&decoded.claims, "aud"));
    }
    if text(&decoded.claims, "sub") != client_id {
        return wrong("sub", "the client identifier", &text(&decoded.claims, "sub"));
    }
    if text(&decoded.claims, "iss").is_empty() {
        return wrong("iss", "the identifier of the team", "");
    }
    if number("exp") <= now || number("exp") - now > longest {
        return wrong(
            "exp",
            &format!("a time at most {maximum_days} days ahead"),
            &number("exp").to_string(),
        );
    }
    Ok(())
}

fn in_words(way: &Authentication) -> &'static str {
    match way {
        Authentication::Basic => "HTTP Basic",
        Authentication::Post => "secret in the body",
        Authentication::None => "identifier alone",
    }
}

fn refusal(complaint: impl Into<String>) -> Refusal {
    Refusal::new("invalid_client", complaint)
}
