//! A login on its way, remembered by the browser that began it.

use axum::http::HeaderMap;
use valetkey_client::digest::random_bytes;
use valetkey_client::{PendingLogin, SealError, SealingKey, SealingKeys};

use crate::{Cookie, SetCookie};

/// Keeps the login that has begun (`state`, code verifier) sealed in a cookie: only the browser that began a login can finish it.
///
/// There is one cookie, so of two logins at once in one browser the later one counts. `valetkey-axum` does better.
pub struct LoginCookie {
    cookie: Cookie,
    /// Fresh at each start: a login that was on its way over a restart begins anew.
    keys: SealingKeys,
}

impl LoginCookie {
    /// For the application at this address.
    ///
    /// # Errors
    /// When the crypto library refuses.
    pub fn new(address: &str) -> Result<Self, SealError> {
        let keys = SealingKeys::new(SealingKey::new(&random_bytes())?);
        Ok(Self { cookie: Cookie::new("login", address, PendingLogin::LIFETIME), keys })
    }

    /// Remembers a login that has begun.
    ///
    /// # Errors
    /// When the crypto library refuses.
    pub fn remember(&self, pending: &PendingLogin) -> Result<SetCookie, SealError> {
        Ok(self.cookie.set(&pending.seal(&self.keys, "")?))
    }

    /// The login that this browser began; none if there is no cookie, or somebody changed it.
    pub fn recall(&self, headers: &HeaderMap) -> Option<PendingLogin> {
        let mut opened =
            self.cookie.values(headers).filter_map(|value| PendingLogin::open(&self.keys, value).ok());
        opened.next().map(|(pending, _)| pending)
    }

    /// The login is over.
    pub fn forget(&self) -> SetCookie {
        self.cookie.remove()
    }
}
