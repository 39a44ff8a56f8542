//! Rules for a new password (NIST SP 800-63B-4 section 3.1.1.2, OWASP ASVS 6.2).

use zeroize::Zeroizing;

use crate::{PasswordError, PasswordParameters, check_new_password, opaque_string};

/// The rule of a server. It has no requirements for kinds of characters: any text with enough characters is a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PasswordRule {
    /// The minimum number of characters.
    pub minimum_length: usize,
}

impl Default for PasswordRule {
    fn default() -> Self {
        Self { minimum_length: PasswordParameters::MINIMUM_LENGTH }
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

    /// Checks a password, in the form that all its spellings share. `words` are the names and addresses of the account, and the names
    /// of the service.
    ///
    /// # Errors
    /// [`PasswordRefusal`].
    pub fn check(&self, password: &str, words: &[&str]) -> Result<(), PasswordRefusal> {
        let form = opaque_string(password).ok_or(PasswordError::NotText)?;
        let minimum = self.minimum_length.max(PasswordParameters::MINIMUM_LENGTH);
        let got = form.chars().count();
        if got < minimum {
            return Err(PasswordRefusal::TooShort { minimum, got });
        }
        check_new_password(&form, "")?;
        let lower = Zeroizing::new(form.to_lowercase());
        if is_one_of(&lower, words) || is_made_of(&lower, words) {
            return Err(PasswordRefusal::LikeAccount);
        }
        Ok(())
    }
}

/// Shorter words are ignored, because many good passwords contain them.
const SHORTEST_WORD: usize = 3;

/// Returns whether a password is a word, possibly with digits and marks around it. An address counts as a whole and in its two parts.
fn is_one_of(lower: &str, words: &[&str]) -> bool {
    let core = core_of(lower);
    let is_like = |part: &str| {
        let part = part.to_lowercase();
        lower == part || core.chars().count() >= SHORTEST_WORD && core == core_of(&part)
    };
    words.iter().any(|&word| {
        let (local, domain) = word.split_once('@').unwrap_or((word, ""));
        [word, local, domain].into_iter().filter(|part| !part.is_empty()).any(is_like)
    })
}

/// Returns whether all runs of letters of a password are runs of letters of the words, for example a label of the host:
/// `example-alice-2026`.
fn is_made_of(lower: &str, words: &[&str]) -> bool {
    let known: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let is_known = |run: &str| known.iter().flat_map(|word| runs_of(word)).any(|known| known == run);
    let is_long = |run: &str| run.chars().count() >= SHORTEST_WORD;
    runs_of(lower).any(is_long) && runs_of(lower).all(is_known)
}

/// Returns the runs of letters of a text.
fn runs_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|character: char| !character.is_alphabetic()).filter(|run| !run.is_empty())
}

/// Returns a text without the digits and marks around it.
fn core_of(text: &str) -> &str {
    text.trim_matches(|character: char| !character.is_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: [&str; 4] =
        ["alice", "alice.liddell@example.org", "sign-in.corp.example.org", "Notes & Lists"];

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
        assert_eq!(check("short"), Err(PasswordRefusal::TooShort { minimum: 8, got: 5 }));
        assert_eq!(check(&"x".repeat(257)), Err(PasswordRefusal::Password(PasswordError::TooLong(257))));
        assert_eq!(check("Password123"), Err(PasswordRefusal::Password(PasswordError::Common)));
        assert_eq!(check("tab\there ok"), Err(PasswordRefusal::Password(PasswordError::NotText)));
        let rule = PasswordRule { minimum_length: 15 };
        let refused = rule.check("fourteen chars", &[]);
        assert_eq!(refused, Err(PasswordRefusal::TooShort { minimum: 15, got: 14 }));
        assert_eq!(rule.check("short", &[]), Err(PasswordRefusal::TooShort { minimum: 15, got: 5 }));
        let decomposed = "e\u{301}".repeat(14);
        let refused = rule.check(&decomposed, &[]);
        assert_eq!(
            refused,
            Err(PasswordRefusal::TooShort { minimum: 15, got: 14 }),
            "counted in the one form"
        );
        assert_eq!(rule.check("fifteen letters", &[]), Ok(()));
    }

    #[test]
    fn a_password_that_is_a_word_of_the_account_is_refused_with_digits_around_it_too() {
        for password in [
            "alice.liddell@example.org",
            "Alice.Liddell",
            "alice2026!",
            "123alice456",
            "SIGN-IN.corp.example.org1",
            "example.org",
            "Notes & Lists 2026",
        ] {
            assert_eq!(check(password), Err(PasswordRefusal::LikeAccount), "{password}");
        }
        assert_eq!(check("alice in wonderland"), Ok(()), "a sentence with the name is longer than the name");
    }

    #[test]
    fn a_password_that_consists_of_words_of_the_service_and_the_account_is_refused() {
        for password in [
            "Example2026",
            "corp-1234",
            "notes_lists!",
            "lists 1 notes",
            "Liddell.Alice",
            "1-org-corp-2",
            "sign1in1",
        ] {
            assert_eq!(check(password), Err(PasswordRefusal::LikeAccount), "{password}");
        }
        for password in
            ["examples2026", "corporate-1234", "example of mine", "in-1-in-2-in", "12345 6789 !", "&&&&&&&&"]
        {
            assert_eq!(check(password), Ok(()), "{password}");
        }
        assert_eq!(PasswordRule::default().check("Example2026", &[]), Ok(()));
        let composed = PasswordRule::default().check("Cafe\u{301}2026", &["café"]);
        assert_eq!(composed, Err(PasswordRefusal::LikeAccount), "in the one form");
    }
}
