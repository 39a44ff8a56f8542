//! Shows administrators which claims an application would get about a user.

use valetkey_accounts::User;
use valetkey_administration::permission::{Area, Permission, Verb};
use valetkey_authorization_server::{
    Change, Decision, Refusal,
    event::{Event, EventKind, FieldChange},
    facts::RoleMapFacts,
    preview::{AccessReason, Preview, PreviewRequest, access, preview},
    record::Client,
    token::{self, Fresh},
};
use valetkey_types::{ClientId, Scope, UserId};

use super::{AdministrationError, Context, Done, clients, users};

/// A preview with what it is about.
pub(crate) struct ClaimsPreview {
    /// The client.
    pub(crate) client: Client,
    /// The user.
    pub(crate) user: User,
    /// Why the user may use the client; empty if the user may not.
    pub(crate) access: Vec<AccessReason>,
    /// The claims, or the refusal that the client would get.
    pub(crate) claims: Result<Preview, Refusal>,
}

/// Stores that the administrator looks at the claims of a user. Call it before [`claims`].
pub(crate) async fn announce(
    context: &Context<'_>,
    user: &UserId,
    client: &ClientId,
    scope: &Scope,
) -> Result<Done<()>, AdministrationError> {
    let (user, client) = load(context, user, client).await?;
    let changes = context.decide(|occasion| {
        let about = occasion.about_user(EventKind::UserClaimsPreviewed, &user.id);
        let changed = vec![FieldChange::new("scope", "", &scope.to_string())];
        vec![Change::StoreEvent(Event { client_id: Some(client.id.clone()), changed, ..about })]
    });
    context.store_new(Decision { answer: (), changes }).await
}

/// Returns the claims that the client would get about a user now. Nothing is issued.
pub(crate) async fn claims(
    context: &Context<'_>,
    user: &UserId,
    client: &ClientId,
    scope: &Scope,
) -> Result<ClaimsPreview, AdministrationError> {
    let (user, client) = load(context, user, client).await?;
    let (server, map) = (context.server, context.role_map().await?);
    let role_map = RoleMapFacts { revision: map.revision(), map };
    let fresh = Fresh {
        access_token: server.environment.identifier(),
        refresh_token: server.environment.identifier(),
    };
    let claims = context.decide(|occasion| {
        let context = token::Context {
            issuer: &server.issuer,
            lifetimes: &server.lifetimes,
            claim_map: &server.claim_map,
            now: occasion.now,
            fresh: &fresh,
            occasion,
        };
        preview(&PreviewRequest { client: &client, user: &user, scope, role_map: &role_map, context })
    });
    let access = access(&client, &user, &role_map.map);
    Ok(ClaimsPreview { client, user, access, claims })
}

/// Loads a user and a client that the administrator may both read.
async fn load(
    context: &Context<'_>,
    user: &UserId,
    client: &ClientId,
) -> Result<(User, Client), AdministrationError> {
    let (user, _) = users::load(context, Verb::Read, user).await?;
    context.require(Permission::read(Area::Clients))?;
    Ok((user, clients::show(context, client).await?))
}
