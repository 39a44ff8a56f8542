//! What the server remembers: logins, tokens, consents. All of it in memory, and bounded.

use std::collections::HashMap;

use valetkey_types::{Secret, Timestamp};

use crate::bounded::Bounded;
use crate::person::Person;

/// How long a code is good, in seconds.
pub(crate) const CODE_LIFETIME: i64 = 60;

/// What somebody agreed to.
#[derive(Clone, Debug)]
pub(crate) struct Login {
    /// The place of the imitation in the server's list.
    pub(crate) imitation: usize,
    pub(crate) client_id: String,
    pub(crate) scope: String,
    pub(crate) nonce: Option<String>,
    pub(crate) offline: bool,
    pub(crate) person: Person,
}

/// A code that was issued, used or not.
#[derive(Clone, Debug)]
pub(crate) struct Code {
    pub(crate) login: Login,
    pub(crate) redirect_uri: String,
    pub(crate) code_challenge: Option<String>,
    pub(crate) made: Timestamp,
    pub(crate) used: bool,
}

/// An access token that was issued.
#[derive(Clone, Debug)]
pub(crate) struct AccessToken {
    pub(crate) login: Login,
    /// The moment it ends, where the answer named a lifetime.
    pub(crate) expires: Option<Timestamp>,
}

/// A device that waits for somebody.
#[derive(Clone, Debug)]
pub(crate) struct Device {
    pub(crate) login: Login,
    pub(crate) user_code: String,
    pub(crate) decision: Option<bool>,
    pub(crate) made: Timestamp,
}

/// Everything that is remembered.
#[derive(Debug, Default)]
pub(crate) struct State {
    pub(crate) codes: Bounded<Code>,
    pub(crate) access_tokens: Bounded<AccessToken>,
    pub(crate) refresh_tokens: Bounded<Login>,
    /// By device code.
    pub(crate) devices: Bounded<Device>,
    /// Who has agreed before, for providers that tell more at the first consent.
    consents: Bounded<()>,
    /// The secret of each client: given at the start, or the first one it showed.
    secrets: HashMap<String, Secret>,
}

impl State {
    /// Notes a consent; true if it is the first one.
    pub(crate) fn is_first_consent(&mut self, login: &Login) -> bool {
        let name = format!("{} {} {}", login.imitation, login.person.name(), login.client_id);
        let is_first = self.consents.get(&name).is_none();
        self.consents.insert(name, ());
        is_first
    }

    /// The secret this client is known by.
    pub(crate) fn secret(&self, client_id: &str) -> Option<&Secret> {
        self.secrets.get(client_id)
    }

    /// Takes a secret as the client's own from now on. The number of clients is bounded.
    pub(crate) fn keep_secret(&mut self, client_id: &str, secret: &str) {
        if self.secrets.len() < 1000 {
            self.secrets.insert(client_id.to_owned(), Secret::new(secret));
        }
    }
}
