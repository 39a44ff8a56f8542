//! The separation of tenants.

use std::sync::Arc;

use super::{changes::*, sample::*};
use crate::{
    Listing, Storage, directory,
    record::{ATTRIBUTE, MEMBERSHIP, SCOPE},
};
use valetkey_authorization_server::{
    Change, ClaimMapChange,
    facts::{AccessTokenFacts, AccessTokenKey, AuthorizationFacts, CodeFacts, CodeKey},
    record::{Client, Counter},
};
use valetkey_types::{ClientId, TenantId, UserId};

fn code_key<'a>(user_id: &'a UserId, client_id: &'a ClientId) -> CodeKey<'a> {
    CodeKey { grant_id: id(1), user_id, client_id, session_id: id(1) }
}

fn other_tenant() -> TenantId {
    TenantId::new("other")
}

/// Returns changes that store one record of every kind under the same identifiers.
fn everything(tenant: &TenantId) -> Vec<Change> {
    macro_rules! of_tenant {
        ($record:expr) => {{
            let mut record = $record;
            record.tenant = tenant.clone();
            record
        }};
    }
    vec![
        Change::AddClient(Box::new(of_tenant!(client("app")))),
        Change::AddUser(Box::new(of_tenant!(user("alice")))),
        Change::StartSession(of_tenant!(session(1, "alice"))),
        remember(of_tenant!(consent("alice", "app", "openid"))),
        Change::StoreGrant(of_tenant!(grant(1, "app", "alice"))),
        Change::RevokeAccessToken { tenant: tenant.clone(), id: id(1), expires_at: moment(340) },
        make_key(of_tenant!(signing_key("a", 1))),
        Change::AddTenant(of_tenant!(tenant_record("https://id.example"))),
        Change::AddToCounter { counter: of_tenant!(counter(1)), since: moment(0) },
        Change::AdvanceRoleMap { tenant: tenant.clone(), revision: 0, at: moment(1) },
        Change::AddGroup(of_tenant!(group(1, "staff"))),
        Change::AddRole(of_tenant!(role(1, "admin"))),
        Change::ClaimMap(ClaimMapChange::AddAttribute(Box::new(of_tenant!(attribute("department"))))),
        Change::ClaimMap(ClaimMapChange::AddScope(of_tenant!(tenant_scope("company")))),
    ]
}

/// Returns everything that the finders return of one tenant.
async fn picture(storage: &dyn Storage, tenant: &TenantId) -> String {
    let (client_id, user_id) = (ClientId::new("app"), UserId::new("alice"));
    let key = AccessTokenKey { id: id(1), grant_id: Some(id(1)) };
    let mut shown = format!("{:?}", storage.clients(tenant).await.unwrap());
    shown += &format!("{:?}", storage.tenant(tenant).await.unwrap());
    shown += &format!("{:?}", everybody(storage, tenant).await);
    let counter = counter(1).key;
    shown += &format!("{:?}", storage.sign_in_failures(tenant, [&counter, &counter]).await.unwrap());
    shown += &format!("{:?}", storage.signing_keys(tenant).await.unwrap());
    shown += &format!("{:?}", directory::role_map(storage, tenant).await.unwrap());
    for description in [&MEMBERSHIP, &ATTRIBUTE, &SCOPE] {
        shown += &format!("{:?}", storage.rows(&Listing::of_tenant(description, tenant, 10)).await.unwrap());
    }
    shown += &format!("{:?}", storage.consents(tenant, &user_id).await.unwrap());
    shown += &format!("{:?}", storage.authorization_facts(tenant, &client_id, id(1)).await.unwrap());
    shown += &format!("{:?}", storage.code_facts(tenant, code_key(&user_id, &client_id)).await.unwrap());
    shown += &format!("{:?}", storage.refresh_facts(tenant, id(1)).await.unwrap());
    shown += &format!("{:?}", storage.access_token_facts(tenant, key).await.unwrap());
    shown
        + &format!(
            "{:?}",
            storage.clients_of_session(tenant, &UserId::new("alice"), id(1_001)).await.unwrap()
        )
}

