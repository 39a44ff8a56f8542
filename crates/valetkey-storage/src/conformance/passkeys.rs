//! Passkeys and used challenges.

use std::sync::Arc;

use super::{changes::*, sample::*};
use crate::{
    Listing, Storage, directory, passkeys,
    record::{PASSKEY, USED_CHALLENGE},
};
use valetkey_authorization_server::{
    Change,
    record::{Passkey, PasskeyUse, UsedChallenge},
};
use valetkey_types::{TenantId, UserId};

async fn stored(storage: &dyn Storage) -> Vec<Passkey> {
    let listing = Listing::all(&PASSKEY, None, 10);
    directory::page(storage, &listing).await.unwrap().records
}

fn use_of(passkey: &Passkey, expected: u32, sign_count: u32) -> Change {
    Change::UsePasskey(PasskeyUse {
        tenant: passkey.tenant.clone(),
        credential_id: passkey.credential_id.clone(),
        expected_sign_count: expected,
        sign_count,
        backed_up: false,
        at: moment(70),
    })
}

fn remove(tenant: TenantId, credential_id: &str) -> Change {
    Change::RemovePasskey { tenant, credential_id: credential_id.to_owned() }
}

pub(super) async fn a_passkey_comes_back_with_every_field(storage: Arc<dyn Storage>) {
    apply(&*storage, [Change::AddPasskey(passkey("a", "alice")), Change::AddPasskey(passkey("b", "bob"))])
        .await;
    assert_eq!(stored(&*storage).await, [passkey("a", "alice"), passkey("b", "bob")]);
    refuse(&*storage, 0, [Change::AddPasskey(passkey("a", "bob"))]).await;
    let found = passkeys::by_credential_id(&*storage, &tenant(), "b").await.unwrap();
    assert_eq!(found, Some(passkey("b", "bob")));
    let alice = UserId::new("alice");
    assert_eq!(passkeys::of_user(&*storage, &tenant(), &alice).await.unwrap(), [passkey("a", "alice")]);
    let stranger = TenantId::new("other");
    assert_eq!(passkeys::by_credential_id(&*storage, &stranger, "b").await.unwrap(), None);
    assert!(passkeys::exists_anywhere(&*storage, "b").await.unwrap());
    assert!(!passkeys::exists_anywhere(&*storage, "c").await.unwrap());
    let elsewhere = Passkey { tenant: TenantId::new("other"), ..passkey("a", "alice") };
    apply(&*storage, [Change::AddPasskey(elsewhere)]).await;
}

pub(super) async fn a_use_of_a_passkey_counts_once_per_counter(storage: Arc<dyn Storage>) {
    let passkey = passkey("a", "alice");
    apply(&*storage, [Change::AddPasskey(passkey.clone())]).await;
    refuse(&*storage, 0, [use_of(&passkey, passkey.sign_count - 1, 9)]).await;
    apply(&*storage, [use_of(&passkey, passkey.sign_count, 9)]).await;
    refuse(&*storage, 0, [use_of(&passkey, passkey.sign_count, 9)]).await;
    let used = Passkey { sign_count: 9, backed_up: false, last_used_at: Some(moment(70)), ..passkey.clone() };
    assert_eq!(stored(&*storage).await, std::slice::from_ref(&used));
    let renamed = Passkey { name: "Laptop".to_owned(), ..passkey };
    apply(&*storage, [Change::ReplacePasskey(renamed.clone())]).await;
    let expected = Passkey { name: renamed.name, revision: 2, ..used };
    assert_eq!(stored(&*storage).await, [expected], "a new name keeps the use");
}

pub(super) async fn an_edit_of_a_passkey_is_not_overwritten(storage: Arc<dyn Storage>) {
    apply(&*storage, [Change::AddPasskey(passkey("a", "alice"))]).await;
    let named = |name: &str| Passkey { name: name.to_owned(), ..passkey("a", "alice") };
    apply(&*storage, [Change::ReplacePasskey(named("first"))]).await;
    refuse(&*storage, 0, [Change::ReplacePasskey(named("second"))]).await;
}

pub(super) async fn a_passkey_is_removed_once_or_with_its_user(storage: Arc<dyn Storage>) {
    apply(&*storage, [add_user(&user("alice"))]).await;
    apply(&*storage, ["a", "b"].map(|id| Change::AddPasskey(passkey(id, "alice")))).await;
    apply(&*storage, [Change::AddPasskey(passkey("c", "bob"))]).await;
    refuse(&*storage, 0, [remove(TenantId::new("other"), "a")]).await;
    apply(&*storage, [remove(tenant(), "a")]).await;
    refuse(&*storage, 0, [remove(tenant(), "a")]).await;
    refuse(&*storage, 0, [use_of(&passkey("a", "alice"), passkey("a", "alice").sign_count, 9)]).await;
    let id = UserId::new("alice");
    apply(&*storage, [Change::RemoveUser { tenant: tenant(), id, at: moment(80) }]).await;
    assert_eq!(stored(&*storage).await, [passkey("c", "bob")]);
}

pub(super) async fn a_challenge_is_used_once(storage: Arc<dyn Storage>) {
    let used = |number| UsedChallenge { tenant: tenant(), id: id(number), expires_at: moment(60) };
    apply(&*storage, [Change::UseChallenge(used(1))]).await;
    refuse(&*storage, 0, [Change::UseChallenge(used(1))]).await;
    let elsewhere = UsedChallenge { tenant: TenantId::new("other"), ..used(1) };
    apply(&*storage, [Change::UseChallenge(used(2)), Change::UseChallenge(elsewhere)]).await;
    let listing = Listing::of_tenant(&USED_CHALLENGE, &tenant(), 10);
    let stored: Vec<UsedChallenge> = directory::page(&*storage, &listing).await.unwrap().records;
    assert_eq!(stored, [used(1), used(2)]);
}
