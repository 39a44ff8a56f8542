//! The verification keys of an issuer. They are fetched at their first use and refreshed after a key rotation.

use std::sync::Arc;
use std::time::Duration;

use arc_swap::ArcSwapOption;
use tokio::sync::Mutex;
use valetkey_jose::{JwkError, JwkSet, KeySet, SkippedKey};
use valetkey_types::{Seconds, Timestamp};

use crate::cache_control::freshness;
use crate::{
    BodyError, Clock, HttpRequest, HttpTransport, RemoteMetadata, RemoteMetadataError, SystemClock,
    TransportError, is_temporary_status,
};

const SHORTEST: Seconds = Seconds::minutes(1);
const LONGEST: Seconds = Seconds::days(1);
const DEFAULT: Seconds = Seconds::minutes(10);
/// Maximum age of keys while new keys can't be fetched.
const STALE: Seconds = Seconds::days(1);
/// The pause after a failed first fetch.
const FIRST_FETCH_RETRY: Seconds = Seconds(1);
/// Number of fetches for unknown keys before the minimum interval applies.
const BURST: i64 = 2;

/// Verification keys that are fetched and refreshed automatically. Cheap to clone; clones share one copy.
///
/// Keys are used for the `max-age` of the response, between one minute and one day (ten minutes without a `max-age`). An
/// unknown `kid` causes a fetch at once, even right after another fetch. After two such fetches in a row, the refetch floor
/// must pass before the next one. Only one fetch runs at a time. While fetching fails, old keys are used for up to one day.
#[derive(Clone)]
pub struct RemoteKeySet(Arc<Inner>);

struct Inner {
    source: Source,
    transport: Arc<dyn HttpTransport>,
    clock: Arc<dyn Clock>,
    refetch_floor: Seconds,
    cached: ArcSwapOption<Cached>,
    /// Locked while fetching, so that one fetch runs at a time. Readers of fresh keys never wait for it.
    attempts: Mutex<Attempts>,
}

enum Source {
    Uri(String),
    Metadata(RemoteMetadata),
}

struct Cached {
    keys: Arc<KeySet>,
    fetched: Timestamp,
    fresh_until: Timestamp,
}

struct Attempts {
    last: Option<Attempt>,
    /// The time until which fetches for unknown keys are limited. Each such fetch adds the refetch floor.
    limited_until: Timestamp,
}

struct Attempt {
    at: Timestamp,
    failure: Option<KeySetError>,
}

/// The reason why no keys are available.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeySetError {
    /// The discovery document with the address of the keys is not available.
    #[error(transparent)]
    Metadata(#[from] RemoteMetadataError),
    /// No response arrived.
    #[error("the keys at {uri} can't be fetched: {problem}")]
    Transport {
        /// The address of the keys.
        uri: String,
        /// The problem.
        problem: TransportError,
    },
    /// The status is not 200.
    #[error("expected status 200 for the keys at {uri}, got {status}")]
    Status {
        /// The address of the keys.
        uri: String,
        /// The received status.
        status: u16,
    },
    /// The body is not JSON.
    #[error("the keys at {uri} can't be read: {problem}")]
    Body {
        /// The address of the keys.
        uri: String,
        /// The problem.
        problem: BodyError,
    },
    /// The body is JSON, but not a key set.
    #[error("the keys at {uri} are not a JSON Web Key Set: {problem}")]
    Form {
        /// The address of the keys.
        uri: String,
        /// The problem.
        problem: String,
    },
    /// The key set contains no usable key.
    #[error("the key set at {uri} has no key for signatures that this program can use{}", listed(skipped))]
    Empty {
        /// The address of the keys.
        uri: String,
        /// The skipped keys, with the reasons.
        skipped: Vec<String>,
    },
}

impl KeySetError {
    /// Returns `true` if a retry may succeed: the network or the issuer failed.
    pub fn is_temporary(&self) -> bool {
        match self {
            Self::Metadata(error) => error.is_temporary(),
            Self::Transport { problem, .. } => problem.is_temporary(),
            Self::Status { status, .. } => is_temporary_status(*status),
            Self::Body { .. } | Self::Form { .. } | Self::Empty { .. } => false,
        }
    }
}

