//! Remembers used logout tokens by their `jti` (OpenID Connect Back-Channel Logout section 2.6).

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use valetkey_client::LogoutToken;
use valetkey_client::logout_token::LONGEST_LIFE;
use valetkey_jose::digest::sha256;
use valetkey_types::Timestamp;

/// Maximum remembered tokens. Only issuers can sign one, so this limit is only a safeguard.
const MOST: usize = 10_000;

/// Recent logout tokens, by digest. A repeated token must not end sessions that started after it.
#[derive(Default)]
pub(crate) struct ReceivedLogouts(Mutex<HashMap<[u8; 32], Timestamp>>);

impl ReceivedLogouts {
    /// Whether this token was used before.
    pub(crate) fn contains(&self, token: &LogoutToken) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).contains_key(&digest(token))
    }

    /// Remembers a token until it is too old to be accepted, including the clock difference.
    pub(crate) fn insert(&self, token: &LogoutToken, now: Timestamp) {
        let mut received = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        received.retain(|_, until| now < *until);
        if received.len() < MOST {
            received.insert(digest(token), now.plus(LONGEST_LIFE).plus(LONGEST_LIFE));
        }
    }
}

/// No issuer contains a zero byte, so different pairs have different digests.
fn digest(token: &LogoutToken) -> [u8; 32] {
    sha256(format!("{}\0{}", token.issuer(), token.jti()).as_bytes())
}
