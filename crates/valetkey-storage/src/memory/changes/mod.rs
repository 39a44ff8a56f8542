//! What each change does to the tables. Every function says whether its condition held.

mod clients;
mod consents;
mod grants;
mod housekeeping;
mod revoked_access_tokens;
mod sessions;
mod signing_keys;
mod tenants;
mod users;

use valetkey_authorization_server::Change;

use super::state::State;

/// Applies one change; false when its condition does not hold.
pub(super) fn apply(state: &mut State, change: Change) -> bool {
    match change {
        Change::AddTenant(record) => tenants::add(state, record),
        Change::ReplaceTenant(record) => tenants::replace(state, record),
        Change::AddClient(client) => clients::add(state, *client),
        Change::ReplaceClient(client) => clients::replace(state, *client),
        Change::RemoveClient { tenant, id, at } => clients::remove(state, &tenant, &id, at),
        Change::AddUser(user) => users::add(state, *user),
        Change::ReplaceUser(user) => users::replace(state, *user),
        Change::RemoveUser { tenant, id, at } => users::remove(state, &tenant, &id, at),
        Change::CountSignInFailure { tenant, user_id, at } => {
            users::count_failure(state, tenant, user_id, at)
        }
        Change::ResetSignInFailures { tenant, user_id, expected } => {
            users::reset_failures(state, tenant, user_id, expected)
        }
        Change::StartSession(session) => sessions::start(state, session),
        Change::EndSession { tenant, id, at } => sessions::end(state, tenant, id, at),
        Change::RememberConsent(consent) => consents::remember(state, consent),
        Change::WithdrawConsent { tenant, user_id, client_id, at } => {
            consents::withdraw(state, tenant, user_id, client_id, at)
        }
        Change::StoreGrant(grant) => grants::store(state, grant),
        Change::RevokeGrant { tenant, id, at } => {
            grants::revoke_where(state, at, |grant| grant.tenant == tenant && grant.id == id)
        }
        Change::RevokeGrantsOfSession { tenant, sid, at, .. } => grants::revoke_where(state, at, |grant| {
            grant.tenant == tenant && grant.sid == sid && !grant.is_offline()
        }),
        Change::RevokeGrantsOfConsent { tenant, user_id, client_id, at } => {
            grants::revoke_where(state, at, |grant| {
                grant.tenant == tenant && grant.user_id == user_id && grant.client_id == client_id
            })
        }
        Change::RedeemRefreshToken { tenant, grant_id, expected, redeemed } => {
            grants::redeem(state, tenant, grant_id, expected, redeemed)
        }
        Change::RevokeAccessToken { tenant, id, expires_at } => {
            revoked_access_tokens::revoke(state, tenant, id, expires_at)
        }
        Change::PutSigningKey(key) => signing_keys::put(state, key),
        Change::RemoveSigningKey { tenant, kid } => signing_keys::remove(state, tenant, kid),
        Change::RemoveExpired { before, at_most } => housekeeping::remove_expired(state, before, at_most),
    }
}
