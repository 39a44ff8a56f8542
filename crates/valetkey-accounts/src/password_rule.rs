//! Rules for a new password (NIST SP 800-63B-4 section 3.1.1.2, OWASP ASVS 6.2).

use zeroize::Zeroizing;

use crate::{PasswordError, check_new_password};

/// The rule of a server. It has no requirements for kinds of characters: any text with enough characters is a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PasswordRule {
    /// The minimum number of characters.
    pub minimum_length: usize,
}

impl Default for PasswordRule {
    fn default() -> Self {
        Self { minimum_length: crate::PasswordParameters::MINIMUM_LENGTH }
    }
}

/// The reason why a password is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasswordRefusal {
    /// The password is shorter than the rule allows.
    #[error("expected a password of at least {minimum} characters, got {got}")]
    TooShort {
        /// The minimum number of characters.
        minimum: usize,
        /// The number of characters of the password.
        got: usize,
    },
    /// The password is a name, an address or a word of the account or of the service, possibly with digits around it.
    #[error("expected a password that is not the name or address of the account or of the service")]
    LikeAccount,
    /// The password is invalid or very common.
    #[error(transparent)]
    Password(#[from] PasswordError),
}

impl PasswordRule {
    /// The highest value of the minimum length: every server accepts passwords with this many characters (OWASP ASVS 6.2.9
    /// requires 64).
    pub const MOST_FOR_MINIMUM: usize = 64;

    /// Checks a password. `words` are the names and addresses of the account, and the names of the service.
    ///
    /// # Errors
    /// [`PasswordRefusal`].
    pub fn check(&self, password: &str, words: &[&str]) -> Result<(), PasswordRefusal> {
        check_new_password(password, "")?;
        let got = password.chars().count();
        if got < self.minimum_length {
            return Err(PasswordRefusal::TooShort { minimum: self.minimum_length, got });
        }
        let lower = Zeroizing::new(password.to_lowercase());
        let core = core_of(&lower);
        let is_like = |word: &str| {
            let word = word.to_lowercase();
            let is_core = core.chars().count() >= SHORTEST_WORD && core == core_of(&word);
            *lower == word || is_core
        };
        let parts = |word: &'_ str| -> Vec<String> {
            // A password may neither be the whole address nor one of its two parts.
            let (local, domain) = word.split_once('@').unwrap_or((word, ""));
            [word, local, domain].into_iter().filter(|part| !part.is_empty()).map(str::to_owned).collect()
        };
        match words.iter().flat_map(|word| parts(word)).any(|word| is_like(&word)) {
            true => Err(PasswordRefusal::LikeAccount),
            false => Ok(()),
        }
    }
}

/// Shorter words are ignored, because many good passwords contain them.
const SHORTEST_WORD: usize = 3;

/// Returns a text without the digits and marks around it.
fn core_of(text: &str) -> &str {
    text.trim_matches(|character: char| !character.is_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: [&str; 4] = ["alice", "alice.liddell@example.org", "id.example.org", "Notes"];

    fn check(password: &str) -> Result<(), PasswordRefusal> {
        PasswordRule::default().check(password, &WORDS)
    }

    #[test]
    fn any_text_of_enough_characters_is_a_password() {
        for password in
            ["correct horse battery", "aaaaaaaa!x", "パスワードは長い", "1357924680x", &"x".repeat(256)]
        {
            assert_eq!(check(password), Ok(()), "{password}");
        }
    }

    #[test]
    fn a_password_that_is_short_long_or_common_is_refused() {
        assert_eq!(check("short"), Err(PasswordRefusal::Password(PasswordError::TooShort(5))));
        assert_eq!(check(&"x".repeat(257)), Err(PasswordRefusal::Password(PasswordError::TooLong(257))));
        assert_eq!(check("Password123"), Err(PasswordRefusal::Password(PasswordError::Common)));
        assert_eq!(check("tab\there ok"), Err(PasswordRefusal::Password(PasswordError::NotText)));
        let rule = PasswordRule { minimum_length: 15 };
        let refused = rule.check("fourteen chars", &[]);
        assert_eq!(refused, Err(PasswordRefusal::TooShort { minimum: 15, got: 14 }));
        assert_eq!(rule.check("fifteen letters", &[]), Ok(()));
    }

    #[test]
    fn a_password_that_is_a_word_of_the_account_is_refused_with_digits_around_it_too() {
        for password in [
            "alice.liddell@example.org",
            "Alice.Liddell",
            "alice2026!",
            "123alice456",
            "ID.example.org1",
            "example.org",
            "Notes-2026",
        ] {
            assert_eq!(check(password), Err(PasswordRefusal::LikeAccount), "{password}");
        }
        assert_eq!(check("alice in wonderland"), Ok(()), "a sentence with the name is longer than the name");
    }
}
