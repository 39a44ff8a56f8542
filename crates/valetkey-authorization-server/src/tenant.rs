//! Which issuer a database belongs to.

use valetkey_types::{Issuer, TenantId, Timestamp};

use crate::{
    Policy,
    record::{Client, TenantRecord},
    token::rotates,
};

/// The server was started with another issuer than the recorded one.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "expected the issuer {recorded}, which this database belongs to, got {got}; start the server with --issuer \
     {recorded}, or change the issuer with: valetkey tenant edit --issuer {got} (this ends all sessions and grants)"
)]
pub struct OtherIssuer {
    /// The issuer of the database.
    pub recorded: Issuer,
    /// The issuer of the configuration.
    pub got: Issuer,
}

/// Compares the issuer of the configuration with the recorded one.
///
/// # Errors
/// [`OtherIssuer`] when they differ.
pub fn check_issuer(recorded: &TenantRecord, issuer: &Issuer) -> Result<(), OtherIssuer> {
    if recorded.issuer == *issuer {
        return Ok(());
    }
    Err(OtherIssuer { recorded: recorded.issuer.clone(), got: issuer.clone() })
}

/// Returns the record of a tenant that an older version served: values that this version sealed open until the last of
/// them has expired.
pub fn adopt(
    tenant: TenantId,
    issuer: Issuer,
    clients: &[Client],
    policy: &Policy,
    now: Timestamp,
) -> TenantRecord {
    // A refresh token that does not rotate lives as long as its grant.
    let longest = match clients.iter().all(rotates) {
        true => policy.refresh_token_idle_lifetime.max(policy.interaction_lifetime),
        false => policy.grant_lifetime.max(policy.interaction_lifetime),
    };
    TenantRecord { legacy_seals_until: Some(now.plus(longest)), ..TenantRecord::new(tenant, issuer, now) }
}
