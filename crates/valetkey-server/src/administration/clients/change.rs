//! Changes clients.

use valetkey_administration::{
    InvalidField,
    client::{self, EndSecretError},
    permission::{Area, Permission},
};
use valetkey_authorization_server::{
    Decision, event::Occasion, record::Client, registration::NewClient, role_map::RoleMap,
};
use valetkey_jose::digest::random_token;
use valetkey_types::{ClientId, Seconds, Secret};

use super::{
    super::{AdministrationError, Context, Done, context::Seen, invalid},
    find, load_to_change,
};
use crate::client_name::fresh_client_id;

/// The credentials of a new client.
pub(crate) enum NewCredentials {
    /// None: a public client.
    Public,
    /// A fresh secret, which is shown once.
    Confidential,
}

/// Registers a client. The secret is shown once.
pub(crate) async fn add(
    context: &Context<'_>,
    new: NewClient,
    credentials: NewCredentials,
) -> Result<Done<(Client, Option<Secret>)>, AdministrationError> {
    context.require(Permission::write(Area::Clients))?;
    let secret = match credentials {
        NewCredentials::Public => None,
        NewCredentials::Confidential => Some(Secret::new(random_token())),
    };
    require_claims(context, &new, None)?;
    let id = ClientId::new(fresh_client_id(&new.name));
    let decided =
        context.decide(|occasion| client::add(id, secret.as_ref(), new, occasion)).map_err(invalid)?;
    let map = context.role_map().await?;
    require_allowed(context, &decided.answer, &map)?;
    let done = context.store_new(decided).await?;
    let done = as_stored(context, done).await?;
    let client = done.answer.clone();
    Ok(done.with((client, secret)))
}

/// Edits a client. `change` sets what should differ.
pub(crate) async fn edit(
    context: &Context<'_>,
    id: &ClientId,
    change: impl FnOnce(&mut NewClient) -> Result<(), InvalidField>,
) -> Result<Done<Client>, AdministrationError> {
    let (client, map) = load_to_change(context, id).await?;
    let mut new = NewClient::from(&client);
    change(&mut new)?;
    require_claims(context, &new, Some(&client))?;
    let decided = context.decide(|occasion| client::edit(&client, new, occasion)).map_err(invalid)?;
    require_allowed(context, &decided.answer, &map)?;
    as_stored(context, store(context, decided, &client).await?).await
}

/// Disables a client: its tokens stop counting.
pub(crate) async fn disable(
    context: &Context<'_>,
    id: &ClientId,
) -> Result<Done<Client>, AdministrationError> {
    let (client, _) = load_to_change(context, id).await?;
    context.administrator.is_not_client(&client)?;
    let decided = context.decide(|occasion| client::disable(&client, occasion));
    as_stored(context, store(context, decided, &client).await?).await
}

/// Enables a client.
pub(crate) async fn enable(
    context: &Context<'_>,
    id: &ClientId,
) -> Result<Done<Client>, AdministrationError> {
    let (client, _) = load_to_change(context, id).await?;
    let decided = context.decide(|occasion| client::enable(&client, occasion));
    as_stored(context, store(context, decided, &client).await?).await
}

/// Replaces the secret of a client. The new one is shown once. The old one counts for the time `kept_for` beside it.
pub(crate) async fn rotate_secret(
    context: &Context<'_>,
    id: &ClientId,
    kept_for: Seconds,
) -> Result<Done<(Client, Secret)>, AdministrationError> {
    let (client, _) = load_to_change(context, id).await?;
    let secret = Secret::new(random_token());
    let rotate = |occasion: &Occasion<'_>| client::rotate_secret(&client, &secret, kept_for, occasion);
    let decided = context.decide(rotate).map_err(invalid)?;
    let done = as_stored(context, store(context, decided, &client).await?).await?;
    let client = done.answer.clone();
    Ok(done.with((client, secret)))
}

/// Ends the old secret of a client before its time.
pub(crate) async fn end_secret(
    context: &Context<'_>,
    id: &ClientId,
    number: u32,
) -> Result<Done<Client>, AdministrationError> {
    let (client, _) = load_to_change(context, id).await?;
    let decided = context.decide(|occasion| client::end_secret(&client, number, occasion));
    let decided = decided.map_err(|error| match error {
        EndSecretError::NoSuchSecret(_) => AdministrationError::NotFound("secret"),
        EndSecretError::PresentSecret => invalid(error),
    })?;
    as_stored(context, store(context, decided, &client).await?).await
}

/// Removes a client. Its tokens and consents stop counting.
pub(crate) async fn remove(context: &Context<'_>, id: &ClientId) -> Result<Done<()>, AdministrationError> {
    let (client, _) = load_to_change(context, id).await?;
    context.administrator.is_not_client(&client)?;
    let decided = context.decide(|occasion| client::remove(&client, occasion));
    store(context, decided, &client).await
}

/// Requires that each claim with a new place is one that a client can get.
fn require_claims(
    context: &Context<'_>,
    new: &NewClient,
    before: Option<&Client>,
) -> Result<(), AdministrationError> {
    let is_new = |claim: &&String| before.is_none_or(|client| !client.claim_places.contains_key(*claim));
    let claims = new.claim_places.keys().filter(is_new).map(String::as_str);
    client::check_placed_claims(claims, &context.server.claim_map).map_err(invalid)
}

/// Requires that control of the client gives no more than the administrator holds, and that the server has keys for its ID tokens.
fn require_allowed(context: &Context<'_>, client: &Client, map: &RoleMap) -> Result<(), AdministrationError> {
    context.administrator.covers_client(client, map, &context.api())?;
    let (wanted, kept) = (client.id_token_signed_response_alg, context.server.keys.algorithms());
    if client.grant_types.is_empty() || kept.contains(&wanted) {
        return Ok(());
    }
    let kept: Vec<&str> = kept.iter().map(|algorithm| algorithm.as_str()).collect();
    let expected = format!("an algorithm that the server keeps keys for: {}", kept.join(", "));
    Err(InvalidField::new("id_token_signed_response_alg", expected, wanted.as_str()).into())
}

async fn store<T>(
    context: &Context<'_>,
    decided: Decision<T>,
    seen: &Client,
) -> Result<Done<T>, AdministrationError> {
    let reload = find(context, &seen.id);
    context.store(decided, Seen { record: seen, revision: seen.revision }, reload).await
}

/// Replaces the client of an answer by the stored one, which has the present revision.
async fn as_stored(context: &Context<'_>, done: Done<Client>) -> Result<Done<Client>, AdministrationError> {
    if !done.is_stored {
        return Ok(done);
    }
    let client = find(context, &done.answer.id).await?.ok_or(AdministrationError::NotFound("client"))?;
    Ok(done.with(client))
}
