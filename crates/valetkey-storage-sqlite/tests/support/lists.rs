//! Lists that are there whole or not at all.

use valetkey_authorization_server::{Change, facts::AccessTokenKey};
use valetkey_storage::{
    Storage as _,
    conformance::sample::{access_token, authorization_code, grant, id, refresh_token, tenant},
};
use valetkey_storage_sqlite::SqliteStorage;

/// One record of four kinds: either all four are there or none.
pub(crate) fn list(number: u32) -> Vec<Change> {
    vec![
        Change::StoreAuthorizationCode(authorization_code(number, "app", "alice")),
        Change::StoreGrant(grant(number, "app", "alice")),
        Change::StoreRefreshToken(refresh_token(number, id(number))),
        Change::StoreAccessToken(access_token(number, id(number), "app", "alice")),
    ]
}

/// Which of the four are there.
pub(crate) async fn present(storage: &SqliteStorage, number: u32) -> [bool; 4] {
    let token = storage.access_token_facts(&tenant(), &AccessTokenKey::Opaque(id(number))).await.unwrap();
    let refresh = storage.refresh_facts(&tenant(), id(number)).await.unwrap();
    let code = storage.code_facts(&tenant(), id(number)).await.unwrap();
    [code.is_some(), token.grant.is_some(), refresh.is_some(), token.token.is_some()]
}
