//! Where the records lie.

use std::{fmt, net::Ipv6Addr, path::PathBuf, str::FromStr};

use serde::{
    Deserialize, Deserializer,
    de::{Error as _, IgnoredAny},
};
use valetkey_types::Secret;

/// A database by its address. Nothing is opened here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Database {
    /// `sqlite:PATH`: a file, made at the first start.
    Sqlite(PathBuf),
    /// `postgres://USER@HOST/DATABASE`: a server that several of ours may share.
    Postgres(PostgresUrl),
}

/// The address of a PostgreSQL database, which may hold a password: shown without it.
#[derive(Clone)]
pub struct PostgresUrl(Secret);

/// A value that names no database. Shows nothing of it, because it may hold a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "expected sqlite:PATH or postgres://USER@HOST/NAME, such as sqlite:/var/lib/valetkey/valetkey.db or \
     postgres://valetkey@localhost/valetkey, got {got} (not shown, because it may hold a password)"
)]
pub struct DatabaseError {
    got: &'static str,
}

impl PostgresUrl {
    /// The whole address. Every call is a place to look at in a review.
    pub fn expose(&self) -> &str {
        self.0.expose()
    }
}

impl FromStr for Database {
    type Err = DatabaseError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return Ok(Self::Postgres(PostgresUrl(Secret::new(text))));
        }
        match text.strip_prefix("sqlite:") {
            // In SQLite's own words `:memory:` forgets everything, and `//` begins a URI.
            Some(path) if !path.is_empty() && !path.starts_with(':') && !path.starts_with("//") => {
                Ok(Self::Sqlite(PathBuf::from(path)))
            }
            Some("") => Err(DatabaseError { got: "sqlite: without a path" }),
            Some(_) => Err(DatabaseError { got: "sqlite: with something else than a path" }),
            None if text.is_empty() => Err(DatabaseError { got: "nothing" }),
            None => Err(DatabaseError { got: "another text" }),
        }
    }
}

impl fmt::Display for Database {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => write!(formatter, "sqlite:{}", path.display()),
            Self::Postgres(url) => url.fmt(formatter),
        }
    }
}

/// Shows user, hosts and database, and only while each of them looks like one: a password with an unescaped `@`, `/` or
/// `?` may stand anywhere.
impl fmt::Display for PostgresUrl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (_, rest) = self.expose().split_once("://").unwrap_or_default();
        let (place, parameters) = rest.split_once('?').unwrap_or((rest, ""));
        let (credentials, place) = place.split_once('@').unwrap_or(("", place));
        let (hosts, name) = place.split_once('/').unwrap_or((place, ""));
        let user = credentials.split(':').next().unwrap_or_default();
        let plain = is_plain(user) && hosts.split(',').all(is_host) && is_plain(name);
        match plain && !parameters.contains('@') {
            true if user.is_empty() => write!(formatter, "postgres://{hosts}/{name}"),
            true => write!(formatter, "postgres://{user}@{hosts}/{name}"),
            false => formatter.write_str("postgres://"),
        }
    }
}

/// Letters, digits and what names usually have between them.
fn is_plain(text: &str) -> bool {
    text.chars().all(|character| character.is_alphanumeric() || "-_.%".contains(character))
}

/// A host with or without a port: `db.example:5432`, `[::1]`.
fn is_host(text: &str) -> bool {
    let (host, port) = match text.strip_prefix('[').and_then(|text| text.split_once(']')) {
        Some((address, port)) if address.parse::<Ipv6Addr>().is_ok() => ("", port),
        Some(_) => return false,
        None => text.find(':').map_or((text, ""), |colon| text.split_at(colon)),
    };
    let is_port = |port: &str| port.parse::<u16>().is_ok();
    is_plain(host) && (port.is_empty() || port.strip_prefix(':').is_some_and(is_port))
}

impl fmt::Debug for PostgresUrl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "PostgresUrl({self})")
    }
}

impl PartialEq for PostgresUrl {
    fn eq(&self, other: &Self) -> bool {
        self.expose() == other.expose()
    }
}

impl Eq for PostgresUrl {}

/// The forms that are allowed instead of an address.
#[derive(Deserialize)]
#[serde(untagged)]
enum Value {
    Text(String),
    Other(IgnoredAny),
}

impl<'de> Deserialize<'de> for Database {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let read = match Value::deserialize(deserializer)? {
            Value::Text(text) => text.parse(),
            Value::Other(_) => Err(DatabaseError { got: "another value" }),
        };
        read.map_err(D::Error::custom)
    }
}
