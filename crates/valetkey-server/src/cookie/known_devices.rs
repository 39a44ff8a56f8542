//! The cookie that makes a browser a known device of the users who signed in with it. It signs nobody in: it only gives the
//! browser a counter of failed sign-ins of its own (`docs/decisions/0013-sign-in-protection.md`).

use ::cookie::Cookie;
use http::{HeaderMap, HeaderValue};
use serde::{Deserialize, Serialize};
use valetkey_accounts::User;
use valetkey_jose::digest::{base64url, sha256};
use valetkey_types::{Seconds, Timestamp, UserId};

use super::{Cookies, values};
use crate::seal::Purpose;

/// The users who signed in with a browser, the last one first.
#[derive(Default, Serialize, Deserialize)]
pub(crate) struct KnownDevices(Vec<KnownDevice>);

#[derive(Serialize, Deserialize)]
struct KnownDevice {
    user: UserId,
    /// The identifier of the counter of failed sign-ins. It is random, and different for each user.
    device: String,
    /// A part of the hash of the stored password: with a new password the device is unknown again.
    password: String,
    signed_in_at: Timestamp,
}

const PURPOSE: &str = "known devices";

impl KnownDevices {
    /// How long a browser stays known after a sign-in.
    const LIFETIME: Seconds = Seconds::days(365);
    /// Maximum users of one browser. The one who signed in longest ago is forgotten first.
    const MOST_USERS: usize = 5;
    /// Maximum length of the cookie's value. Browsers drop cookies of more than 4,096 bytes.
    const LONGEST: usize = 2_048;

    /// Returns the identifier of this device, if the user signed in with it and has the same password still.
    pub(crate) fn device_of(&self, user: &User, now: Timestamp) -> Option<&str> {
        let password = password_mark(user)?;
        let is_known = |known: &&KnownDevice| {
            known.user == user.id
                && known.password == password
                && now < known.signed_in_at.plus(Self::LIFETIME)
        };
        self.0.iter().find(is_known).map(|known| known.device.as_str())
    }

    /// Adds a user who signs in now. A known device keeps its identifier, another one gets this fresh one.
    pub(crate) fn remember(&mut self, user: &User, fresh: [u8; 16], now: Timestamp) {
        let Some(password) = password_mark(user) else { return };
        let device = self.device_of(user, now).map_or_else(|| base64url(&fresh), str::to_owned);
        self.0.retain(|known| known.user != user.id);
        self.0.insert(0, KnownDevice { user: user.id.clone(), device, password, signed_in_at: now });
        self.0.truncate(Self::MOST_USERS);
    }
}

impl Cookies {
    /// Returns what the cookies of known devices say. Each cookie of the name is read, because a neighbour can plant others; one
    /// that this server did not seal counts as none.
    pub(crate) fn known_devices(&self, headers: &HeaderMap, now: Timestamp) -> KnownDevices {
        let open =
            |sealed: String| self.seal.open_json::<KnownDevices>(Purpose::of(PURPOSE), &sealed, now).ok();
        let opened = values(headers, &self.devices_name).take(Self::MOST_OF_A_NAME).filter_map(open);
        let mut devices: Vec<_> = opened.flat_map(|known| known.0).collect();
        devices.sort_by_key(|known| std::cmp::Reverse(known.signed_in_at));
        KnownDevices(devices)
    }

    /// `Set-Cookie` for known devices. `None`, with a line in the log, when they can't be sealed.
    pub(crate) fn set_known_devices(&self, devices: &mut KnownDevices) -> Option<HeaderValue> {
        loop {
            let sealed = self.seal.seal_json(PURPOSE, &devices);
            let sealed =
                sealed.inspect_err(|error| tracing::warn!(%error, "a device is not remembered")).ok()?;
            if sealed.len() > KnownDevices::LONGEST && devices.0.pop().is_some() {
                continue;
            }
            let mut cookie = Cookie::new(self.devices_name.as_str(), sealed);
            cookie.set_max_age(::cookie::time::Duration::seconds(KnownDevices::LIFETIME.0));
            return Some(self.header(cookie));
        }
    }
}

/// Returns a text that another password, or the same one set again, changes.
fn password_mark(user: &User) -> Option<String> {
    let hash = sha256(user.password_hash.as_ref()?.as_phc().as_bytes());
    hash.get(..9).map(base64url)
}
