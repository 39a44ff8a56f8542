//! Putting the login of an application together.

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

/// Settings of a [`Login`]. Nothing is checked before [`LoginBuilder::build`].
#[must_use]
pub struct LoginBuilder {
    /// The provider of [`Login::builder`], under the name that nobody else may have.
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

/// Why the login can't be put together.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LoginConfigurationError {
    /// The public base URL can't be used.
    #[error(
        "expected a public base URL like https://app.example or https://example.com/app (plain http only on loopback; no query), \
         got {0:?}"
    )]
    BaseUrl(String),
    /// The client comes back somewhere else.
    #[error(
        "expected the client's redirect_uri to be {expected:?} or not set, got {seen:?}; register {expected:?} at the issuer"
    )]
    RedirectUri {
        /// What the routes of this crate serve.
        expected: String,
        /// What the client has.
        seen: String,
    },
    /// There is no way to sign in.
    #[error("expected at least one provider, got none; add one with `.provider(name, client)`")]
    NoProvider,
    /// A provider's name can't stand in a path.
    #[error(
        "expected a provider's name of 1 to 32 lower-case letters, digits and hyphens, but neither \"callback\" nor \
         \"default\", got {0:?}"
    )]
    ProviderName(String),
    /// Two providers have one name.
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

    /// The provider whose callback is `/auth/callback`.
    pub(crate) fn default_provider(mut self, client: Client) -> Self {
        self.default_provider = Some(Provider::new(DEFAULT_NAME, client));
        self
    }

    /// One more way to sign in, at `/login/{name}`; its callback is `/auth/{name}`.
    pub fn provider(self, name: &str, client: Client) -> Self {
        self.with_provider(Provider::new(name, client))
    }

    /// One more way to sign in, with settings of its own.
    pub fn with_provider(mut self, provider: Provider) -> Self {
        self.providers.push(provider);
        self
    }

    /// 32 secret random bytes that seal cookies and sessions; the same on every process that serves the application. Unless
    /// set, fresh ones at each start, and then a restart ends every session and every sign-in on its way.
    pub fn cookie_secret(mut self, secret: [u8; 32]) -> Self {
        self.cookie_secret = Some(secret);
        self
    }

    /// A cookie secret that was used before and still opens what it sealed. Keep it for a session lifetime after the change.
    pub fn previous_cookie_secret(mut self, secret: [u8; 32]) -> Self {
        self.previous_cookie_secrets.push(secret);
        self
    }

    /// Where sessions are kept, with their tokens. Unless set, a session is its sealed cookie, while its tokens and the endings of
    /// sessions are in the memory of one process, and a restart ends every session. Set a store where several processes serve the
    /// application, or where sessions must outlive a restart.
    pub fn session_store(mut self, store: Arc<dyn SessionStore>) -> Self {
        self.session_store = Some(store);
        self
    }

    /// Claims that a session keeps without a session store, beside `sub`, `name`, `preferred_username`, `email`, `email_verified`,
    /// `picture` and the roles. A cookie has room for little: what does not fit goes, the largest claim first.
    pub fn keep_claims<T: Into<String>>(mut self, names: impl IntoIterator<Item = T>) -> Self {
        self.kept_claims.also.extend(names.into_iter().map(Into::into));
        self
    }

    /// Where people are kept, each with an id of their own and with permissions; nowhere unless set.
    pub fn user_store(mut self, store: Arc<dyn UserStore>) -> Self {
        self.user_store = Some(store);
        self
    }

    /// Keeps sessions alive over a restart although there is no session store; needs a cookie secret that stays the same.
    ///
    /// Gives up: endings from before the restart. A session that the user or the issuer has ended (sign-out, "log out
    /// everywhere", back-channel logout) is alive again for whoever kept a copy of its cookie, until its lifetime is over. Without
    /// this a restart costs each user one way through the provider, who knows best whether they are still signed in.
    pub fn danger_keep_sessions_over_restarts(mut self) -> Self {
        self.keep_sessions_over_restarts = true;
        self
    }

    /// How long a session lives; 12 hours unless set, whole seconds count.
    pub fn session_lifetime(mut self, lifetime: Duration) -> Self {
        self.session_lifetime = Seconds::from(lifetime);
        self
    }

    /// Shows the pages of the sign-in in the application's own look. The hook gets each page as data, in the user's language,
    /// and makes the answer; `None` keeps the built-in page.
    pub fn pages(mut self, hook: impl Fn(&Page) -> Option<Response> + Send + Sync + 'static) -> Self {
        self.pages = Some(Arc::new(hook));
        self
    }

    /// What every login wishes of the issuer.
    pub fn authorization_options(mut self, options: AuthorizationOptions) -> Self {
        self.authorization_options = options;
        self
    }

    /// The way out for [`crate::User::api`]; unless set the one of the provider's client.
    pub fn api_transport(mut self, transport: Arc<dyn HttpTransport>) -> Self {
        self.api_transport = Some(transport);
        self
    }

    /// Checks the settings. Nothing is fetched, so a provider may be down at the start.
    ///
    /// # Errors
    /// [`LoginConfigurationError`], saying which setting is wrong.
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

/// One refresher for each provider, all over the same sessions.
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

/// Gives every client the redirect URI that its callback is served at. No name comes twice.
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
