//! What each change does to the file. Every function says whether its condition held.

mod clients;
mod consents;
mod grants;
mod housekeeping;
mod revoked_access_tokens;
mod sessions;
mod signing_keys;
mod tenants;
mod users;

use rusqlite::Connection;
use valetkey_authorization_server::Change;

use crate::failure::Failure;

/// Whether the condition of a change held.
type Held = Result<bool, Failure>;

/// Whether these changes are a single statement. Every change says so itself: one that is several and is not named among
/// those would be stored by halves.
pub(crate) fn is_one_statement(changes: &[Change]) -> bool {
    let [change] = changes else { return false };
    match change {
        Change::RemoveClient { .. } | Change::RemoveUser { .. } | Change::RemoveExpired { .. } => false,
        Change::AddTenant(_)
        | Change::ReplaceTenant(_)
        | Change::AddClient(_)
        | Change::ReplaceClient(_)
        | Change::AddUser(_)
        | Change::ReplaceUser(_)
        | Change::CountSignInFailure { .. }
        | Change::ResetSignInFailures { .. }
        | Change::StartSession(_)
        | Change::EndSession { .. }
        | Change::RememberConsent(_)
        | Change::WithdrawConsent { .. }
        | Change::StoreGrant(_)
        | Change::RevokeGrant { .. }
        | Change::RevokeGrantsOfSession { .. }
        | Change::RevokeGrantsOfConsent { .. }
        | Change::RedeemRefreshToken { .. }
        | Change::RevokeAccessToken { .. }
        | Change::PutSigningKey(_)
        | Change::RemoveSigningKey { .. } => true,
    }
}

/// Applies one change; `Ok(false)` when its condition does not hold.
pub(crate) fn apply(connection: &Connection, change: &Change) -> Held {
    match change {
        Change::AddTenant(record) => tenants::add(connection, record),
        Change::ReplaceTenant(record) => tenants::replace(connection, record),
        Change::AddClient(client) => clients::add(connection, client),
        Change::ReplaceClient(client) => clients::replace(connection, client),
        Change::RemoveClient { tenant, id, at } => clients::remove(connection, tenant, id, *at),
        Change::AddUser(user) => users::add(connection, user),
        Change::ReplaceUser(user) => users::replace(connection, user),
        Change::RemoveUser { tenant, id, at } => users::remove(connection, tenant, id, *at),
        Change::CountSignInFailure { tenant, user_id, at } => {
            users::count_failure(connection, tenant, user_id, *at)
        }
        Change::ResetSignInFailures { tenant, user_id, expected } => {
            users::reset_failures(connection, tenant, user_id, expected)
        }
        Change::StartSession(session) => sessions::start(connection, session),
        Change::EndSession { tenant, id, at } => sessions::end(connection, tenant, *id, *at),
        Change::RememberConsent(consent) => consents::remember(connection, consent),
        Change::WithdrawConsent { tenant, user_id, client_id, at } => {
            consents::withdraw(connection, tenant, user_id, client_id, *at)
        }
        Change::StoreGrant(grant) => grants::store(connection, grant),
        Change::RevokeGrant { tenant, id, at } => grants::revoke(connection, tenant, *id, *at),
        Change::RevokeGrantsOfSession { tenant, sid, at, .. } => {
            grants::revoke_of_session(connection, tenant, *sid, *at)
        }
        Change::RevokeGrantsOfConsent { tenant, user_id, client_id, at } => {
            grants::revoke_of_consent(connection, tenant, user_id, client_id, *at)
        }
        Change::RedeemRefreshToken { tenant, grant_id, expected, redeemed } => {
            grants::redeem(connection, tenant, *grant_id, *expected, *redeemed)
        }
        Change::RevokeAccessToken { tenant, id, expires_at } => {
            revoked_access_tokens::revoke(connection, tenant, *id, *expires_at)
        }
        Change::PutSigningKey(key) => signing_keys::put(connection, key),
        Change::RemoveSigningKey { tenant, kid } => signing_keys::remove(connection, tenant, kid),
        Change::RemoveExpired { before, at_most } => {
            housekeeping::remove_expired(connection, *before, *at_most)
        }
    }
}
