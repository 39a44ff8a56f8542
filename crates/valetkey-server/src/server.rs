//! What every handler shares.

use std::sync::Arc;

use arc_swap::ArcSwapOption;
use uuid::Uuid;
use valetkey_authorization_server::Policy;
use valetkey_fetch::HttpTransport;
use valetkey_jose::Algorithm;
use valetkey_storage::Storage;
use valetkey_types::{Issuer, TenantId};

use crate::{
    CounterSecret, Environment, Grants, HttpSettings, cookie::Cookies, endpoint::discovery, keys::Keys,
    password_pool::PasswordPool, refusals::Refusals, respond::Document, sealed_tokens::SealedTokens,
    sign_in_limits::SignInLimits,
};

/// The authorization server of one issuer. Cheap to clone.
#[derive(Clone)]
pub struct Server(Arc<Inner>);

struct Inner {
    parts: Parts,
    grants: Grants,
    discovery: ArcSwapOption<(Vec<Algorithm>, Document)>,
    sign_in_limits: SignInLimits,
    refusals: Arc<Refusals>,
    node: Uuid,
}

/// The parts of a server.
pub struct Parts {
    /// The issuer identifier; every address in an answer is built from it, never from a request.
    pub issuer: Issuer,
    /// The tenant this issuer serves.
    pub tenant: TenantId,
    /// Lifetimes.
    pub policy: Policy,
    /// The records.
    pub storage: Arc<dyn Storage>,
    /// The signing keys of the moment.
    pub keys: Keys,
    /// Cookies and sealed form values.
    pub cookies: Cookies,
    /// The seal of codes, refresh tokens and opaque access tokens.
    pub sealed_tokens: SealedTokens,
    /// Password hashing, bounded.
    pub password_pool: PasswordPool,
    /// The key of the hashes that counters of failed sign-ins are found by.
    pub counter_secret: CounterSecret,
    /// The one way out.
    pub transport: Arc<dyn HttpTransport>,
    /// Clock and chance.
    pub environment: Arc<dyn Environment>,
    /// Limits of one request, and trusted proxies.
    pub http: HttpSettings,
}

impl std::ops::Deref for Server {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0.parts
    }
}

impl Server {
    /// A server from its parts.
    pub fn new(parts: Parts) -> Self {
        Self::with_grants(parts, Grants::default())
    }

    /// Returns a server whose token endpoint knows these grants.
    pub fn with_grants(parts: Parts, grants: Grants) -> Self {
        let (sign_in_limits, node) = (SignInLimits::default(), parts.environment.identifier());
        let (discovery, refusals) = (ArcSwapOption::empty(), Arc::default());
        Self(Arc::new(Inner { parts, grants, discovery, sign_in_limits, refusals, node }))
    }

    /// Returns the grants of the token endpoint.
    pub fn grants(&self) -> &Grants {
        &self.0.grants
    }

    /// Returns the name of this process among those that share a database, for leases.
    pub(crate) fn node(&self) -> Uuid {
        self.0.node
    }

    /// Returns how many sign-ins may fail.
    pub(crate) fn sign_in_limits(&self) -> &SignInLimits {
        &self.0.sign_in_limits
    }

    /// Returns the refusals that are not stored yet.
    pub(crate) fn refusals(&self) -> &Arc<Refusals> {
        &self.0.refusals
    }

    /// The discovery document, written anew only when another algorithm signs.
    pub(crate) fn discovery(&self) -> Document {
        let algorithms = self.keys.algorithms();
        if let Some(written) = &*self.0.discovery.load()
            && written.0 == algorithms
        {
            return written.1.clone();
        }
        let document = discovery::document(&self.issuer, self.0.grants.grant_types(), algorithms.clone());
        self.0.discovery.store(Some(Arc::new((algorithms, document.clone()))));
        document
    }

    /// A path of this server as browsers see it: below the issuer's own path. `path` starts with a slash.
    pub fn path(&self, path: &str) -> String {
        format!("{}{path}", self.issuer.path())
    }
}
