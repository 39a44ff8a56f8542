//! The state of a login between the authorization request and the callback.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use valetkey_jose::seal::{OpenError, SealError, SealingKeys};
use valetkey_types::{Seconds, Secret, Timestamp};

const PURPOSE: &str = "valetkey pending login";

/// A pending login. Keep it sealed in a cookie, to bind it to the browser.
#[derive(Clone, Debug)]
pub struct PendingLogin {
    pub(crate) issuer: String,
    pub(crate) redirect_uri: String,
    pub(crate) state: Secret,
    pub(crate) nonce: Secret,
    pub(crate) code_verifier: Secret,
    pub(crate) max_age: Option<Seconds>,
    pub(crate) resource: Vec<String>,
    pub(crate) started: Timestamp,
}

impl PendingLogin {
    /// The maximum duration of a login.
    pub const LIFETIME: Seconds = Seconds::minutes(10);

    /// Returns the `state` that was sent, which identifies the login.
    pub fn state(&self) -> &str {
        self.state.expose()
    }

    /// Returns the time when the login started.
    pub fn started(&self) -> Timestamp {
        self.started
    }

    /// Seals the login together with a note of the caller (for example the page to return to).
    ///
    /// # Errors
    /// [`SealError`] if the note is too long.
    pub fn seal(&self, keys: &SealingKeys, note: &str) -> Result<String, SealError> {
        let sealed = Sealed {
            issuer: self.issuer.as_str().into(),
            redirect_uri: self.redirect_uri.as_str().into(),
            state: self.state.expose().into(),
            nonce: self.nonce.expose().into(),
            code_verifier: self.code_verifier.expose().into(),
            max_age: self.max_age,
            resource: self.resource.clone(),
            started: self.started,
            note: note.into(),
        };
        keys.seal_json(PURPOSE, &sealed)
    }

    /// Opens a sealed login. Returns it with the note.
    ///
    /// # Errors
    /// [`OpenError`] if a byte was changed or the keys differ.
    pub fn open(keys: &SealingKeys, sealed: &str) -> Result<(Self, String), OpenError> {
        let opened = keys.open(PURPOSE, sealed)?;
        let sealed: Sealed<'_> = serde_json::from_slice(&opened).map_err(|_| OpenError::Json)?;
        let login = Self {
            issuer: sealed.issuer.into_owned(),
            redirect_uri: sealed.redirect_uri.into_owned(),
            state: Secret::new(sealed.state),
            nonce: Secret::new(sealed.nonce),
            code_verifier: Secret::new(sealed.code_verifier),
            max_age: sealed.max_age,
            resource: sealed.resource,
            started: sealed.started,
        };
        Ok((login, sealed.note.into_owned()))
    }
}

/// The sealed content. Only this file sees it unsealed.
#[derive(Serialize, Deserialize)]
struct Sealed<'a> {
    issuer: Cow<'a, str>,
    redirect_uri: Cow<'a, str>,
    state: Cow<'a, str>,
    nonce: Cow<'a, str>,
    code_verifier: Cow<'a, str>,
    max_age: Option<Seconds>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    resource: Vec<String>,
    started: Timestamp,
    note: Cow<'a, str>,
}
