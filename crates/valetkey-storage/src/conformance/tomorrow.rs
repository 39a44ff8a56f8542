//! Records that a newer version stored. Members that this version does not know are kept. If this version must know a value and
//! does not, only the record with this value is unreadable.

use std::sync::Arc;

use serde_json::{Value as Json, json};

use super::{changes::*, sample::*};
use crate::{
    Listing, Row, RowList, Storage, StorageError, directory,
    record::{ATTRIBUTE, CLIENT, CONSENT, SCOPE, SIGNING_KEY, USER},
    row::Stored,
};
use valetkey_accounts::{AttributeValue, User};
use valetkey_authorization_server::{
    Change, ClaimMapChange,
    facts::CodeKey,
    record::{Attribute, AttributeKind, ClaimPlace, Client, Consent, SigningKeyRecord, TenantScope},
};
use valetkey_types::{ClientId, Unknown, UserId};

/// Returns the row of a record with more members in its document.
fn with_members(record: impl Stored, members: Json) -> Row {
    let mut row = record.into_row().unwrap();
    let mut document: Json = serde_json::from_str(&row.document).unwrap();
    for (name, value) in members.as_object().unwrap() {
        document[name] = value.clone();
    }
    row.document = document.to_string();
    row
}

async fn store(storage: &dyn Storage, row: Row) {
    storage.store(RowList::of_rows(vec![row])).await.unwrap();
}

/// Returns the only document of a kind.
async fn document(storage: &dyn Storage, description: &'static crate::Description) -> Json {
    let rows = storage.rows(&Listing::all(description, None, 10)).await.unwrap();
    serde_json::from_str(&rows.into_iter().next().unwrap().document).unwrap()
}

pub(super) async fn values_and_members_of_a_newer_version_survive_an_edit(storage: Arc<dyn Storage>) {
    let members = json!({
        "grant_types": ["authorization_code", "grant_of_tomorrow"],
        "authentication_methods": ["private_key_jwt", "client_secret_post"],
        "jwks": {"keys": [1, null, "\u{0}"]},
        "secret_rotation": {"earlier": 1, "planned_for": 9},
    });
    store(&*storage, with_members(client("app"), members)).await;
    let read = client_of(&*storage, "app").await.unwrap();
    assert_eq!((read.grant_types.len(), read.authentication_methods.len()), (1, 1));
    assert_ne!(read.unknown, Unknown::default());
    apply(&*storage, [replace_client(&Client { name: "edited".to_owned(), ..read })]).await;
    let stored = document(&*storage, &CLIENT).await;
    assert_eq!(stored["name"], "edited");
    assert_eq!(stored["grant_types"], json!(["authorization_code", "grant_of_tomorrow"]));
    assert_eq!(stored["authentication_methods"], json!(["client_secret_post", "private_key_jwt"]));
    assert_eq!(stored["jwks"], json!({"keys": [1, null, "\u{0}"]}));
    assert_eq!(stored["secret_rotation"], json!({"earlier": 1, "planned_for": 9}));

    let members = json!({
        "address": {"country": "AT", "planet": "Earth"},
        "claims": {"nickname": "Al", "pronouns": "they"},
        "passkeys": [{"id": 1}],
        "factors": ["passkey", "tattoo"],
        "attributes": {"department": "Sales", "salary": {"amount": "1.00", "currency": "EUR"}},
    });
    store(&*storage, with_members(user("alice"), members)).await;
    let read = user_of(&*storage, "alice").await.unwrap();
    apply(&*storage, [replace_user(&User { name: Some("edited".to_owned()), ..read })]).await;
    let stored = document(&*storage, &USER).await;
    assert_eq!((&stored["name"], &stored["passkeys"]), (&json!("edited"), &json!([{"id": 1}])));
    assert_eq!(stored["factors"], json!(["passkey", "tattoo"]));
    assert_eq!(
        stored["attributes"],
        json!({"department": "Sales", "salary": {"amount": "1.00", "currency": "EUR"}})
    );
    assert_eq!(
        (&stored["address"]["country"], &stored["address"]["planet"]),
        (&json!("AT"), &json!("Earth"))
    );
    assert_eq!(
        (&stored["claims"]["nickname"], &stored["claims"]["pronouns"]),
        (&json!("Al"), &json!("they"))
    );

    store(&*storage, with_members(consent("alice", "app", "openid"), json!({"resources": ["x"]}))).await;
    let (read, _) = storage.consents(&tenant(), &UserId::new("alice")).await.unwrap().remove(0);
    apply(&*storage, [Change::RememberConsent(Consent { scope: scope("email"), ..read })]).await;
    let stored = document(&*storage, &CONSENT).await;
    assert_eq!((&stored["scope"], &stored["resources"]), (&json!("email"), &json!(["x"])));
    apply(&*storage, [withdraw_consent("alice", "app", moment(50))]).await;
    assert_eq!(
        document(&*storage, &CONSENT).await.get("resources"),
        None,
        "a withdrawal leaves nothing allowed"
    );

    store(&*storage, with_members(signing_key("a", 1), json!({"hardware": "slot 3"}))).await;
    let read = storage.signing_keys(&tenant()).await.unwrap().remove(0);
    let retired = SigningKeyRecord { published_until: Some(moment(9)), ..read };
    apply(&*storage, [Change::PutSigningKey(retired)]).await;
    assert_eq!(document(&*storage, &SIGNING_KEY).await["hardware"], "slot 3");

    let proof = json!({"auth_time": 1_800_000_010, "acr": "urn:valetkey:acr:three-factors", "amr": ["pwd", "otp", "face"],
        "earlier": {"pwd": 1_800_000_009, "face": 1_800_000_001}, "x": 1});
    store(&*storage, with_members(session(1, "alice"), json!({"authentication": proof, "colour": "red"})))
        .await;
    store(
        &*storage,
        with_members(grant(1, "app", "alice"), json!({"authentication": proof, "details": [1]})),
    )
    .await;
    let facts = storage.session_facts(&tenant(), id(1)).await.unwrap().unwrap();
    assert_eq!(facts.session, session(1, "alice"), "the known methods count, and no more than they reach");
    assert_eq!(stored_grant(&*storage, &tenant(), id(1)).await, Some(grant(1, "app", "alice")));
}

