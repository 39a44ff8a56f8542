//! Finds the user of an identity.

use valetkey_types::Timestamp;

use crate::session::fresh_id;
use crate::sign_in::SignedIn;
use crate::{Identity, LinkOutcome, Provider, StoredUser, UserStore, UserStoreError};

/// Returns the identity to store for this sign-in.
pub(crate) fn identity_of(provider: &Provider, signed_in: &SignedIn) -> Identity {
    let claims = &signed_in.claims;
    let vouched = provider.vouches_for_addresses && claims.email_verified();
    let address = claims.email().map(str::trim).filter(|address| vouched && address.contains('@'));
    Identity {
        issuer: signed_in.issuer.clone(),
        subject: signed_in.subject.clone(),
        provider: provider.name.clone(),
        name: claims.name().map(str::to_owned),
        verified_email: address.map(str::to_lowercase),
    }
}

/// Returns the user who signed in, found by issuer and subject. A new identity is linked to a known user only if both providers
/// verified and vouch for the same email address and exactly one user has it; otherwise a new user is created.
pub(crate) async fn admit(
    users: &dyn UserStore,
    provider: &Provider,
    signed_in: &SignedIn,
    now: Timestamp,
) -> Result<StoredUser, UserStoreError> {
    let identity = identity_of(provider, signed_in);
    if let Some(user) = users.find_by_identity(&identity.issuer, &identity.subject).await? {
        if !user.identities.contains(&identity) {
            users.link(user.id, identity).await?;
        }
        return Ok(user);
    }
    if let Some(address) = &identity.verified_email
        && let [user] = users.find_by_verified_email(address).await?.as_slice()
        && users.link(user.id, identity.clone()).await? == LinkOutcome::Linked
    {
        tracing::info!(user = %user.id, provider = %provider.name, "a new identity was linked by its verified address");
        return Ok(user.clone());
    }
    users.create(fresh_id(now), identity).await
}
