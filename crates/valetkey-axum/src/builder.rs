//! Putting the login of an application together.

use std::sync::Arc;

use url::Url;
use valetkey_client::{AuthorizationOptions, Client, ClientError};
use valetkey_jose::digest::random_bytes;
use valetkey_jose::seal::{SealError, SealingKey, SealingKeys};
use valetkey_types::{Seconds, is_loopback_host};

use crate::cookies::CookieStyle;
use crate::login::{Inner, Login};
use crate::{MemorySessionStore, SessionStore};

/// The path of the callback below the base URL.
pub(crate) const CALLBACK_PATH: &str = "/auth/callback";

/// Settings of a [`Login`]. Nothing is checked before [`LoginBuilder::build`].
#[must_use]
pub struct LoginBuilder {
    client: Client,
    public_base_url: String,
    cookie_secret: Option<[u8; 32]>,
    previous_cookie_secrets: Vec<[u8; 32]>,
    session_store: Arc<dyn SessionStore>,
    session_lifetime: Seconds,
    authorization_options: AuthorizationOptions,
}

/// Why the login can't be put together.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LoginConfigurationError {
    /// The public base URL is no origin.
    #[error(
        "expected a public base URL like https://app.example (plain http only on loopback; no path, no query), got {0:?}"
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
    /// The client refuses the redirect URI.
    #[error(transparent)]
    Client(#[from] ClientError),
    /// The keys for cookies can't be made.
    #[error(transparent)]
    Seal(#[from] SealError),
}

impl LoginBuilder {
    pub(crate) fn new(client: Client, public_base_url: &str) -> Self {
        Self {
            client,
            public_base_url: public_base_url.to_owned(),
            cookie_secret: None,
            previous_cookie_secrets: Vec::new(),
            session_store: Arc::new(MemorySessionStore::new()),
            session_lifetime: Seconds::hours(12),
            authorization_options: AuthorizationOptions::default(),
        }
    }

    /// 32 secret random bytes that seal cookies and sessions; the same on every process that serves the application. Unless
    /// set, fresh ones at each start.
    pub fn cookie_secret(mut self, secret: [u8; 32]) -> Self {
        self.cookie_secret = Some(secret);
        self
    }

    /// A cookie secret that was used before and still opens what it sealed.
    pub fn previous_cookie_secret(mut self, secret: [u8; 32]) -> Self {
        self.previous_cookie_secrets.push(secret);
        self
    }

    /// Where sessions are kept; in memory unless set.
    pub fn session_store(mut self, store: Arc<dyn SessionStore>) -> Self {
        self.session_store = store;
        self
    }

    /// How long a session lives; 12 hours unless set.
    pub fn session_lifetime(mut self, lifetime: Seconds) -> Self {
        self.session_lifetime = lifetime;
        self
    }

    /// What every login wishes of the issuer.
    pub fn authorization_options(mut self, options: AuthorizationOptions) -> Self {
        self.authorization_options = options;
        self
    }

    /// Checks the settings. Nothing is fetched.
    ///
    /// # Errors
    /// [`LoginConfigurationError`], saying which setting is wrong.
    pub fn build(self) -> Result<Login, LoginConfigurationError> {
        let base_url = parse_base_url(&self.public_base_url)
            .ok_or_else(|| LoginConfigurationError::BaseUrl(self.public_base_url.clone()))?;
        let expected = format!("{}{CALLBACK_PATH}", base_url.origin().ascii_serialization());
        let client = match self.client.redirect_uri() {
            None => self.client.with_redirect_uri(&expected)?,
            Some(seen) if seen == expected => self.client,
            Some(seen) => {
                let seen = seen.to_owned();
                return Err(LoginConfigurationError::RedirectUri { expected, seen });
            }
        };
        let secret = self.cookie_secret.unwrap_or_else(random_bytes::<32>);
        let mut keys = SealingKeys::new(sealing_key(&secret)?);
        for previous in &self.previous_cookie_secrets {
            keys = keys.with_previous(sealing_key(previous)?);
        }
        tracing::info!(redirect_uri = %expected, issuer = %client.issuer(), "login is ready; register this redirect URI");
        Ok(Login(Arc::new(Inner {
            client,
            cookies: CookieStyle { secure: base_url.scheme() == "https" },
            base_url,
            keys,
            store: self.session_store,
            session_lifetime: self.session_lifetime,
            authorization_options: self.authorization_options,
            refreshes: Default::default(),
        })))
    }
}

fn sealing_key(secret: &[u8; 32]) -> Result<SealingKey, SealError> {
    SealingKey::derive(secret, "valetkey-axum cookies and sessions")
}

fn parse_base_url(text: &str) -> Option<Url> {
    let url = Url::parse(text).ok()?;
    let host = url.host_str()?;
    let safe = url.scheme() == "https" || (url.scheme() == "http" && is_loopback_host(host));
    let bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
    let anonymous = url.username().is_empty() && url.password().is_none();
    (safe && bare && anonymous).then_some(url)
}
