//! Passkeys: adding, renaming, removing, using.

use uuid::Uuid;
use valetkey_accounts::{FactorKind, User};
use valetkey_types::Unknown;

use crate::{
    Change, Decision,
    event::{EventKind, FieldChange, Occasion},
    record::{Passkey, PasskeyUse, UsedChallenge},
    second_factor::forget_devices,
};

/// Maximum number of passkeys of a user.
pub const MOST_PASSKEYS: usize = 20;

/// Maximum number of characters of a passkey's name.
pub const LONGEST_NAME: usize = 64;

/// A passkey whose registration was verified.
#[derive(Clone, Debug)]
pub struct NewPasskey {
    /// The credential ID.
    pub credential_id: String,
    /// The user handle that the options named.
    pub user_handle: String,
    /// The public key in the COSE form.
    pub public_key: String,
    /// The name.
    pub name: String,
    /// The model of the authenticator.
    pub aaguid: Uuid,
    /// The ways to reach the authenticator.
    pub transports: Vec<String>,
    /// Whether it can be backed up.
    pub backup_eligible: bool,
    /// Whether it is backed up now.
    pub backed_up: bool,
    /// The signature counter.
    pub sign_count: u32,
}

/// Why a passkey is not added, or not renamed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasskeyRefusal {
    /// The user has too many.
    #[error("expected fewer than {MOST_PASSKEYS} passkeys, got that many")]
    TooMany,
    /// The name is empty, too long, or has control characters.
    #[error("expected a name of 1 to {LONGEST_NAME} characters, got another text")]
    Name,
}

/// Returns the name without blanks around it.
///
/// # Errors
/// [`PasskeyRefusal::Name`] for an empty name, a long one, and one with control characters.
pub fn checked_name(name: &str) -> Result<String, PasskeyRefusal> {
    let name = name.trim();
    let is_good =
        !name.is_empty() && name.chars().count() <= LONGEST_NAME && !name.chars().any(char::is_control);
    if is_good { Ok(name.to_owned()) } else { Err(PasskeyRefusal::Name) }
}

/// Adds a passkey. `existing` are the passkeys of the user.
///
/// # Errors
/// [`PasskeyRefusal`]. Storage alone knows whether the credential ID is free and the challenge unused.
pub fn add(
    user: &User,
    new: NewPasskey,
    existing: &[Passkey],
    challenge: UsedChallenge,
    occasion: &Occasion<'_>,
) -> Result<Decision<Passkey>, PasskeyRefusal> {
    if existing.len() >= MOST_PASSKEYS {
        return Err(PasskeyRefusal::TooMany);
    }
    let passkey = Passkey {
        tenant: user.tenant.clone(),
        credential_id: new.credential_id,
        user_id: user.id.clone(),
        user_handle: new.user_handle,
        public_key: new.public_key,
        name: checked_name(&new.name)?,
        aaguid: new.aaguid,
        transports: new.transports,
        backup_eligible: new.backup_eligible,
        created_at: occasion.now,
        sign_count: new.sign_count,
        backed_up: new.backed_up,
        last_used_at: None,
        revision: 0,
        unknown: Unknown::default(),
    };
    let mut changes = vec![Change::UseChallenge(challenge), Change::AddPasskey(passkey.clone())];
    changes.extend(replace(user, user.clone().with_factor(FactorKind::Passkey)));
    changes.push(event(EventKind::PasskeyAdded, &passkey, "", &passkey.name, occasion));
    Ok(Decision { answer: passkey, changes })
}

/// Gives a passkey another name. The same name stores nothing.
///
/// # Errors
/// [`PasskeyRefusal::Name`].
pub fn rename(
    passkey: &Passkey,
    name: &str,
    occasion: &Occasion<'_>,
) -> Result<Decision<Passkey>, PasskeyRefusal> {
    let renamed = Passkey { name: checked_name(name)?, ..passkey.clone() };
    if renamed.name == passkey.name {
        return Ok(Decision::without_changes(renamed));
    }
    let event = event(EventKind::PasskeyRenamed, passkey, &passkey.name, &renamed.name, occasion);
    let changes = vec![Change::ReplacePasskey(renamed.clone()), event];
    Ok(Decision { answer: renamed, changes })
}

/// Removes a passkey, and forgets trusted devices. `existing` are the passkeys of the user, this one among them.
pub fn remove(user: &User, passkey: &Passkey, existing: &[Passkey], occasion: &Occasion<'_>) -> Decision<()> {
    let (tenant, credential_id) = (passkey.tenant.clone(), passkey.credential_id.clone());
    let mut changes = vec![Change::RemovePasskey { tenant, credential_id }, forget_devices(user)];
    let is_last = existing.iter().all(|other| other.credential_id == passkey.credential_id);
    if is_last {
        changes.extend(replace(user, user.clone().without_factor(FactorKind::Passkey)));
    }
    changes.push(event(EventKind::PasskeyRemoved, passkey, &passkey.name, "", occasion));
    Decision { answer: (), changes }
}

/// Returns the changes of a use that proves the user. They belong to the commit of the sign-in.
pub fn record_use(
    passkey: &Passkey,
    sign_count: u32,
    backed_up: bool,
    challenge: UsedChallenge,
    occasion: &Occasion<'_>,
) -> Vec<Change> {
    let used = PasskeyUse {
        tenant: passkey.tenant.clone(),
        credential_id: passkey.credential_id.clone(),
        expected_sign_count: passkey.sign_count,
        sign_count,
        backed_up,
        at: occasion.now,
    };
    vec![Change::UseChallenge(challenge), Change::UsePasskey(used)]
}

/// Returns the changes of a use whose signature counter went back. The challenge counts no more, so a repetition stores no
/// second event.
pub fn suspect_clone(passkey: &Passkey, challenge: UsedChallenge, occasion: &Occasion<'_>) -> Vec<Change> {
    let event = event(EventKind::PasskeyCloneSuspected, passkey, &passkey.name, &passkey.name, occasion);
    vec![Change::UseChallenge(challenge), event]
}

/// Declines the offer of a passkey for good. Declining twice stores nothing.
pub fn decline_offer(user: &User, occasion: &Occasion<'_>) -> Vec<Change> {
    if user.passkey_offer_declined_at.is_some() {
        return Vec::new();
    }
    let after = User { passkey_offer_declined_at: Some(occasion.now), ..user.clone() };
    let event = occasion.about_user(EventKind::PasskeyOfferDeclined, &user.id);
    replace(user, after).into_iter().chain([Change::StoreEvent(event)]).collect()
}

/// Replaces the user where they changed.
fn replace(before: &User, after: User) -> Option<Change> {
    let (before, after) = (Box::new(before.clone()), Box::new(after));
    (before != after).then_some(Change::ReplaceUser { before, after })
}

/// Returns an event with the name of the passkey.
fn event(kind: EventKind, passkey: &Passkey, before: &str, after: &str, occasion: &Occasion<'_>) -> Change {
    let mut event = occasion.about_user(kind, &passkey.user_id);
    let (before, after) = (before.to_owned(), after.to_owned());
    event.changed = vec![FieldChange { field: "passkey".to_owned(), before, after }];
    Change::StoreEvent(event)
}
