//! The configuration: one table of keys with defaults, and what is wrong with it. Reading files is the program's work.

mod accounts;
mod branding;
mod check;
mod console;
mod data_files;
mod database;
mod duration;
mod mail;
mod metrics;
mod network;
mod passkeys;
mod tenant;

use std::{
    net::{Ipv4Addr, SocketAddr},
    path::PathBuf,
};

use ipnet::IpNet;
use serde::Deserialize;
use valetkey_accounts::PasswordRule;
use valetkey_authorization_server::{Lifetime, Lifetimes, keys::KeyPolicy, record::TenantRecord};
use valetkey_jose::Algorithm;
use valetkey_types::{Issuer, Seconds, TenantId};

use crate::{ConfiguredBrand, HttpSettings, listener::ListenerSettings};

pub use accounts::{AccountSettings, PasswordSettings, RegistrationSettings};
pub use branding::BrandingSettings;
pub use check::ConfigurationProblem;
pub use console::{ConsoleSettings, ConsoleStrength};
pub use database::{Database, DatabaseError, PostgresUrl};
pub use duration::{Duration, DurationError};
pub use mail::{MailSettings, MailTls};
pub use metrics::MetricsSettings;
pub use network::{ListenError, parse_listen};
pub use passkeys::{PasskeySettings, Passkeys};
pub use tenant::check_tenant_settings;

/// Everything that can be configured. Unknown keys are refused.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Configuration {
    /// The issuer: the address under which browsers and applications reach this server.
    pub issuer: String,
    /// Where to listen: an address with a port, or a port of this machine alone.
    #[serde(deserialize_with = "network::listen")]
    pub listen: SocketAddr,
    /// Where the records lie: `sqlite:PATH` or `postgres://USER@HOST/DATABASE`.
    pub database: Database,
    /// Where the encryption key lies; beside an SQLite file with the ending `.key` unless given, otherwise `valetkey.key`.
    pub encryption_key_file: Option<PathBuf>,
    /// Where older encryption keys lie. They only open what they sealed before the key was replaced.
    pub previous_encryption_key_files: Vec<PathBuf>,
    /// A file in the MaxMind DB format that says where network addresses are, for pages and mails to users.
    pub places_file: Option<PathBuf>,
    /// The longest request body in bytes.
    pub request_body_limit: usize,
    /// Networks, or single addresses, of the proxies in front. Their `X-Forwarded-For` says which address a request comes
    /// from, for the log and for the limits of an address.
    #[serde(deserialize_with = "network::list")]
    pub trusted_proxies: Vec<IpNet>,
    /// Listens on an address that is not this machine's own although no proxy that speaks TLS is known. Gives up:
    /// passwords and codes may cross the network in the clear.
    pub danger_listen_everywhere_without_https: bool,
    /// Connections.
    pub connections: ConnectionLimits,
    /// How long things last.
    pub lifetimes: LifetimeSettings,
    /// Messages that this server sends.
    pub outbound: Outbound,
    /// Mails that this server sends.
    pub mail: MailSettings,
    /// Registration.
    pub registration: RegistrationSettings,
    /// Passwords that users choose.
    pub passwords: PasswordSettings,
    /// The console of administrators.
    pub console: ConsoleSettings,
    /// Passkeys.
    pub passkeys: PasskeySettings,
    /// Signing keys.
    pub keys: KeySettings,
    /// The name and the look of the pages.
    pub branding: BrandingSettings,
    /// The log.
    pub log: LogSettings,
    /// Metrics.
    pub metrics: MetricsSettings,
}

/// `[connections]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ConnectionLimits {
    /// Maximum connections at once.
    pub maximum: usize,
    /// Maximum connections at once of one IPv4 address or one IPv6 network of 64 bits. Not for `trusted_proxies`.
    pub maximum_per_address: usize,
    /// How long a connection may stay open without a request.
    pub idle_timeout: Duration,
}

