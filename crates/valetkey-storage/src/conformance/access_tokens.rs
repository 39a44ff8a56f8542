//! Access tokens: the opaque ones that are stored, and the revocation of both kinds.

use std::sync::Arc;

use super::{changes::*, sample::*};
use crate::Storage;
use uuid::Uuid;
use valetkey_authorization_server::{
    Change,
    facts::{AccessTokenFacts, AccessTokenKey, HandleFacts, RefreshFacts},
};
use valetkey_types::{ClientId, Timestamp, UserId};

fn jwt(id: Uuid, grant_id: Option<Uuid>, user: Option<&str>) -> AccessTokenKey {
    AccessTokenKey::Jwt { id, grant_id, client_id: ClientId::new("app"), user_id: user.map(UserId::new) }
}

fn revoke(id: Uuid, expires_at: Timestamp) -> Change {
    Change::RevokeAccessToken { tenant: tenant(), id, expires_at }
}

async fn facts(storage: &dyn Storage, key: AccessTokenKey) -> AccessTokenFacts {
    storage.access_token_facts(&tenant(), &key).await.unwrap()
}

async fn with_client_user_and_grant(storage: &dyn Storage) {
    let changes =
        [add_client(&client("app")), add_user(&user("alice")), Change::StoreGrant(grant(1, "app", "alice"))];
    apply(storage, changes).await;
}

pub(super) async fn an_opaque_token_comes_with_all_it_rests_on(storage: Arc<dyn Storage>) {
    with_client_user_and_grant(&*storage).await;
    let token = access_token(2, id(1), "app", "alice");
    apply(&*storage, [Change::StoreAccessToken(token.clone())]).await;
    let expected = AccessTokenFacts {
        token: Some(token),
        grant: Some(grant(1, "app", "alice")),
        client: Some(client("app")),
        user: Some(user("alice")),
        revoked: false,
    };
    assert_eq!(facts(&*storage, AccessTokenKey::Opaque(id(2))).await, expected);
}

pub(super) async fn an_opaque_token_of_a_client_has_no_user(storage: Arc<dyn Storage>) {
    with_client_user_and_grant(&*storage).await;
    let mut token = access_token(2, id(1), "app", "alice");
    (token.grant_id, token.user_id) = (None, None);
    apply(&*storage, [Change::StoreAccessToken(token.clone())]).await;
    let expected =
        AccessTokenFacts { token: Some(token), client: Some(client("app")), ..AccessTokenFacts::default() };
    assert_eq!(facts(&*storage, AccessTokenKey::Opaque(id(2))).await, expected);
}

pub(super) async fn a_handle_finds_a_token_of_either_kind(storage: Arc<dyn Storage>) {
    with_client_user_and_grant(&*storage).await;
    let (access, refresh) = (access_token(2, id(1), "app", "alice"), refresh_token(3, id(1)));
    let (orphan, other) = (refresh_token(4, id(404)), access_token(5, id(404), "gone", "nobody"));
    let changes = [
        Change::StoreAccessToken(access.clone()),
        Change::StoreRefreshToken(refresh.clone()),
        Change::StoreRefreshToken(orphan),
        Change::StoreAccessToken(other.clone()),
        revoke(id(2), moment(100)),
    ];
    apply(&*storage, changes).await;
    let find = async |number| storage.handle_facts(&tenant(), id(number)).await.unwrap();
    let (grant, user) = (grant(1, "app", "alice"), Some(user("alice")));
    let access_token = AccessTokenFacts {
        token: Some(access),
        grant: Some(grant.clone()),
        client: Some(client("app")),
        user: user.clone(),
        revoked: true,
    };
    assert_eq!(find(2).await, HandleFacts { access_token, refresh_token: None });
    let refresh_token = Some(RefreshFacts { token: refresh, grant, user });
    assert_eq!(find(3).await, HandleFacts { refresh_token, ..HandleFacts::default() });
    assert_eq!(find(4).await, HandleFacts::default(), "a refresh token without its grant");
    let access_token = AccessTokenFacts { token: Some(other), ..AccessTokenFacts::default() };
    assert_eq!(find(5).await, HandleFacts { access_token, refresh_token: None }, "nothing it rests on");
    assert_eq!(find(6).await, HandleFacts::default(), "an unknown handle");
}

