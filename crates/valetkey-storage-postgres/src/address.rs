//! Where the database is, how to get in, and what the log may say about it.

use std::{
    fmt,
    net::IpAddr,
    path::{Path, PathBuf},
    time::Duration,
};

use tokio_postgres::{
    Config,
    config::{Host, SslMode},
};
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::tls;

/// How long one attempt to connect may take.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

/// A database by its address. Shown without password and parameters.
pub(crate) struct Address {
    pub(crate) config: Config,
    pub(crate) tls: MakeRustlsConnect,
}

impl Address {
    /// Reads `postgres://USER:PASSWORD@HOST:PORT/DATABASE?…` and the files it names.
    ///
    /// Away from this machine the connection must be encrypted unless `sslmode` says otherwise.
    ///
    /// # Errors
    /// What is wrong, without the password.
    pub(crate) fn read(url: &str) -> Result<Self, String> {
        let own = OwnParameters::split_from(url);
        let mut config: Config = own.rest.parse().map_err(|error: tokio_postgres::Error| {
            format!("expected postgres://USER@HOST:PORT/DATABASE: {}", crate::failure::in_words(&error))
        })?;
        if let Some(path) = &own.password_file {
            config.password(password_in(path)?);
        }
        if !own.says_ssl_mode {
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

/// The parameters that the client library does not know.
struct OwnParameters {
    rest: String,
    password_file: Option<PathBuf>,
    root_certificates: Option<PathBuf>,
    says_ssl_mode: bool,
}

impl OwnParameters {
    fn split_from(url: &str) -> Self {
        let (base, query) = url.split_once('?').unwrap_or((url, ""));
        let (mut password_file, mut root_certificates, mut says_ssl_mode) = (None, None, false);
        let mut rest = Vec::new();
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            match pair.split_once('=') {
                Some(("password_file", path)) => password_file = Some(PathBuf::from(path)),
                Some(("sslrootcert", path)) => root_certificates = Some(PathBuf::from(path)),
                other => {
                    says_ssl_mode |= other.is_some_and(|(name, _)| name == "sslmode");
                    rest.push(pair);
                }
            }
        }
        let rest = if rest.is_empty() { base.to_owned() } else { format!("{base}?{}", rest.join("&")) };
        Self { rest, password_file, root_certificates, says_ssl_mode }
    }
}

fn password_in(path: &Path) -> Result<String, String> {
    let text = std::fs::read_to_string(path)
        .map_err(|error| format!("password_file: {} can't be read: {error}", path.display()))?;
    // Editors end a file with a line break.
    Ok(text.trim_end_matches(['\n', '\r']).to_owned())
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
