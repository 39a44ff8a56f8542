//! What each change says to the database: one statement with its values. New rows of one kind may share a statement.
//!
//! A conditional statement ends in an error when its condition does not hold: a new row meets the rule of an index, others
//! divide by the number of rows they changed. That way a whole transaction travels in one round trip, its `COMMIT` included: behind an error the database takes
//! nothing any more, and its `COMMIT` is a rollback.

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
use valetkey_storage::StorageError;

use crate::parameter::Parameter;

/// A statement with its values.
pub(crate) struct Step {
    pub(crate) sql: &'static str,
    /// What does the same for many at once, where there is such a statement: each of its values is an array.
    pub(crate) sql_of_many: Option<&'static str>,
    pub(crate) parameters: Vec<Parameter>,
}

/// What a change becomes; an error when a record can't be written as a document.
type Made = Result<Step, StorageError>;

/// A statement that is an error when it changes no row.
macro_rules! conditional {
    ($sql:literal) => {
        concat!("WITH changed AS (", $sql, " RETURNING 1) SELECT 1 / count(*) FROM changed")
    };
}
use conditional;

/// A step from its statement, the one that does the same for many, if there is one, and its values.
macro_rules! step {
    ($sql:expr, $($parameter:expr),* $(,)?) => {
        Ok($crate::changes::Step { sql: $sql, sql_of_many: None, parameters: vec![$($parameter),*] })
    };
    ($sql:expr; $sql_of_many:expr; $($parameter:expr),* $(,)?) => {
        Ok($crate::changes::Step {
            sql: $sql,
            sql_of_many: Some($sql_of_many),
            parameters: vec![$($parameter),*],
        })
    };
}
use step;

/// A new row, an error of the table's indexes when there is one with its keys already: the table with its columns, their
/// values, and the same values as arrays.
macro_rules! new_row {
    ($table:literal, $values:literal, $arrays:literal, $($parameter:expr),* $(,)?) => {
        $crate::changes::step!(
            concat!("INSERT INTO ", $table, " VALUES (", $values, ")");
            concat!("INSERT INTO ", $table, " SELECT * FROM unnest(", $arrays, ")");
            $($parameter),*
        )
    };
}
use new_row;

/// Announces, at the commit, a change of what servers keep copies of.
const ANNOUNCEMENT: &str = "NOTIFY valetkey_changes";

/// The steps of a list: a step per change in their order, and an announcement behind them where other servers should know.
pub(crate) fn steps(changes: &[Change]) -> Result<Vec<Step>, StorageError> {
    let mut steps = changes.iter().map(step_of).collect::<Result<Vec<_>, _>>()?;
    if changes.iter().any(is_announced) {
        steps.push(Step { sql: ANNOUNCEMENT, sql_of_many: None, parameters: Vec::new() });
    }
    Ok(steps)
}

/// Rare changes only: PostgreSQL lets transactions with announcements commit one after the other.
fn is_announced(change: &Change) -> bool {
    matches!(
        change,
        Change::AddClient(_)
            | Change::ReplaceClient(_)
            | Change::RemoveClient { .. }
            | Change::PutSigningKey(_)
            | Change::RemoveSigningKey { .. }
    )
}

fn step_of(change: &Change) -> Made {
    match change {
        Change::AddTenant(record) => tenants::add(record),
        Change::ReplaceTenant(record) => tenants::replace(record),
        Change::AddClient(client) => clients::add(client),
        Change::ReplaceClient(client) => clients::replace(client),
        Change::RemoveClient { tenant, id, at } => clients::remove(tenant, id, *at),
        Change::AddUser(user) => users::add(user),
        Change::ReplaceUser(user) => users::replace(user),
        Change::RemoveUser { tenant, id, at } => users::remove(tenant, id, *at),
        Change::CountSignInFailure { tenant, user_id, at } => users::count_failure(tenant, user_id, *at),
        Change::ResetSignInFailures { tenant, user_id, expected } => {
            users::reset_failures(tenant, user_id, expected)
        }
        Change::StartSession(session) => sessions::start(session),
        Change::EndSession { tenant, id, at } => sessions::end(tenant, *id, *at),
        Change::RememberConsent(consent) => consents::remember(consent),
        Change::WithdrawConsent { tenant, user_id, client_id, at } => {
            consents::withdraw(tenant, user_id, client_id, *at)
        }
        Change::StoreGrant(grant) => grants::store(grant),
        Change::RevokeGrant { tenant, id, at } => grants::revoke(tenant, *id, *at),
        Change::RevokeGrantsOfSession { tenant, sid, at, .. } => grants::revoke_of_session(tenant, *sid, *at),
        Change::RevokeGrantsOfConsent { tenant, user_id, client_id, at } => {
            grants::revoke_of_consent(tenant, user_id, client_id, *at)
        }
        Change::RedeemRefreshToken { tenant, grant_id, expected, redeemed } => {
            grants::redeem(tenant, *grant_id, *expected, *redeemed)
        }
        Change::RevokeAccessToken { tenant, id, expires_at } => {
            revoked_access_tokens::revoke(tenant, *id, *expires_at)
        }
        Change::PutSigningKey(key) => signing_keys::put(key),
        Change::RemoveSigningKey { tenant, kid } => signing_keys::remove(tenant, kid),
        Change::RemoveExpired { before, at_most } => housekeeping::remove_expired(*before, *at_most),
    }
}
