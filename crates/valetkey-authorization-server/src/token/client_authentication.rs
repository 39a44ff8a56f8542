//! Client authentication at the token, introspection and revocation endpoints (RFC 6749 section 2.3).

use std::sync::Arc;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use valetkey_types::{
    ClientAuthenticationMethod, ClientId, ErrorCode, RawParams, Secret, Timestamp, parameter,
};

use crate::{
    Check, Reason, Refusal,
    record::{Client, Sha256Hash},
};

/// The credentials of a request. Exactly one method per request.
#[derive(Clone, Debug)]
pub struct ClientCredentials {
    /// The client it claims to be.
    pub client_id: ClientId,
    /// The proof that came.
    pub presented: Presented,
}

/// The proof of one authentication method.
#[derive(Clone, Debug)]
pub enum Presented {
    /// The secret of an `Authorization: Basic` header, form-decoded.
    Basic(Secret),
    /// The `client_secret` of the form body.
    Post(Secret),
    /// The identifier alone.
    None,
}

/// Proof that a client authenticated, with the method that was verified. Only [`authenticate`] makes one.
#[derive(Clone, Debug)]
pub struct AuthenticatedClient {
    client: Arc<Client>,
    method: ClientAuthenticationMethod,
}

impl AuthenticatedClient {
    /// The client.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// The method that was verified.
    pub fn method(&self) -> ClientAuthenticationMethod {
        self.method
    }
}

impl ClientCredentials {
    /// Reads the credentials from the `Authorization` header and the form body.
    ///
    /// Errors: `invalid_request` for two methods at once, for a `client_id` that differs between header and body and
    /// for a secret without identifier; `invalid_client` for a missing or unsupported method (RFC 6749 section 5.2).
    pub fn parse(authorization: Option<&str>, params: &RawParams) -> Result<Self, Refusal> {
        let secret = params.get(parameter::CLIENT_SECRET);
        let assertion =
            params.get(parameter::CLIENT_ASSERTION).or(params.get(parameter::CLIENT_ASSERTION_TYPE));
        let methods = [authorization.is_some(), secret.is_some(), assertion.is_some()];
        let count = methods.into_iter().filter(|present| *present).count();
        if count > 1 {
            return Err(malformed("one client authentication method", format!("{count} methods")));
        }
        if assertion.is_some() {
            return Err(unauthenticated(
                "client_secret_basic, client_secret_post or none",
                "a client assertion",
            ));
        }
        let body_client_id = params.get(parameter::CLIENT_ID);
        if let Some(header) = authorization {
            return Self::from_basic(header, body_client_id);
        }
        match (body_client_id, secret) {
            (Some(id), Some(secret)) => {
                Ok(Self { client_id: ClientId::new(id), presented: Presented::Post(Secret::new(secret)) })
            }
            (Some(id), None) => Ok(Self { client_id: ClientId::new(id), presented: Presented::None }),
            (None, Some(_)) => Err(malformed("client_id beside client_secret", "no client_id")),
            (None, None) => Err(unauthenticated("client authentication", "none")),
        }
    }

    /// RFC 6749 section 2.3.1: identifier and secret are form-encoded, joined by a colon, then base64-encoded.
    fn from_basic(header: &str, body_client_id: Option<&str>) -> Result<Self, Refusal> {
        let (scheme, encoded) = header.split_once(' ').unwrap_or((header, ""));
        if !scheme.eq_ignore_ascii_case("basic") {
            return Err(unauthenticated("Authorization: Basic", "another scheme"));
        }
        let broken = || unauthenticated("Basic with identifier:secret in base64", "something else");
        let decoded = STANDARD.decode(encoded.trim()).map_err(|_| broken())?;
        let decoded = String::from_utf8(decoded).map_err(|_| broken())?;
        let (id, secret) = decoded.split_once(':').ok_or_else(broken)?;
        let id = form_decode(id).ok_or_else(broken)?;
        let secret = form_decode(secret).ok_or_else(broken)?;
        match body_client_id {
            Some(other) if other != id => {
                Err(malformed("the same client_id in header and body", "two different identifiers"))
            }
            _ => Ok(Self { client_id: ClientId::new(id), presented: Presented::Basic(Secret::new(secret)) }),
        }
    }
}