pub(super) async fn equal_identifiers_live_in_two_tenants(storage: Arc<dyn Storage>) {
    apply(&*storage, everything(&tenant())).await;
    apply(&*storage, everything(&other_tenant())).await;
    for tenant in [tenant(), other_tenant()] {
        let found = storage.session_facts(&tenant, id(1)).await.unwrap().unwrap();
        assert_eq!((&found.session.tenant, &found.user.tenant), (&tenant, &tenant));
        assert_eq!(storage.clients(&tenant).await.unwrap()[0].tenant, tenant);
        let code = storage
            .code_facts(&tenant, code_key(&UserId::new("alice"), &ClientId::new("app")))
            .await
            .unwrap();
        assert_eq!((code.grant.unwrap().tenant, code.user.unwrap().tenant), (tenant.clone(), tenant.clone()));
        assert_eq!(storage.refresh_facts(&tenant, id(1)).await.unwrap().unwrap().grant.tenant, tenant);
        assert_eq!(storage.signing_keys(&tenant).await.unwrap()[0].tenant, tenant);
    }
}

pub(super) async fn no_finder_sees_another_tenant(storage: Arc<dyn Storage>) {
    apply(&*storage, everything(&tenant())).await;
    let (client_id, user_id) = (ClientId::new("app"), UserId::new("alice"));
    let key = AccessTokenKey { id: id(1), grant_id: Some(id(1)) };
    for stranger in [other_tenant(), TenantId::new("Default"), TenantId::new("default "), TenantId::new("")] {
        assert_eq!(storage.tenant(&stranger).await.unwrap(), None);
        assert_eq!(storage.client(&stranger, &client_id).await.unwrap(), None);
        assert_eq!(storage.clients(&stranger).await.unwrap(), []);
        assert_eq!(storage.user(&stranger, &user_id).await.unwrap(), None);
        for beginning in ["", "a", "alice@", "full name"] {
            assert_eq!(storage.find_users(&stranger, beginning, None, 10).await.unwrap(), []);
        }
        for name in ["alice", "alice@mail.example"] {
            assert_eq!(storage.user_by_sign_in_name(&stranger, name).await.unwrap(), None);
        }
        let found = storage.authorization_facts(&stranger, &client_id, id(1)).await.unwrap();
        assert_eq!(found, AuthorizationFacts::default());
        assert_eq!(storage.session_facts(&stranger, id(1)).await.unwrap(), None);
        assert_eq!(
            storage.code_facts(&stranger, code_key(&user_id, &client_id)).await.unwrap(),
            CodeFacts::default()
        );
        assert_eq!(storage.refresh_facts(&stranger, id(1)).await.unwrap(), None);
        let found = storage.access_token_facts(&stranger, key).await.unwrap();
        assert_eq!(found, AccessTokenFacts::default());
        assert_eq!(
            storage.clients_of_session(&stranger, &UserId::new("alice"), id(1_001)).await.unwrap(),
            []
        );
        assert_eq!(storage.consents(&stranger, &user_id).await.unwrap(), []);
        assert!(storage.signing_keys(&stranger).await.unwrap().is_empty());
    }
}

pub(super) async fn no_finder_joins_two_tenants(storage: Arc<dyn Storage>) {
    // The client and the user are in this tenant, all other records in the other tenant.
    let (mut elsewhere, here) = (everything(&other_tenant()), everything(&tenant()));
    elsewhere.drain(..2);
    apply(&*storage, here.into_iter().take(2)).await;
    apply(&*storage, elsewhere).await;
    let (client_id, user_id) = (ClientId::new("app"), UserId::new("alice"));
    let key = AccessTokenKey { id: id(1), grant_id: Some(id(1)) };

    let found = storage.authorization_facts(&tenant(), &client_id, id(1)).await.unwrap();
    assert_eq!(found, AuthorizationFacts::default());
    assert_eq!(storage.clients_of_session(&tenant(), &UserId::new("alice"), id(1_001)).await.unwrap(), []);
    assert_eq!(storage.consents(&tenant(), &user_id).await.unwrap(), []);

    let other = other_tenant();
    assert_eq!(storage.session_facts(&other, id(1)).await.unwrap(), None);
    assert_eq!(storage.clients_of_session(&other, &UserId::new("alice"), id(1_001)).await.unwrap(), []);
    assert_eq!(storage.code_facts(&other, code_key(&user_id, &client_id)).await.unwrap().user, None);
    let code = storage.code_facts(&tenant(), code_key(&user_id, &client_id)).await.unwrap();
    assert_eq!((code.grant, code.consent, code.session), (None, None, None));
    assert_eq!(storage.refresh_facts(&other, id(1)).await.unwrap().unwrap().user, None);
    assert_eq!(storage.access_token_facts(&other, key).await.unwrap().user, None);
    let consents = storage.consents(&other, &user_id).await.unwrap();
    assert!(matches!(consents.as_slice(), [(_, None)]), "{consents:?}");
}