impl RemoteKeySet {
    /// The default refetch floor.
    pub const REFETCH_FLOOR: Seconds = Seconds(10);

    /// Creates the key set at this address. Does not fetch anything yet.
    pub fn new(jwks_uri: impl Into<String>, transport: Arc<dyn HttpTransport>) -> Self {
        Self::build(Source::Uri(jwks_uri.into()), transport, Arc::new(SystemClock))
    }

    /// Creates the key set of an issuer's discovery document. Does not fetch anything yet.
    pub fn discovered(metadata: RemoteMetadata) -> Self {
        let (transport, clock) = (Arc::clone(metadata.transport()), Arc::clone(metadata.clock()));
        Self::build(Source::Metadata(metadata), transport, clock)
    }

    /// Sets the clock. Call it before you clone or use the set.
    #[must_use]
    pub fn with_clock(self, clock: Arc<dyn Clock>) -> Self {
        self.rebuilt(|inner| inner.clock = clock)
    }

    /// Sets the minimum average time between two fetches because of unknown `kid`s, in whole seconds. Default: 10 seconds. Call
    /// it before you clone or use the set.
    #[must_use]
    pub fn with_refetch_floor(self, floor: Duration) -> Self {
        self.rebuilt(|inner| inner.refetch_floor = Seconds::from(floor))
    }

    /// Returns the keys. Fetches them if the key with this `kid` is unknown. It is no error if the issuer does not have this
    /// key either; the verification then finds no key.
    ///
    /// # Errors
    /// [`KeySetError`] if there are neither new keys nor usable old keys.
    pub async fn keys_for(&self, kid: Option<&str>) -> Result<Arc<KeySet>, KeySetError> {
        self.keys_where(|keys| kid.is_none_or(|kid| keys.kids().any(|known| known == kid))).await
    }

    /// Returns newer keys than `outdated`, whose keys did not match a token without `kid`: the issuer may have replaced them.
    /// Fetches are limited as for unknown `kid`s.
    ///
    /// # Errors
    /// The errors of [`RemoteKeySet::keys_for`].
    pub async fn keys_after(&self, outdated: &Arc<KeySet>) -> Result<Arc<KeySet>, KeySetError> {
        self.keys_where(|keys| !Arc::ptr_eq(keys, outdated)).await
    }

    async fn keys_where(
        &self,
        good: impl Fn(&Arc<KeySet>) -> bool + Send,
    ) -> Result<Arc<KeySet>, KeySetError> {
        if let Some(keys) = self.fresh_keys(&good) {
            return Ok(keys);
        }
        let mut attempts = self.0.attempts.lock().await;
        // Another caller may have fetched the keys meanwhile.
        if let Some(keys) = self.fresh_keys(&good) {
            return Ok(keys);
        }
        let now = self.0.clock.now();
        if !self.may_fetch(&mut attempts, now) {
            return self.usable_keys(now, attempts.last.as_ref().and_then(|last| last.failure.as_ref()));
        }
        let fetched = self.fetch().await;
        let failure = match fetched {
            Ok((keys, lifetime)) => {
                let cached = Cached { keys: Arc::new(keys), fetched: now, fresh_until: now.plus(lifetime) };
                self.0.cached.store(Some(Arc::new(cached)));
                None
            }
            Err(error) => {
                tracing::warn!(%error, "fetching verification keys failed");
                Some(error)
            }
        };
        let attempt = attempts.last.insert(Attempt { at: now, failure });
        self.usable_keys(now, attempt.failure.as_ref())
    }

    /// Returns whether a fetch may run now. After a failure there is a pause. Fetches for unknown keys are limited, because
    /// invented tokens can cause them: [`BURST`] of them may run in a row, then one per [`Inner::refetch_floor`].
    fn may_fetch(&self, attempts: &mut Attempts, now: Timestamp) -> bool {
        let cached = self.0.cached.load();
        let floor = self.0.refetch_floor;
        let Some(cached) = cached.as_ref() else {
            return attempts.last.as_ref().is_none_or(|last| now >= last.at.plus(FIRST_FETCH_RETRY));
        };
        if attempts.last.as_ref().is_some_and(|last| last.failure.is_some() && now < last.at.plus(floor)) {
            return false;
        }
        if now >= cached.fresh_until {
            return true;
        }
        let due = attempts.limited_until.max(now);
        let allowed = due.since(now).0 <= floor.0.saturating_mul(BURST - 1);
        if allowed {
            attempts.limited_until = due.plus(floor);
        }
        allowed
    }

