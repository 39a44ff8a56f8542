//! Which issuer lies at which host and path.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use valetkey_authorization_server::{record::TenantRecord, tenant::hosts};
use valetkey_types::{TenantId, metadata::OAUTH_AUTHORIZATION_SERVER_PATH};

use crate::endpoint::related_origins;

/// The addresses at the root of each host: a health check, or a browser that looks for related origins, may know no issuer.
const AT_THE_ROOT: [&str; 3] = ["/health", "/ready", related_origins::PATH];

/// The registered tenants by host and path.
pub(super) struct IssuerMap {
    records: BTreeMap<TenantId, Arc<TenantRecord>>,
    /// The tenants of each host.
    by_host: HashMap<String, Arc<Host>>,
    /// Where there is one tenant, requests with any host are for it.
    only: Option<Arc<Host>>,
}

struct Host {
    /// The tenants by the paths of their issuers.
    tenants: HashMap<String, TenantId>,
    /// The length of the longest of these paths.
    longest_path: usize,
    /// The tenant that was registered first.
    first: TenantId,
}

/// A tenant and an address below its issuer.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// The tenant.
    pub(crate) tenant: TenantId,
    /// The path below the issuer; `None` where it is the path of the request.
    pub(crate) below: Option<String>,
}

impl IssuerMap {
    pub(super) fn new(records: Vec<TenantRecord>) -> Self {
        let records: BTreeMap<TenantId, Arc<TenantRecord>> =
            records.into_iter().map(|record| (record.tenant.clone(), Arc::new(record))).collect();
        let mut oldest_first: Vec<&TenantRecord> = records.values().map(|record| &**record).collect();
        oldest_first.sort_by_key(|record| (record.recorded_at, &record.tenant));
        let only = match oldest_first.as_slice() {
            [only] => Some(Arc::new(Host::new(vec![*only]))),
            _ => None,
        };
        let mut of_host: HashMap<String, Vec<&TenantRecord>> = HashMap::new();
        for record in oldest_first {
            for host in hosts(&record.issuer) {
                of_host.entry(host).or_default().push(record);
            }
        }
        let by_host = of_host.into_iter().map(|(name, tenants)| (name, Arc::new(Host::new(tenants))));
        Self { by_host: by_host.collect(), only, records }
    }

    /// Returns whether every request is for the one tenant, whatever its host and path.
    pub(super) fn is_one_at_the_root(&self) -> bool {
        let at_root = |host: &Arc<Host>| {
            host.tenants
                .iter()
                .all(|(path, tenant)| path.is_empty() && tenant.as_str() == TenantId::DEFAULT_NAME)
        };
        self.only.as_ref().is_some_and(at_root)
    }

    /// Returns whether it holds these records.
    pub(super) fn is_of(&self, records: &[TenantRecord]) -> bool {
        let known =
            |record: &TenantRecord| self.records.get(&record.tenant).is_some_and(|known| **known == *record);
        self.records.len() == records.len() && records.iter().all(known)
    }

    /// Returns every tenant, by name.
    pub(super) fn tenants(&self) -> Vec<TenantId> {
        self.records.keys().cloned().collect()
    }

    /// Returns the record of a tenant.
    pub(super) fn record(&self, tenant: &TenantId) -> Option<Arc<TenantRecord>> {
        self.records.get(tenant).cloned()
    }

    /// Returns the tenant at a host and a path: the one with the longest path.
    pub(super) fn place(&self, host: Option<&str>, path: &str) -> Option<Place> {
        let found = match (&self.only, host) {
            (Some(only), _) => Some(only),
            (None, Some(host)) if host.bytes().any(|byte| byte.is_ascii_uppercase()) => {
                self.by_host.get(&host.to_ascii_lowercase())
            }
            (None, Some(host)) => self.by_host.get(host),
            (None, None) => None,
        };
        match found {
            Some(host) => host.place(path),
            // A health check may name any host.
            None if AT_THE_ROOT.contains(&path) => Some(Place { tenant: TenantId::default(), below: None }),
            None => None,
        }
    }
}

impl Host {
    /// The tenants of a host, the oldest first.
    fn new(oldest_first: Vec<&TenantRecord>) -> Self {
        let first = oldest_first.first().map(|record| record.tenant.clone()).unwrap_or_default();
        let mut tenants: HashMap<String, TenantId> = HashMap::new();
        for record in oldest_first {
            let path = record.issuer.path();
            if tenants.contains_key(&path) {
                // Two commands may have stored it at the same moment.
                tracing::error!(tenant = record.tenant.as_str(), issuer = %record.issuer,
                    "a tenant is not served: another one has its issuer; edit or remove one of them");
                continue;
            }
            tenants.insert(path, record.tenant.clone());
        }
        let longest_path = tenants.keys().map(String::len).max().unwrap_or_default();
        Self { tenants, longest_path, first }
    }

    fn place(&self, path: &str) -> Option<Place> {
        let at = |tenant: &TenantId, below| Some(Place { tenant: tenant.clone(), below });
        // RFC 8414 section 3.1: the path of the issuer stands behind the well-known one.
        if let Some(issuer_path) = path.strip_prefix(OAUTH_AUTHORIZATION_SERVER_PATH)
            && let Some(tenant) = self.tenants.get(issuer_path)
        {
            return at(tenant, (path != OAUTH_AUTHORIZATION_SERVER_PATH).then(oauth_path));
        }
        if let Some((tenant, below)) = self.longest(path) {
            return at(tenant, below);
        }
        let is_at_the_root = AT_THE_ROOT.contains(&path) || path.starts_with("/.well-known/");
        if is_at_the_root { at(&self.first, None) } else { None }
    }

