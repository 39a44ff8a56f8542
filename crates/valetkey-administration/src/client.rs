//! Operations on clients.

mod secrets;

use valetkey_authorization_server::{
    Change, Decision,
    branding::Branding,
    claim_map::ClaimMap,
    event::{EventKind, Occasion},
    record::{Client, Sha256Hash},
    registration::{ClientRegistrationError, NewClient, edited_client, new_client_with_hash},
};
use valetkey_types::{ClientId, Secret, standard_scope_of};

use crate::{difference::difference, logos, operator_text::clip, scope::one_of};

pub use secrets::{
    EndSecretError, KeptSecret, RotateSecretError, end_secret, rotate_secret, set_secret_hashes,
};

/// Registers a client. Without a secret the client is public.
///
/// # Errors
/// [`ClientRegistrationError`] names the field, what was expected and what came.
pub fn add(
    id: ClientId,
    secret: Option<&Secret>,
    new: NewClient,
    occasion: &Occasion<'_>,
) -> Result<Decision<Client>, ClientRegistrationError> {
    add_with_hash(id, secret.map(|secret| Sha256Hash::of(secret.expose().as_bytes())), new, occasion)
}

/// Registers a client by the SHA-256 of its secret. Without one the client is public.
///
/// # Errors
/// [`ClientRegistrationError`] names the field, what was expected and what came.
pub fn add_with_hash(
    id: ClientId,
    secret_hash: Option<Sha256Hash>,
    new: NewClient,
    occasion: &Occasion<'_>,
) -> Result<Decision<Client>, ClientRegistrationError> {
    let client = new_client_with_hash(occasion.tenant.clone(), id, secret_hash, new, occasion.now)?;
    let event = occasion.about_client(EventKind::ClientAdded, &client.id);
    let changes = vec![Change::AddClient(Box::new(client.clone())), Change::StoreEvent(event)];
    Ok(Decision { answer: client, changes })
}

/// Edits a client: start from `NewClient::from(&client)` and set what should differ. Without a difference nothing is stored.
///
/// # Errors
/// [`ClientRegistrationError`], as for a new client.
pub fn edit(
    client: &Client,
    new: NewClient,
    occasion: &Occasion<'_>,
) -> Result<Decision<Client>, ClientRegistrationError> {
    let edited = edited_client(client, new)?;
    Ok(replace(client, edited, EventKind::ClientEdited, occasion))
}

/// A claim that no place can be chosen for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "expected a standard claim such as birthdate, roles, groups, or a claim of an attribute{}, got {got:?}",
    one_of(known)
)]
pub struct UnknownClaim {
    /// The claims of attributes.
    pub known: Vec<String>,
    /// The claim that came.
    pub got: String,
}

/// Checks that an application can get these claims. Call it for the claims whose places an edit adds: the claim of an attribute that was
/// removed meanwhile can stay in the record and has no effect.
///
/// # Errors
/// [`UnknownClaim`] names the first one that is neither a standard claim, `roles` or `groups`, nor a claim of an attribute of the
/// tenant.
pub fn check_placed_claims<'a>(
    claims: impl IntoIterator<Item = &'a str>,
    map: &ClaimMap,
) -> Result<(), UnknownClaim> {
    let is_known = |claim: &str| {
        standard_scope_of(claim).is_some()
            || matches!(claim, "roles" | "groups")
            || map.attribute_in(claim).is_some()
    };
    match claims.into_iter().find(|claim| !is_known(claim)) {
        Some(claim) => Err(UnknownClaim {
            known: map.attributes().iter().filter_map(|attribute| attribute.claim.clone()).collect(),
            got: clip(claim),
        }),
        None => Ok(()),
    }
}

/// Disables a client: it gets no token, and the tokens it holds stop counting. Enabling it brings them back.
pub fn disable(client: &Client, occasion: &Occasion<'_>) -> Decision<Client> {
    let disabled = Client { disabled: true, ..client.clone() };
    replace(client, disabled, EventKind::ClientDisabled, occasion)
}

/// Enables a client.
pub fn enable(client: &Client, occasion: &Occasion<'_>) -> Decision<Client> {
    let enabled = Client { disabled: false, ..client.clone() };
    replace(client, enabled, EventKind::ClientEnabled, occasion)
}

/// Removes a client with its consents. Its grants stop counting.
pub fn remove(client: &Client, occasion: &Occasion<'_>) -> Decision<()> {
    let event = occasion.about_client(EventKind::ClientRemoved, &client.id);
    let remove =
        Change::RemoveClient { tenant: client.tenant.clone(), id: client.id.clone(), at: occasion.now };
    let mut changes = vec![remove, Change::StoreEvent(event)];
    changes.extend(logos::removals(&client.branding, &Branding::default(), occasion));
    Decision { answer: (), changes }
}

/// Stores the new state on condition that nobody changed the record since it was read. Stores nothing where nothing differs.
fn replace(before: &Client, after: Client, kind: EventKind, occasion: &Occasion<'_>) -> Decision<Client> {
    if *before == after {
        return Decision::without_changes(after);
    }
    let mut event = occasion.about_client(kind, &after.id);
    event.changed = difference(before, &after);
    let mut changes = vec![Change::ReplaceClient(Box::new(after.clone())), Change::StoreEvent(event)];
    changes.extend(logos::removals(&before.branding, &after.branding, occasion));
    Decision { answer: after, changes }
}
