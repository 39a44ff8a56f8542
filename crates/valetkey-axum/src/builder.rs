//! The settings of an application's login.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use axum::response::Response;
use url::Url;
use valetkey_client::{AuthorizationOptions, Client, ClientError, Refresher};
use valetkey_fetch::HttpTransport;
use valetkey_jose::digest::random_bytes;
use valetkey_jose::seal::{SealError, SealingKey, SealingKeys};
use valetkey_types::{Seconds, Timestamp, is_loopback_host};

use crate::access_token::SessionTokenStore;
use crate::cookie_sessions::CookieSessions;
use crate::kept_claims::KeptClaims;
use crate::login::{Inner, Login};
use crate::page::{Look, Page, PageHook};
use crate::provider::{DEFAULT_NAME, is_usable_name};
use crate::sessions::Sessions;
use crate::stored_sessions::StoredSessions;
use crate::{Provider, SessionStore, UserStore};

/// The settings of a [`Login`]. They are checked by [`LoginBuilder::build`].
#[must_use]
pub struct LoginBuilder {
    /// The provider of [`Login::builder`], with its reserved name.
    default_provider: Option<Provider>,
    providers: Vec<Provider>,
    public_base_url: String,
    cookie_secret: Option<[u8; 32]>,
    previous_cookie_secrets: Vec<[u8; 32]>,
    session_store: Option<Arc<dyn SessionStore>>,
    kept_claims: KeptClaims,
    user_store: Option<Arc<dyn UserStore>>,
    session_lifetime: Seconds,
    authorization_options: AuthorizationOptions,
    api_transport: Option<Arc<dyn HttpTransport>>,
    pages: Option<PageHook>,
    keep_sessions_over_restarts: bool,
}

