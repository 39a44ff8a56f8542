//! Reads a discovery document member by member, so that an optional member never decides about the whole.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use valetkey_types::Issuer;
use valetkey_types::metadata::{MtlsEndpointAliases, ProviderMetadata};

use crate::BodyError;
use crate::kind_of;
use crate::metadata::{MetadataError, is_safe_endpoint};

/// Members that a login needs. An invalid value is an error here; a missing member is an error at its first use.
const NEEDED: [&str; 4] = ["issuer", "authorization_endpoint", "token_endpoint", "jwks_uri"];

/// Endpoints that an issuer may leave out.
const OPTIONAL_ENDPOINTS: [&str; 8] = [
    "userinfo_endpoint",
    "revocation_endpoint",
    "introspection_endpoint",
    "end_session_endpoint",
    "pushed_authorization_request_endpoint",
    "device_authorization_endpoint",
    "registration_endpoint",
    // Only as an alias for mutual TLS; among the members of the document it is a needed one.
    "token_endpoint",
];

const ALIASES: &str = "mtls_endpoint_aliases";

/// Reads the members. Leaves out an optional one that can't be used, with a warning that names it.
///
/// # Errors
/// [`MetadataError::Member`] for a needed member of another form.
pub(crate) fn read_members(
    issuer: &Issuer,
    members: Map<String, Value>,
) -> Result<ProviderMetadata, MetadataError> {
    let mut usable = Map::new();
    for (name, mut value) in members {
        let needed = NEEDED.contains(&name.as_str());
        if let (ALIASES, Value::Object(aliases)) = (name.as_str(), &mut value) {
            aliases.retain(|name, value| is_usable::<MtlsEndpointAliases>(issuer, name, value));
        }
        if needed && !value.is_null() && !value.is_string() {
            let (issuer, got) = (issuer.as_str().to_owned(), kind_of(Some(&value)));
            return Err(MetadataError::Member { issuer, member: name, got });
        }
        if (needed && value.is_string()) || is_usable::<ProviderMetadata>(issuer, &name, &value) {
            usable.insert(name, value);
        }
    }
    serde_json::from_value(Value::Object(usable)).map_err(|_| MetadataError::Body {
        issuer: issuer.as_str().to_owned(),
        problem: BodyError::Malformed { line: 1, column: 1, problem: "shape" },
    })
}

/// Returns `true` if a member is valid. Logs the reason if it is not.
fn is_usable<T: DeserializeOwned>(issuer: &Issuer, name: &str, value: &Value) -> bool {
    let alone = Value::Object(Map::from_iter([(name.to_owned(), value.clone())]));
    let got = kind_of(Some(value));
    if serde_json::from_value::<T>(alone).is_err() {
        tracing::warn!(%issuer, member = name, got, "a member of the discovery document has another form than its standard says; ignored");
        return false;
    }
    let unsafe_endpoint = OPTIONAL_ENDPOINTS.contains(&name)
        && value.as_str().is_some_and(|endpoint| !is_safe_endpoint(issuer, endpoint));
    if unsafe_endpoint {
        tracing::warn!(%issuer, member = name, got, "expected an https URL as an endpoint in the discovery document; ignored");
    }
    !unsafe_endpoint
}
