//! Signatures and the password hash.

use std::{hint::black_box, time::Duration};

use anyhow::{Result, ensure};
use aws_lc_rs::{
    rand::SystemRandom,
    signature::{
        ECDSA_P256_SHA256_FIXED, ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _, ParsedPublicKey,
    },
};
use valetkey_accounts::{PasswordMemory, PasswordParameters, hash_password};

use super::{Primitive, Stopwatch};

/// About as long as the claims of an access token.
const MESSAGE: [u8; 640] = [b'a'; 640];

pub(super) fn es256_sign(each: Duration) -> Result<Primitive> {
    let (pair, random) = (key()?, SystemRandom::new());
    Stopwatch::time(each, || {
        black_box(pair.sign(&random, black_box(&MESSAGE))?);
        Ok(())
    })
}

pub(super) fn es256_verify(each: Duration) -> Result<Primitive> {
    let pair = key()?;
    let signature = pair.sign(&SystemRandom::new(), &MESSAGE)?;
    let public = ParsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, pair.public_key().as_ref())?;
    Stopwatch::time(each, || Ok(public.verify_sig(black_box(&MESSAGE), signature.as_ref())?))
}

pub(super) fn argon2id(each: Duration) -> Result<Primitive> {
    let hash = hash_password("correct horse", &[7; 16], PasswordParameters::RECOMMENDED)?;
    let mut memory = PasswordMemory::default();
    Stopwatch::time(each, || {
        ensure!(memory.verify(black_box("correct horse"), &hash), "the password does not match its hash");
        Ok(())
    })
}

fn key() -> Result<EcdsaKeyPair> {
    Ok(EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING)?)
}
