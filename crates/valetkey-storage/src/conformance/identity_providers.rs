//! Identity providers and linked accounts.

use std::sync::Arc;

use super::{changes::*, sample::*};
use crate::{
    Listing, Match, Storage, directory,
    record::{IDENTITY_PROVIDER, LINKED_ACCOUNT, PROVIDER_SESSION},
    value::Value,
};
use valetkey_authorization_server::{
    Change,
    record::{IdentityProvider, LinkedAccount, ProviderSession},
};
use valetkey_types::{TenantId, UserId};

async fn providers(storage: &dyn Storage) -> Vec<IdentityProvider> {
    let listing = Listing::of_tenant(&IDENTITY_PROVIDER, &tenant(), 10);
    directory::page(storage, &listing).await.unwrap().records
}

async fn accounts_of(storage: &dyn Storage, user: &str) -> Vec<LinkedAccount> {
    let listing =
        Listing::of_tenant(&LINKED_ACCOUNT, &tenant(), 10).with("user_id", Match::Equals(Value::text(user)));
    directory::page(storage, &listing).await.unwrap().records
}

fn add(provider: IdentityProvider) -> Change {
    Change::AddIdentityProvider(Box::new(provider))
}

fn replace(provider: IdentityProvider) -> Change {
    Change::ReplaceIdentityProvider(Box::new(provider))
}

fn unlink(tenant: TenantId, subject: &str, user: &str) -> Change {
    let LinkedAccount { issuer, .. } = linked_account(subject, user);
    Change::RemoveLinkedAccount { tenant, issuer, subject: subject.to_owned(), user_id: UserId::new(user) }
}

pub(super) async fn an_identity_provider_is_added_once_edited_and_removed(storage: Arc<dyn Storage>) {
    let github = identity_provider("github");
    apply(&*storage, [add(github.clone()), add(identity_provider("google"))]).await;
    assert_eq!(providers(&*storage).await, [github.clone(), identity_provider("google")]);
    refuse(&*storage, 0, [add(github.clone())]).await;
    let edited = IdentityProvider { disabled: false, ..github };
    apply(&*storage, [replace(edited.clone())]).await;
    refuse(&*storage, 0, [replace(edited.clone())]).await;
    let stored = IdentityProvider { revision: 2, ..edited };
    assert_eq!(providers(&*storage).await, [stored, identity_provider("google")]);
    let remove = |tenant| Change::RemoveIdentityProvider { tenant, name: "github".to_owned() };
    refuse(&*storage, 0, [remove(TenantId::new("other"))]).await;
    apply(&*storage, [remove(tenant())]).await;
    refuse(&*storage, 0, [remove(tenant())]).await;
    assert_eq!(providers(&*storage).await, [identity_provider("google")]);
}

pub(super) async fn al2_an_account_of_a_provider_is_linked_to_one_user(storage: Arc<dyn Storage>) {
    let (one, two) = (linked_account("1", "alice"), linked_account("2", "alice"));
    apply(&*storage, [one.clone(), two.clone()].map(Change::AddLinkedAccount)).await;
    refuse(&*storage, 0, [Change::AddLinkedAccount(linked_account("1", "bob"))]).await;
    // Issuer and subject are both compared byte for byte.
    let other_case = LinkedAccount { issuer: one.issuer.to_uppercase(), ..linked_account("1", "bob") };
    let longer = linked_account("1 ", "bob");
    apply(&*storage, [other_case.clone(), longer.clone()].map(Change::AddLinkedAccount)).await;
    assert_eq!(accounts_of(&*storage, "alice").await, [one.clone(), two.clone()]);
    assert_eq!(accounts_of(&*storage, "bob").await.len(), 2);

    let used = LinkedAccount { last_used_at: Some(moment(90)), ..one };
    apply(&*storage, [Change::ReplaceLinkedAccount(used.clone())]).await;
    refuse(&*storage, 0, [Change::ReplaceLinkedAccount(used.clone())]).await;
    let stored = LinkedAccount { revision: 2, ..used };
    assert_eq!(accounts_of(&*storage, "alice").await, [stored, two.clone()]);

    refuse(&*storage, 0, [unlink(TenantId::new("other"), "1", "alice")]).await;
    refuse(&*storage, 0, [unlink(tenant(), "1", "bob")]).await;
    apply(&*storage, [unlink(tenant(), "1", "alice")]).await;
    refuse(&*storage, 0, [unlink(tenant(), "1", "alice")]).await;
    assert_eq!(accounts_of(&*storage, "alice").await, [two]);
}

pub(super) async fn the_linked_accounts_and_provider_sessions_of_a_removed_user_are_removed(
    storage: Arc<dyn Storage>,
) {
    let accounts = [linked_account("1", "alice"), linked_account("2", "bob")];
    let elsewhere = ProviderSession { tenant: TenantId::new("other"), ..provider_session(1, "alice") };
    let kept = [provider_session(3, "bob"), elsewhere];
    let sessions = [provider_session(1, "alice"), provider_session(2, "alice")];
    apply(&*storage, [add_user(&user("alice")), add_user(&user("bob"))]).await;
    apply(&*storage, accounts.map(Change::AddLinkedAccount)).await;
    apply(&*storage, sessions.into_iter().chain(kept.clone()).map(Change::StoreProviderSession)).await;
    apply(&*storage, [remove_user("alice", moment(50))]).await;
    assert_eq!(accounts_of(&*storage, "alice").await, []);
    assert_eq!(accounts_of(&*storage, "bob").await, [linked_account("2", "bob")]);
    let left = Listing::all(&PROVIDER_SESSION, None, 10);
    let left = directory::page::<ProviderSession>(&*storage, &left).await.unwrap().records;
    assert_eq!(left, kept, "those of others stay");
}

pub(super) async fn a_provider_session_comes_back_and_is_found_by_each_value(storage: Arc<dyn Storage>) {
    let stored = [1, 2].map(|number| provider_session(number, "alice"));
    apply(&*storage, stored.clone().map(Change::StoreProviderSession)).await;
    refuse(&*storage, 0, [Change::StoreProviderSession(provider_session(1, "bob"))]).await;
    let found = async |column: &'static str, value: Value| {
        let listing = Listing::of_tenant(&PROVIDER_SESSION, &tenant(), 10).with(column, Match::Equals(value));
        directory::page::<ProviderSession>(&*storage, &listing).await.unwrap().records
    };
    assert_eq!(found("sid", Value::Uuid(id(1002))).await, stored[1..]);
    assert_eq!(found("account", Value::text("account")).await, stored);
    assert_eq!(found("upstream", Value::text("upstream")).await, stored);
    assert_eq!(found("upstream", Value::text("upstrea")).await, []);
}
