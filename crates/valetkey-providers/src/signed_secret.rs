//! The client secret that an application signs itself.

use serde_json::{Value, json};
use valetkey_types::{Seconds, Timestamp};

use crate::{Deviation, Provider, RequestError};

const SECONDS_OF_A_DAY: i64 = 86_400;

/// The claims of a client secret that is a JWT ([`Deviation::SignedClientSecret`]): to be signed with ES256 and the provider's key
/// identifier in the header. `Ok(None)` if the provider takes ordinary secrets.
///
/// # Errors
/// [`RequestError::Lifetime`] if it would live longer than the provider accepts, or not at all.
pub fn signed_client_secret_claims(
    provider: &Provider,
    team_id: &str,
    client_id: &str,
    now: Timestamp,
    lifetime: Seconds,
) -> Result<Option<Value>, RequestError> {
    for deviation in &provider.preset().deviations {
        if let Deviation::SignedClientSecret { audience, maximum_days } = deviation {
            let maximum = i64::from(*maximum_days) * SECONDS_OF_A_DAY;
            if !(1..=maximum).contains(&lifetime.0) {
                return Err(RequestError::Lifetime { maximum, seen: lifetime.0 });
            }
            let claims = json!({
                "iss": team_id,
                "iat": now.0,
                "exp": now.0 + lifetime.0,
                "aud": audience,
                "sub": client_id,
            });
            return Ok(Some(claims));
        }
    }
    Ok(None)
}
