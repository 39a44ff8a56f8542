//! LK2, the canary run: secrets go through every flow, and then the whole log and the whole database are searched for them.
//! Alone in its program, because it listens to every log line of the process.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, dead_code, reason = "tests")]

#[path = "support/sqlite_file.rs"]
mod sqlite_file;
#[path = "people/support.rs"]
mod support;
#[path = "support/usual_database.rs"]
mod usual_database;
#[path = "security/walk.rs"]
mod walk;

use std::fmt::{Debug, Write as _};
use std::sync::{Arc, Mutex};

use tracing::{
    Event, Metadata, Subscriber,
    field::{Field, Visit},
    span::{Attributes, Id, Record},
};
use valetkey_authorization_server::record::{AccessTokenFormat, Client, Sha256Hash};
use valetkey_server::testing::TestServer;
use valetkey_types::GrantType;

use sqlite_file::SqliteFile;
use support::*;
use walk::*;

/// Keeps every field of every event and span as one text.
#[derive(Clone, Default)]
struct Everything(Arc<Mutex<String>>);

struct Writer<'a>(&'a mut String);

impl Visit for Writer<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let _ = writeln!(self.0, "{}={value:?}", field.name());
    }
    fn record_str(&mut self, field: &Field, value: &str) {
        let _ = writeln!(self.0, "{}={value}", field.name());
    }
}

impl Subscriber for Everything {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }
    fn new_span(&self, span: &Attributes<'_>) -> Id {
        span.record(&mut Writer(&mut self.0.lock().unwrap()));
        Id::from_u64(1)
    }
    fn record(&self, _: &Id, record: &Record<'_>) {
        record.record(&mut Writer(&mut self.0.lock().unwrap()));
    }
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn event(&self, event: &Event<'_>) {
        event.record(&mut Writer(&mut self.0.lock().unwrap()));
    }
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

const CLIENT_SECRET: &str = "canary-client-secret-0fe1";
const STATE: &str = "canary-state-5d41";
const NONCE: &str = "canary-nonce-9a02";

/// What must stay inside: a name for the report, and the text.
#[derive(Default)]
struct Canaries(Vec<(&'static str, String)>);

impl Canaries {
    fn add(&mut self, what: &'static str, value: &str) {
        assert!(value.len() >= 12, "{what} is too short to be searched for: {value}");
        self.0.push((what, value.to_owned()));
    }

    /// The end of a long value is searched for, so that a shortened one is found, too.
    fn assert_not_in(&self, place: &str, haystack: &[u8]) {
        for (what, value) in &self.0 {
            for needle in [&value.as_bytes()[..12], &value.as_bytes()[value.len() - 12..]] {
                let found = haystack.windows(needle.len()).any(|window| window == needle);
                assert!(!found, "the {what} stands in the {place}");
            }
        }
    }
}

async fn every_flow(server: &TestServer, canaries: &mut Canaries) {
    let mut browser = server.browser();
    let address = authorize(&[("scope", SCOPE), ("state", STATE), ("nonce", NONCE)]);
    let page = browser.open(&address).await;
    let wrong =
        page.form_with_button("sign-in").with("username", "alice").with("password", "canary-wrong-password");
    canaries.add("mistyped password", "canary-wrong-password");
    let page = browser.submit(&wrong, "sign-in").await;
    let form = sign_in_form(&page, "alice");
    canaries.add("password", PASSWORD);
    let consent = browser.submit_and_follow(&form, "sign-in").await;
    let landed = browser.submit_and_follow(&consent.form_with_button("allow"), "allow").await;
    let code = landed.location_parameter("code").unwrap();
    canaries.add("code", &code);
    canaries.add("code verifier", VERIFIER);
    canaries.add("client secret", CLIENT_SECRET);
    let secret = [("client_id", "notes"), ("client_secret", CLIENT_SECRET)];
    let redeem = [
        ("grant_type", "authorization_code"),
        ("code", &code),
        ("redirect_uri", CALLBACK),
        ("code_verifier", VERIFIER),
    ];
    let post = async |path: &str, fields: &[(&str, &str)]| {
        server.post_form(path, &[], &[fields, &secret].concat()).await
    };
    let mut tokens = post("/token", &redeem).await.json();
    for _ in 0..2 {
        for name in ["access_token", "refresh_token"] {
            canaries.add(name, text(&tokens, name));
        }
        userinfo(server, text(&tokens, "access_token")).await;
        for name in ["access_token", "refresh_token"] {
            post("/introspect", &[("token", text(&tokens, name))]).await;
        }
        tokens = post(
            "/token",
            &[("grant_type", "refresh_token"), ("refresh_token", text(&tokens, "refresh_token"))],
        )
        .await
        .json();
    }
    for name in ["access_token", "refresh_token"] {
        canaries.add(name, text(&tokens, name));
    }
    // What goes wrong is logged most readily: every secret in a request that is refused.
    post("/token", &redeem).await;
    for (_, value) in &canaries.0 {
        for name in ["code", "refresh_token", "token", "client_id", "grant_type", "code_verifier", "scope"] {
            for path in ["/token", "/introspect", "/revoke"] {
                let fields = [("grant_type", "authorization_code"), ("client_id", "notes")];
                let fields: Vec<_> = fields.into_iter().filter(|(known, _)| *known != name).collect();
                server.post_form(path, &[], &[&fields[..], &[(name, value)]].concat()).await;
            }
        }
        userinfo(server, value).await;
        server.post_form("/token", &[("authorization", value.as_str())], &[("grant_type", "x")]).await;
    }
    post("/revoke", &[("token", text(&tokens, "refresh_token"))]).await;
    let (_, cookie) = browser.cookies().iter().find(|(name, _)| name.contains("session")).unwrap();
    // The cookie is the name of the session and its secret half; the name may stand in the database.
    canaries.add("secret half of the session cookie", &cookie[cookie.len() - 24..]);
    let page = browser.get("/logout").await;
    browser.submit(&page.form_with_button("sign-out"), "sign-out").await;
}

#[tokio::test]
async fn lk2_no_secret_reaches_the_log_or_the_database() {
    let log = Everything::default();
    tracing::subscriber::set_global_default(log.clone()).unwrap();
    for format in [AccessTokenFormat::Jwt, AccessTokenFormat::Opaque] {
        let file = SqliteFile::new();
        let storage = file.open();
        let server = TestServer::builder().storage(storage).build().await;
        let mut notes = client("notes");
        notes.grant_types.push(GrantType::ClientCredentials);
        notes.secret_hash = Some(Sha256Hash::of(CLIENT_SECRET.as_bytes()));
        server.add_client(Client { access_token_format: format, ..notes }).await;
        server.add_user("alice", PASSWORD).await;
        let mut canaries = Canaries::default();
        every_flow(&server, &mut canaries).await;

        let log = log.0.lock().unwrap();
        assert!(log.contains("/token"), "the log was listened to: {}", log.len());
        canaries.assert_not_in("log", log.as_bytes());
        let database = file.bytes();
        assert!(database.windows(5).any(|window| window == b"alice"), "the database was read");
        canaries.assert_not_in("database", &database);
    }
}
