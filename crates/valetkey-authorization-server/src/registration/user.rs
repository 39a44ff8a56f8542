//! A new user.

use valetkey_accounts::{Attributes, PasswordHash, User, UsernameError, check_username};
use valetkey_types::{Address, TenantId, Timestamp, UserId};

use super::claim::{TextClaim, is_text};

/// The values of a registration.
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
    /// The middle name.
    pub middle_name: Option<String>,
    /// The casual name.
    pub nickname: Option<String>,
    /// The web page about the user.
    pub profile: Option<String>,
    /// The web address of a picture.
    pub picture: Option<String>,
    /// The user's own web page.
    pub website: Option<String>,
    /// The gender.
    pub gender: Option<String>,
    /// The birthday: `YYYY-MM-DD`, `0000-MM-DD` or `YYYY`.
    pub birthdate: Option<String>,
    /// The time zone.
    pub zoneinfo: Option<String>,
    /// The phone number, in E.164 form.
    pub phone_number: Option<String>,
    /// The postal address.
    pub address: Address,
    /// The preferred language, as a BCP 47 tag.
    pub locale: Option<String>,
    /// The values of attributes, all of them: see [`ClaimMap::edited`](crate::claim_map::ClaimMap::edited), which judges them.
    pub attributes: Attributes,
    /// The roles, in the applications' words.
    pub roles: Vec<String>,
    /// The hash of the password; check the password itself before hashing it.
    pub password_hash: Option<PasswordHash>,
}

/// Why a user can't be registered.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UserRegistrationError {
    /// The username.
    #[error(transparent)]
    Username(#[from] UsernameError),
    /// Not the form of a mail address.
    #[error("expected a mail address like name@example.org of at most 254 characters, got {0:?}")]
    Email(String),
    /// A standard claim in a wrong form.
    #[error("expected a value of {claim}: {expected}, got {got:?}")]
    Claim {
        /// The claim.
        claim: TextClaim,
        /// The form.
        expected: &'static str,
        /// The value that came, shortened.
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
    check(&new, None)?;
    let user = User::new(tenant, id, String::new(), now);
    let email_verified = new.email_verified && new.email.is_some();
    let password_hash = new.password_hash.clone();
    Ok(User { email_verified, password_hash, ..new.onto(user) })
}

impl NewUser {
    /// Puts the fields on a record, except the password and what is verified.
    pub(super) fn onto(self, user: User) -> User {
        User {
            username: self.username,
            email: self.email,
            name: self.name,
            given_name: self.given_name,
            family_name: self.family_name,
            middle_name: self.middle_name,
            nickname: self.nickname,
            profile: self.profile,
            picture: self.picture,
            website: self.website,
            gender: self.gender,
            birthdate: self.birthdate,
            zoneinfo: self.zoneinfo,
            phone_number: self.phone_number,
            address: Some(self.address).filter(|address| *address != Address::default()).map(Box::new),
            locale: self.locale,
            attributes: self.attributes,
            roles: self.roles,
            ..user
        }
    }
}

/// Judges every field. Standard claims that an edit leaves as they were before are not judged: the rules were fewer once.
pub(super) fn check(new: &NewUser, before: Option<&NewUser>) -> Result<(), UserRegistrationError> {
    check_username(&new.username)?;
    if let Some(email) = new.email.as_ref().filter(|email| !is_mail_address(email)) {
        return Err(UserRegistrationError::Email(clip(email)));
    }
    for claim in TextClaim::ALL {
        let value = claim.of(new);
        if let Some(value) = value.filter(|_| before.is_none_or(|before| claim.of(before) != value)) {
            claim.check(value)?;
        }
    }
    match new.roles.iter().find(|role| !is_text(role, 100, |_| false)) {
        Some(role) => Err(UserRegistrationError::Role(clip(role))),
        None => Ok(()),
    }
}

/// Whether this is one address that no mail program takes for two: a dot-atom (RFC 5322 section 3.2.3, with letters of other
/// scripts as in RFC 6532) and a domain of labels. No quotes, comments, lists or address literals.
pub(crate) fn is_mail_address(email: &str) -> bool {
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

pub(crate) fn clip(text: &str) -> String {
    text.chars().take(120).collect()
}
