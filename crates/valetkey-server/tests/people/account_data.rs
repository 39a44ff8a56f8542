//! The download of everything about a user.

use valetkey_authorization_server::{
    Change,
    event::{Actor, EventKind},
    record::{Event, FieldChange, Grant, MailChallenge, Session, Sha256Hash},
};
use valetkey_server::{
    Environment as _,
    testing::{Answer, Browser, TestServer},
};
use valetkey_storage::{DESCRIPTIONS, conformance::sample};
use valetkey_types::{Seconds, UserId};

use crate::{events::events, support::*};

const PAGE: &str = "/account/data";

/// What must not be in an export: each a secret of a record, or of somebody else.
const CANARIES: [&str; 9] = [
    "canary-seed",
    "canary-public-key",
    "canary-credential",
    "canary-handle",
    "canary-sealed",
    "canary-of-bob",
    "canary-network-of-admin",
    "canary-account-of-admin",
    "argon2",
];

const HASHED: [&[u8]; 4] = [b"canary code", b"canary verifier", b"canary link", b"secret"];

/// Records of every kind about alice, with secrets where a record has one, and some of bob.
async fn with_records() -> TestServer {
    let server = server().await;
    server.add_user("bob", PASSWORD).await;
    let (alice, now) = (UserId::new("user-alice"), server.environment.now());
    let later = now.plus(Seconds(1_000));
    let session = |number, user: &str| Session {
        verifier_hash: Sha256Hash::of(b"canary verifier"),
        expires_at: later,
        ..sample::session(number, user)
    };
    let grant = |number, user: &str| Grant { expires_at: later, ..sample::grant(number, "notes", user) };
    let mut factors = sample::second_factors("user-alice");
    factors.revision = 0;
    factors.authenticator.as_mut().unwrap().seed_sealed = "canary-seed".to_owned();
    factors.recovery_codes.as_mut().unwrap().hashes = vec![Sha256Hash::of(b"canary code")];
    let mut passkey = sample::passkey("canary-credential", "user-alice");
    passkey.public_key = "canary-public-key".to_owned();
    passkey.user_handle = "canary-handle".to_owned();
    passkey.name = "Blue key".to_owned();
    let change =
        FieldChange { field: "name".to_owned(), before: String::new(), after: "Alice L.".to_owned() };
    let by_admin = Event {
        subject: Some(alice.clone()),
        actor: Actor::CommandLine { account: Some("canary-account-of-admin".to_owned()) },
        network_address: Some("canary-network-of-admin".to_owned()),
        changed: vec![change],
        expires_at: later,
        ..sample::event(5_000, "notes")
    };
    let of_bob = FieldChange { after: "canary-of-bob".to_owned(), ..by_admin.changed[0].clone() };
    let event_of_bob = Event {
        id: sample::id(5_001),
        subject: Some(UserId::new("user-bob")),
        changed: vec![of_bob],
        ..by_admin.clone()
    };
    let mut account = sample::linked_account("42", "user-alice");
    account.label = Some("alice at git".to_owned());
    let link = MailChallenge {
        user_id: Some(alice),
        link_hash: Sha256Hash::of(b"canary link"),
        sealed: "canary-sealed".to_owned(),
        expires_at: later,
        ..sample::mail_challenge(5_002)
    };
    server
        .apply(vec![
            Change::PutSecondFactors(Box::new(factors)),
            Change::AddPasskey(passkey),
            Change::AddLinkedAccount(account),
            Change::StartSession(session(5_100, "user-alice")),
            Change::StartSession(Session {
                address: Some("canary-of-bob".to_owned()),
                ..session(5_200, "user-bob")
            }),
            Change::StoreGrant(grant(5_300, "user-alice")),
            Change::StoreGrant(Grant {
                audiences: vec!["canary-of-bob".to_owned()],
                ..grant(5_400, "user-bob")
            }),
            sample::remember(sample::consent("user-alice", "notes", "openid profile")),
            Change::StoreEvent(by_admin),
            Change::StoreEvent(event_of_bob),
            Change::StoreMailChallenge(Box::new(link)),
        ])
        .await;
    server
}

/// Signs in without a second step: the test is about the account page.
async fn signed_in(server: &TestServer) -> Browser<'_> {
    let mut browser = server.browser();
    sign_in(&mut browser, PAGE, "alice").await;
    browser
}

async fn download(browser: &mut Browser<'_>, form: &str) -> Answer {
    let page = browser.get(PAGE).await;
    browser.submit(&page.form_with_button(form), form).await
}

