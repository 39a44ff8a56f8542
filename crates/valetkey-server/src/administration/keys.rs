//! Signing keys.

use std::sync::Arc;

use valetkey_administration::{
    difference::difference,
    keys as operation,
    permission::{Area, Permission},
};
use valetkey_authorization_server::{Change, event::EventKind, keys::KeyStep, record::SigningKeyRecord};
use valetkey_storage::StorageError;

use super::{AdministrationError, Conflict, Context, Done, List, Part, list::in_memory, staged::AfterCommit};
use crate::{
    Keys, Seal,
    keys::{self, KeysError, Making},
};

/// A change of the signing keys.
#[derive(Clone, Debug)]
pub(crate) enum KeysChange {
    /// New keys sign from now on. The old ones stay published until their last token has expired.
    Rotate,
    /// Every key is removed at once because a private key leaked, and new ones sign.
    ReplaceAll,
    /// This key is removed at once because it leaked, and a new one signs.
    Replace(String),
}

impl KeysChange {
    /// Returns the `kid` of the removed key, for [`Keys::replace_compromised`].
    fn kid(&self) -> Option<&str> {
        match self {
            Self::Replace(kid) => Some(kid),
            Self::Rotate | Self::ReplaceAll => None,
        }
    }
}

/// Returns a part of the keys, oldest first, and all keys.
pub(crate) async fn list(
    context: &Context<'_>,
    part: &Part,
) -> Result<(List<SigningKeyRecord>, Vec<SigningKeyRecord>), AdministrationError> {
    context.require(Permission::read(Area::Keys))?;
    let all = stored(context).await?;
    let placed = all.iter().map(|key| ((key.created_at.seconds(), key.kid.clone()), key));
    let list = in_memory(context.server, "keys", placed.collect(), part)?;
    Ok((list, all))
}

/// Returns a key, and all keys.
pub(crate) async fn show(
    context: &Context<'_>,
    kid: &str,
) -> Result<(SigningKeyRecord, Vec<SigningKeyRecord>), AdministrationError> {
    context.require(Permission::read(Area::Keys))?;
    let all = stored(context).await?;
    Ok((find(&all, kid)?.clone(), all))
}

/// Changes the keys. Returns all keys as they are afterwards.
pub(crate) async fn change(
    context: &Context<'_>,
    change: KeysChange,
) -> Result<Done<Vec<SigningKeyRecord>>, AdministrationError> {
    context.require(Permission::write(Area::Keys))?;
    let before = stored(context).await?;
    let keys = keys_of(context).await?;
    let steps = match &change {
        KeysChange::Rotate => keys.steps_to_rotate(&before),
        KeysChange::ReplaceAll | KeysChange::Replace(_) => keys.steps_to_replace(&before, change.kid()),
    };
    let planned = plan(context, &steps, &change, &before)?;
    if context.options.is_dry_run {
        return Ok(planned.with(before));
    }
    let made = keys.make_all(&steps, context.server.environment.now()).await?;
    let mut decided = context.decide(|occasion| operation::carry_out(&steps, made, &before, occasion));
    if let (Some(kid), Some(_)) = (change.kid(), context.options.expected_revision) {
        // Storing the key as it is has the condition that it is still the expected revision.
        decided.changes.insert(0, Change::PutSigningKey(find(&before, kid)?.clone()));
    }
    let after = after(&before, &decided.changes);
    let done = context.store_new(decided).await;
    if let Err(AdministrationError::Conflict(_)) = &done {
        let changed = difference(&before, &stored(context).await?);
        return Err(AdministrationError::Conflict(Conflict { revision: None, changed }));
    }
    let done = done?;
    context.after_commit(AfterCommit::ReloadKeys).await?;
    Ok(Done { changed: difference(&before, &after), ..done }.with(after))
}

/// Returns the keys after these changes, oldest first.
fn after(before: &[SigningKeyRecord], changes: &[Change]) -> Vec<SigningKeyRecord> {
    let mut keys = before.to_vec();
    for change in changes {
        match change {
            Change::PutSigningKey(key) => {
                keys.retain(|known| known.kid != key.kid);
                keys.push(SigningKeyRecord { revision: key.revision + 1, ..key.clone() });
            }
            Change::RemoveSigningKey { kid, .. } => keys.retain(|known| known.kid != *kid),
            _ => {}
        }
    }
    keys.sort_by(|one, other| (one.created_at, &one.kid).cmp(&(other.created_at, &other.kid)));
    keys
}

/// Returns the result of a change before it happens, without new keys.
fn plan(
    context: &Context<'_>,
    steps: &[KeyStep],
    change: &KeysChange,
    before: &[SigningKeyRecord],
) -> Result<Done<usize>, AdministrationError> {
    let decided = context.decide(|occasion| operation::carry_out(steps, Vec::new(), before, occasion));
    if let Some(kid) = change.kid() {
        context.expects(&decided.changes, find(before, kid)?.revision)?;
    }
    let mut planned = context.planned(decided.answer, &decided.changes);
    let made = steps.iter().filter(|step| matches!(step, KeyStep::Make { .. }));
    planned.events.splice(0..0, made.map(|_| EventKind::SigningKeyAdded));
    Ok(planned)
}

/// Returns the keys of the server, for a change by the administrator. Algorithms that nobody needs yet get no key.
async fn keys_of(context: &Context<'_>) -> Result<Keys, AdministrationError> {
    let server = context.server;
    let seal =
        Seal::new(&server.encryption_key, keys::USAGE, server.keys.owner()).map_err(KeysError::from)?;
    let (storage, environment) = (Arc::clone(&server.storage), Arc::clone(&server.environment));
    let keys = Keys::load(storage, seal, server.keys.policy().clone(), environment).await?;
    Ok(keys.making(Making::WhenNeeded))
}

async fn stored(context: &Context<'_>) -> Result<Vec<SigningKeyRecord>, AdministrationError> {
    Ok(context.server.storage.signing_keys(&context.server.tenant).await?)
}

fn find<'a>(keys: &'a [SigningKeyRecord], kid: &str) -> Result<&'a SigningKeyRecord, AdministrationError> {
    keys.iter().find(|key| key.kid == kid).ok_or(AdministrationError::NotFound("signing key"))
}

impl From<KeysError> for AdministrationError {
    fn from(error: KeysError) -> Self {
        match error {
            KeysError::Storage(error) => Self::Storage(error),
            KeysError::Apply(error) => error.into(),
            other => Self::Storage(StorageError::Corrupt(other.to_string())),
        }
    }
}
