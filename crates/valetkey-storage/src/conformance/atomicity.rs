//! Either a whole list is applied or nothing of it.

use std::sync::Arc;

use super::{
    audit_blocks::{first_block, webhook},
    changes::*,
    sample::{picture as picture_of, *},
};
use crate::{
    Listing, Storage, directory,
    record::{
        ATTRIBUTE, AUDIT_BLOCK, EVENT, GRANT, IDENTITY_PROVIDER, LINKED_ACCOUNT, LOGO, PICTURE,
        PROVIDER_SESSION, SCOPE, TRUSTED_DEVICE, WEBHOOK,
    },
};
use valetkey_authorization_server::{
    AuditChange, Change, ClaimMapChange, LogoChange, PictureChange, RemainsChange, TrustedDeviceChange,
    WebhookChange,
    facts::AccessTokenKey,
    record::{Consent, TenantRecord},
};
use valetkey_types::{ClientId, TenantId, UserId};

pub(super) async fn a_conflict_at_any_position_leaves_nothing(storage: Arc<dyn Storage>) {
    for position in 0..4 {
        let mut changes: Vec<Change> = ["a", "b", "c"].map(|id| add_client(&client(id))).to_vec();
        changes.insert(position, impossible());
        refuse(&*storage, position, changes).await;
        assert_eq!(storage.clients(&tenant()).await.unwrap(), [], "conflict at position {position}");
    }
    apply(&*storage, ["a", "b", "c"].map(|id| add_client(&client(id)))).await;
}

pub(super) async fn an_empty_list_is_applied(storage: Arc<dyn Storage>) {
    apply(&*storage, []).await;
}

pub(super) async fn a_list_sees_its_own_changes(storage: Arc<dyn Storage>) {
    let changes = [
        Change::StoreGrant(grant(1, "app", "alice")),
        redeem(id(1), None, id(11)),
        redeem(id(1), Some(id(11)), id(12)),
        revoke_grant(id(1), moment(50)),
    ];
    apply(&*storage, changes).await;
    let found = stored_grant(&*storage, &tenant(), id(1)).await.unwrap();
    assert_eq!((found.redeemed_refresh_token, found.revoked_at), (Some(id(12)), Some(moment(50))));
    let store = || Change::StoreGrant(grant(2, "app", "alice"));
    refuse(&*storage, 2, [store(), redeem(id(2), None, id(21)), store()]).await;
    assert_eq!(stored_grant(&*storage, &tenant(), id(2)).await, None);
}

pub(super) async fn an_existing_record_in_a_long_list_is_refused_at_its_position(storage: Arc<dyn Storage>) {
    let kinds: [fn(u32) -> Change; 4] = [
        |number| add_client(&client(&format!("app {number}"))),
        |number| add_user(&bare_user(&format!("user {number}"))),
        |number| Change::StartSession(session(number, "alice")),
        |number| Change::StoreGrant(grant(number, "app", "alice")),
    ];
    for new in kinds {
        refuse(&*storage, 3, [1, 2, 3, 2, 4].map(new)).await;
        apply(&*storage, [new(2)]).await;
        refuse(&*storage, 1, [1, 2, 3].map(new)).await;
        apply(&*storage, [1, 3, 4].map(new)).await;
        refuse(&*storage, 0, [new(4), new(5)]).await;
    }
}

pub(super) async fn the_last_of_many_consents_to_one_client_counts(storage: Arc<dyn Storage>) {
    let next =
        |revision, scope| Change::RememberConsent(Consent { revision, ..consent("alice", "app", scope) });
    let before = remember(consent("alice", "another", "openid"));
    apply(&*storage, [before, next(0, "openid"), next(1, "email"), next(2, "profile")]).await;
    let found = storage.consents(&tenant(), &UserId::new("alice")).await.unwrap();
    let scopes: Vec<String> = found.iter().map(|(consent, _)| consent.scope.to_string()).collect();
    assert_eq!(scopes, ["openid", "profile"]);
}

pub(super) async fn a_list_may_be_long(storage: Arc<dyn Storage>) {
    let new_user = |number: u32| user(&format!("user {number:04}"));
    let list = || (0..2_500).map(|number| add_user(&new_user(number)));
    refuse(&*storage, 2_500, list().chain([add_user(&new_user(7))])).await;
    assert_eq!(everybody(&*storage, &tenant()).await, []);
    apply(&*storage, list()).await;
    let people: Vec<_> = (0..2_500).map(new_user).collect();
    assert_eq!(everybody(&*storage, &tenant()).await, people);
}

