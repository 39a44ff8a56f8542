//! The signed-in user, in a sealed cookie with a lifetime of an hour. Does not store the access token.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use example_support::{Cookie, SetCookie};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use valetkey_client::digest::random_bytes;
use valetkey_client::{IdentifiedUser, SealError, SealingKey, SealingKeys, Seconds, Timestamp};

use crate::Application;

const LIFETIME: Seconds = Seconds::hours(1);
const PURPOSE: &str = "who is signed in";

/// A user at GitHub. Issuer and subject identify the user; the rest is for display.
#[derive(Deserialize, Serialize)]
pub(crate) struct SignedIn {
    pub(crate) issuer: String,
    pub(crate) subject: String,
    pub(crate) name: Option<String>,
    pub(crate) email: Option<String>,
    until: Timestamp,
}

pub(crate) struct SignedInCookie {
    cookie: Cookie,
    keys: SealingKeys,
}

impl SignedInCookie {
    pub(crate) fn new(address: &str) -> Result<Self, SealError> {
        let keys = SealingKeys::new(SealingKey::new(&random_bytes())?);
        Ok(Self { cookie: Cookie::new("signed-in", address, LIFETIME), keys })
    }

    /// Makes the cookie after a sign-in.
    pub(crate) fn of(&self, user: &IdentifiedUser, now: Timestamp) -> Result<SetCookie, SealError> {
        let (name, email) = (user.claims.name(), user.claims.email());
        let signed_in = SignedIn {
            issuer: user.issuer.clone(),
            subject: user.subject.clone(),
            name: name.map(str::to_owned),
            email: email.map(str::to_owned),
            until: now.plus(LIFETIME),
        };
        Ok(self.cookie.set(&self.keys.seal_json(PURPOSE, &signed_in)?))
    }

    /// Returns the user, if the cookie is valid and has not expired.
    pub(crate) fn read(&self, headers: &HeaderMap, now: Timestamp) -> Option<SignedIn> {
        let mut opened = self
            .cookie
            .values(headers)
            .filter_map(|value| self.keys.open_json::<SignedIn>(PURPOSE, value).ok());
        opened.find(|signed_in| now < signed_in.until)
    }
}

impl Application {
    pub(crate) fn signed_in(&self, headers: &HeaderMap) -> Option<SignedIn> {
        self.signed_in_cookie.read(headers, self.github.now())
    }
}

/// `GET /api/v1/me`.
pub(crate) async fn me(
    State(application): State<Arc<Application>>,
    headers: HeaderMap,
) -> (StatusCode, Json<Value>) {
    match application.signed_in(&headers) {
        None => (StatusCode::UNAUTHORIZED, Json(json!({ "detail": "Not logged in" }))),
        Some(SignedIn { issuer, subject, name, email, .. }) => (
            StatusCode::OK,
            Json(json!({ "issuer": issuer, "subject": subject, "name": name, "email": email })),
        ),
    }
}
