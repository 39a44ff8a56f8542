//! A pending login, in a cookie of its browser.

use axum::http::HeaderMap;
use valetkey_client::digest::random_bytes;
use valetkey_client::{PendingLogin, SealError, SealingKey, SealingKeys};

use crate::{Cookie, SetCookie};

/// Keeps a pending login (`state`, code verifier) sealed in a cookie, so only the browser that started a login can finish it.
///
/// There is one cookie, so only the later one of two simultaneous logins in a browser succeeds. `valetkey-axum` supports several.
pub struct LoginCookie {
    cookie: Cookie,
    /// Each start generates a new key: a pending login has to start again after a restart.
    keys: SealingKeys,
}

impl LoginCookie {
    /// Creates the cookie for the application at this address.
    ///
    /// # Errors
    /// If the crypto library fails.
    pub fn new(address: &str) -> Result<Self, SealError> {
        let keys = SealingKeys::new(SealingKey::new(&random_bytes())?);
        Ok(Self { cookie: Cookie::new("login", address, PendingLogin::LIFETIME), keys })
    }

    /// Returns the cookie of a pending login.
    ///
    /// # Errors
    /// If the crypto library fails.
    pub fn remember(&self, pending: &PendingLogin) -> Result<SetCookie, SealError> {
        Ok(self.cookie.set(&pending.seal(&self.keys, "")?))
    }

    /// Returns the pending login of this browser; `None` without a valid cookie.
    pub fn recall(&self, headers: &HeaderMap) -> Option<PendingLogin> {
        let mut opened =
            self.cookie.values(headers).filter_map(|value| PendingLogin::open(&self.keys, value).ok());
        opened.next().map(|(pending, _)| pending)
    }

    /// Deletes the cookie.
    pub fn forget(&self) -> SetCookie {
        self.cookie.remove()
    }
}