/// `[lifetimes]`: seconds, or text like `"10m"`, `"12h"`, `"30d"`.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LifetimeSettings {
    /// An authorization code.
    pub authorization_code: Duration,
    /// An access token.
    pub access_token: Duration,
    /// An ID token.
    pub id_token: Duration,
    /// A refresh token that nobody uses.
    pub refresh_token_idle: Duration,
    /// A grant, however often it is refreshed.
    pub grant: Duration,
    /// A browser session.
    pub session: Duration,
    /// A browser session of a user who chose to stay signed in; `0`: the choice is not offered.
    pub kept_session: Duration,
    /// Maximum time between two uses of a browser session; `0`: no limit.
    pub session_idle: Duration,
    /// A sign-in or consent page that somebody left open.
    pub interaction: Duration,
    /// An event of the audit trail. Counts for events from now on.
    pub event: Duration,
}

/// `[outbound]`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Outbound {
    /// Private networks, or single addresses, that messages may go to, besides the public internet.
    #[serde(deserialize_with = "network::list")]
    pub allow_networks: Vec<IpNet>,
}

/// `[keys]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct KeySettings {
    /// The algorithms keys are kept for; the first is the usual one.
    pub algorithms: Vec<Algorithm>,
    /// How long a key signs.
    pub rotate_every: Duration,
}

/// `[log]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LogSettings {
    /// `error`, `warn`, `info`, `debug` or `trace`, or a filter like `info,valetkey_server=debug`.
    pub level: String,
    /// How a line looks.
    pub format: LogFormat,
}

/// How a line of the log looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// For users.
    #[default]
    Text,
    /// One JSON object per line.
    Json,
}

impl Default for Configuration {
    fn default() -> Self {
        Self {
            issuer: "http://127.0.0.1:8080".to_owned(),
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 8080)),
            database: Database::Sqlite(PathBuf::from("valetkey.db")),
            encryption_key_file: None,
            previous_encryption_key_files: Vec::new(),
            places_file: None,
            request_body_limit: HttpSettings::default().request_body_limit,
            trusted_proxies: Vec::new(),
            danger_listen_everywhere_without_https: false,
            connections: ConnectionLimits::default(),
            lifetimes: LifetimeSettings::default(),
            outbound: Outbound::default(),
            mail: MailSettings::default(),
            registration: RegistrationSettings::default(),
            passwords: PasswordSettings::default(),
            console: ConsoleSettings::default(),
            passkeys: PasskeySettings::default(),
            keys: KeySettings::default(),
            branding: BrandingSettings::default(),
            log: LogSettings::default(),
            metrics: MetricsSettings::default(),
        }
    }
}

impl Default for ConnectionLimits {
    fn default() -> Self {
        let settings = ListenerSettings::default();
        Self {
            maximum: settings.maximum_connections,
            maximum_per_address: settings.maximum_connections_per_address,
            idle_timeout: Seconds(60).into(),
        }
    }
}

impl Default for LifetimeSettings {
    fn default() -> Self {
        let lifetimes = Lifetimes::default();
        Self {
            authorization_code: lifetimes.authorization_code.into(),
            access_token: lifetimes.access_token.into(),
            id_token: lifetimes.id_token.into(),
            refresh_token_idle: lifetimes.refresh_token_idle.into(),
            grant: lifetimes.grant.into(),
            session: lifetimes.session.into(),
            kept_session: lifetimes.kept_session.into(),
            session_idle: lifetimes.session_idle.into(),
            interaction: lifetimes.interaction.into(),
            event: lifetimes.event.into(),
        }
    }
}

impl LifetimeSettings {
    /// Returns a lifetime to set it.
    fn of(&mut self, lifetime: Lifetime) -> &mut Duration {
        match lifetime {
            Lifetime::AuthorizationCode => &mut self.authorization_code,
            Lifetime::AccessToken => &mut self.access_token,
            Lifetime::IdToken => &mut self.id_token,
            Lifetime::RefreshTokenIdle => &mut self.refresh_token_idle,
            Lifetime::Grant => &mut self.grant,
            Lifetime::Session => &mut self.session,
            Lifetime::KeptSession => &mut self.kept_session,
            Lifetime::SessionIdle => &mut self.session_idle,
            Lifetime::Interaction => &mut self.interaction,
        }
    }
}

impl Default for KeySettings {
    fn default() -> Self {
        Self { algorithms: vec![Algorithm::ES256, Algorithm::RS256], rotate_every: Seconds::days(90).into() }
    }
}

impl Default for LogSettings {
    fn default() -> Self {
        Self { level: "info".to_owned(), format: LogFormat::Text }
    }
}

