//! Passwords: what a new one must be, and the slow hash of it.

use argon2::Params;
use serde::{Deserialize, Serialize};

use zeroize::Zeroizing;

use crate::{PasswordMemory, common_passwords::is_common, opaque_string::opaque_string};

/// An Argon2id hash in PHC form. `Debug` hides it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PasswordHash(String);

/// The cost of a new hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PasswordParameters {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over the memory.
    pub passes: u32,
}

/// Why a new password is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasswordError {
    /// Shorter than eight characters.
    #[error("expected a password of at least {minimum} characters, got {0}", minimum = PasswordParameters::MINIMUM_LENGTH)]
    TooShort(usize),
    /// A control character or another one that no password may have.
    #[error(
        "expected a password of letters, digits, punctuation, symbols and spaces, got a control character"
    )]
    NotText,
    /// Longer than 256 characters.
    #[error("expected a password of at most {maximum} characters, got {0}", maximum = PasswordParameters::MAXIMUM_LENGTH)]
    TooLong(usize),
    /// The username or one of the most used passwords.
    #[error("this password is among the first that an attacker tries")]
    Common,
    /// The parameters are outside what Argon2 takes.
    #[error("the Argon2 parameters are not usable")]
    Parameters,
}

impl PasswordParameters {
    /// 19 MiB, two passes: the OWASP recommendation, about 20 ms on one core.
    pub const RECOMMENDED: Self = Self { memory_kib: 19_456, passes: 2 };
    /// The cheapest Argon2 takes. For tests only.
    pub const FOR_TESTS: Self = Self { memory_kib: 8, passes: 1 };
    /// Characters a new password has at least (NIST SP 800-63B-4 section 3.1.1.2).
    pub const MINIMUM_LENGTH: usize = 8;
    /// Characters a password has at most; longer ones are refused before any hashing.
    pub const MAXIMUM_LENGTH: usize = 256;

    const MAXIMUM_MEMORY_KIB: u32 = 262_144;
    const MAXIMUM_PASSES: u32 = 16;
    const MAXIMUM_LANES: u32 = 8;

    pub(crate) fn params(self) -> Result<Params, PasswordError> {
        Params::new(self.memory_kib, self.passes, 1, None).map_err(|_| PasswordError::Parameters)
    }

    /// Whether a stored hash asks for no more than we ever grant.
    pub(crate) fn are_granted(params: &Params) -> bool {
        params.m_cost() <= Self::MAXIMUM_MEMORY_KIB
            && params.t_cost() <= Self::MAXIMUM_PASSES
            && params.p_cost() <= Self::MAXIMUM_LANES
    }
}

impl PasswordHash {
    /// A hash read from storage or an import, as it stands.
    pub fn from_phc(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The PHC text for storage.
    pub fn as_phc(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for PasswordHash {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("PasswordHash(hidden)")
    }
}

/// Checks whether a user may choose this password: its characters, its length, and the most common passwords. There are no rules about
/// kinds of characters.
pub fn check_new_password(password: &str, username: &str) -> Result<(), PasswordError> {
    let password = &*opaque_string(password).ok_or(PasswordError::NotText)?;
    let length = password.chars().count();
    if length < PasswordParameters::MINIMUM_LENGTH {
        return Err(PasswordError::TooShort(length));
    }
    if length > PasswordParameters::MAXIMUM_LENGTH {
        return Err(PasswordError::TooLong(length));
    }
    let lower = Zeroizing::new(password.to_lowercase());
    if *lower == username.to_lowercase() || is_common(&lower) {
        return Err(PasswordError::Common);
    }
    Ok(())
}

/// [`PasswordMemory::hash`] in memory of its own, for the odd password.
pub fn hash_password(
    password: &str,
    salt: &[u8; 16],
    cost: PasswordParameters,
) -> Result<PasswordHash, PasswordError> {
    PasswordMemory::default().hash(password, salt, cost)
}

/// [`PasswordMemory::verify`] in memory of its own, for the odd password.
pub fn verify_password(password: &str, hash: &PasswordHash) -> bool {
    PasswordMemory::default().verify(password, hash)
}
