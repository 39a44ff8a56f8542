//! Values that travel through a form: sealed, bound to a browser and a purpose, and short-lived.

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use valetkey_authorization_server::Lifetimes;
use valetkey_jose::seal::SealError;
use valetkey_types::Timestamp;

use super::{BrowserId, Cookies};
use crate::seal::Purpose;

/// Why a form value does not count.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FormValueError {
    /// Changed, made by another key, for another form or another issuer, or good for longer than any form value.
    #[error("expected a value that this server sealed for this form")]
    NotOurs,
    /// The browser sent no cookie with its name.
    #[error("expected a cookie with the name of this browser, got none")]
    NoCookie,
    /// Made for another browser.
    #[error("expected a value sealed for this browser, got one of another browser")]
    OtherBrowser,
    /// It names a stored request that is answered, or was removed.
    #[error("expected a request that waits, got one that is answered already")]
    Answered,
    /// Too old.
    #[error("expected a value that is good until after {now}, got one that ended at {expired_at}", now = now.seconds(), expired_at = expired_at.seconds())]
    Expired {
        /// When it ended.
        expired_at: Timestamp,
        /// The moment of the check.
        now: Timestamp,
    },
}

#[derive(Serialize)]
struct Sealing<'a, T> {
    browser: &'a str,
    expires_at: Timestamp,
    value: &'a T,
}

#[derive(Deserialize)]
struct Opened<T> {
    browser: String,
    expires_at: Timestamp,
    value: T,
}

impl Cookies {
    /// Seals a value for a hidden form field. It opens for the same `purpose`, in the same browser, before `expires_at`.
    ///
    /// # Errors
    /// [`SealError`] when the value is larger than 64 KiB or is no JSON.
    pub fn seal<T: Serialize>(
        &self,
        purpose: &'static str,
        value: &T,
        browser: &BrowserId,
        expires_at: Timestamp,
    ) -> Result<String, SealError> {
        self.seal.seal_json(purpose, &Sealing { browser: &browser.0, expires_at, value })
    }

    /// Opens a sealed form value. `browsers` are the names that the browser carries.
    ///
    /// # Errors
    /// [`FormValueError`] when it was changed, belongs to another form or browser, or is too old.
    pub fn open<T: DeserializeOwned>(
        &self,
        purpose: &'static str,
        sealed: &str,
        browsers: &[BrowserId],
        now: Timestamp,
    ) -> Result<T, FormValueError> {
        let opened: Opened<T> = self.unseal(purpose, sealed, now)?;
        if browsers.is_empty() {
            return Err(FormValueError::NoCookie);
        }
        let same_browser = browsers.iter().any(|browser| {
            valetkey_jose::digest::constant_time_eq(browser.0.as_bytes(), opened.browser.as_bytes())
        });
        if !same_browser {
            return Err(FormValueError::OtherBrowser);
        }
        if now >= opened.expires_at {
            return Err(FormValueError::Expired { expired_at: opened.expires_at, now });
        }
        Ok(opened.value)
    }

    /// The value of a form that no longer counts, or counts in another browser only: good for starting over, and for
    /// nothing that somebody settled.
    ///
    /// # Errors
    /// [`FormValueError::NotOurs`] when it was changed or belongs to another form.
    pub fn open_stale<T: DeserializeOwned>(
        &self,
        purpose: &'static str,
        sealed: &str,
        now: Timestamp,
    ) -> Result<T, FormValueError> {
        Ok(self.unseal::<T>(purpose, sealed, now)?.value)
    }

    fn unseal<T: DeserializeOwned>(
        &self,
        purpose: &'static str,
        sealed: &str,
        now: Timestamp,
    ) -> Result<Opened<T>, FormValueError> {
        let opened: Result<Opened<T>, _> = self.seal.open_json(Purpose::of(purpose), sealed, now);
        let latest = now.plus(self.longest_lifetime).plus(Lifetimes::CLOCK_TOLERANCE);
        opened.ok().filter(|opened| opened.expires_at <= latest).ok_or(FormValueError::NotOurs)
    }
}
