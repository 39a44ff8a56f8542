//! Reads a discovery document member by member, so that an invalid optional member does not make the document unusable.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use valetkey_types::Issuer;
use valetkey_types::metadata::{MtlsEndpointAliases, ProviderMetadata};

use crate::BodyError;
use crate::kind_of;
use crate::metadata::{MetadataError, is_safe_endpoint};

/// The members that a login requires. An invalid value is an error here; a missing member is an error at its first use.
const REQUIRED: [&str; 4] = ["issuer", "authorization_endpoint", "token_endpoint", "jwks_uri"];

/// The endpoints that an issuer may omit.
const OPTIONAL_ENDPOINTS: [&str; 8] = [
    "userinfo_endpoint",
    "revocation_endpoint",
    "introspection_endpoint",
    "end_session_endpoint",
    "pushed_authorization_request_endpoint",
    "device_authorization_endpoint",
    "registration_endpoint",
    // Only the alias for mutual TLS is optional. In the document itself the token endpoint is required.
    "token_endpoint",
];

const ALIASES: &str = "mtls_endpoint_aliases";

/// Reads the members. Drops unusable optional members, with a warning that names them.
///
/// # Errors
/// [`MetadataError::Member`] for a required member with another form.
pub(crate) fn read_members(
    issuer: &Issuer,
    members: Map<String, Value>,
) -> Result<ProviderMetadata, MetadataError> {
    let mut usable = Map::new();
    for (name, mut value) in members {
        let needed = REQUIRED.contains(&name.as_str());
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
        tracing::warn!(%issuer, member = name, got, "a member of the discovery document does not have the form of the standard; ignored");
        return false;
    }
    let unsafe_endpoint = OPTIONAL_ENDPOINTS.contains(&name)
        && value.as_str().is_some_and(|endpoint| !is_safe_endpoint(issuer, endpoint));
    if unsafe_endpoint {
        tracing::warn!(%issuer, member = name, got, "expected an https URL as an endpoint in the discovery document; ignored");
    }
    !unsafe_endpoint
}
