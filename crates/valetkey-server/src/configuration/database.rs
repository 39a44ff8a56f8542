//! Where the records lie.

use std::{fmt, path::PathBuf, str::FromStr};

use serde::{Deserialize, Deserializer};

/// A database by its address. Nothing is opened here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Database {
    /// `sqlite:PATH`: a file, made at the first start.
    Sqlite(PathBuf),
}

/// A text that names no database.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected a database like sqlite:/var/lib/valetkey/valetkey.db, got {0:?}")]
pub struct DatabaseError(String);

impl FromStr for Database {
    type Err = DatabaseError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.strip_prefix("sqlite:") {
            // In SQLite's own words `:memory:` forgets everything, and `//` begins a URI.
            Some(path) if !path.is_empty() && !path.starts_with(':') && !path.starts_with("//") => {
                Ok(Self::Sqlite(PathBuf::from(path)))
            }
            _ => Err(DatabaseError(text.to_owned())),
        }
    }
}

impl fmt::Display for Database {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => write!(formatter, "sqlite:{}", path.display()),
        }
    }
}

impl<'de> Deserialize<'de> for Database {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}
