//! An issuer's verification keys, fetched when first needed and kept fresh through key rotation.

use std::sync::Arc;

use arc_swap::ArcSwapOption;
use tokio::sync::Mutex;
use valetkey_jose::{JwkError, JwkSet, KeySet};
use valetkey_types::{Seconds, Timestamp};

use crate::cache_control::freshness;
use crate::{
    BodyError, Clock, HttpRequest, HttpTransport, RemoteMetadata, RemoteMetadataError, SystemClock,
    TransportError,
};

const SHORTEST: Seconds = Seconds::minutes(1);
const LONGEST: Seconds = Seconds::days(1);
const DEFAULT: Seconds = Seconds::minutes(10);
/// How long old keys serve while new ones can't be fetched.
const STALE: Seconds = Seconds::days(1);
/// How long after a failed first fetch the next attempt waits.
const FIRST_FETCH_RETRY: Seconds = Seconds(1);

/// Verification keys that fetch and refresh themselves. Cheap to clone; clones share one copy.
///
/// Keys live as long as the `max-age` of the answer says, between one minute and one day (ten minutes if it says
/// nothing). A `kid` that is not there causes a fetch at once, but not more often than the refetch floor. One fetch runs at
/// a time. While fetching fails, old keys serve for a day.
#[derive(Clone)]
pub struct RemoteKeySet(Arc<Inner>);

struct Inner {
    source: Source,
    transport: Arc<dyn HttpTransport>,
    clock: Arc<dyn Clock>,
    refetch_floor: Seconds,
    cached: ArcSwapOption<Cached>,
    /// Held while fetching, so that one fetch runs at a time. Readers of fresh keys never wait for it.
    last_attempt: Mutex<Option<Attempt>>,
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

struct Attempt {
    at: Timestamp,
    failure: Option<KeySetError>,
}

/// Why there are no keys.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeySetError {
    /// The discovery document, which names the address of the keys, is missing.
    #[error(transparent)]
    Metadata(#[from] RemoteMetadataError),
    /// No answer came.
    #[error("the keys at {uri} can't be fetched: {problem}")]
    Transport {
        /// The address of the keys.
        uri: String,
        /// What went wrong.
        problem: TransportError,
    },
    /// Not 200.
    #[error("expected status 200 for the keys at {uri}, got {status}")]
    Status {
        /// The address of the keys.
        uri: String,
        /// The status that came.
        status: u16,
    },
    /// Not JSON.
    #[error("the keys at {uri} can't be read: {problem}")]
    Body {
        /// The address of the keys.
        uri: String,
        /// What is wrong.
        problem: BodyError,
    },
    /// JSON, but no key set.
    #[error("the keys at {uri} are not a JSON Web Key Set: {problem}")]
    Form {
        /// The address of the keys.
        uri: String,
        /// What is wrong.
        problem: String,
    },
    /// A key set without any key that can be used.
    #[error("the key set at {uri} has no key for signatures that this program can use")]
    Empty {
        /// The address of the keys.
        uri: String,
    },
}

impl RemoteKeySet {
    /// The default refetch floor.
    pub const REFETCH_FLOOR: Seconds = Seconds(10);

    /// The keys at an address. Nothing is fetched yet.
    pub fn new(jwks_uri: impl Into<String>, transport: Arc<dyn HttpTransport>) -> Self {
        Self::build(Source::Uri(jwks_uri.into()), transport, Arc::new(SystemClock))
    }

    /// The keys whose address stands in an issuer's discovery document. Nothing is fetched yet.
    pub fn discovered(metadata: RemoteMetadata) -> Self {
        let (transport, clock) = (Arc::clone(metadata.transport()), Arc::clone(metadata.clock()));
        Self::build(Source::Metadata(metadata), transport, clock)
    }

    /// The same with another clock. For a set that nobody has cloned or used yet.
    #[must_use]
    pub fn with_clock(self, clock: Arc<dyn Clock>) -> Self {
        self.rebuilt(|inner| inner.clock = clock)
    }

    /// The shortest time between two fetches caused by unknown `kid`s; 10 seconds unless set. For a set that nobody has
    /// cloned or used yet.
    #[must_use]
    pub fn with_refetch_floor(self, floor: Seconds) -> Self {
        self.rebuilt(|inner| inner.refetch_floor = floor)
    }

    /// The keys, in all likelihood with the one named. A `kid` that the issuer does not have after all is not an error
    /// here: verification will find no key.
    ///
    /// # Errors
    /// [`KeySetError`] when there are neither new keys nor usable old ones.
    pub async fn keys_for(&self, kid: Option<&str>) -> Result<Arc<KeySet>, KeySetError> {
        self.keys_where(|keys| kid.is_none_or(|kid| keys.kids().any(|known| known == kid))).await
    }

    /// The keys after those that did not fit a token without `kid`: the issuer may have put others in their place. Fetches as seldom
    /// as an unknown `kid` does.
    ///
    /// # Errors
    /// Those of [`RemoteKeySet::keys_for`].
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
        let mut last_attempt = self.0.last_attempt.lock().await;
        // Somebody else may have fetched while this caller waited.
        if let Some(keys) = self.fresh_keys(&good) {
            return Ok(keys);
        }
        let now = self.0.clock.now();
        let floor = if self.0.cached.load().is_some() { self.0.refetch_floor } else { FIRST_FETCH_RETRY };
        if let Some(attempt) = last_attempt.as_ref().filter(|attempt| now < attempt.at.plus(floor)) {
            return self.usable_keys(now, attempt.failure.as_ref());
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
        let attempt = last_attempt.insert(Attempt { at: now, failure });
        self.usable_keys(now, attempt.failure.as_ref())
    }

    fn fresh_keys(&self, good: impl Fn(&Arc<KeySet>) -> bool) -> Option<Arc<KeySet>> {
        let cached = self.0.cached.load();
        let cached = cached.as_ref()?;
        (good(&cached.keys) && self.0.clock.now() < cached.fresh_until).then(|| Arc::clone(&cached.keys))
    }

    /// What memory holds, unless fetching fails and it is too old; else the failure.
    fn usable_keys(&self, now: Timestamp, failure: Option<&KeySetError>) -> Result<Arc<KeySet>, KeySetError> {
        let cached = self.0.cached.load();
        match (cached.as_ref(), failure) {
            (Some(cached), None) => Ok(Arc::clone(&cached.keys)),
            (Some(cached), Some(_)) if now < cached.fetched.plus(STALE) => Ok(Arc::clone(&cached.keys)),
            (_, Some(failure)) => Err(failure.clone()),
            (None, None) => Err(KeySetError::Empty { uri: self.0.source.describe() }),
        }
    }

    fn build(source: Source, transport: Arc<dyn HttpTransport>, clock: Arc<dyn Clock>) -> Self {
        let refetch_floor = Self::REFETCH_FLOOR;
        let (cached, last_attempt) = (ArcSwapOption::empty(), Mutex::default());
        Self(Arc::new(Inner { source, transport, clock, refetch_floor, cached, last_attempt }))
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
        if keys.is_empty() {
            return Err(KeySetError::Empty { uri });
        }
        Ok((keys, freshness(&response, SHORTEST, LONGEST, DEFAULT)))
    }
}

impl Source {
    fn describe(&self) -> String {
        match self {
            Self::Uri(uri) => uri.clone(),
            Self::Metadata(metadata) => format!("the jwks_uri of {}", metadata.issuer()),
        }
    }
}