/// Returns changes that store records of every kind, so that a list has something to change.
fn before() -> Vec<Change> {
    vec![
        Change::AddTenant(tenant_record("https://id.example")),
        add_client(&client("app")),
        add_client(&client("kept")),
        add_user(&user("alice")),
        add_user(&user("kept")),
        Change::StartSession(session(1, "alice")),
        remember(consent("alice", "app", "openid")),
        Change::StoreGrant(grant(1, "app", "alice")),
        make_key(signing_key("a", 1)),
        Change::AddToCounter { counter: counter(2), since: moment(0) },
        Change::AddGroup(group(5, "staff")),
        Change::ClaimMap(ClaimMapChange::AddAttribute(Box::new(attribute("edited")))),
        Change::ClaimMap(ClaimMapChange::AddAttribute(Box::new(attribute("removed")))),
        Change::ClaimMap(ClaimMapChange::AddScope(tenant_scope("edited"))),
        Change::ClaimMap(ClaimMapChange::AddScope(tenant_scope("removed"))),
        Change::AddIdentityProvider(Box::new(identity_provider("github"))),
        Change::AddIdentityProvider(Box::new(identity_provider("google"))),
        Change::AddLinkedAccount(linked_account("1", "kept")),
        Change::AddLinkedAccount(linked_account("2", "kept")),
        trust("used", "kept"),
        trust("removed", "kept"),
        trust("of alice", "alice"),
        Change::Picture(PictureChange::Store(Box::new(picture_of(1, "kept")))),
        Change::StoreProviderSession(provider_session(1, "alice")),
        Change::StoreEvent(event(1, "kept")),
        Change::StoreGrant(grant(3, "kept", "kept")),
        Change::Logo(LogoChange::Store(Box::new(logo(1)))),
    ]
}

fn trust(id: &str, user: &str) -> Change {
    Change::TrustedDevice(TrustedDeviceChange::Store(Box::new(trusted_device(id, user))))
}

/// Returns changes of the records that have their own enum of changes.
fn changes_with_their_own_enum() -> Vec<Change> {
    let (kept, alice) = (UserId::new("kept"), UserId::new("alice"));
    vec![
        trust("new", "kept"),
        Change::TrustedDevice(TrustedDeviceChange::Use {
            tenant: tenant(),
            user_id: kept.clone(),
            id: "used".to_owned(),
            at: moment(55),
        }),
        Change::TrustedDevice(TrustedDeviceChange::Remove {
            tenant: tenant(),
            user_id: kept.clone(),
            id: "removed".to_owned(),
        }),
        Change::TrustedDevice(TrustedDeviceChange::RemoveAll { tenant: tenant(), user_id: alice }),
        Change::Picture(PictureChange::RemoveOfUser { tenant: tenant(), user_id: kept.clone() }),
        Change::Picture(PictureChange::Store(Box::new(picture_of(2, "kept")))),
        Change::StoreProviderSession(provider_session(2, "kept")),
        Change::Remains(RemainsChange::AnonymiseEvent(event(1, "kept"))),
        Change::Remains(RemainsChange::RemoveGrants { tenant: tenant(), user_id: kept }),
        Change::Logo(LogoChange::Store(Box::new(logo(2)))),
        Change::Logo(LogoChange::Remove { tenant: tenant(), id: logo(1).id }),
        first_block("kept"),
        Change::Audit(AuditChange::Remove { tenant: tenant(), number: 1 }),
        Change::Webhook(WebhookChange::Add(Box::new(webhook("new")))),
        Change::Webhook(WebhookChange::Replace(Box::new(webhook("new")))),
        Change::Webhook(WebhookChange::Remove { tenant: tenant(), name: "new".to_owned() }),
    ]
}

