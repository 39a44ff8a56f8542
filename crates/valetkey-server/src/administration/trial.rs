//! Trials of applications: an administrator signs in as an application does, and sees what it would get.

use valetkey_accounts::User;
use valetkey_administration::permission::{Area, Permission, Verb};
use valetkey_authorization_server::{
    Change, Decision, Refusal,
    event::{Actor, EventKind},
    record::Client,
    sealed::AuthorizationCode,
    token::{self, Fresh},
    trial::{TrialTokens, redeem},
};
use valetkey_storage::ApplyError;
use valetkey_types::{ClientId, RawParams};

use super::{AdministrationError, Context, Done, clients, users};

/// Maximum attempts after a storage conflict. The second one finds the grant of the first.
const ATTEMPTS: usize = 2;

/// Loads a client that the administrator may try. A trial acts as the client, so reading it is not enough.
pub(crate) async fn client(context: &Context<'_>, id: &ClientId) -> Result<Client, AdministrationError> {
    context.require(Permission::write(Area::Clients))?;
    clients::find(context, id).await?.ok_or(AdministrationError::NotFound("client"))
}

/// Stores that the administrator starts a trial. Call it before the request goes out.
pub(crate) async fn announce(context: &Context<'_>, id: &ClientId) -> Result<Done<()>, AdministrationError> {
    let client = client(context, id).await?;
    let event = context.decide(|occasion| occasion.about_client(EventKind::ClientTried, &client.id));
    context.store_new(Decision { answer: (), changes: vec![Change::StoreEvent(event)] }).await
}

/// Returns the user of a code, if it is the administrator, or a user that the administrator may read.
pub(crate) async fn user(
    context: &Context<'_>,
    code: &AuthorizationCode,
) -> Result<Option<User>, AdministrationError> {
    let is_own = matches!(&context.administrator.actor, Actor::User { id } if *id == code.user_id);
    if is_own {
        return Ok(context.server.storage.user(&context.server.tenant, &code.user_id).await?);
    }
    match users::load(context, Verb::Read, &code.user_id).await {
        Ok((user, _)) => Ok(Some(user)),
        Err(AdministrationError::NotFound(_) | AdministrationError::NotPermitted(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Redeems the code of a trial, once. `params` are those of the token request. The client is not authenticated: only a hash of its secret
/// is stored. So no token is made, and the grant has ended when it is stored.
pub(crate) async fn exchange(
    context: &Context<'_>,
    id: &ClientId,
    params: &RawParams,
    code: &AuthorizationCode,
) -> Result<Result<TrialTokens, Refusal>, AdministrationError> {
    let (server, client) = (context.server, client(context, id).await?);
    let mut attempt = 1;
    loop {
        let mut facts = server.storage.code_facts(&server.tenant, code.key()).await?;
        server.fill_role_map(&mut facts.role_map, facts.user.as_deref()).await?;
        let [access_token, refresh_token] = server.environment.two_identifiers();
        let fresh = Fresh { access_token, refresh_token };
        let Decision { answer, changes } = context.decide(|occasion| {
            let context = token::Context {
                issuer: &server.issuer,
                lifetimes: &server.lifetimes,
                claim_map: &server.claim_map,
                now: occasion.now,
                fresh: &fresh,
                occasion,
            };
            redeem(&client, params, context, (code, &facts))
        });
        if changes.is_empty() {
            return Ok(answer);
        }
        match server.storage.apply(changes).await {
            Ok(()) => return Ok(answer),
            Err(ApplyError::Conflict { .. }) if attempt < ATTEMPTS => attempt += 1,
            Err(error) => return Err(error.into()),
        }
    }
}
