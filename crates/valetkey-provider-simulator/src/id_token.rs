//! ID tokens (OpenID Connect Core section 2): the recorded claims with current values and a real signature.

use serde_json::{Map, Value};
use valetkey_jose::Algorithm;
use valetkey_jose::ClientSecretKey;
use valetkey_jose::digest::left_half_hash;
use valetkey_providers::Deviation;

use crate::keys::ALGORITHM;
use crate::refusal::Refusal;
use crate::server::Server;
use crate::simulated_provider::SimulatedProvider;
use crate::state::Login;

/// Lifetime of an ID token, in seconds.
const LIFETIME: i64 = 3600;

/// Returns the claims about the user: the recorded ones, or those of the userinfo endpoint.
pub(crate) fn user_claims(simulated: &SimulatedProvider, login: &Login) -> Map<String, Value> {
    let recording = &simulated.recording;
    let recorded = recording.id_token.as_ref().and_then(|token| serde_json::from_str(&token.claims).ok());
    let facts = recording.userinfo_answer.as_ref().map(|answer| answer.value());
    let mut value: Value = recorded.or(facts).unwrap_or_default();
    login.user.put_into(&mut value, &simulated.subject);
    value.as_object().cloned().unwrap_or_default()
}

/// Issues an ID token for a login.
pub(crate) fn issue(
    server: &Server,
    simulated: &SimulatedProvider,
    login: &Login,
    access_token: &str,
    client_secret: Option<&str>,
) -> Result<String, Refusal> {
    let now = server.clock.now();
    let symmetric =
        simulated.preset().deviations.iter().any(|one| matches!(one, Deviation::SymmetricIdToken { .. }));
    let algorithm = if symmetric { Algorithm::HS256 } else { ALGORITHM };
    let mut claims = user_claims(simulated, login);
    let recorded_issuer = claims.get("iss").and_then(Value::as_str).map(|issuer| simulated.moved(issuer));
    let issuer = recorded_issuer.unwrap_or_else(|| simulated.preset().issuer.clone().unwrap_or_default());
    claims.insert("iss".to_owned(), Value::from(issuer));
    claims.insert("aud".to_owned(), Value::from(login.client_id.as_str()));
    claims.insert("iat".to_owned(), Value::from(now.0));
    claims.insert("exp".to_owned(), Value::from(now.0 + LIFETIME));
    claims.insert("at_hash".to_owned(), Value::from(left_half_hash(algorithm, access_token)));
    if let Some(nonce) = &login.nonce {
        claims.insert("nonce".to_owned(), Value::from(nonce.as_str()));
    }
    let claims = Value::Object(claims);
    let failed = |problem: &dyn std::fmt::Display| Refusal::new("server_error", problem.to_string());
    if !symmetric {
        return server.keys.sign(&claims).map_err(|problem| failed(&problem));
    }
    let secret = client_secret.unwrap_or_default();
    let key = ClientSecretKey::new(secret.as_bytes()).map_err(|problem| failed(&problem))?;
    key.sign_jwt(Some("JWT"), &claims).map_err(|problem| failed(&problem))
}