/// Checks the proof against the registered client.
///
/// The method that came must be registered for the client, and a client with a secret never passes without it. An
/// unknown client takes the same comparisons as a known one. After a rotation the old secret counts until its end. Error: `invalid_client`, with one sentence for all causes.
pub fn authenticate(
    client: Option<Arc<Client>>,
    credentials: &ClientCredentials,
    now: Timestamp,
) -> Result<AuthenticatedClient, Refusal> {
    let (method, secret) = match &credentials.presented {
        Presented::Basic(secret) => (ClientAuthenticationMethod::ClientSecretBasic, Some(secret)),
        Presented::Post(secret) => (ClientAuthenticationMethod::ClientSecretPost, Some(secret)),
        Presented::None => (ClientAuthenticationMethod::None, None),
    };
    let matches = secret.is_some_and(|secret| is_secret_of(client.as_deref(), secret, now));

    let client = client.ok_or_else(|| unauthenticated("a registered client", "an unknown client_id"))?;
    if client.id != credentials.client_id {
        return Err(unauthenticated("the client of the request", "another client"));
    }
    if !client.authentication_methods.contains(&method) {
        let registered: Vec<_> = client.authentication_methods.iter().map(|method| method.as_str()).collect();
        return Err(unauthenticated_with(registered.join(" "), method.as_str()));
    }
    let proved = match secret {
        Some(_) => matches,
        None => client.is_public(),
    };
    if !proved {
        return Err(unauthenticated("the client's secret", "another secret or none"));
    }
    if client.disabled {
        return Err(unauthenticated("an enabled client", "a disabled client"));
    }
    Ok(AuthenticatedClient { client, method })
}

/// Compares a secret with the present and with the old secret of a client. Takes the same time for every client.
fn is_secret_of(client: Option<&Client>, secret: &Secret, now: Timestamp) -> bool {
    let presented = Sha256Hash::of(secret.expose().as_bytes());
    let present = client.and_then(|client| client.secret_hash);
    // A client without a secret is public. An old secret does not make it confidential again.
    let old = present.and(client.and_then(|client| client.secret_rotation.old_at(now)));
    let is = |stored: Option<Sha256Hash>| {
        let equals = stored.unwrap_or_else(|| Sha256Hash::of(b"nobody has this secret")) == presented;
        stored.is_some() & equals
    };
    is(present) | is(old.map(|old| old.hash))
}

fn malformed(expected: &'static str, got: impl Into<std::borrow::Cow<'static, str>>) -> Refusal {
    Refusal::new(
        ErrorCode::InvalidRequest,
        "The request must carry exactly one client authentication.",
        Reason::new(Check::ClientAuthentication, expected, got),
    )
}

fn unauthenticated(expected: &'static str, got: &'static str) -> Refusal {
    unauthenticated_with(expected.to_owned(), got)
}

fn unauthenticated_with(expected: String, got: &'static str) -> Refusal {
    Refusal::new(
        ErrorCode::InvalidClient,
        "Client authentication failed.",
        Reason::new(Check::ClientAuthentication, expected, got),
    )
}

/// `application/x-www-form-urlencoded` decoding of one value; `None` when the bytes are not UTF-8 text.
fn form_decode(value: &str) -> Option<String> {
    let mut bytes = value.as_bytes().iter();
    let mut decoded = Vec::with_capacity(value.len());
    while let Some(&byte) = bytes.next() {
        match byte {
            b'+' => decoded.push(b' '),
            b'%' => match hexadecimal(bytes.as_slice()) {
                Some(value) => {
                    decoded.push(value);
                    bytes.nth(1);
                }
                None => decoded.push(b'%'),
            },
            other => decoded.push(other),
        }
    }
    String::from_utf8(decoded).ok()
}

fn hexadecimal(rest: &[u8]) -> Option<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let (high, low) = (digit(*rest.first()?)?, digit(*rest.get(1)?)?);
    u8::try_from(high * 16 + low).ok()
}
