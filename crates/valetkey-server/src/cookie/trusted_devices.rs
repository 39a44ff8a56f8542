//! The cookie that makes a browser a trusted device of users: a random secret for each. The record of the device holds the hash.

use ::cookie::Cookie;
use http::{HeaderMap, HeaderValue};
use serde::{Deserialize, Serialize};
use valetkey_jose::digest::base64url;
use valetkey_types::{Timestamp, UserId};

use super::{Cookies, values};
use crate::{seal::Purpose, trusted_devices::LIFETIME};

/// The users who trust a browser, the last one first.
#[derive(Default, Serialize, Deserialize)]
pub(crate) struct TrustedDevices(Vec<TrustedDevice>);

#[derive(Serialize, Deserialize)]
struct TrustedDevice {
    user: UserId,
    secret: String,
    trusted_at: Timestamp,
}

const PURPOSE: &str = "trusted devices";

impl TrustedDevices {
    /// Maximum users of one browser. The one whose trust is the oldest is forgotten first.
    const MOST_USERS: usize = 5;
    /// Maximum secrets of one user that are looked up: a neighbour can plant cookies with others.
    const MOST_OF_A_USER: usize = 2;

    /// Returns the secrets of a user, the latest first.
    pub(crate) fn secrets_of(&self, user: &UserId) -> impl Iterator<Item = &str> {
        let own = self.0.iter().filter(move |trusted| trusted.user == *user);
        own.map(|trusted| trusted.secret.as_str()).take(Self::MOST_OF_A_USER)
    }

    /// Adds a user with a fresh secret, and returns it. The secret is never one that the browser brought along: somebody else may
    /// know that.
    pub(crate) fn add(&mut self, user: &UserId, fresh: [u8; 32], now: Timestamp) -> String {
        let secret = base64url(&fresh);
        self.0.retain(|trusted| trusted.user != *user);
        self.0.insert(0, TrustedDevice { user: user.clone(), secret: secret.clone(), trusted_at: now });
        self.0.truncate(Self::MOST_USERS);
        secret
    }
}

impl Cookies {
    /// Returns what the cookies of trusted devices say. A cookie that this server did not seal counts as none.
    pub(crate) fn trusted_devices(&self, headers: &HeaderMap, now: Timestamp) -> TrustedDevices {
        let open =
            |sealed: String| self.seal.open_json::<TrustedDevices>(Purpose::of(PURPOSE), &sealed, now).ok();
        let opened = values(headers, &self.trusted_name).take(Self::MOST_OF_A_NAME).filter_map(open);
        let mut trusted: Vec<_> = opened.flat_map(|trusted| trusted.0).collect();
        trusted.retain(|device| now < device.trusted_at.plus(LIFETIME));
        trusted.sort_by_key(|device| std::cmp::Reverse(device.trusted_at));
        TrustedDevices(trusted)
    }

    /// `Set-Cookie` for trusted devices. `None`, with a line in the log, when they can't be sealed.
    pub(crate) fn set_trusted_devices(&self, devices: &TrustedDevices) -> Option<HeaderValue> {
        let sealed = self.seal.seal_json(PURPOSE, devices);
        let sealed = sealed.inspect_err(|error| tracing::warn!(%error, "a device is not trusted")).ok()?;
        let mut cookie = Cookie::new(self.trusted_name.as_str(), sealed);
        cookie.set_max_age(::cookie::time::Duration::seconds(LIFETIME.0));
        Some(self.header(cookie))
    }
}
