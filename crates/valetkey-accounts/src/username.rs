//! The rules for usernames, and the lookup key of typed names.

/// The reason why a username is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UsernameError {
    /// The username is empty or longer than 100 characters.
    #[error("expected a username of 1 to 100 characters, got {0}")]
    Length(usize),
    /// The username contains a character other than letters, digits and `.`, `_`, `-`, `@`, `+`.
    #[error("expected a-z, A-Z, 0-9 and . _ - @ + in a username, got {0:?}")]
    Character(char),
}

/// Checks whether a username is allowed for a new user.
pub fn check_username(username: &str) -> Result<(), UsernameError> {
    let length = username.chars().count();
    if !(1..=100).contains(&length) {
        return Err(UsernameError::Length(length));
    }
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '@' | '+');
    match username.chars().find(|c| !allowed(*c)) {
        Some(character) => Err(UsernameError::Character(character)),
        None => Ok(()),
    }
}

/// Returns the lookup key of a typed name: trimmed and in lower case, so that each user has one counter and one record.
pub fn sign_in_name(typed: &str) -> String {
    typed.trim().to_ascii_lowercase()
}