    fn fresh_keys(&self, good: impl Fn(&Arc<KeySet>) -> bool) -> Option<Arc<KeySet>> {
        let cached = self.0.cached.load();
        let cached = cached.as_ref()?;
        (good(&cached.keys) && self.0.clock.now() < cached.fresh_until).then(|| Arc::clone(&cached.keys))
    }

    /// Returns the cached keys, or the error if fetching fails and the cached keys are too old.
    fn usable_keys(&self, now: Timestamp, failure: Option<&KeySetError>) -> Result<Arc<KeySet>, KeySetError> {
        let cached = self.0.cached.load();
        match (cached.as_ref(), failure) {
            (Some(cached), None) => Ok(Arc::clone(&cached.keys)),
            (Some(cached), Some(_)) if now < cached.fetched.plus(STALE) => Ok(Arc::clone(&cached.keys)),
            (_, Some(failure)) => Err(failure.clone()),
            (None, None) => Err(KeySetError::Empty { uri: self.0.source.describe(), skipped: Vec::new() }),
        }
    }

    fn build(source: Source, transport: Arc<dyn HttpTransport>, clock: Arc<dyn Clock>) -> Self {
        let refetch_floor = Self::REFETCH_FLOOR;
        let attempts = Mutex::new(Attempts { last: None, limited_until: Timestamp(i64::MIN) });
        let cached = ArcSwapOption::empty();
        Self(Arc::new(Inner { source, transport, clock, refetch_floor, cached, attempts }))
    }

    fn rebuilt(mut self, change: impl FnOnce(&mut Inner)) -> Self {
        if let Some(inner) = Arc::get_mut(&mut self.0) {
            change(inner);
        }
        self
    }

    async fn fetch(&self) -> Result<(KeySet, Seconds), KeySetError> {
        let uri = match &self.0.source {
            Source::Uri(uri) => uri.clone(),
            Source::Metadata(metadata) => metadata.get().await?.jwks_uri.clone(),
        };
        let response = match self.0.transport.send(HttpRequest::get(&uri)).await {
            Ok(response) => response,
            Err(problem) => return Err(KeySetError::Transport { uri, problem }),
        };
        if response.status != 200 {
            return Err(KeySetError::Status { uri, status: response.status });
        }
        if !response.is_json() {
            let problem = BodyError::NotJson { seen: response.media_type(), status: response.status };
            return Err(KeySetError::Body { uri, problem });
        }
        let set = JwkSet::parse(&response.body);
        let set = set
            .map_err(|error: JwkError| KeySetError::Form { uri: uri.clone(), problem: error.to_string() })?;
        let keys = KeySet::from_jwk_set(&set);
        let skipped = reasons(&keys);
        if keys.is_empty() {
            return Err(KeySetError::Empty { uri, skipped });
        }
        if !skipped.is_empty() {
            tracing::info!(
                uri,
                ?skipped,
                "some keys of the issuer can't be used for signatures; the other keys are used"
            );
        }
        Ok((keys, freshness(&response, SHORTEST, LONGEST, DEFAULT)))
    }
}

/// Returns one line per skipped key.
fn reasons(keys: &KeySet) -> Vec<String> {
    let line = |skipped: &SkippedKey| {
        format!("{:?}: {}", skipped.kid.as_deref().unwrap_or("without kid"), skipped.reason)
    };
    keys.skipped().iter().map(line).collect()
}

fn listed(skipped: &[String]) -> String {
    if skipped.is_empty() { String::new() } else { format!("; skipped {}", skipped.join(", ")) }
}

impl Source {
    fn describe(&self) -> String {
        match self {
            Self::Uri(uri) => uri.clone(),
            Self::Metadata(metadata) => format!("the jwks_uri of {}", metadata.issuer()),
        }
    }
}
