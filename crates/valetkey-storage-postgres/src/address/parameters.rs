//! The parameters of an address: our own, and those of the client library.

use std::path::PathBuf;

/// The parsed parameters of an address.
pub(super) struct Parameters {
    /// The address with only the parameters of the client library.
    pub(super) rest: String,
    pub(super) password_file: Option<PathBuf>,
    pub(super) root_certificates: Option<PathBuf>,
    pub(super) has_ssl_mode: bool,
}

/// A parameter of the client library.
struct Known {
    name: &'static str,
    /// A description of the allowed values: a list of words, or an example.
    expected: &'static str,
    is_right: fn(&str) -> bool,
}

const KNOWN: &[Known] = &[
    Known { name: "user", expected: "a name", is_right: anything },
    Known { name: "password", expected: "a password", is_right: anything },
    Known { name: "dbname", expected: "a name", is_right: anything },
    Known { name: "options", expected: "options such as -csearch_path%3Dvaletkey", is_right: anything },
    Known { name: "application_name", expected: "a name", is_right: anything },
    Known {
        name: "host",
        expected: "a host such as db.example, or a folder such as /run/postgresql",
        is_right: anything,
    },
    Known { name: "hostaddr", expected: "an address such as 192.0.2.1", is_right: addresses },
    Known { name: "port", expected: "a port such as 5432", is_right: ports },
    Known { name: "sslmode", expected: "disable, prefer, require or verify-full", is_right: ssl_mode },
    Known {
        name: "sslnegotiation",
        expected: "postgres or direct",
        is_right: |text| ["postgres", "direct"].contains(&text),
    },
    Known { name: "connect_timeout", expected: "seconds such as 5", is_right: number },
    Known { name: "tcp_user_timeout", expected: "seconds such as 5", is_right: number },
    Known { name: "keepalives", expected: "0 or 1", is_right: |text| ["0", "1"].contains(&text) },
    Known { name: "keepalives_idle", expected: "seconds such as 30", is_right: number },
    Known { name: "keepalives_interval", expected: "seconds such as 10", is_right: number },
    Known { name: "keepalives_retries", expected: "a number such as 3", is_right: number },
    Known {
        name: "target_session_attrs",
        expected: "any, read-write or read-only",
        is_right: |text| ["any", "read-write", "read-only"].contains(&text),
    },
    Known {
        name: "channel_binding",
        expected: "disable, prefer or require",
        is_right: |text| ["disable", "prefer", "require"].contains(&text),
    },
    Known {
        name: "load_balance_hosts",
        expected: "disable or random",
        is_right: |text| ["disable", "random"].contains(&text),
    },
];

/// Our own parameters, besides [`KNOWN`].
const PASSWORD_FILE: &str = "password_file";
const ROOT_CERTIFICATES: &str = "sslrootcert";

/// Separates the parameters from an address.
///
/// # Errors
/// The name of a known parameter and its allowed values, without any other part of the address.
pub(super) fn read(url: &str) -> Result<Parameters, String> {
    let (base, query) = url.split_once('?').unwrap_or((url, ""));
    let mut read = Parameters {
        rest: base.to_owned(),
        password_file: None,
        root_certificates: None,
        has_ssl_mode: false,
    };
    let mut separator = '?';
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').ok_or_else(unknown)?;
        match name {
            PASSWORD_FILE => read.password_file = Some(PathBuf::from(value)),
            ROOT_CERTIFICATES => read.root_certificates = Some(PathBuf::from(value)),
            _ => {
                let known = KNOWN.iter().find(|known| known.name == name).ok_or_else(unknown)?;
                if !(known.is_right)(value) {
                    return Err(format!(
                        "{name}: expected {}, got another value (not shown)",
                        known.expected
                    ));
                }
                read.has_ssl_mode |= name == "sslmode";
                // We always verify the chain and the name, so these modes mean the same.
                let value = if name == "sslmode" && value == "verify-full" { "require" } else { value };
                read.rest.push_str(&format!("{separator}{name}={value}"));
                separator = '&';
            }
        }
    }
    Ok(read)
}

fn unknown() -> String {
    let names = KNOWN.iter().map(|known| known.name).chain([PASSWORD_FILE, ROOT_CERTIFICATES]);
    format!(
        "expected parameters such as ?sslmode=require, and of these names: {}; got another one (not shown, because it \
         may be a part of a password: there, write %3F for ? and %26 for &)",
        names.collect::<Vec<_>>().join(", ")
    )
}

fn anything(_: &str) -> bool {
    true
}

fn ssl_mode(text: &str) -> bool {
    ["disable", "prefer", "require", "verify-full"].contains(&text)
}

fn number(text: &str) -> bool {
    text.parse::<u32>().is_ok()
}

fn ports(text: &str) -> bool {
    text.split(',').all(|port| port.is_empty() || port.parse::<u16>().is_ok())
}

fn addresses(text: &str) -> bool {
    text.split(',').all(|address| address.parse::<std::net::IpAddr>().is_ok())
}
