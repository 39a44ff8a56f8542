//! Tenants: their names, their addresses, and the issuer that a database belongs to.

mod address;

use valetkey_types::{Issuer, TenantId, Timestamp};

use crate::{
    Lifetimes,
    record::{Client, TenantRecord},
    token::rotates,
};

pub use address::{AddressError, RESERVED_SEGMENTS, check_address, hosts};

/// The text is no name of a tenant.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "expected a name of 1 to 40 small letters, digits and hyphens that starts with a letter, such as acme, got {0:?}"
)]
pub struct TenantNameError(String);

/// Reads the name of a tenant. It is part of cookie names and of keys.
///
/// # Errors
/// [`TenantNameError`] for anything but small letters, digits and hyphens.
pub fn tenant_id(name: &str) -> Result<TenantId, TenantNameError> {
    let is_usual = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let starts_well = name.starts_with(|first: char| first.is_ascii_lowercase());
    match starts_well && name.len() <= 40 && name.bytes().all(is_usual) {
        true => Ok(TenantId::new(name)),
        false => Err(TenantNameError(name.chars().take(80).collect())),
    }
}

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
    lifetimes: &Lifetimes,
    now: Timestamp,
) -> TenantRecord {
    // A refresh token that does not rotate lives as long as its grant.
    let longest = match clients.iter().all(rotates) {
        true => lifetimes.refresh_token_idle.max(lifetimes.interaction),
        false => lifetimes.grant.max(lifetimes.interaction),
    };
    TenantRecord { legacy_seals_until: Some(now.plus(longest)), ..TenantRecord::new(tenant, issuer, now) }
}
