//! Logout tokens that have done their work already (OpenID Connect Back-Channel Logout section 2.6, the `jti`).

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use valetkey_client::LogoutToken;
use valetkey_client::logout_token::LONGEST_LIFE;
use valetkey_jose::digest::sha256;
use valetkey_types::Timestamp;

/// The most tokens that are remembered. Only issuers can sign one, so this is a fuse and no rule.
const MOST: usize = 10_000;

/// The tokens of the last minutes, by digest. One that comes again must not end the sessions that began since.
#[derive(Default)]
pub(crate) struct ReceivedLogouts(Mutex<HashMap<[u8; 32], Timestamp>>);

impl ReceivedLogouts {
    /// Whether this token has come before.
    pub(crate) fn contains(&self, token: &LogoutToken) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).contains_key(&digest(token))
    }

    /// Remembers a token until it is too old to be accepted, clocks that differ included.
    pub(crate) fn insert(&self, token: &LogoutToken, now: Timestamp) {
        let mut received = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        received.retain(|_, until| now < *until);
        if received.len() < MOST {
            received.insert(digest(token), now.plus(LONGEST_LIFE).plus(LONGEST_LIFE));
        }
    }
}

/// No issuer has a zero byte in its name, so no two pairs look alike.
fn digest(token: &LogoutToken) -> [u8; 32] {
    sha256(format!("{}\0{}", token.issuer(), token.jti()).as_bytes())
}