impl Configuration {
    /// Everything that is wrong, each with its key, what is expected and what stands there. Empty when all is well.
    pub fn check(&self) -> Vec<ConfigurationProblem> {
        check::check(self)
    }

    /// The issuer.
    ///
    /// # Errors
    /// The problem that [`Configuration::check`] lists too.
    pub fn issuer(&self) -> Result<Issuer, ConfigurationProblem> {
        check::issuer(self)
    }

    /// Returns the lifetimes for the decisions. The tenant record says since when records count.
    pub fn lifetimes(&self) -> Lifetimes {
        let lifetimes = &self.lifetimes;
        Lifetimes {
            authorization_code: lifetimes.authorization_code.seconds(),
            access_token: lifetimes.access_token.seconds(),
            id_token: lifetimes.id_token.seconds(),
            refresh_token_idle: lifetimes.refresh_token_idle.seconds(),
            grant: lifetimes.grant.seconds(),
            session: lifetimes.session.seconds(),
            kept_session: lifetimes.kept_session.seconds(),
            session_idle: lifetimes.session_idle.seconds(),
            interaction: lifetimes.interaction.seconds(),
            event: lifetimes.event.seconds(),
            nothing_before: None,
        }
    }

    /// Returns the configuration with what a tenant has of its own. The issuer of the default tenant stays the configured one.
    #[must_use]
    pub fn for_tenant(mut self, tenant: &TenantRecord) -> Self {
        for (lifetime, length) in &tenant.lifetimes {
            *self.lifetimes.of(*lifetime) = (*length).into();
        }
        if !tenant.algorithms.is_empty() {
            self.keys.algorithms.clone_from(&tenant.algorithms);
        }
        if tenant.tenant != TenantId::default() {
            tenant.issuer.as_str().clone_into(&mut self.issuer);
        }
        self
    }

    /// The rotation of signing keys.
    pub fn key_policy(&self) -> KeyPolicy {
        KeyPolicy {
            rotate_every: self.keys.rotate_every.seconds(),
            algorithms: self.keys.algorithms.clone(),
            ..KeyPolicy::new(&self.lifetimes())
        }
    }

    /// Reads the logos and returns the name and the look of the pages of the default tenant.
    ///
    /// # Errors
    /// The problem of the first value, or file, that is wrong.
    pub fn brand(&self) -> Result<ConfiguredBrand, ConfigurationProblem> {
        self.branding.brand()
    }

    /// The settings of registration, passwords and the console.
    pub fn account_settings(&self) -> AccountSettings {
        let password_rule = PasswordRule { minimum_length: self.passwords.minimum_length };
        let console = self.console.require;
        AccountSettings { registration: self.registration.clone(), password_rule, console }
    }

    /// Reads the certificates and returns the settings of passkeys.
    ///
    /// # Errors
    /// The problem of the issuer, or of the file with the certificates.
    pub fn passkeys(&self) -> Result<Passkeys, ConfigurationProblem> {
        self.passkeys.read(&self.issuer()?)
    }

    /// Limits of one request.
    pub fn http_settings(&self) -> HttpSettings {
        HttpSettings {
            request_body_limit: self.request_body_limit,
            trusted_proxies: self.trusted_proxies.clone(),
            ..HttpSettings::default()
        }
    }

    /// Returns the limits of a listener.
    pub fn listener_settings(&self) -> ListenerSettings {
        let connections = &self.connections;
        let idle_timeout = connections.idle_timeout.seconds().0.unsigned_abs();
        ListenerSettings {
            maximum_connections: connections.maximum,
            maximum_connections_per_address: connections.maximum_per_address,
            trusted_proxies: self.trusted_proxies.clone(),
            idle_timeout: std::time::Duration::from_secs(idle_timeout),
            ..ListenerSettings::default()
        }
    }

    /// Where the encryption key lies.
    pub fn encryption_key_path(&self) -> PathBuf {
        self.encryption_key_file.clone().unwrap_or_else(|| match &self.database {
            Database::Sqlite(path) => {
                let mut name = path.clone().into_os_string();
                name.push(".key");
                PathBuf::from(name)
            }
            Database::Postgres(_) => PathBuf::from("valetkey.key"),
        })
    }
}

#[cfg(test)]
mod tests;