pub(super) async fn no_change_reaches_another_tenant(storage: Arc<dyn Storage>) {
    apply(&*storage, everything(&tenant())).await;
    let before = picture(&*storage, &tenant()).await;
    let (tenant_id, user_id, client_id) = (other_tenant(), UserId::new("alice"), ClientId::new("app"));
    let harmless = vec![
        Change::RemoveCounter(Counter { tenant: tenant_id.clone(), ..counter(1) }),
        Change::EndSession { tenant: tenant_id.clone(), id: id(1), at: moment(50) },
        Change::ContinueSession { tenant: tenant_id.clone(), id: id(1), by: id(2), at: moment(50) },
        Change::WithdrawConsent {
            tenant: tenant_id.clone(),
            user_id: user_id.clone(),
            client_id: client_id.clone(),
            at: moment(50),
        },
        Change::RevokeGrant { tenant: tenant_id.clone(), id: id(1), at: moment(50) },
        Change::RevokeGrantsOfSession {
            tenant: tenant_id.clone(),
            user_id: UserId::new("alice"),
            sid: id(1_001),
            at: moment(50),
        },
        Change::RevokeGrantsOfConsent {
            tenant: tenant_id.clone(),
            user_id: user_id.clone(),
            client_id: client_id.clone(),
            at: moment(50),
        },
        Change::RemoveSigningKey { tenant: tenant_id.clone(), kid: "a".to_owned() },
    ];
    apply(&*storage, harmless).await;
    let refused = vec![
        Change::RequireSession { tenant: tenant_id.clone(), id: id(1) },
        Change::AdvanceRoleMap { tenant: tenant_id.clone(), revision: 1, at: moment(50) },
        Change::RemoveGroup { tenant: tenant_id.clone(), id: id(1) },
        Change::RequireGroup { tenant: tenant_id.clone(), id: id(1) },
        Change::RemoveRole { tenant: tenant_id.clone(), id: id(1) },
        Change::RemoveClient { tenant: tenant_id.clone(), id: client_id, at: moment(50) },
        Change::RemoveUser { tenant: tenant_id.clone(), id: user_id.clone(), at: moment(50) },
        Change::RedeemRefreshToken { tenant: tenant_id, grant_id: id(1), expected: None, redeemed: id(1) },
    ];
    for change in refused {
        refuse(&*storage, 0, [change]).await;
    }
    // Removing records of the same names in the other tenant, where they exist, does not change this tenant either.
    let elsewhere = other_tenant();
    apply(&*storage, everything(&elsewhere)).await;
    let removals = [
        Change::RemoveUser { tenant: elsewhere.clone(), id: UserId::new("alice"), at: moment(50) },
        Change::RemoveGroup { tenant: elsewhere.clone(), id: id(1) },
        Change::RemoveRole { tenant: elsewhere.clone(), id: id(1) },
        Change::RemoveClient { tenant: elsewhere, id: ClientId::new("app"), at: moment(50) },
    ];
    apply(&*storage, removals).await;
    assert_eq!(picture(&*storage, &tenant()).await, before);
}

pub(super) async fn the_records_of_a_tenant_are_removed_in_steps(storage: Arc<dyn Storage>) {
    let other = other_tenant();
    apply(&*storage, everything(&tenant())).await;
    apply(&*storage, everything(&other)).await;
    let more = ["second", "third"].map(|name| Client { tenant: other.clone(), ..client(name) });
    apply(&*storage, more.map(|client| Change::AddClient(Box::new(client)))).await;
    let (here, there) = (picture(&*storage, &tenant()).await, picture(&*storage, &other).await);

    apply(&*storage, [Change::RemoveRecordsOfTenant { tenant: other.clone(), at_most: 0 }]).await;
    assert_eq!(picture(&*storage, &other).await, there);
    let step = || [Change::RemoveRecordsOfTenant { tenant: other.clone(), at_most: 2 }];
    apply(&*storage, step()).await;
    assert_eq!(storage.clients(&other).await.unwrap().len(), 1);
    assert!(storage.tenant(&other).await.unwrap().is_some(), "the tenant itself stays");
    apply(&*storage, step()).await;
    apply(&*storage, [Change::RemoveTenant { tenant: other.clone() }]).await;
    refuse(&*storage, 0, [Change::RemoveTenant { tenant: other.clone() }]).await;
    for description in crate::DESCRIPTIONS {
        let left = storage.rows(&Listing::of_tenant(description, &other, 10)).await.unwrap();
        assert!(left.is_empty(), "{left:?}");
    }
    assert_eq!(picture(&*storage, &tenant()).await, here);
}
