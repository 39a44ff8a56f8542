//! The workloads, with their letters in `docs/performance.md`.

mod account_page;
mod client_credentials;
pub mod cold_start;
pub mod growth;
mod housekeeping;
mod introspection;
pub mod lists;
pub mod memory;
mod metadata;
pub mod overload;
mod passkey_sign_in;
mod password_sign_in;
mod refresh;
pub mod revocation;
pub mod same_time;
mod single_sign_on;
mod user_search;
mod userinfo;
pub mod validation;

use std::rc::Rc;

use anyhow::{Context as _, Result};

use crate::{
    generator::Workload,
    site::{Site, Track},
};

/// A workload of HTTP requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, clap::ValueEnum)]
pub enum Kind {
    /// A code flow with userinfo, for a signed-in user with a stored consent.
    #[value(name = "A")]
    SingleSignOn,
    /// A sign-in by password, the consent, and the code flow with userinfo.
    #[value(name = "B")]
    PasswordSignIn,
    /// A refresh with rotation.
    #[value(name = "C")]
    Refresh,
    /// A JWT access token by client credentials.
    #[value(name = "D")]
    ClientCredentials,
    /// Introspection: 80 % valid tokens, 10 % expired, 5 % revoked, 5 % garbage.
    #[value(name = "E")]
    Introspection,
    /// Userinfo.
    #[value(name = "F")]
    Userinfo,
    /// Discovery document and key set in turn.
    #[value(name = "G")]
    Metadata,
    /// A sign-in with a passkey, from the sign-in page to the code.
    #[value(name = "O")]
    PasskeySignIn,
}

impl Kind {
    /// Returns the letter.
    pub fn letter(self) -> &'static str {
        match self {
            Self::SingleSignOn => "A",
            Self::PasswordSignIn => "B",
            Self::Refresh => "C",
            Self::ClientCredentials => "D",
            Self::Introspection => "E",
            Self::Userinfo => "F",
            Self::Metadata => "G",
            Self::PasskeySignIn => "O",
        }
    }

    /// Returns `true` if it is the same on every track.
    pub fn has_one_track(self) -> bool {
        matches!(self, Self::ClientCredentials | Self::Metadata | Self::PasswordSignIn | Self::PasskeySignIn)
    }

    /// Returns `true` if the server must have a domain name: browsers offer no passkeys at an IP address.
    pub fn needs_domain_name(self) -> bool {
        self == Self::PasskeySignIn
    }

    /// Returns `true` if a unit hashes a password, which takes most of its time.
    pub fn hashes_a_password(self) -> bool {
        self == Self::PasswordSignIn
    }

    /// Returns the number of connections at the peak: enough to share commits, but few if password hashing takes most of the
    /// time.
    pub fn usual_connections(self) -> usize {
        if self.hashes_a_password() { 8 } else { 64 }
    }

    /// Prepares everything that is not measured.
    ///
    /// # Errors
    /// If a request for the preparation fails.
    pub async fn prepare(self, site: &Site, track: Track) -> Result<Rc<dyn Workload>> {
        Ok(match self {
            Self::SingleSignOn => Rc::new(single_sign_on::SingleSignOn::prepare(site, track).await?),
            Self::PasswordSignIn => Rc::new(password_sign_in::PasswordSignIn::prepare(site, track)?),
            Self::Refresh => Rc::new(refresh::Refresh::prepare(site, track).await?),
            Self::ClientCredentials => Rc::new(client_credentials::ClientCredentials::prepare(site)?),
            Self::Introspection => Rc::new(introspection::Introspection::prepare(site, track).await?),
            Self::Userinfo => Rc::new(userinfo::Userinfo::prepare(site, track).await?),
            Self::Metadata => Rc::new(metadata::Metadata::prepare(site).await?),
            Self::PasskeySignIn => Rc::new(passkey_sign_in::PasskeySignIn::prepare(site, track).await?),
        })
    }
}

/// Returns `true` for one unit in `every`, which gets the expensive checks.
fn is_sample(number: u64, every: u64) -> bool {
    number % every == every / 2
}

/// Returns the current time for token validation.
fn now() -> valetkey_types::Timestamp {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    valetkey_types::Timestamp(i64::try_from(since.as_secs()).unwrap_or(i64::MAX))
}

/// Returns the median.
fn middle_one(mut readings: Vec<f64>) -> Result<f64> {
    readings.sort_by(f64::total_cmp);
    readings.get(readings.len() / 2).copied().context("a reading")
}
