//! Where the records lie.

use std::{fmt, path::PathBuf, str::FromStr};

use serde::{Deserialize, Deserializer};
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

/// A text that names no database.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "expected a database like sqlite:/var/lib/valetkey/valetkey.db or postgres://valetkey@localhost/valetkey, got {0}"
)]
pub struct DatabaseError(String);

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
            // A mistyped address may hold a password.
            _ if text.contains('@') => Err(DatabaseError("another address".to_owned())),
            _ => Err(DatabaseError(format!("{text:?}"))),
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

/// Without password and parameters.
impl fmt::Display for PostgresUrl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (_, rest) = self.expose().split_once("://").unwrap_or_default();
        let place = rest.split('?').next().unwrap_or_default();
        match (place.rsplit_once('@'), rest.contains('@')) {
            (Some((credentials, place)), _) => {
                let user = credentials.split(':').next().unwrap_or_default();
                write!(formatter, "postgres://{user}@{place}")
            }
            (None, false) => write!(formatter, "postgres://{place}"),
            // A password with a question mark in it: where it ends is anybody's guess.
            (None, true) => formatter.write_str("postgres://"),
        }
    }
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

impl<'de> Deserialize<'de> for Database {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}
