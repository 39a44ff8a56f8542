//! The documents about a provider: discovery (OpenID Connect Discovery section 3) and keys (RFC 7517 section 5).

use axum::response::Response;
use serde_json::Value;
use valetkey_providers::{Authentication, Deviation, IssParameter};
use valetkey_types::metadata::ProviderMetadata;

use crate::keys::{ALGORITHM, Keys};
use crate::refusal::answer;
use crate::server::Server;
use crate::simulated_provider::SimulatedProvider;

/// Returns the discovery document.
pub(crate) fn document(simulated: &SimulatedProvider) -> Response {
    let preset = simulated.preset();
    let symmetric = preset.deviations.iter().find_map(|deviation| match deviation {
        Deviation::SymmetricIdToken { algorithm } => Some(algorithm.clone()),
        _ => None,
    });
    let texts = |list: &[&str]| list.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
    let ways = preset.token.authentication.iter().map(way).map(str::to_owned).collect();
    let form_post = preset.deviations.iter().any(|one| matches!(one, Deviation::PostCallback { .. }));
    let metadata = ProviderMetadata {
        scopes_supported: preset.authorization.scope.clone(),
        response_types_supported: texts(&["code"]),
        response_modes_supported: texts(if form_post { &["form_post"] } else { &["query"] }),
        grant_types_supported: texts(&["authorization_code", "refresh_token"]),
        subject_types_supported: texts(&["public"]),
        id_token_signing_alg_values_supported: vec![
            symmetric.unwrap_or_else(|| ALGORITHM.as_str().to_owned()),
        ],
        token_endpoint_auth_methods_supported: ways,
        code_challenge_methods_supported: texts(if simulated.provider.uses_pkce() { &["S256"] } else { &[] }),
        authorization_response_iss_parameter_supported: preset.iss_parameter == IssParameter::Sent,
        ..simulated.metadata()
    };
    json(serde_json::to_value(metadata))
}

/// Returns the keys, the same for all providers.
pub(crate) fn keys(server: &Server) -> Response {
    let published: &Keys = &server.keys;
    json(serde_json::to_value(published.published()))
}

fn json(value: Result<Value, serde_json::Error>) -> Response {
    match value {
        Ok(value) => answer(200, "application/json", &value),
        Err(_) => answer(500, "application/json", &Value::Null),
    }
}

fn way(way: &Authentication) -> &'static str {
    match way {
        Authentication::Basic => "client_secret_basic",
        Authentication::Post => "client_secret_post",
        Authentication::None => "none",
    }
}