#[tokio::test]
async fn lk4_the_download_has_everything_and_no_secret_and_nothing_of_others() {
    let server = with_records().await;
    let mut browser = signed_in(&server).await;
    let before = events(&server).await.len();
    let json = download(&mut browser, "export-json").await;
    let html = download(&mut browser, "export-html").await;
    for (answer, content_type, name) in
        [(&json, "application/json", "account.json"), (&html, "text/html; charset=utf-8", "account.html")]
    {
        assert_eq!(answer.status, 200, "{}", answer.show());
        assert_eq!(answer.header("content-type"), Some(content_type));
        let disposition = format!("attachment; filename=\"{name}\"");
        assert_eq!(answer.header("content-disposition"), Some(disposition.as_str()));
        assert_eq!(answer.header("cache-control"), Some("no-store"));
        let text = answer.text();
        for words in ["alice@example.org", "Blue key", "alice at git", "The notes", "192.0.2.7", "Alice L."] {
            assert!(text.contains(words), "{words}: {text}");
        }
        for canary in CANARIES {
            assert!(!text.contains(canary), "{canary}: {text}");
        }
        for hashed in HASHED {
            let hash = serde_json::to_value(Sha256Hash::of(hashed)).unwrap();
            assert!(!text.contains(hash.as_str().unwrap()), "{hash}");
        }
    }
    let exported = json.json();
    assert_eq!(exported["account"]["sub"], "user-alice");
    assert_eq!(exported["sign_in"]["password_set"], true);
    assert_eq!(exported["sign_in"]["recovery_codes"]["left"], 1);
    assert_eq!(exported["sessions"].as_array().unwrap().len(), 2, "this one too");
    assert_eq!(exported["grants"][0]["application"], "The notes");
    assert_eq!(exported["consents"][0]["scope"], "openid profile");
    assert_eq!(exported["mail_links"][0]["purpose"], "reset_password");
    let by: Vec<_> = exported["events"].as_array().unwrap().iter().map(|event| &event["by"]).collect();
    assert!(by.contains(&&"administrator".into()) && by.contains(&&"you".into()), "{by:?}");
    let stored = events(&server).await.split_off(before);
    let kinds: Vec<_> = stored.iter().map(|event| event.kind.clone()).collect();
    assert_eq!(kinds, [EventKind::UserDataExported, EventKind::UserDataExported]);
}

#[tokio::test]
async fn sf3_a_download_needs_a_fresh_proof_and_a_form_of_this_session() {
    let server = with_records().await;
    let mut browser = signed_in(&server).await;
    let page = browser.get(PAGE).await;
    let form = page.form_with_button("export-json");
    let fields: Vec<_> = form.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let before = events(&server).await.len();
    let cross_site = browser
        .post_form_with(
            PAGE,
            &[&fields[..], &[("action", "json")]].concat(),
            &[("sec-fetch-site", "cross-site")],
        )
        .await;
    assert_eq!(cross_site.status, 400, "st4");
    assert_eq!(browser.post_form(PAGE, &[("action", "json")]).await.status, 400, "no form value");
    assert_eq!(browser.post_form(PAGE, &[&fields[..], &[("action", "yaml")]].concat()).await.status, 400);
    let mut bob = server.browser();
    sign_in(&mut bob, PAGE, "bob").await;
    assert_eq!(bob.submit(&form, "export-json").await.status, 400, "the form of another browser");
    server.advance(301);
    let asked = browser.submit(&form, "export-json").await;
    assert!(asked.location().starts_with("/login?"), "{}", asked.show());
    assert_eq!(asked.header("content-disposition"), None);
    let proved = browser.follow(asked).await;
    let back = browser.submit_and_follow(&sign_in_form(&proved, "alice"), "sign-in").await;
    assert_eq!(browser.submit(&back.form_with_button("export-json"), "export-json").await.status, 200);
    let stored = events(&server).await.split_off(before);
    let downloads = stored.iter().filter(|event| event.kind == EventKind::UserDataExported).count();
    assert_eq!(downloads, 1, "the last one alone");
    server.browser().get(PAGE).await.location();
}

/// The records that say nothing about a user, or nothing that is not said elsewhere in the export. A new kind of record belongs
/// into `export.rs` or into this list.
const NOT_EXPORTED: [&str; 21] = [
    "client",
    "user name",
    "signing key",
    "revoked access token",
    "tenant",
    "delivery",
    "waiting request",
    "used challenge",
    "logo",
    "role map",
    "group",
    "role",
    "membership",
    "identity provider",
    "provider session",
    "attribute",
    "scope",
    "audit block",
    "webhook",
    "file ownership",
    "kept answer",
];

const EXPORTED: [&str; 12] = [
    "user",
    "consent",
    "session",
    "grant",
    "event",
    "counter",
    "passkey",
    "mail challenge",
    "second factors",
    "linked account",
    "picture",
    "trusted device",
];

#[test]
fn every_kind_of_record_is_in_the_export_or_left_out_knowingly() {
    for description in DESCRIPTIONS {
        let name = description.name;
        let lists = [EXPORTED.contains(&name), NOT_EXPORTED.contains(&name)];
        assert!(lists[0] != lists[1], "{name}: expected in one list");
    }
    assert_eq!(EXPORTED.len() + NOT_EXPORTED.len(), DESCRIPTIONS.len());
}
