//! Runs Argon2 in memory that is reused for the next password.

use argon2::{
    Algorithm, Argon2, Block, Params, Version,
    password_hash::phc::{self, Output, ParamsString, Salt},
};

use crate::{PasswordError, PasswordHash, PasswordParameters, opaque_string::opaque_string};

/// The maximum length of a typed text that is compared, in bytes. No encoding of a password with the maximum length is longer.
const LONGEST_TYPED: usize = PasswordParameters::MAXIMUM_LENGTH * 12;

/// The memory that Argon2 fills. Allocating it for every password can take as long as the hash itself, so a program that hashes
/// often keeps one per thread. It grows to the size of the largest hash.
///
/// The content from the last password is wiped when this is dropped.
#[derive(Default)]
pub struct PasswordMemory {
    blocks: Vec<Block>,
}

impl PasswordMemory {
    /// Hashes a password with Argon2id, in the form that all its encodings share (RFC 8265 section 4.2). Slow on purpose: call
    /// it in the bounded pool. `salt` is 16 new random bytes.
    ///
    /// # Errors
    /// [`PasswordError::NotText`] for a password without such a form, [`PasswordError::Parameters`] if Argon2 does not support
    /// the cost.
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

    /// Compares a password with a hash, in constant time. Slow on purpose. A stored hash that is unreadable, or needs more
    /// memory or passes than our limits, matches no password.
    ///
    /// Compares first the form that [`PasswordMemory::hash`] uses. If the typed text differs from it, compares the typed text
    /// too, because earlier versions and imports hashed it. The number of comparisons depends only on the password, so the time
    /// does not reveal to whom the hash belongs.
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
        // This comparison of `Output` takes constant time.
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
    /// Creates a hash that matches no known password. A comparison takes as long as with these parameters. The bytes must be
    /// new random ones.
    ///
    /// # Errors
    /// [`PasswordError::Parameters`] if Argon2 does not support the cost.
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