/// The reason why a [`Login`] can't be built.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LoginConfigurationError {
    /// The public base URL can't be used.
    #[error(
        "expected a public base URL like https://app.example or https://example.com/app (plain http only on loopback; no query), \
         got {0:?}"
    )]
    BaseUrl(String),
    /// The client has another redirect URI.
    #[error(
        "expected the client's redirect_uri to be {expected:?} or not set, got {seen:?}; register {expected:?} at the issuer"
    )]
    RedirectUri {
        /// The redirect URI that the routes of this crate serve.
        expected: String,
        /// The redirect URI of the client.
        seen: String,
    },
    /// There is no provider.
    #[error("expected at least one provider, got none; add one with `.provider(name, client)`")]
    NoProvider,
    /// A provider's name can't be used in a path.
    #[error(
        "expected a provider's name of 1 to 32 lower-case letters, digits and hyphens, but neither \"callback\" nor \
         \"default\", got {0:?}"
    )]
    ProviderName(String),
    /// Two providers have the same name.
    #[error("expected every provider to have a name of its own, got {0:?} twice")]
    ProviderTwice(String),
    /// The client refuses the redirect URI.
    #[error(transparent)]
    Client(#[from] ClientError),
    /// The keys for cookies can't be made.
    #[error(transparent)]
    Seal(#[from] SealError),
}

impl LoginBuilder {
    pub(crate) fn new(public_base_url: &str) -> Self {
        Self {
            default_provider: None,
            providers: Vec::new(),
            public_base_url: public_base_url.to_owned(),
            cookie_secret: None,
            previous_cookie_secrets: Vec::new(),
            session_store: None,
            kept_claims: KeptClaims::default(),
            user_store: None,
            session_lifetime: Seconds::hours(12),
            authorization_options: AuthorizationOptions::default(),
            api_transport: None,
            pages: None,
            keep_sessions_over_restarts: false,
        }
    }

    /// Adds the provider whose callback is `/auth/callback`.
    pub(crate) fn default_provider(mut self, client: Client) -> Self {
        self.default_provider = Some(Provider::new(DEFAULT_NAME, client));
        self
    }

    /// Adds a provider at `/login/{name}`; its callback is `/auth/{name}`.
    pub fn provider(self, name: &str, client: Client) -> Self {
        self.with_provider(Provider::new(name, client))
    }

    /// Adds a provider with its own settings.
    pub fn with_provider(mut self, provider: Provider) -> Self {
        self.providers.push(provider);
        self
    }

    /// Sets 32 secret random bytes that seal cookies and sessions. All processes of the application need the same bytes.
    /// Default: new random bytes at each start, so a restart ends every session and every pending sign-in.
    pub fn cookie_secret(mut self, secret: [u8; 32]) -> Self {
        self.cookie_secret = Some(secret);
        self
    }

    /// Adds a previous cookie secret, which still opens older cookies. Keep it for one session lifetime after a change.
    pub fn previous_cookie_secret(mut self, secret: [u8; 32]) -> Self {
        self.previous_cookie_secrets.push(secret);
        self
    }

    /// Sets the store for sessions and their tokens. Default: sessions are stored only in sealed cookies, tokens and the list
    /// of ended sessions are in the memory of one process, and a restart ends every session. Set a store if the application has
    /// several processes, or if sessions must survive a restart.
    pub fn session_store(mut self, store: Arc<dyn SessionStore>) -> Self {
        self.session_store = Some(store);
        self
    }

    /// Adds claims that a session keeps without a session store, besides `sub`, `name`, `preferred_username`, `email`,
    /// `email_verified`, `picture` and the roles. A cookie is small: if the claims do not fit, the largest ones are dropped.
    pub fn keep_claims<T: Into<String>>(mut self, names: impl IntoIterator<Item = T>) -> Self {
        self.kept_claims.also.extend(names.into_iter().map(Into::into));
        self
    }

    /// Sets the store for users, with an id and permissions for each. Default: none.
    pub fn user_store(mut self, store: Arc<dyn UserStore>) -> Self {
        self.user_store = Some(store);
        self
    }

    /// Keeps sessions across a restart without a session store. Needs a constant cookie secret.
    ///
    /// Danger: after a restart the application no longer knows which sessions the user or the issuer has ended (sign-out, "log
    /// out everywhere", back-channel logout). An attacker with a stolen cookie of such a session can use it again until it expires.
    /// Without this setting, each user is redirected to the provider once after a restart.
    pub fn danger_keep_sessions_over_restarts(mut self) -> Self {
        self.keep_sessions_over_restarts = true;
        self
    }

    /// Sets the lifetime of a session, in whole seconds. Default: 12 hours.
    pub fn session_lifetime(mut self, lifetime: Duration) -> Self {
        self.session_lifetime = Seconds::from(lifetime);
        self
    }

    /// Sets a hook that renders the sign-in pages in the application's own design. The hook gets each page as data, in the user's
    /// language, and returns the response. If it returns `None`, the built-in page is used.
    pub fn pages(mut self, hook: impl Fn(&Page) -> Option<Response> + Send + Sync + 'static) -> Self {
        self.pages = Some(Arc::new(hook));
        self
    }

    /// Sets the authorization options of every login.
    pub fn authorization_options(mut self, options: AuthorizationOptions) -> Self {
        self.authorization_options = options;
        self
    }

    /// Sets the transport for [`crate::User::api`]. Default: the transport of the provider's client.
    pub fn api_transport(mut self, transport: Arc<dyn HttpTransport>) -> Self {
        self.api_transport = Some(transport);
        self
    }

    /// Checks the settings and builds the login. Sends no request, so it works while a provider is down.
    ///
    /// # Errors
    /// [`LoginConfigurationError`] names the wrong setting.
    pub fn build(self) -> Result<Login, LoginConfigurationError> {
        let base_url = parse_base_url(&self.public_base_url)
            .ok_or_else(|| LoginConfigurationError::BaseUrl(self.public_base_url.clone()))?;
        for Provider { name, .. } in &self.providers {
            if !is_usable_name(name) {
                return Err(LoginConfigurationError::ProviderName(name.clone()));
            }
        }
        let providers = self.default_provider.into_iter().chain(self.providers);
        let base_path = base_url.path().trim_end_matches('/').to_owned();
        let place = format!("{}{base_path}", base_url.origin().ascii_serialization());
        let providers = prepare(providers, &place)?;
        let first = providers.first().ok_or(LoginConfigurationError::NoProvider)?.client.clone();
        let keys = Arc::new(sealing_keys(self.cookie_secret, &self.previous_cookie_secrets)?);
        let sessions: Arc<dyn Sessions> = match self.session_store {
            Some(store) => Arc::new(StoredSessions { keys: keys.clone(), store }),
            None => {
                let nothing = Timestamp(i64::MIN);
                let over_up_to = if self.keep_sessions_over_restarts { nothing } else { first.now() };
                let lifetime = self.session_lifetime;
                Arc::new(CookieSessions::new(keys.clone(), lifetime, self.kept_claims, over_up_to))
            }
        };
        let refreshers = refreshers(&providers, &sessions, &keys);
        for Provider { name, client, .. } in &providers {
            let redirect_uri = client.redirect_uri().unwrap_or_default();
            tracing::info!(redirect_uri, issuer = %client.issuer(), provider = %name,
                "login is ready; register this redirect URI");
        }
        Ok(Login(Arc::new(Inner {
            providers,
            first,
            secure: base_url.scheme() == "https",
            look: Look { base_path, hook: self.pages },
            base_url,
            keys,
            sessions,
            users: self.user_store,
            session_lifetime: self.session_lifetime,
            authorization_options: self.authorization_options,
            refreshers,
            callbacks: Default::default(),
            received_logouts: Default::default(),
            api_transport: self.api_transport,
        })))
    }
}

/// Creates one refresher per provider; all use the same sessions.
fn refreshers(
    providers: &[Provider],
    sessions: &Arc<dyn Sessions>,
    keys: &Arc<SealingKeys>,
) -> HashMap<String, Refresher> {
    let store = Arc::new(SessionTokenStore { sessions: Arc::clone(sessions), keys: Arc::clone(keys) });
    let refresher =
        |provider: &Provider| (provider.name.clone(), Refresher::new(provider.client.clone(), store.clone()));
    providers.iter().map(refresher).collect()
}

/// Sets the redirect URI of every client. Refuses names that are used twice.
fn prepare(
    providers: impl Iterator<Item = Provider>,
    place: &str,
) -> Result<Vec<Provider>, LoginConfigurationError> {
    let mut prepared: Vec<Provider> = Vec::new();
    for mut provider in providers {
        if prepared.iter().any(|other| other.name == provider.name) {
            return Err(LoginConfigurationError::ProviderTwice(provider.name));
        }
        let expected = format!("{place}{}", provider.callback_path());
        match provider.client.redirect_uri() {
            None => provider.client = provider.client.with_redirect_uri(&expected)?,
            Some(seen) if seen == expected => {}
            Some(seen) => {
                let seen = seen.to_owned();
                return Err(LoginConfigurationError::RedirectUri { expected, seen });
            }
        }
        prepared.push(provider);
    }
    Ok(prepared)
}

fn sealing_keys(secret: Option<[u8; 32]>, previous: &[[u8; 32]]) -> Result<SealingKeys, SealError> {
    let secret = secret.unwrap_or_else(|| {
        tracing::info!("there is no cookie_secret: a restart ends every session");
        random_bytes::<32>()
    });
    previous.iter().try_fold(SealingKeys::new(sealing_key(&secret)?), |keys, secret| {
        Ok(keys.with_previous(sealing_key(secret)?))
    })
}

fn sealing_key(secret: &[u8; 32]) -> Result<SealingKey, SealError> {
    SealingKey::derive(secret, "valetkey-axum cookies and sessions")
}

fn parse_base_url(text: &str) -> Option<Url> {
    let url = Url::parse(text).ok()?;
    let host = url.host_str()?;
    let safe = url.scheme() == "https" || (url.scheme() == "http" && is_loopback_host(host));
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte);
    let path = url.path();
    let usable_path = path.bytes().all(plain) && !path.contains("//");
    let bare = usable_path && url.query().is_none() && url.fragment().is_none();
    let anonymous = url.username().is_empty() && url.password().is_none();
    (safe && bare && anonymous).then_some(url)
}
