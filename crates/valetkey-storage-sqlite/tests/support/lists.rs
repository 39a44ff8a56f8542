//! Lists of changes that are stored completely or not at all.

use valetkey_authorization_server::{
    Change,
    facts::{AccessTokenFacts, AccessTokenKey},
};
use valetkey_storage::{
    Storage as _,
    conformance::sample::{bare_user, grant, id, moment, session, tenant},
};
use valetkey_storage_sqlite::SqliteStorage;

/// Returns records of four kinds. Either all four are stored or none.
pub(crate) fn list(number: u32) -> Vec<Change> {
    let new_user = format!("person {number}");
    vec![
        Change::AddUser(Box::new(bare_user(&new_user))),
        Change::StartSession(session(number, &new_user)),
        Change::StoreGrant(grant(number, "app", &new_user)),
        Change::RevokeAccessToken { tenant: tenant(), id: id(number), expires_at: moment(340) },
    ]
}

/// Returns which of the four records are stored.
pub(crate) async fn present(storage: &SqliteStorage, number: u32) -> [bool; 4] {
    let key = AccessTokenKey { id: id(number), grant_id: Some(id(number)) };
    let AccessTokenFacts { grant, user, revoked, .. } =
        storage.access_token_facts(&tenant(), key).await.unwrap();
    let session = storage.session_facts(&tenant(), id(number)).await.unwrap();
    [user.is_some(), session.is_some(), grant.is_some(), revoked]
}
