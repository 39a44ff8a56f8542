//! `scope`: a set of case-sensitive tokens (RFC 6749 section 3.3).

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A set of scope tokens. It is stored as one string with the sorted tokens separated by single spaces, and printed like that.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub struct Scope(String);

/// The reason why a scope is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ScopeError {
    /// A token has a character outside `%x21 / %x23-5B / %x5D-7E`.
    #[error(
        "scope token {token:?} has the character {character:?}, expected printable ASCII without quote and backslash"
    )]
    Character {
        /// The received token.
        token: String,
        /// The first invalid character.
        character: char,
    },
    /// There are more tokens than [`Scope::MAXIMUM_TOKENS`].
    #[error("expected at most {max} scope tokens, got {0}", max = Scope::MAXIMUM_TOKENS)]
    TooMany(usize),
}

impl Scope {
    /// The maximum number of tokens in a scope.
    pub const MAXIMUM_TOKENS: usize = 100;

    /// Returns whether the set contains this token.
    pub fn contains(&self, token: &str) -> bool {
        self.0.as_bytes().split(|&byte| byte == b' ').any(|known| known == token.as_bytes())
            && !token.is_empty()
    }

    /// Returns whether every token of this set is in `other`.
    pub fn is_subset_of(&self, other: &Scope) -> bool {
        // Both are sorted, so tokens that were skipped for one token need not be compared with the next.
        let mut others = other.tokens();
        self.tokens().all(|token| others.any(|other| other == token))
    }

    /// Returns the tokens of this set that are also in `other`.
    pub fn intersection(&self, other: &Scope) -> Scope {
        self.keeping(|token| other.contains(token))
    }

    /// Returns the tokens of this set that are not in `other`.
    pub fn difference(&self, other: &Scope) -> Scope {
        self.keeping(|token| !other.contains(token))
    }

    /// Returns the tokens of this set for which `rule` returns `true`.
    pub fn keeping(&self, rule: impl Fn(&str) -> bool) -> Scope {
        Self::of_sorted(self.tokens().filter(|token| rule(token)), self.0.len())
    }

    /// Returns the tokens of both sets.
    pub fn union(&self, other: &Scope) -> Scope {
        let mut tokens: Vec<&str> = self.tokens().chain(other.tokens()).collect();
        tokens.sort_unstable();
        tokens.dedup();
        Self::of_sorted(tokens, self.0.len() + other.0.len() + 1)
    }

    /// Returns the tokens, sorted.
    pub fn tokens(&self) -> impl Iterator<Item = &str> {
        self.0.split_terminator(' ')
    }

    /// Returns whether the set is empty.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn of_sorted<'a>(tokens: impl IntoIterator<Item = &'a str>, longest: usize) -> Self {
        let mut text = String::with_capacity(longest);
        for token in tokens {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(token);
        }
        Self(text)
    }
}

impl FromStr for Scope {
    type Err = ScopeError;

    fn from_str(value: &str) -> Result<Self, Self::Err> {
        let mut tokens: Vec<&str> = Vec::with_capacity(8);
        for token in value.split(' ').filter(|token| !token.is_empty()) {
            let is_good = |byte| matches!(byte, b'\x21' | b'\x23'..=b'\x5b' | b'\x5d'..=b'\x7e');
            if let Some(position) = token.bytes().position(|byte| !is_good(byte)) {
                let character = token[position..].chars().next().unwrap_or_default();
                return Err(ScopeError::Character { token: token.to_owned(), character });
            }
            // Most scopes are sorted already.
            if tokens.last().is_none_or(|last| *last < token) {
                tokens.push(token);
            } else if let Err(position) = tokens.binary_search(&token) {
                tokens.insert(position, token);
            }
            if tokens.len() > Self::MAXIMUM_TOKENS {
                return Err(ScopeError::TooMany(tokens.len()));
            }
        }
        Ok(Self::of_sorted(tokens, value.len()))
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl Serialize for Scope {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Scope {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = String::deserialize(deserializer)?;
        value.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scope(text: &str) -> Scope {
        text.parse().unwrap()
    }

    #[test]
    fn the_order_and_the_spaces_of_a_request_do_not_matter() {
        assert_eq!(scope("  profile openid  email openid "), scope("email openid profile"));
        assert_eq!(scope("profile openid email").to_string(), "email openid profile");
        assert_eq!(scope("b B a.b a").tokens().collect::<Vec<_>>(), ["B", "a", "a.b", "b"]);
    }

    #[test]
    fn only_whole_tokens_match() {
        let granted = scope("openid read:all");
        for other in ["", " ", "open", "openid ", "read", "read:all openid", "READ:ALL", "openid read:all"] {
            assert!(!granted.contains(other), "{other:?}");
        }
        assert!(granted.contains("openid") && granted.contains("read:all"));
        assert!(scope("").is_empty() && !scope("").contains(""));
        assert_eq!(scope("").tokens().count(), 0);
    }

    /// Compares all pairs of subsets of five tokens with the sets of the standard library.
    #[test]
    fn sets_behave_like_sets() {
        use std::collections::BTreeSet;
        let tokens = ["a", "a.b", "aa", "b", "c"];
        let subsets: Vec<BTreeSet<&str>> = (0..32)
            .map(|bits| (0..5).filter(|bit| bits >> bit & 1 == 1).map(|bit| tokens[bit]).collect())
            .collect();
        let of = |set: &BTreeSet<&str>| scope(&set.iter().rev().copied().collect::<Vec<_>>().join(" "));
        for (left, right) in subsets.iter().flat_map(|left| subsets.iter().map(move |right| (left, right))) {
            let (l, r) = (of(left), of(right));
            assert_eq!(l.is_subset_of(&r), left.is_subset(right), "{l} in {r}");
            assert_eq!(l.intersection(&r), of(&(left & right)), "{l} and {r}");
            assert_eq!(l.difference(&r), of(&(left - right)), "{l} without {r}");
            assert_eq!(l.union(&r), of(&(left | right)), "{l} or {r}");
            assert_eq!(l == r, left == right);
        }
    }

    #[test]
    fn too_many_tokens_and_invalid_characters_are_refused() {
        let many = |count: usize| (0..count).map(|n| format!("t{n}")).collect::<Vec<_>>().join(" ");
        assert!(many(Scope::MAXIMUM_TOKENS).parse::<Scope>().is_ok());
        assert_eq!(many(101).parse::<Scope>(), Err(ScopeError::TooMany(101)));
        assert!("a ".repeat(1000).parse::<Scope>().is_ok(), "one token, said often");
        for text in ["a\tb", "a\"b", "a\\b", "\u{e4}", "a\0"] {
            assert!(matches!(text.parse::<Scope>(), Err(ScopeError::Character { .. })), "{text:?}");
        }
    }
}
