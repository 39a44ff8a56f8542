//! What each change does to the file. Every function says whether its condition held.

mod authorization_codes;
mod clients;
mod consents;
mod grants;
mod housekeeping;
mod sessions;
mod signing_keys;
mod tokens;
mod users;

use rusqlite::Connection;
use valetkey_authorization_server::Change;

use crate::failure::Failure;

/// Whether the condition of a change held.
type Held = Result<bool, Failure>;

/// Applies one change; `Ok(false)` when its condition does not hold.
pub(crate) fn apply(connection: &Connection, change: &Change) -> Held {
    match change {
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
        Change::ForgetConsent { tenant, user_id, client_id } => {
            consents::forget(connection, tenant, user_id, client_id)
        }
        Change::StoreAuthorizationCode(code) => authorization_codes::store(connection, code),
        Change::ConsumeAuthorizationCode { tenant, id, at } => {
            authorization_codes::consume(connection, tenant, *id, *at)
        }
        Change::StoreGrant(grant) => grants::store(connection, grant),
        Change::RevokeGrant { tenant, id, at } => grants::revoke(connection, tenant, *id, *at),
        Change::RevokeGrantsOfSession { tenant, sid, at } => {
            grants::revoke_of_session(connection, tenant, *sid, *at)
        }
        Change::RevokeGrantsOfConsent { tenant, user_id, client_id, at } => {
            grants::revoke_of_consent(connection, tenant, user_id, client_id, *at)
        }
        Change::StoreRefreshToken(token) => tokens::store_refresh_token(connection, token),
        Change::RedeemRefreshToken { tenant, grant_id, expected, redeemed } => {
            grants::redeem(connection, tenant, *grant_id, *expected, *redeemed)
        }
        Change::StoreAccessToken(token) => tokens::store_access_token(connection, token),
        Change::RevokeAccessToken { tenant, id, expires_at } => {
            tokens::revoke_access_token(connection, tenant, *id, *expires_at)
        }
        Change::PutSigningKey(key) => signing_keys::put(connection, key),
        Change::RemoveSigningKey { tenant, kid } => signing_keys::remove(connection, tenant, kid),
        Change::RemoveExpired { before, at_most } => {
            housekeeping::remove_expired(connection, *before, *at_most)
        }
    }
}