pub(super) async fn an_unknown_opaque_token_has_no_facts(storage: Arc<dyn Storage>) {
    with_client_user_and_grant(&*storage).await;
    assert_eq!(facts(&*storage, AccessTokenKey::Opaque(id(2))).await, AccessTokenFacts::default());
}

pub(super) async fn a_jwt_comes_with_all_it_names(storage: Arc<dyn Storage>) {
    with_client_user_and_grant(&*storage).await;
    // A stored token under the same identifier has nothing to do with a JWT.
    apply(&*storage, [Change::StoreAccessToken(access_token(2, id(9), "other", "bob"))]).await;
    let expected = AccessTokenFacts {
        token: None,
        grant: Some(grant(1, "app", "alice")),
        client: Some(client("app")),
        user: Some(user("alice")),
        revoked: false,
    };
    assert_eq!(facts(&*storage, jwt(id(2), Some(id(1)), Some("alice"))).await, expected);
    let expected = AccessTokenFacts { client: Some(client("app")), ..AccessTokenFacts::default() };
    assert_eq!(facts(&*storage, jwt(id(2), None, None)).await, expected);
}

pub(super) async fn a_jwt_of_removed_records_misses_them(storage: Arc<dyn Storage>) {
    with_client_user_and_grant(&*storage).await;
    apply(&*storage, [remove_user("alice", moment(50))]).await;
    let found = facts(&*storage, jwt(id(2), Some(id(1)), Some("alice"))).await;
    assert_eq!((found.user, found.client), (None, Some(client("app"))));
    assert_eq!(found.grant.unwrap().revoked_at, Some(moment(50)));
    apply(&*storage, [remove_client("app", moment(51))]).await;
    let found = facts(&*storage, jwt(id(2), Some(id(8)), Some("alice"))).await;
    assert_eq!(found, AccessTokenFacts::default());
}

pub(super) async fn a_revoked_access_token_is_known(storage: Arc<dyn Storage>) {
    with_client_user_and_grant(&*storage).await;
    apply(&*storage, [Change::StoreAccessToken(access_token(2, id(1), "app", "alice"))]).await;
    apply(&*storage, [revoke(id(2), moment(340)), revoke(id(3), moment(340))]).await;
    assert!(facts(&*storage, AccessTokenKey::Opaque(id(2))).await.revoked);
    assert!(facts(&*storage, jwt(id(3), Some(id(1)), Some("alice"))).await.revoked);
    assert!(!facts(&*storage, jwt(id(4), Some(id(1)), Some("alice"))).await.revoked);
    assert_eq!(revoked_at(&*storage, id(1)).await, None, "the grant lives on");
}

pub(super) async fn an_access_token_is_revoked_twice_without_harm(storage: Arc<dyn Storage>) {
    apply(&*storage, [revoke(id(3), moment(340))]).await;
    apply(&*storage, [revoke(id(3), moment(100))]).await;
    apply(&*storage, [Change::RemoveExpired { before: moment(200), at_most: 10 }]).await;
    assert!(facts(&*storage, jwt(id(3), None, None)).await.revoked, "the longer time counts");
}

pub(super) async fn an_access_token_identifier_is_given_once(storage: Arc<dyn Storage>) {
    let first = access_token(2, id(1), "app", "alice");
    apply(&*storage, [Change::StoreAccessToken(first.clone())]).await;
    refuse(&*storage, 0, [Change::StoreAccessToken(access_token(2, id(1), "app", "bob"))]).await;
    assert_eq!(facts(&*storage, AccessTokenKey::Opaque(id(2))).await.token, Some(first));
}