pub(super) async fn attributes_of_a_newer_version_survive_an_edit(storage: Arc<dyn Storage>) {
    let tomorrow = tenant_record("https://id.example");
    let members = json!({"kind": "money", "choices": ["EUR"], "unit": "cent"});
    store(&*storage, with_members(attribute("salary"), members)).await;
    store(&*storage, with_members(attribute("badge"), json!({"seen_by": "colleagues"}))).await;
    store(&*storage, with_members(tenant_scope("company"), json!({"purpose": "x"}))).await;
    let map = directory::claim_map(&*storage, &tomorrow).await.unwrap();
    assert_eq!(map.attribute("badge"), None, "who sees a value must be understood");
    let salary = map.attribute("salary").unwrap().clone();
    assert_eq!(salary.kind, AttributeKind::Unknown("money".to_owned()));
    assert!(!salary.fits(&AttributeValue::Text("EUR".to_owned())), "no value fits a kind of tomorrow");
    let edited = Attribute { is_required: false, ..salary };
    apply(&*storage, [Change::ClaimMap(ClaimMapChange::ReplaceAttribute(Box::new(edited)))]).await;
    let edited = TenantScope { writes: None, ..map.scope("company").unwrap().clone() };
    apply(&*storage, [Change::ClaimMap(ClaimMapChange::ReplaceScope(edited))]).await;

    let rows = storage.rows(&Listing::of_tenant(&ATTRIBUTE, &tenant(), 10)).await.unwrap();
    let stored: Json = serde_json::from_str(&rows[1].document).unwrap();
    assert_eq!((&stored["required"], &stored["kind"]), (&json!(false), &json!("money")));
    assert_eq!((&stored["choices"], &stored["unit"]), (&json!(["EUR"]), &json!("cent")));
    assert_eq!(document(&*storage, &SCOPE).await["purpose"], "x");

    let places = json!({"claim_places": {"department": ["userinfo", "saml"], "salary": ["saml"]}});
    store(&*storage, with_members(client("app"), places.clone())).await;
    let read = client_of(&*storage, "app").await.unwrap();
    assert_eq!(read.claim_places["department"], [ClaimPlace::Userinfo]);
    assert_eq!(read.claim_places["salary"], [], "nowhere that this version knows");
    apply(&*storage, [replace_client(&Client { name: "edited".to_owned(), ..read })]).await;
    assert_eq!(document(&*storage, &CLIENT).await["claim_places"], places["claim_places"]);
}

