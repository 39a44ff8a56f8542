//! Finds the user of an identity.

use valetkey_types::Timestamp;

use crate::session::fresh_id;
use crate::sign_in::SignedIn;
use crate::{Identity, LinkOutcome, Person, Provider, UserStore, UserStoreError};

/// The identity as it is kept.
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

/// The user who signed in. Issuer and subject decide. A new identity joins a known user only by an address that both
/// providers verified and vouch for, and only if exactly one user has it; otherwise it is a new user.
pub(crate) async fn admit(
    users: &dyn UserStore,
    provider: &Provider,
    signed_in: &SignedIn,
    now: Timestamp,
) -> Result<Person, UserStoreError> {
    let identity = identity_of(provider, signed_in);
    if let Some(person) = users.find_by_identity(&identity.issuer, &identity.subject).await? {
        if !person.identities.contains(&identity) {
            users.link(person.id, identity).await?;
        }
        return Ok(person);
    }
    if let Some(address) = &identity.verified_email
        && let [person] = users.find_by_verified_email(address).await?.as_slice()
        && users.link(person.id, identity.clone()).await? == LinkOutcome::Linked
    {
        tracing::info!(person = %person.id, provider = %provider.name, "a new identity joined by its verified address");
        return Ok(person.clone());
    }
    users.create(fresh_id(now), identity).await
}
