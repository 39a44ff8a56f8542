//! A new person.

use valetkey_accounts::{PasswordHash, User, UsernameError, check_username};
use valetkey_types::{TenantId, Timestamp, UserId};

/// What somebody asks to register.
#[derive(Clone, Debug, Default)]
pub struct NewUser {
    /// The name typed at sign-in.
    pub username: String,
    /// The mail address.
    pub email: Option<String>,
    /// Whether the operator vouches for the address.
    pub email_verified: bool,
    /// The full name.
    pub name: Option<String>,
    /// The given name.
    pub given_name: Option<String>,
    /// The family name.
    pub family_name: Option<String>,
    /// The phone number, in E.164 form.
    pub phone_number: Option<String>,
    /// The preferred language, as a BCP 47 tag.
    pub locale: Option<String>,
    /// What the person may do, in the applications' words.
    pub roles: Vec<String>,
    /// The hash of the password; check the password itself before hashing it.
    pub password_hash: Option<PasswordHash>,
}

/// Why a person can't be registered.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UserRegistrationError {
    /// The username.
    #[error(transparent)]
    Username(#[from] UsernameError),
    /// Not the form of a mail address.
    #[error("expected a mail address like name@example.org of at most 254 characters, got {0:?}")]
    Email(String),
    /// Empty, too long or with control characters.
    #[error("expected a {field} of 1 to 200 characters without control characters, got {got:?}")]
    Text {
        /// The field.
        field: &'static str,
        /// What came, cut.
        got: String,
    },
    /// Empty, too long or with control characters.
    #[error("expected roles of 1 to 100 characters without control characters, got {0:?}")]
    Role(String),
}

/// Judges a registration and makes the record. Whether name and address are free is known to storage alone.
pub fn new_user(
    tenant: TenantId,
    id: UserId,
    new: NewUser,
    now: Timestamp,
) -> Result<User, UserRegistrationError> {
    check(&new)?;
    let mut user = User::new(tenant, id, new.username, now);
    user.email_verified = new.email_verified && new.email.is_some();
    user.email = new.email;
    user.name = new.name;
    user.given_name = new.given_name;
    user.family_name = new.family_name;
    user.phone_number = new.phone_number;
    user.locale = new.locale;
    user.roles = new.roles;
    user.password_hash = new.password_hash;
    Ok(user)
}

/// Judges every field.
pub(super) fn check(new: &NewUser) -> Result<(), UserRegistrationError> {
    check_username(&new.username)?;
    if let Some(email) = new.email.as_ref().filter(|email| !is_mail_address(email)) {
        return Err(UserRegistrationError::Email(clip(email)));
    }
    let texts = [
        ("name", &new.name),
        ("given name", &new.given_name),
        ("family name", &new.family_name),
        ("phone number", &new.phone_number),
        ("locale", &new.locale),
    ];
    for (field, text) in texts {
        if let Some(text) = text.as_ref().filter(|text| !is_line(text, 200)) {
            return Err(UserRegistrationError::Text { field, got: clip(text) });
        }
    }
    match new.roles.iter().find(|role| !is_line(role, 100)) {
        Some(role) => Err(UserRegistrationError::Role(clip(role))),
        None => Ok(()),
    }
}

/// Whether this is one address that no mail program takes for two: a dot-atom (RFC 5322 section 3.2.3, with letters of other
/// scripts as in RFC 6532) and a domain of labels. No quotes, comments, lists or address literals.
fn is_mail_address(email: &str) -> bool {
    let Some((local, domain)) = email.split_once('@') else { return false };
    let is_atom = |c: char| is_letter(c) || "!#$%&'*+-/=?^_`{|}~".contains(c);
    let is_label = |c: char| is_letter(c) || c == '-';
    let parts = |text: &str, allowed: fn(char) -> bool| {
        text.split('.').all(|part| !part.is_empty() && part.chars().all(allowed))
    };
    email.len() <= 254 && parts(local, is_atom) && parts(domain, is_label)
}

/// Whether this is an ASCII letter or digit, or stands outside ASCII and is neither invisible nor punctuation nor another
/// width of an ASCII character.
fn is_letter(c: char) -> bool {
    let odd = matches!(c, '\u{80}'..='\u{a0}' | '\u{ad}' | '\u{61c}' | '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{303f}'
        | '\u{fe50}'..='\u{fe6f}' | '\u{feff}'..='\u{ffff}' | '\u{e0000}'..='\u{e0fff}');
    c.is_ascii_alphanumeric() || !(c.is_ascii() || c.is_whitespace() || odd)
}

fn is_line(text: &str, longest: usize) -> bool {
    let length = text.chars().count();
    (1..=longest).contains(&length) && !text.trim().is_empty() && !text.chars().any(char::is_control)
}

fn clip(text: &str) -> String {
    text.chars().take(120).collect()
}