pub(super) async fn an_unknown_required_value_makes_one_record_unreadable(storage: Arc<dyn Storage>) {
    let secret = "not for the log";
    let members = json!({"access_token_format": "paseto", "secret_hash": null, "name": secret});
    store(&*storage, with_members(client("tomorrow"), members)).await;
    apply(&*storage, [add_client(&client("app")), add_user(&user("alice"))]).await;
    apply(&*storage, ["app", "tomorrow"].map(|app| remember(consent("alice", app, "openid")))).await;
    let refused = storage.client(&tenant(), &ClientId::new("tomorrow")).await;
    let Err(StorageError::Corrupt(reason)) = refused else {
        panic!("expected an unreadable record, got {refused:?}")
    };
    for part in ["client", "\"tomorrow\"", "access_token_format", "\"paseto\""] {
        assert!(reason.contains(part), "expected {part} in {reason}");
    }
    assert!(!reason.contains(secret), "{reason}");
    assert_eq!(client_of(&*storage, "app").await, Some(client("app")));
    let (alice, app) = (UserId::new("alice"), ClientId::new("app"));
    let key = CodeKey { grant_id: id(1), user_id: &alice, client_id: &app, session_id: id(1) };
    assert!(storage.code_facts(&tenant(), key).await.unwrap().user.is_some());
    // The record can be removed by its identifier.
    apply(&*storage, [remove_client("tomorrow", moment(50))]).await;
}

pub(super) async fn a_list_goes_on_after_an_unreadable_record(storage: Arc<dyn Storage>) {
    store(&*storage, with_members(client("b"), json!({"pkce": "optional"}))).await;
    store(&*storage, with_members(signing_key("b", 1), json!({"algorithm": "ML-DSA-65"}))).await;
    for number in [3, 4] {
        let user = bare_user(&format!("user {number}"));
        store(&*storage, with_members(user, json!({"disabled": "until Friday"}))).await;
    }
    apply(&*storage, [1, 2, 5, 6].map(|number| add_user(&bare_user(&format!("user {number}"))))).await;
    let grants =
        ["a", "b", "c"].iter().zip(1..).map(|(app, number)| Change::StoreGrant(grant(number, app, "user 1")));
    apply(&*storage, grants.chain([make_key(signing_key("a", 2))])).await;
    apply(&*storage, [add_client(&client("a")), add_client(&client("c"))]).await;
    apply(&*storage, ["a", "b", "c"].map(|app| remember(consent("user 1", app, "openid")))).await;

    let readable = [client("a"), client("c")];
    assert_eq!(storage.clients(&tenant()).await.unwrap(), readable);
    let user_id = UserId::new("user 1");
    assert_eq!(storage.clients_of_session(&tenant(), &user_id, id(1_001)).await.unwrap(), readable);
    let consents = storage.consents(&tenant(), &user_id).await.unwrap();
    assert_eq!(consents.iter().map(|(_, client)| client.is_some()).collect::<Vec<_>>(), [true, false, true]);
    let keys = storage.signing_keys(&tenant()).await.unwrap();
    assert_eq!(keys.iter().map(|key| key.kid.as_str()).collect::<Vec<_>>(), ["a"]);
    // Unreadable records do not shorten a page, because a page that is not full is the last one.
    let page = storage.find_users(&tenant(), "user", None, 3).await.unwrap();
    assert_eq!(
        page.iter().map(|user| user.username.as_str()).collect::<Vec<_>>(),
        ["user 1", "user 2", "user 5"]
    );
    let page = storage.find_users(&tenant(), "user", page.last(), 3).await.unwrap();
    assert_eq!(page.iter().map(|user| user.username.as_str()).collect::<Vec<_>>(), ["user 6"]);

    let page =
        directory::page::<Client>(&*storage, &Listing::of_tenant(&CLIENT, &tenant(), 10)).await.unwrap();
    assert_eq!((page.records.as_slice(), page.next), (readable.as_slice(), None));
    assert!(
        matches!(page.unreadable.as_slice(), [reason] if reason.contains("pkce")),
        "{:?}",
        page.unreadable
    );
}
