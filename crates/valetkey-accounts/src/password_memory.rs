//! The work of Argon2 in memory that is kept from one password to the next.

use argon2::{
    Algorithm, Argon2, Block, Params, Version,
    password_hash::phc::{self, Output, ParamsString, Salt},
};

use crate::{PasswordError, PasswordHash, PasswordParameters, opaque_string::opaque_string};

/// Longest text that is compared at all, in bytes: no password of the greatest length is longer in any spelling.
const LONGEST_TYPED: usize = PasswordParameters::MAXIMUM_LENGTH * 12;

/// The memory that Argon2 fills. Getting it anew from the system for every password costs up to as much as the hash
/// itself, so a program that hashes often keeps one per thread. It grows to the largest hash it has seen.
///
/// The memory of the last password is wiped when it is dropped.
#[derive(Default)]
pub struct PasswordMemory {
    blocks: Vec<Block>,
}

impl PasswordMemory {
    /// Hashes with Argon2id the one form of the password that all its spellings share (RFC 8265 section 4.2). Slow on
    /// purpose: call it in the bounded pool. `salt` is 16 fresh random bytes.
    ///
    /// # Errors
    /// [`PasswordError::NotText`] for a password that has no such form, [`PasswordError::Parameters`] when Argon2 does not
    /// take the cost.
    pub fn hash(
        &mut self,
        password: &str,
        salt: &[u8; 16],
        cost: PasswordParameters,
    ) -> Result<PasswordHash, PasswordError> {
        let password = opaque_string(password).ok_or(PasswordError::NotText)?;
        let params = cost.params()?;
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params.clone());
        let mut output = [0; Params::DEFAULT_OUTPUT_LEN];
        self.fill(&argon2, &password, salt, &mut output).ok_or(PasswordError::Parameters)?;
        PasswordHash::assemble(&params, salt, &output)
    }

    /// Compares in constant time. Slow on purpose. A stored hash that can't be read, or asks for more memory or passes
    /// than we ever grant, matches nothing.
    ///
    /// First in the form that [`PasswordMemory::hash`] hashes; then, if that is another text, as it was typed, because
    /// hashes of earlier versions and of imports are of that. How often it compares a wrong password depends on the
    /// password alone, so the time does not say whose hash it was.
    pub fn verify(&mut self, password: &str, hash: &PasswordHash) -> bool {
        if password.len() > LONGEST_TYPED {
            return false;
        }
        let one_form = opaque_string(password);
        if let Some(one_form) = &one_form
            && self.matches(one_form, hash) == Some(true)
        {
            return true;
        }
        let differs = one_form.is_none_or(|one_form| one_form.as_str() != password);
        differs && self.matches(password, hash) == Some(true)
    }

    fn matches(&mut self, password: &str, hash: &PasswordHash) -> Option<bool> {
        let parsed = phc::PasswordHash::new(hash.as_phc()).ok()?;
        let params = Params::try_from(&parsed).ok().filter(PasswordParameters::are_granted)?;
        let algorithm = Algorithm::try_from(parsed.algorithm.as_str()).ok()?;
        let version = parsed.version.map_or(Ok(Version::default()), Version::try_from).ok()?;
        let (salt, expected) = (parsed.salt?, parsed.hash?);
        let mut buffer = [0; Output::MAX_LENGTH];
        let output = buffer.get_mut(..expected.len())?;
        self.fill(&Argon2::new(algorithm, version, params), password, &salt, output)?;
        // `Output` compares in constant time.
        Some(Output::new(output).ok()? == expected)
    }

    fn fill(&mut self, argon2: &Argon2<'_>, password: &str, salt: &[u8], output: &mut [u8]) -> Option<()> {
        let needed = argon2.params().block_count();
        if self.blocks.len() < needed {
            self.blocks.resize(needed, Block::new());
        }
        argon2.hash_password_into_with_memory(password.as_bytes(), salt, output, &mut self.blocks).ok()
    }
}

impl Drop for PasswordMemory {
    fn drop(&mut self) {
        self.blocks.fill(Block::new());
        std::hint::black_box(&self.blocks);
    }
}

impl PasswordHash {
    /// A hash that no password is known to match, but that costs as much to compare as one of these parameters. The
    /// bytes are fresh random ones.
    ///
    /// # Errors
    /// [`PasswordError::Parameters`] when Argon2 does not take the cost.
    pub fn of_nobody(
        salt: &[u8; 16],
        output: &[u8; 32],
        cost: PasswordParameters,
    ) -> Result<Self, PasswordError> {
        Self::assemble(&cost.params()?, salt, output)
    }

    fn assemble(params: &Params, salt: &[u8], output: &[u8]) -> Result<Self, PasswordError> {
        let assemble = || {
            Some(phc::PasswordHash {
                algorithm: Algorithm::Argon2id.ident(),
                version: Some(Version::V0x13.into()),
                params: ParamsString::try_from(params).ok()?,
                salt: Some(Salt::new(salt).ok()?),
                hash: Some(Output::new(output).ok()?),
            })
        };
        assemble().map(|hash| Self::from_phc(hash.to_string())).ok_or(PasswordError::Parameters)
    }
}
