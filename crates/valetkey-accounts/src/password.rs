//! The rules for new passwords, and the parameters of the slow hash.

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

/// The reason why a new password is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasswordError {
    /// The password is shorter than eight characters.
    #[error("expected a password of at least {minimum} characters, got {0}", minimum = PasswordParameters::MINIMUM_LENGTH)]
    TooShort(usize),
    /// The password contains a control character or another character that is not allowed.
    #[error(
        "expected a password of letters, digits, punctuation, symbols and spaces, got a control character"
    )]
    NotText,
    /// The password is longer than 256 characters.
    #[error("expected a password of at most {maximum} characters, got {0}", maximum = PasswordParameters::MAXIMUM_LENGTH)]
    TooLong(usize),
    /// The password is the username or one of the most common passwords.
    #[error("this password is among the first that an attacker tries")]
    Common,
    /// Argon2 does not support the parameters.
    #[error("the Argon2 parameters are not usable")]
    Parameters,
}

impl PasswordParameters {
    /// 19 MiB and two passes: the recommendation of OWASP, about 20 ms on one core.
    pub const RECOMMENDED: Self = Self { memory_kib: 19_456, passes: 2 };
    /// The cheapest parameters of Argon2. Only for tests.
    pub const FOR_TESTS: Self = Self { memory_kib: 8, passes: 1 };
    /// The minimum number of characters of a new password (NIST SP 800-63B-4 section 3.1.1.2).
    pub const MINIMUM_LENGTH: usize = 8;
    /// The maximum number of characters of a password. Longer ones are refused before hashing.
    pub const MAXIMUM_LENGTH: usize = 256;

    const MAXIMUM_MEMORY_KIB: u32 = 262_144;
    const MAXIMUM_PASSES: u32 = 16;
    const MAXIMUM_LANES: u32 = 8;

    pub(crate) fn params(self) -> Result<Params, PasswordError> {
        Params::new(self.memory_kib, self.passes, 1, None).map_err(|_| PasswordError::Parameters)
    }

    /// Returns whether the parameters of a stored hash are within our limits.
    pub(crate) fn are_granted(params: &Params) -> bool {
        params.m_cost() <= Self::MAXIMUM_MEMORY_KIB
            && params.t_cost() <= Self::MAXIMUM_PASSES
            && params.p_cost() <= Self::MAXIMUM_LANES
    }
}

impl PasswordHash {
    /// Creates a hash from its stored or imported text, without a check.
    pub fn from_phc(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// Returns the PHC text for storage.
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

/// Does the same as [`PasswordMemory::hash`] with new memory, for single passwords.
pub fn hash_password(
    password: &str,
    salt: &[u8; 16],
    cost: PasswordParameters,
) -> Result<PasswordHash, PasswordError> {
    PasswordMemory::default().hash(password, salt, cost)
}

/// Does the same as [`PasswordMemory::verify`] with new memory, for single passwords.
pub fn verify_password(password: &str, hash: &PasswordHash) -> bool {
    PasswordMemory::default().verify(password, hash)
}
