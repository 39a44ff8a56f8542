//! Recovery codes (NIST SP 800-63B-4 section 3.1.2): ten of 120 bits each, without letters that look like digits.

use valetkey_types::{TenantId, UserId};

use crate::record::Sha256Hash;

/// The number of codes in a set.
pub const COUNT: usize = 10;
/// With so many left, pages advise to make new ones.
pub const FEW: usize = 3;
/// Length of a code in random bytes. From 112 bits on, a fast hash is enough (section 3.1.2.2).
pub const LENGTH: usize = 15;

/// Letters and digits that are not easily confused.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
const CHARACTERS: usize = LENGTH * 8 / 5;
/// Characters of a code of an earlier version. Such codes count until they are used or replaced.
const EARLIER_CHARACTERS: usize = 16;

/// Returns a code as text, in groups of four.
pub fn text(bytes: &[u8; LENGTH]) -> String {
    super::in_groups(&super::base32(bytes, ALPHABET), '-')
}

/// The hash that is stored. Equal codes of two users have different ones.
pub(super) fn hash(tenant: &TenantId, user: &UserId, code: &str) -> Option<Sha256Hash> {
    let code = plain(code)?;
    let (tenant, user) = (tenant.as_str(), user.as_str());
    let hashed = format!("recovery code\n{}:{tenant}\n{}:{user}\n{code}", tenant.len(), user.len());
    Some(Sha256Hash::of(hashed.as_bytes()))
}

/// Returns what was typed in the spelling of codes, if it can be one: without blanks and hyphens, and with the digits that
/// letters were taken for.
fn plain(typed: &str) -> Option<String> {
    let typed = typed.chars().filter(|c| !c.is_whitespace() && *c != '-');
    let code: String = typed
        .map(|c| match c.to_ascii_lowercase() {
            'o' => '0',
            'i' | 'l' => '1',
            c => c,
        })
        .collect();
    let is_code = [CHARACTERS, EARLIER_CHARACTERS].contains(&code.len())
        && code.bytes().all(|byte| ALPHABET.contains(&byte));
    is_code.then_some(code)
}
