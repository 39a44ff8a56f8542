//! The secrets of a client: the present one, and after a rotation an old one until its end.

use valetkey_authorization_server::{
    Decision,
    event::{EventKind, Occasion},
    record::{Client, OldSecret, SecretRotation, Sha256Hash},
};
use valetkey_types::{Seconds, Secret, Timestamp};

use super::replace;

/// Why a secret cannot be rotated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RotateSecretError {
    /// The client has no secret: it would silently become another kind of client.
    #[error("expected a client with a secret, got a public client; register a confidential client instead")]
    PublicClient,
    /// The old secret would be kept too long.
    #[error("expected a time from 0 to 90 days for which the old secret counts, got {} seconds", .0.0)]
    KeptTooLong(Seconds),
    /// Two secrets count already.
    #[error("expected one secret that counts, got two; end secret {old} first, or keep none of them")]
    TwoSecrets {
        /// The number of the old secret.
        old: u32,
    },
}

/// Replaces the secret. The present secret counts for the time `kept_for` beside the new one; with no time, every earlier secret stops
/// counting at once.
///
/// # Errors
/// [`RotateSecretError`].
pub fn rotate_secret(
    client: &Client,
    secret: &Secret,
    kept_for: Seconds,
    occasion: &Occasion<'_>,
) -> Result<Decision<Client>, RotateSecretError> {
    let Some(present) = client.secret_hash else { return Err(RotateSecretError::PublicClient) };
    if !(Seconds(0)..=SecretRotation::LONGEST).contains(&kept_for) {
        return Err(RotateSecretError::KeptTooLong(kept_for));
    }
    let ends_at = (kept_for > Seconds(0)).then(|| occasion.now.plus(kept_for));
    if let (Some(_), Some(old)) = (ends_at, client.secret_rotation.old_at(occasion.now)) {
        return Err(RotateSecretError::TwoSecrets { old: old.number });
    }
    let kept = ends_at.map(|ends_at| KeptSecret { hash: present, ends_at });
    set_secret_hashes(client, Sha256Hash::of(secret.expose().as_bytes()), kept, occasion)
}

/// An old secret with its end, for [`set_secret_hashes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeptSecret {
    /// SHA-256 of the secret.
    pub hash: Sha256Hash,
    /// When it stops counting.
    pub ends_at: Timestamp,
}

/// Sets the present secret, and the old secret that counts beside it. Without a difference nothing is stored.
///
/// # Errors
/// [`RotateSecretError::PublicClient`]; [`RotateSecretError::KeptTooLong`] for an end that is too late.
pub fn set_secret_hashes(
    client: &Client,
    present: Sha256Hash,
    kept: Option<KeptSecret>,
    occasion: &Occasion<'_>,
) -> Result<Decision<Client>, RotateSecretError> {
    let Some(before) = client.secret_hash else { return Err(RotateSecretError::PublicClient) };
    let kept = kept.filter(|kept| occasion.now < kept.ends_at && kept.hash != present);
    let is_too_long = |kept: &KeptSecret| kept.ends_at.since(occasion.now) > SecretRotation::LONGEST;
    if let Some(kept) = kept.filter(is_too_long) {
        return Err(RotateSecretError::KeptTooLong(kept.ends_at.since(occasion.now)));
    }
    let mut rotation = client.secret_rotation.clone();
    let stored = rotation.old_at(occasion.now).cloned();
    rotation.old = kept.map(|kept| old_secret(client, &mut rotation, kept));
    if present != before {
        rotation.earlier = rotation.earlier.saturating_add(1);
        rotation.made_at = Some(occasion.now);
    }
    // An old secret that ended by itself leaves with the next change.
    if present == before && rotation.old == stored {
        return Ok(Decision::without_changes(client.clone()));
    }
    let kind = match (present != before, &rotation.old) {
        (true, _) => EventKind::ClientSecretRotated,
        (false, None) => EventKind::ClientSecretEnded,
        (false, Some(_)) => EventKind::ClientEdited,
    };
    let rotated = Client { secret_hash: Some(present), secret_rotation: rotation, ..client.clone() };
    Ok(replace(client, rotated, kind, occasion))
}

/// Returns the record of a kept secret: one that the client has keeps its number, and another one gets the next number.
fn old_secret(client: &Client, rotation: &mut SecretRotation, kept: KeptSecret) -> OldSecret {
    let KeptSecret { hash, ends_at } = kept;
    if client.secret_hash == Some(hash) {
        return OldSecret { number: rotation.number(), hash, made_at: rotation.made_at, ends_at };
    }
    match rotation.old.take().filter(|old| old.hash == hash) {
        Some(old) => OldSecret { ends_at, ..old },
        None => {
            let number = rotation.number();
            rotation.earlier = rotation.earlier.saturating_add(1);
            OldSecret { number, hash, made_at: None, ends_at }
        }
    }
}

/// Why a secret cannot be ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EndSecretError {
    /// No secret that counts has this number.
    #[error("expected the number of a secret that counts, got {0}")]
    NoSuchSecret(u32),
    /// The present secret has no end: a client without any secret would be public.
    #[error("expected the number of the old secret, got the number of the present one; rotate it instead")]
    PresentSecret,
}

/// Ends the old secret before its time.
///
/// # Errors
/// [`EndSecretError`].
pub fn end_secret(
    client: &Client,
    number: u32,
    occasion: &Occasion<'_>,
) -> Result<Decision<Client>, EndSecretError> {
    let rotation = &client.secret_rotation;
    if rotation.old_at(occasion.now).is_some_and(|old| old.number == number) {
        let rotation = SecretRotation { old: None, ..rotation.clone() };
        let ended = Client { secret_rotation: rotation, ..client.clone() };
        return Ok(replace(client, ended, EventKind::ClientSecretEnded, occasion));
    }
    match !client.is_public() && rotation.number() == number {
        true => Err(EndSecretError::PresentSecret),
        false => Err(EndSecretError::NoSuchSecret(number)),
    }
}
