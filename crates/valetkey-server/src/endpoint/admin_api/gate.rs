//! Turns an access token into an administrator.

use http::HeaderMap;
use valetkey_administration::permission::{Administrator, Authority, Permission, Permissions};
use valetkey_authorization_server::{
    access_token::LiveAccessToken, event::Actor, record::Client, role_map::RoleMap, userinfo::presented_token,
};
use valetkey_types::same_resource;

use super::problem::Problem;
use crate::{
    Server,
    administration::API_PATH,
    endpoint::{
        client_request::authorization,
        presented_token::{access_token, facts_of},
    },
    request::log_client_id,
};

/// The expected token, in words.
const EXPECTED: &str = "a live access token of this issuer for this API alone";

/// Returns the administrator with the access token of a request. Refuses one without the permission.
pub(super) async fn admit(
    server: &Server,
    headers: &HeaderMap,
    permission: Permission,
) -> Result<Administrator, Problem> {
    let header = authorization(headers).and_then(|header| presented_token(header, None));
    let token = header.map_err(|_| Problem::invalid_token("one Authorization header with one token"))?;
    let Some(token) = token else { return Err(Problem::without_token()) };
    let Some(presented) = access_token(server, token.expose()) else {
        return Err(Problem::invalid_token(EXPECTED));
    };
    log_client_id(presented.client_id().as_str());
    let client = server.storage.client(&server.tenant, presented.client_id()).await?;
    let facts = facts_of(server, &presented).await?;
    let now = server.environment.now();
    let (Some(client), Some(live)) = (&client, presented.live(client.as_deref(), &facts, now)) else {
        return Err(Problem::invalid_token(EXPECTED));
    };
    if !is_for_this_api(server, &live, client) {
        return Err(Problem::invalid_token(EXPECTED));
    }
    let map = server.role_map().await?;
    let in_scope = Permissions::of_scope(&live.scope);
    let administrator = administrator(&live, client, &map, &in_scope);
    match administrator.may_somewhere(permission) {
        true => Ok(administrator),
        false => Err(Problem::missing(permission, in_scope.contains(permission))),
    }
}

/// Returns whether a token is for this API and no other. Another API that gets the token could otherwise use it here. The tokens of a
/// client stop counting when it loses this API as an audience.
fn is_for_this_api(server: &Server, token: &LiveAccessToken<'_>, client: &Client) -> bool {
    let api = server.issuer.join(API_PATH);
    let is_api = |audience: &String| same_resource(audience, &api);
    matches!(token.audiences, [one] if is_api(one)) && client.audiences.iter().any(is_api)
}

/// Returns the administrator of a token: its user, or the client that acts for itself.
fn administrator(
    token: &LiveAccessToken<'_>,
    client: &Client,
    map: &RoleMap,
    in_scope: &Permissions,
) -> Administrator {
    let (actor, authority) = match token.user {
        Some(user) => (Actor::User { id: user.id.clone() }, Authority::of_user(user, map)),
        None => (Actor::Client { id: client.id.clone() }, Authority::of_client(client, map)),
    };
    Administrator::new(actor, authority.narrowed(in_scope))
}
