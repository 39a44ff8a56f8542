//! The state of the server: logins, tokens and consents, in memory and with a limited size.

use std::collections::HashMap;

use valetkey_types::{Secret, Timestamp};

use crate::bounded::Bounded;
use crate::simulated_user::SimulatedUser;

/// Lifetime of a code, in seconds.
pub(crate) const CODE_LIFETIME: i64 = 60;

/// A login that a user has allowed.
#[derive(Clone, Debug)]
pub(crate) struct Login {
    /// The index of the provider in the server's list.
    pub(crate) provider: usize,
    pub(crate) client_id: String,
    pub(crate) scope: String,
    pub(crate) nonce: Option<String>,
    pub(crate) offline: bool,
    pub(crate) user: SimulatedUser,
}

/// An issued code, used or not.
#[derive(Clone, Debug)]
pub(crate) struct Code {
    pub(crate) login: Login,
    pub(crate) redirect_uri: String,
    pub(crate) code_challenge: Option<String>,
    pub(crate) made: Timestamp,
    pub(crate) used: bool,
}

/// An issued access token.
#[derive(Clone, Debug)]
pub(crate) struct AccessToken {
    pub(crate) login: Login,
    /// The expiry, if the response had a lifetime.
    pub(crate) expires: Option<Timestamp>,
}

/// A device that waits for a decision.
#[derive(Clone, Debug)]
pub(crate) struct Device {
    pub(crate) login: Login,
    pub(crate) user_code: String,
    pub(crate) decision: Option<bool>,
    pub(crate) made: Timestamp,
}

/// The complete state.
#[derive(Debug, Default)]
pub(crate) struct State {
    pub(crate) codes: Bounded<Code>,
    pub(crate) access_tokens: Bounded<AccessToken>,
    pub(crate) refresh_tokens: Bounded<Login>,
    /// Waiting devices by device code.
    pub(crate) devices: Bounded<Device>,
    /// Earlier consents, for providers that send more at the first consent.
    consents: Bounded<()>,
    /// The secret of each client: set at the start, or the first one that the client sent.
    secrets: HashMap<String, Secret>,
}

impl State {
    /// Stores a consent. Returns `true` if it is the first one.
    pub(crate) fn is_first_consent(&mut self, login: &Login) -> bool {
        let name = format!("{} {} {}", login.provider, login.user.name(), login.client_id);
        let is_first = self.consents.get(&name).is_none();
        self.consents.insert(name, ());
        is_first
    }

    /// Returns the secret of this client.
    pub(crate) fn secret(&self, client_id: &str) -> Option<&Secret> {
        self.secrets.get(client_id)
    }

    /// Stores the secret of a client. The number of clients is limited.
    pub(crate) fn keep_secret(&mut self, client_id: &str, secret: &str) {
        if self.secrets.len() < 1000 {
            self.secrets.insert(client_id.to_owned(), Secret::new(secret));
        }
    }
}
