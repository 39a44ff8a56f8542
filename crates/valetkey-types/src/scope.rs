//! `scope`: a set of case-sensitive tokens (RFC 6749 section 3.3).

use std::{collections::BTreeSet, fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A set of scope tokens. Prints sorted and joined by single spaces.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub struct Scope(BTreeSet<String>);

/// Why a scope is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ScopeError {
    /// A character outside `%x21 / %x23-5B / %x5D-7E`.
    #[error(
        "scope token {token:?} has the character {character:?}, expected printable ASCII without quote and backslash"
    )]
    Character {
        /// The token as it came.
        token: String,
        /// The first offending character.
        character: char,
    },
    /// More tokens than [`Scope::MAXIMUM_TOKENS`].
    #[error("expected at most {max} scope tokens, got {0}", max = Scope::MAXIMUM_TOKENS)]
    TooMany(usize),
}

impl Scope {
    /// The most tokens one scope may hold.
    pub const MAXIMUM_TOKENS: usize = 100;

    /// Whether the set holds this token.
    pub fn contains(&self, token: &str) -> bool {
        self.0.contains(token)
    }

    /// Whether every token of this set is in `other`.
    pub fn is_subset_of(&self, other: &Scope) -> bool {
        self.0.is_subset(&other.0)
    }

    /// The tokens of this set that `other` has too.
    pub fn intersection(&self, other: &Scope) -> Scope {
        Scope(self.0.intersection(&other.0).cloned().collect())
    }

    /// The tokens of this set that `other` lacks.
    pub fn difference(&self, other: &Scope) -> Scope {
        Scope(self.0.difference(&other.0).cloned().collect())
    }

    /// The tokens of both sets.
    pub fn union(&self, other: &Scope) -> Scope {
        Scope(self.0.union(&other.0).cloned().collect())
    }

    /// The tokens, sorted.
    pub fn tokens(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// Whether the set is empty.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromStr for Scope {
    type Err = ScopeError;

    fn from_str(value: &str) -> Result<Self, Self::Err> {
        let mut tokens = BTreeSet::new();
        for token in value.split(' ').filter(|token| !token.is_empty()) {
            let bad = token.chars().find(|c| !matches!(c, '\x21' | '\x23'..='\x5b' | '\x5d'..='\x7e'));
            if let Some(character) = bad {
                return Err(ScopeError::Character { token: token.to_owned(), character });
            }
            tokens.insert(token.to_owned());
            if tokens.len() > Self::MAXIMUM_TOKENS {
                return Err(ScopeError::TooMany(tokens.len()));
            }
        }
        Ok(Self(tokens))
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, token) in self.tokens().enumerate() {
            if position > 0 {
                formatter.write_str(" ")?;
            }
            formatter.write_str(token)?;
        }
        Ok(())
    }
}

impl Serialize for Scope {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Scope {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = String::deserialize(deserializer)?;
        value.parse().map_err(serde::de::Error::custom)
    }
}
