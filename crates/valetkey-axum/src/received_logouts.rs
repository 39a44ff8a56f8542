//! Stores used logout tokens by their `jti`, to refuse replays (OpenID Connect Back-Channel Logout section 2.6).

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use valetkey_client::LogoutToken;
use valetkey_client::logout_token::LONGEST_LIFE;
use valetkey_jose::digest::sha256;
use valetkey_types::Timestamp;

/// Maximum stored tokens. Only issuers can sign a logout token, so this limit is only a safeguard.
const MOST: usize = 10_000;

/// The recent logout tokens, by digest. A replayed token must not end sessions that started after it.
#[derive(Default)]
pub(crate) struct ReceivedLogouts(Mutex<HashMap<[u8; 32], Timestamp>>);

impl ReceivedLogouts {
    /// Returns whether this token was used before.
    pub(crate) fn contains(&self, token: &LogoutToken) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).contains_key(&digest(token))
    }

    /// Stores a token until it is too old to be accepted, including the allowed clock difference.
    pub(crate) fn insert(&self, token: &LogoutToken, now: Timestamp) {
        let mut received = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        received.retain(|_, until| now < *until);
        if received.len() < MOST {
            received.insert(digest(token), now.plus(LONGEST_LIFE).plus(LONGEST_LIFE));
        }
    }
}

/// Returns the digest of issuer and `jti`. An issuer contains no zero byte, so different pairs have different digests.
fn digest(token: &LogoutToken) -> [u8; 32] {
    sha256(format!("{}\0{}", token.issuer(), token.jti()).as_bytes())
}