    /// Returns the tenant with the longest path above this one, and what follows it. It looks once for each slash, and never for
    /// more text than an issuer has, however long the path and however many the tenants are.
    fn longest(&self, path: &str) -> Option<(&TenantId, Option<String>)> {
        let mut above = path;
        loop {
            let found = (above.len() <= self.longest_path).then(|| self.tenants.get(above)).flatten();
            if let Some(tenant) = found {
                let below = match path.get(above.len()..) {
                    _ if above.is_empty() => None,
                    None | Some("") => Some("/".to_owned()),
                    Some(below) => Some(below.to_owned()),
                };
                return Some((tenant, below));
            }
            above = above.get(..above.rfind('/')?)?;
        }
    }
}

fn oauth_path() -> String {
    OAUTH_AUTHORIZATION_SERVER_PATH.to_owned()
}

#[cfg(test)]
mod tests {
    use valetkey_types::{Issuer, Timestamp};

    use super::*;

    fn map(issuers: &[(&str, &str)]) -> IssuerMap {
        let record = |(age, (name, issuer)): (usize, &(&str, &str))| {
            let at = Timestamp(i64::try_from(age).unwrap());
            TenantRecord::new(TenantId::new(*name), Issuer::parse(issuer).unwrap(), at)
        };
        IssuerMap::new(issuers.iter().enumerate().map(record).collect())
    }

    fn placed(map: &IssuerMap, host: &str, path: &str) -> String {
        match map.place(Some(host), path) {
            None => "-".to_owned(),
            Some(Place { tenant, below }) => {
                format!("{} {}", tenant.as_str(), below.as_deref().unwrap_or(path))
            }
        }
    }

    const MANY: [(&str, &str); 5] = [
        ("default", "https://id.example"),
        ("acme", "https://id.example/acme"),
        ("shop", "https://id.example/acme/shop"),
        ("first", "https://shared.example/first"),
        ("second", "https://shared.example/second"),
    ];

    #[test]
    fn host_and_longest_path_select_a_tenant() {
        let map = map(&MANY);
        for (host, path, expected) in [
            ("id.example", "/login", "default /login"),
            ("ID.Example:443", "/login", "default /login"),
            ("id.example", "/acme/login", "acme /login"),
            ("id.example", "/acme", "acme /"),
            ("id.example", "/acme/", "acme /"),
            ("id.example", "/acme/shop/token", "shop /token"),
            ("id.example", "/acmes/login", "default /acmes/login"),
            ("id.example", "/acme/shops/login", "acme /shops/login"),
            ("id.example", "/acme//login", "acme //login"),
            ("shared.example", "/firsts", "-"),
            ("id.example", "/ACME/login", "default /ACME/login"),
            ("id.example", "/%61cme/login", "default /%61cme/login"),
            ("shared.example", "/second/jwks", "second /jwks"),
            ("shared.example", "/third/jwks", "-"),
            ("shared.example", "/", "-"),
            ("id.example:8443", "/login", "-"),
            ("evil.example", "/acme/login", "-"),
            ("id.example.", "/login", "-"),
            ("", "/login", "-"),
        ] {
            assert_eq!(placed(&map, host, path), expected, "{host}{path}");
        }
        assert_eq!(map.place(None, "/login"), None);
    }

    #[test]
    fn well_known_addresses_lie_behind_the_host_and_below_the_issuer() {
        let map = map(&MANY);
        let oauth = "/.well-known/oauth-authorization-server";
        let openid = "/.well-known/openid-configuration";
        for (host, path, expected) in [
            ("id.example", oauth.to_owned(), format!("default {oauth}")),
            ("id.example", format!("{oauth}/acme"), format!("acme {oauth}")),
            ("id.example", format!("{oauth}/acme/shop"), format!("shop {oauth}")),
            ("id.example", format!("/acme{oauth}"), format!("acme {oauth}")),
            ("id.example", format!("/acme{openid}"), format!("acme {openid}")),
            ("shared.example", format!("{oauth}/second"), format!("second {oauth}")),
            ("shared.example", oauth.to_owned(), format!("first {oauth}")),
            ("shared.example", openid.to_owned(), format!("first {openid}")),
            ("shared.example", "/ready".to_owned(), "first /ready".to_owned()),
            ("10.0.0.7", "/ready".to_owned(), "default /ready".to_owned()),
            ("old.example", related_origins::PATH.to_owned(), "default /.well-known/webauthn".to_owned()),
            ("10.0.0.7", openid.to_owned(), "-".to_owned()),
        ] {
            assert_eq!(placed(&map, host, &path), expected, "{host}{path}");
        }
    }

    #[test]
    fn one_tenant_is_served_at_every_host() {
        let map = map(&[("default", "https://id.example/auth")]);
        for (path, expected) in [
            ("/auth/login", "default /login"),
            ("/login", "-"),
            ("/health", "default /health"),
            (
                "/.well-known/oauth-authorization-server/auth",
                "default /.well-known/oauth-authorization-server",
            ),
        ] {
            assert_eq!(placed(&map, "10.0.0.7", path), expected, "{path}");
        }
    }

    #[test]
    fn of_two_tenants_with_one_issuer_the_older_is_served() {
        let map = map(&[("younger-name", "https://id.example/a"), ("b", "https://id.example/a")]);
        assert_eq!(placed(&map, "id.example", "/a/login"), "younger-name /login");
    }
}
