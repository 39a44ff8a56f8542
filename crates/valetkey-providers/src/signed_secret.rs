//! Client secrets that an application signs itself.

use serde_json::{Value, json};
use valetkey_types::{Seconds, Timestamp};

use crate::{Deviation, Provider, RequestError};

const SECONDS_OF_A_DAY: i64 = 86_400;

/// Returns the claims of a client secret that is a JWT ([`Deviation::SignedClientSecret`]). Sign them with ES256, with the
/// provider's key identifier in the header. Returns `Ok(None)` if the provider uses ordinary secrets.
///
/// # Errors
/// [`RequestError::Lifetime`] if the lifetime is longer than the provider accepts, or not positive.
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
