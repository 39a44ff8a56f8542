//! Clients.

use std::sync::Arc;

use super::{changes::*, sample::*};
use crate::{Listing, Storage, record::CLIENT};
use valetkey_authorization_server::record::{Client, SecretRotation};
use valetkey_types::UserId;

pub(super) async fn a_client_comes_back_with_every_field(storage: Arc<dyn Storage>) {
    let client = client("app");
    apply(&*storage, [add_client(&client)]).await;
    assert_eq!(client_of(&*storage, "app").await, Some(client));
}

pub(super) async fn a_client_comes_back_without_what_is_optional(storage: Arc<dyn Storage>) {
    let client = bare_client("app");
    apply(&*storage, [add_client(&client)]).await;
    assert_eq!(client_of(&*storage, "app").await, Some(client));
}

pub(super) async fn a_client_is_added_once(storage: Arc<dyn Storage>) {
    let first = client("app");
    apply(&*storage, [add_client(&first)]).await;
    refuse(&*storage, 0, [add_client(&bare_client("app"))]).await;
    assert_eq!(client_of(&*storage, "app").await, Some(first));
}

pub(super) async fn a_client_is_replaced_only_if_it_exists(storage: Arc<dyn Storage>) {
    refuse(&*storage, 0, [replace_client(&client("app"))]).await;
    assert_eq!(client_of(&*storage, "app").await, None);
    apply(&*storage, [add_client(&client("app")), add_client(&client("other"))]).await;
    let mut changed = bare_client("app");
    changed.name = "A new name".to_owned();
    apply(&*storage, [replace_client(&changed)]).await;
    changed.revision = 2;
    assert_eq!(client_of(&*storage, "app").await, Some(changed.clone()));
    assert_eq!(client_of(&*storage, "other").await, Some(client("other")));
    assert_eq!(storage.clients(&tenant()).await.unwrap(), [changed, client("other")]);
}

pub(super) async fn an_edit_of_a_client_is_not_overwritten(storage: Arc<dyn Storage>) {
    apply(&*storage, [add_client(&client("app"))]).await;
    let named = |name: &str, revision| Client { name: name.to_owned(), revision, ..client("app") };
    apply(&*storage, [replace_client(&named("first", 1))]).await;
    for unseen in [0, 1, 3, u64::MAX] {
        refuse(&*storage, 0, [replace_client(&named("second", unseen))]).await;
    }
    assert_eq!(client_of(&*storage, "app").await, Some(named("first", 2)));
    apply(&*storage, [replace_client(&named("second", 2)), replace_client(&named("third", 3))]).await;
    assert_eq!(client_of(&*storage, "app").await, Some(named("third", 4)));
}

pub(super) async fn the_consents_of_a_removed_client_are_removed(storage: Arc<dyn Storage>) {
    let kept = consent("alice", "other", "openid");
    apply(
        &*storage,
        [
            add_client(&client("app")),
            add_client(&client("other")),
            add_user(&user("alice")),
            remember(consent("alice", "app", "openid")),
            remember(kept.clone()),
            remove_client("app", moment(50)),
        ],
    )
    .await;
    assert_eq!(client_of(&*storage, "app").await, None);
    assert_eq!(storage.clients(&tenant()).await.unwrap(), [client("other")]);
    let consents = storage.consents(&tenant(), &UserId::new("alice")).await.unwrap();
    assert_eq!(consents, [(kept, Some(client("other")))]);
    apply(&*storage, [add_client(&client("app"))]).await;
}

pub(super) async fn removing_an_unknown_client_is_a_conflict(storage: Arc<dyn Storage>) {
    apply(&*storage, [add_client(&client("app")), remove_client("app", moment(50))]).await;
    refuse(&*storage, 0, [remove_client("app", moment(51))]).await;
}

pub(super) async fn client_identifiers_are_compared_byte_for_byte(storage: Arc<dyn Storage>) {
    let spellings = ["app", "App", "app ", " app", "äpp", "a\u{308}pp", "%", "a_p"];
    for spelling in spellings {
        apply(&*storage, [add_client(&client(spelling))]).await;
    }
    for spelling in spellings {
        assert_eq!(client_of(&*storage, spelling).await, Some(client(spelling)));
    }
    for stranger in ["APP", "app  ", "aPp", "ap", "app%", "a%", ""] {
        assert_eq!(client_of(&*storage, stranger).await, None, "{stranger:?} is nobody");
    }
}

pub(super) async fn clients_are_listed_by_name_then_identifier(storage: Arc<dyn Storage>) {
    assert_eq!(storage.clients(&tenant()).await.unwrap(), []);
    let named = |id: &str, name: &str| {
        let mut client = bare_client(id);
        client.name = name.to_owned();
        client
    };
    let (first, second, third) = (named("z", "Calendar"), named("b", "Mail"), named("c", "Mail"));
    apply(&*storage, [&third, &first, &second].map(add_client)).await;
    assert_eq!(storage.clients(&tenant()).await.unwrap(), [first, second, third]);
}

pub(super) async fn a_client_without_a_rotation_is_stored_as_before(storage: Arc<dyn Storage>) {
    let once = Client { secret_rotation: SecretRotation::default(), ..client("once") };
    apply(&*storage, [add_client(&once), add_client(&client("twice"))]).await;
    let rows = storage.rows(&Listing::all(&CLIENT, None, 10)).await.unwrap();
    let has_member = rows.iter().map(|row| row.document.contains("secret_rotation"));
    assert_eq!(has_member.collect::<Vec<_>>(), [false, true]);
    // A program from before reads the present secret from the same member as ever.
    assert!(rows.iter().all(|row| row.document.contains("\"secret_hash\":")));
}
