//! `[registration]` and `[passwords]`: how users get accounts, and what they may choose.

use std::path::PathBuf;

use serde::Deserialize;
use valetkey_accounts::{PasswordRule, ReservedUsernames, check_username};

use super::{
    check::{Problems, problem},
    console::ConsoleStrength,
};

/// `[registration]`: whether users may create an account themselves. Off by default.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RegistrationSettings {
    /// Whether they may.
    pub enabled: bool,
    /// The domains of the addresses that may register; empty for all. A domain below one of them is another one.
    pub domains: Vec<String>,
    /// The version of the terms that somebody accepts, such as a date; none for no terms.
    pub terms_version: Option<String>,
    /// Where the terms can be read.
    pub terms_uri: Option<String>,
    /// Usernames that only an administrator gives, besides the built-in ones such as `admin`: nobody gets one by registration or
    /// by a first sign-in with a provider. An address stands for itself alone.
    pub reserved_usernames: Vec<String>,
}

/// `[passwords]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PasswordSettings {
    /// Characters that a password has at least. NIST SP 800-63B-4 asks for 15 where the password is the only factor.
    pub minimum_length: usize,
    /// A file that `valetkey passwords build-list` made: passwords in it are refused.
    pub breached_list: Option<PathBuf>,
}

impl Default for PasswordSettings {
    fn default() -> Self {
        Self { minimum_length: PasswordRule::default().minimum_length, breached_list: None }
    }
}

/// The settings of registration, passwords and the console.
#[derive(Clone, Debug, Default)]
pub struct AccountSettings {
    /// Registration.
    pub registration: RegistrationSettings,
    /// The rule for passwords that users choose.
    pub password_rule: PasswordRule,
    /// How strong a sign-in of an administrator must be at least.
    pub console: ConsoleStrength,
}

impl RegistrationSettings {
    /// Returns the usernames that only an administrator gives.
    pub fn reserved(&self) -> ReservedUsernames {
        ReservedUsernames::new(self.reserved_usernames.iter().map(String::as_str))
    }

    pub(super) fn check(&self, has_mail: bool, problems: &mut Problems) {
        if self.enabled && !has_mail {
            problems.push(problem(
                "registration.enabled",
                "false, because [mail] names no mail server",
                true,
            ));
        }
        let is_domain = |domain: &str| {
            let label = |label: &str| {
                !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            };
            domain.contains('.') && domain.split('.').all(label)
        };
        for domain in self.domains.iter().filter(|domain| !is_domain(domain)) {
            problems.push(problem(
                "registration.domains",
                "domains such as example.org",
                format!("{domain:?}"),
            ));
        }
        if let Some(name) = self.reserved_usernames.iter().find(|name| check_username(name).is_err()) {
            let expected = "usernames of a-z, A-Z, 0-9 and . _ - @ +";
            problems.push(problem("registration.reserved_usernames", expected, format!("{name:?}")));
        }
        let is_version = |version: &String| (1..=40).contains(&version.len()) && version.is_ascii();
        if let Some(version) = self.terms_version.as_ref().filter(|version| !is_version(version)) {
            let expected = "1 to 40 ASCII characters, such as 2026-11-30";
            problems.push(problem("registration.terms_version", expected, format!("{version:?}")));
        }
        if let Some(uri) = &self.terms_uri {
            if !uri.starts_with("https://") {
                problems.push(problem("registration.terms_uri", "an https address", uri));
            } else if self.terms_version.is_none() {
                problems.push(problem("registration.terms_version", "a version of the terms", "none"));
            }
        }
    }
}

impl PasswordSettings {
    pub(super) fn check(&self, problems: &mut Problems) {
        let range = PasswordRule::default().minimum_length..=PasswordRule::MOST_FOR_MINIMUM;
        if !range.contains(&self.minimum_length) {
            let expected = format!("{} to {}", range.start(), range.end());
            problems.push(problem("passwords.minimum_length", &expected, self.minimum_length));
        }
    }
}