/// Returns one change of every kind that is possible with these records.
fn every_kind() -> Vec<Change> {
    let (tenant, user_id, client_id) = (tenant(), UserId::new("alice"), ClientId::new("app"));
    let other = TenantRecord { tenant: TenantId::new("other"), ..tenant_record("https://id.example") };
    vec![
        Change::AddTenant(other),
        Change::ReplaceTenant(tenant_record("https://other.example")),
        add_client(&client("new")),
        replace_client(&bare_client("app")),
        add_user(&user("new")),
        replace_user(&bare_user("alice")),
        first_role_map(),
        Change::AddGroup(group(1, "new")),
        Change::RemoveGroup { tenant: tenant.clone(), id: id(5) },
        Change::AddRole(role(1, "new")),
        count(1),
        Change::RemoveCounter(counter(2)),
        Change::StartSession(session(2, "alice")),
        Change::EndSession { tenant: tenant.clone(), id: id(1), at: moment(50) },
        Change::RememberConsent(consent("alice", "app", "email")),
        Change::WithdrawConsent {
            tenant: tenant.clone(),
            user_id: user_id.clone(),
            client_id: client_id.clone(),
            at: moment(50),
        },
        redeem(id(1), None, id(1)),
        Change::StoreGrant(grant(2, "app", "alice")),
        Change::RevokeGrantsOfSession {
            tenant: tenant.clone(),
            user_id: UserId::new("alice"),
            sid: id(1_001),
            at: moment(50),
        },
        Change::RevokeGrantsOfConsent { tenant: tenant.clone(), user_id, client_id, at: moment(50) },
        revoke_grant(id(1), moment(50)),
        Change::RevokeAccessToken { tenant: tenant.clone(), id: id(1), expires_at: moment(340) },
        make_key(signing_key("b", 2)),
        Change::RemoveSigningKey { tenant, kid: "a".to_owned() },
        Change::ClaimMap(ClaimMapChange::AddAttribute(Box::new(attribute("new")))),
        Change::ClaimMap(ClaimMapChange::ReplaceAttribute(Box::new(attribute("edited")))),
        Change::ClaimMap(ClaimMapChange::RemoveAttribute {
            tenant: self::tenant(),
            name: "removed".to_owned(),
        }),
        Change::ClaimMap(ClaimMapChange::AddScope(tenant_scope("new"))),
        Change::ClaimMap(ClaimMapChange::ReplaceScope(tenant_scope("edited"))),
        Change::ClaimMap(ClaimMapChange::RemoveScope { tenant: self::tenant(), name: "removed".to_owned() }),
        Change::AddIdentityProvider(Box::new(identity_provider("new"))),
        Change::ReplaceIdentityProvider(Box::new(identity_provider("github"))),
        Change::RemoveIdentityProvider { tenant: self::tenant(), name: "google".to_owned() },
        Change::AddLinkedAccount(linked_account("3", "kept")),
        Change::ReplaceLinkedAccount(linked_account("1", "kept")),
        Change::RemoveLinkedAccount {
            tenant: self::tenant(),
            issuer: linked_account("2", "kept").issuer,
            subject: "2".to_owned(),
            user_id: UserId::new("kept"),
        },
        Change::RemoveExpired { before: moment(9_999), at_most: 100 },
        remove_user("alice", moment(50)),
        remove_client("app", moment(50)),
    ]
}

/// Returns everything that the finders return about these records.
async fn picture(storage: &dyn Storage) -> String {
    let mut shown = format!("{:#?}", storage.clients(&tenant()).await.unwrap());
    for tenant in [tenant(), TenantId::new("other")] {
        shown += &format!("{:#?}", storage.tenant(&tenant).await.unwrap());
    }
    shown += &format!("{:#?}", everybody(storage, &tenant()).await);
    shown += &format!("{:#?}", directory::role_map(storage, &tenant()).await.unwrap());
    shown += &format!("{:#?}", storage.signing_keys(&tenant()).await.unwrap());
    shown += &format!("{:#?}", storage.consents(&tenant(), &UserId::new("alice")).await.unwrap());
    for number in [1, 2] {
        shown += &format!("{:#?}", storage.session_facts(&tenant(), id(number)).await.unwrap());
        let key = AccessTokenKey { id: id(number), grant_id: Some(id(number)) };
        shown += &format!("{:#?}", storage.access_token_facts(&tenant(), key).await.unwrap());
    }
    for description in [
        &IDENTITY_PROVIDER,
        &LINKED_ACCOUNT,
        &ATTRIBUTE,
        &SCOPE,
        &TRUSTED_DEVICE,
        &PICTURE,
        &PROVIDER_SESSION,
        &EVENT,
        &GRANT,
        &LOGO,
        &AUDIT_BLOCK,
        &WEBHOOK,
    ] {
        let rows = storage.rows(&Listing::all(description, None, 100)).await.unwrap();
        for row in rows {
            shown += &format!("{row:?} {:?} {}\n", row.values, row.document);
        }
    }
    let counters = [counter(1).key, counter(2).key];
    shown +=
        &format!("{:#?}", storage.sign_in_failures(&tenant(), [&counters[0], &counters[1]]).await.unwrap());
    shown
}

pub(super) async fn a_conflict_takes_back_every_kind_of_change(storage: Arc<dyn Storage>) {
    apply(&*storage, before()).await;
    let before = picture(&*storage).await;
    for mut changes in [every_kind(), changes_with_their_own_enum()] {
        let position = changes.len();
        changes.push(impossible());
        refuse(&*storage, position, changes).await;
        assert_eq!(picture(&*storage).await, before);
    }
    // Each of these leaves something that the comparison shows.
    for change in changes_with_their_own_enum() {
        let before = picture(&*storage).await;
        let name = format!("{change:?}");
        apply(&*storage, [change]).await;
        assert_ne!(picture(&*storage).await, before, "{name}");
    }
    let before = picture(&*storage).await;
    apply(&*storage, every_kind()).await;
    assert_ne!(picture(&*storage).await, before);
}
