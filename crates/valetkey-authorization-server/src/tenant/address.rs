//! Where a tenant is reached: the host and path of its issuer. No two tenants share an address, and no tenant lies on an
//! address that another one answers.

use url::Url;
use valetkey_types::Issuer;

use crate::record::TenantRecord;

/// The first segments of the addresses below an issuer, those of planned pages among them. A tenant below another tenant does
/// not begin with one.
pub const RESERVED_SEGMENTS: [&str; 46] = [
    ".well-known",
    "account",
    "accounts",
    "admin",
    "api",
    "apps",
    "assets",
    "authorize",
    "callback",
    "consent",
    "console",
    "device",
    "events",
    "flow",
    "flows",
    "forgot",
    "health",
    "introspect",
    "invite",
    "jwks",
    "language",
    "login",
    "logout",
    "metrics",
    "par",
    "passkey",
    "passkeys",
    "password",
    "providers",
    "ready",
    "register",
    "reset",
    "revoke",
    "saml",
    "scim",
    "sign-in",
    "sign-out",
    "signup",
    "static",
    "status",
    "token",
    "userinfo",
    "verify",
    "webauthn",
    "webhooks",
    "withdraw",
];

/// Segments that no path begins with: health checks and well-known addresses lie at the root of every host.
const ROOT_SEGMENTS: [&str; 3] = [".well-known", "health", "ready"];

/// Why a tenant can't have an issuer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// Another tenant has it.
    #[error("expected an issuer of its own, got {issuer}, which the tenant {tenant} has")]
    Taken {
        /// The issuer.
        issuer: Issuer,
        /// The other tenant.
        tenant: String,
    },
    /// It lies on an address of another tenant, or the other way round.
    #[error(
        "expected a path on which no other tenant has a page, got /{segment} of {below}, below the issuer {above}; choose \
         another path or another host"
    )]
    Covers {
        /// The segment.
        segment: String,
        /// The issuer with the longer path.
        below: Issuer,
        /// The issuer with the shorter path.
        above: Issuer,
    },
    /// It begins with a segment of the root.
    #[error("expected a path that does not begin with /{segment}, which every host has, got {issuer}")]
    Root {
        /// The segment.
        segment: String,
        /// The issuer.
        issuer: Issuer,
    },
}

/// Returns the hosts, as requests name them, that lead to an issuer: with its port, and without it where it is the one of the
/// scheme.
pub fn hosts(issuer: &Issuer) -> Vec<String> {
    let Ok(url) = Url::parse(issuer.as_str()) else { return Vec::new() };
    let (Some(host), Some(port)) = (url.host_str(), url.port_or_known_default()) else { return Vec::new() };
    let with_port = format!("{host}:{port}");
    match url.port() {
        Some(_) => vec![with_port],
        None => vec![host.to_owned(), with_port],
    }
}

/// Checks the issuer of a tenant against those of all tenants. The tenant may be among them.
///
/// # Errors
/// [`AddressError`] names both issuers.
pub fn check_address(tenant: &TenantRecord, all: &[TenantRecord]) -> Result<(), AddressError> {
    let issuer = &tenant.issuer;
    let path = issuer.path();
    let first = first_segment(&path);
    if ROOT_SEGMENTS.contains(&first) {
        return Err(AddressError::Root { segment: first.to_owned(), issuer: issuer.clone() });
    }
    let hosts = hosts(issuer);
    let others = all.iter().filter(|other| other.tenant != tenant.tenant);
    for other in others.filter(|other| self::hosts(&other.issuer).iter().any(|host| hosts.contains(host))) {
        let other_path = other.issuer.path();
        if other_path == path {
            let tenant = other.tenant.as_str().to_owned();
            return Err(AddressError::Taken { issuer: issuer.clone(), tenant });
        }
        let (above, below) = match path.len() > other_path.len() {
            true => (&other.issuer, issuer),
            false => (issuer, &other.issuer),
        };
        let below_path = below.path();
        let rest = below_path.strip_prefix(above.path().as_str()).filter(|rest| rest.starts_with('/'));
        let segment = rest.map(first_segment).filter(|segment| RESERVED_SEGMENTS.contains(segment));
        if let Some(segment) = segment {
            let segment = segment.to_owned();
            return Err(AddressError::Covers { segment, below: below.clone(), above: above.clone() });
        }
    }
    Ok(())
}

/// Returns the first segment of a path that is empty or starts with a slash.
fn first_segment(path: &str) -> &str {
    path.split('/').nth(1).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use valetkey_types::{TenantId, Timestamp};

    use super::*;

    fn tenant(name: &str, issuer: &str) -> TenantRecord {
        TenantRecord::new(TenantId::new(name), Issuer::parse(issuer).unwrap(), Timestamp(0))
    }

    fn checked(issuer: &str, other: &str) -> Result<(), AddressError> {
        check_address(
            &tenant("new", issuer),
            &[tenant("old", other), tenant("new", "https://before.example")],
        )
    }

    #[test]
    fn a_host_is_named_with_and_without_the_port_of_its_scheme() {
        let hosts = |issuer| hosts(&Issuer::parse(issuer).unwrap());
        assert_eq!(hosts("https://id.example/acme"), ["id.example", "id.example:443"]);
        assert_eq!(hosts("https://id.example:8443"), ["id.example:8443"]);
        assert_eq!(hosts("http://127.0.0.1:8080"), ["127.0.0.1:8080"]);
        assert_eq!(hosts("http://[::1]"), ["[::1]", "[::1]:80"]);
    }

    #[test]
    fn an_address_belongs_to_one_tenant() {
        for (issuer, other) in [
            ("https://id.example", "https://id.example"),
            ("https://id.example/acme", "https://id.example/acme"),
            ("https://id.example/acme", "https://id.example:443/acme"),
        ] {
            assert!(matches!(checked(issuer, other), Err(AddressError::Taken { .. })), "{issuer} {other}");
        }
        for (issuer, other) in [
            ("https://id.example/acme", "https://id.example"),
            ("https://id.example", "https://id.example/acme"),
            ("https://id.example/acme", "https://id.example/acm"),
            ("https://id.example/acme", "https://other.example/acme"),
            ("https://id.example:8443", "https://id.example"),
            ("https://id.example/login", "https://other.example"),
        ] {
            assert_eq!(checked(issuer, other), Ok(()), "{issuer} {other}");
        }
    }

    #[test]
    fn no_tenant_covers_a_page_of_another() {
        for (issuer, other) in [
            ("https://id.example/login", "https://id.example"),
            ("https://id.example/a/token/b", "https://id.example/a"),
            ("https://id.example", "https://id.example/device"),
        ] {
            assert!(matches!(checked(issuer, other), Err(AddressError::Covers { .. })), "{issuer} {other}");
        }
        assert_eq!(checked("https://id.example/token-shop", "https://id.example"), Ok(()));
        for issuer in ["https://id.example/.well-known", "https://id.example/health/a"] {
            assert!(
                matches!(checked(issuer, "https://o.example"), Err(AddressError::Root { .. })),
                "{issuer}"
            );
        }
    }

    #[test]
    fn the_reserved_segments_are_sorted_and_unique() {
        assert!(RESERVED_SEGMENTS.is_sorted_by(|one, next| one < next));
    }
}
