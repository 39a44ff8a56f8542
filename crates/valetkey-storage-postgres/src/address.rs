//! The address of the database with its credentials. The log never shows secrets of it.

mod parameters;

use std::{fmt, net::IpAddr, path::Path, time::Duration};

use tokio_postgres::{
    Config,
    config::{Host, SslMode},
};
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::tls;

/// The error for an invalid address.
const FORM: &str = "expected postgres://USER:PASSWORD@HOST:PORT/DATABASE, such as \
    postgres://valetkey@db.example:5432/valetkey, got another form (not shown, because it may hold a password); in a \
    password write %40 for @, %3A for :, %2F for /, %3F for ? and %26 for &";

/// Maximum time of one attempt to connect.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

/// The address of a database. Prints neither the password nor the parameters.
pub(crate) struct Address {
    pub(crate) config: Config,
    pub(crate) tls: MakeRustlsConnect,
}

impl Address {
    /// Reads `postgres://USER:PASSWORD@HOST:PORT/DATABASE?…` and the files that it names.
    ///
    /// A connection to another machine must be encrypted, unless `sslmode` allows plain text.
    ///
    /// # Errors
    /// The reason, without any part of the address.
    pub(crate) fn read(url: &str) -> Result<Self, String> {
        let own = parameters::read(url)?;
        let mut config: Config = own.rest.parse().map_err(|_| FORM.to_owned())?;
        if config.get_hosts().iter().any(is_no_host) {
            return Err(FORM.to_owned());
        }
        if let Some(path) = &own.password_file {
            config.password(password_in(path)?);
        }
        if !own.has_ssl_mode {
            config.ssl_mode(if is_on_this_machine(&config) { SslMode::Prefer } else { SslMode::Require });
        }
        if config.get_hosts().iter().all(|host| !matches!(host, Host::Tcp(_))) {
            config.ssl_mode(SslMode::Disable);
        }
        config.connect_timeout(CONNECT_TIMEOUT).tcp_user_timeout(CONNECT_TIMEOUT);
        config.keepalives_idle(Duration::from_secs(30));
        if config.get_application_name().is_none() {
            config.application_name("valetkey");
        }
        Ok(Self { config, tls: tls::connector(own.root_certificates.as_deref())? })
    }
}

impl fmt::Display for Address {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("postgres://")?;
        if let Some(user) = self.config.get_user() {
            write!(formatter, "{user}@")?;
        }
        for (position, host) in self.config.get_hosts().iter().enumerate() {
            let comma = if position == 0 { "" } else { "," };
            match host {
                Host::Tcp(name) => write!(formatter, "{comma}{name}")?,
                Host::Unix(folder) => write!(formatter, "{comma}{}", folder.display())?,
            }
            let ports = self.config.get_ports();
            if let Some(port) = ports.get(position).or(ports.first()) {
                write!(formatter, ":{port}")?;
            }
        }
        write!(formatter, "/{}", self.config.get_dbname().unwrap_or_default())
    }
}

fn password_in(path: &Path) -> Result<String, String> {
    let text = std::fs::read_to_string(path)
        .map_err(|error| format!("password_file: {} can't be read: {error}", path.display()))?;
    // Editors add a line break at the end of a file.
    Ok(text.trim_end_matches(['\n', '\r']).to_owned())
}

/// Returns whether a name is not a valid host. If a password contains an `@`, the rest of it is parsed as the host.
fn is_no_host(host: &Host) -> bool {
    matches!(host, Host::Tcp(name) if name.contains(['@', ':', '/']) && name.parse::<IpAddr>().is_err())
}

fn is_on_this_machine(config: &Config) -> bool {
    config.get_hosts().iter().all(|host| match host {
        Host::Unix(_) => true,
        Host::Tcp(name) => {
            name == "localhost" || name.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
        }
    }) && config.get_hostaddrs().iter().all(IpAddr::is_loopback)
}

#[cfg(test)]
mod tests;
