//! The cookie that makes a browser a known device of the users who signed in with it. It signs nobody in: it only gives the
//! browser a counter of failed sign-ins of its own (`docs/decisions/0013-sign-in-protection.md`), and says whether a sign-in at a new
//! device must be confirmed by mail.

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
    /// Whether a code by mail or a second factor confirmed a sign-in here. `true` in a cookie of a version before this field.
    #[serde(default = "confirmed")]
    confirmed: bool,
}

fn confirmed() -> bool {
    true
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
        self.of(user, now).map(|known| known.device.as_str())
    }

    /// Returns whether the user confirmed a sign-in with this device, and has the same password still.
    pub(crate) fn is_confirmed_by(&self, user: &User, now: Timestamp) -> bool {
        self.of(user, now).is_some_and(|known| known.confirmed)
    }

    fn of(&self, user: &User, now: Timestamp) -> Option<&KnownDevice> {
        let password = password_mark(user)?;
        let is_known = |known: &&KnownDevice| {
            known.user == user.id
                && known.password == password
                && now < known.signed_in_at.plus(Self::LIFETIME)
        };
        self.0.iter().find(is_known)
    }

    /// Adds a user who signs in now. A known device keeps its identifier and stays confirmed; another one gets this fresh identifier.
    pub(crate) fn remember(&mut self, user: &User, is_confirmed: bool, fresh: [u8; 16], now: Timestamp) {
        let Some(password) = password_mark(user) else { return };
        let device = self.device_of(user, now).map_or_else(|| base64url(&fresh), str::to_owned);
        let confirmed = is_confirmed || self.is_confirmed_by(user, now);
        self.0.retain(|known| known.user != user.id);
        let known = KnownDevice { user: user.id.clone(), device, password, signed_in_at: now, confirmed };
        self.0.insert(0, known);
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use valetkey_accounts::PasswordHash;
    use valetkey_types::TenantId;

    use super::*;

    const NOW: Timestamp = Timestamp(1_000_000);

    fn user(password: &str) -> User {
        let user = User::new(TenantId::default(), UserId::new("ada"), "ada", NOW);
        User { password_hash: Some(PasswordHash::from_phc(password)), ..user }
    }

    #[test]
    fn a_device_is_confirmed_by_a_confirmed_sign_in_and_stays_so_until_the_password_changes() {
        let (ada, mut devices) = (user("first"), KnownDevices::default());
        devices.remember(&ada, false, [1; 16], NOW);
        assert!(devices.device_of(&ada, NOW).is_some() && !devices.is_confirmed_by(&ada, NOW));
        devices.remember(&ada, true, [2; 16], NOW);
        devices.remember(&ada, false, [3; 16], NOW);
        assert!(devices.is_confirmed_by(&ada, NOW));
        assert!(!devices.is_confirmed_by(&user("second"), NOW));
        assert!(!devices.is_confirmed_by(&ada, NOW.plus(KnownDevices::LIFETIME)));
        devices.remember(&user("second"), false, [4; 16], NOW);
        assert!(!devices.is_confirmed_by(&user("second"), NOW));
    }

    #[test]
    fn a_device_of_a_version_before_confirmations_counts_as_confirmed() {
        let ada = user("first");
        let password = password_mark(&ada).unwrap();
        let written =
            serde_json::json!([{ "user": "ada", "device": "d", "password": password, "signed_in_at": NOW }]);
        let devices: KnownDevices = serde_json::from_value(written).unwrap();
        assert!(devices.is_confirmed_by(&ada, NOW));
    }
}
