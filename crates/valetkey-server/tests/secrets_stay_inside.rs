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
use valetkey_authorization_server::{
    record::{AccessTokenFormat, Client, Sha256Hash},
    second_factor::totp,
};
use valetkey_server::{
    Environment as _,
    mail::{MailCatcher, SharedMailTransport},
    outbox::deliver_due,
    testing::TestServer,
};
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

/// Adds an authenticator, signs in with a recovery code on a device that is trusted, and chooses a new password after a mail.
async fn flows_of_a_user(server: &TestServer, catcher: &MailCatcher, canaries: &mut Canaries) {
    let mut browser = server.browser();
    let page = browser.open("/account/security/authenticator").await;
    let page = browser.submit_and_follow(&sign_in_form(&page, "alice"), "sign-in").await;
    let between = |text: &str, before: &str, after: &str| {
        text.split_once(before).unwrap().1.split_once(after).unwrap().0.to_owned()
    };
    let key = between(page.text(), "<code id=\"key\">", "<").replace(' ', "");
    canaries.add("key of the authenticator", &key);
    let seed = base32(&key);
    let code = totp::code(&seed, totp::step_at(server.environment.now()));
    let shown =
        browser.submit_and_follow(&page.form_with_button("confirm").with("code", &code), "confirm").await;
    let codes: Vec<String> = between(shown.text(), "id=\"codes\"", "</ol>")
        .split("<code>")
        .skip(1)
        .map(|code| code[..29].to_owned())
        .collect();
    for code in &codes {
        canaries.add("recovery code", code);
        canaries.add("recovery code", &code.replace('-', ""));
    }
    let mut browser = server.browser();
    for code in ["canary-wrong-code", codes[0].as_str()] {
        let page = browser.open("/login").await;
        let page = browser.submit_and_follow(&sign_in_form(&page, "alice"), "sign-in").await;
        let form = page
            .form_with_button("verify")
            .with("way", "recovery-code")
            .with("code", code)
            .with("trust", "yes");
        browser.submit_and_follow(&form, "verify").await;
    }
    canaries.add("mistyped code", "canary-wrong-code");
    for name in ["trusted", "devices", "browser"] {
        let (_, value) = browser.cookies().iter().find(|(known, _)| known.ends_with(name)).unwrap();
        canaries.add("cookie", &value[value.len() - 24..]);
    }
    // A link that is used, and one that nobody opens.
    for number in 0..2 {
        let mut browser = server.browser();
        let login = browser.open("/login").await;
        let page = browser.submit_and_follow(&login.form_with_button("forgot"), "forgot").await;
        browser.submit(&page.form_with_button("send").with("name", "alice"), "send").await;
        deliver_due(&server.issuers).await.unwrap();
        let texts: Vec<String> = catcher.mails().into_iter().rev().map(|mail| mail.text).collect();
        let link =
            texts.iter().flat_map(|text| text.lines()).find(|line| line.contains("/reset?token=")).unwrap();
        let (path, token) =
            link.trim().strip_prefix("https://id.example").unwrap().split_once("token=").unwrap();
        // The token is the name of the link, which may stand in the database, and its secret half.
        canaries.add("secret half of a link", token.rsplit('.').next().unwrap());
        let page = browser.get(&format!("{path}token={token}")).await;
        if number == 0 {
            let form = page.form_with_button("save").with("new_password", "canary-new-password-77b2");
            canaries.add("new password", "canary-new-password-77b2");
            browser.submit_and_follow(&form, "save").await;
        }
    }
}

fn base32(key: &str) -> Vec<u8> {
    let (mut bits, mut count, mut bytes) = (0_u64, 0, Vec::new());
    for letter in key.bytes() {
        let value = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".iter().position(|known| *known == letter).unwrap();
        (bits, count) = (bits << 5 | u64::try_from(value).unwrap(), count + 5);
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from(bits >> count & 0xff).unwrap());
        }
    }
    bytes
}

#[tokio::test]
async fn lk2_no_secret_reaches_the_log_or_the_database() {
    let log = Everything::default();
    tracing::subscriber::set_global_default(log.clone()).unwrap();
    for format in [AccessTokenFormat::Jwt, AccessTokenFormat::Opaque] {
        let file = SqliteFile::new();
        let storage = file.open();
        let catcher = Arc::new(MailCatcher::default());
        let mail = Arc::clone(&catcher) as SharedMailTransport;
        let server = TestServer::builder().storage(storage).mail(mail).build().await;
        let mut notes = client("notes");
        notes.grant_types.push(GrantType::ClientCredentials);
        notes.secret_hash = Some(Sha256Hash::of(CLIENT_SECRET.as_bytes()));
        server.add_client(Client { access_token_format: format, ..notes }).await;
        server.add_user("alice", PASSWORD).await;
        let mut canaries = Canaries::default();
        every_flow(&server, &mut canaries).await;
        flows_of_a_user(&server, &catcher, &mut canaries).await;

        let log = log.0.lock().unwrap();
        assert!(log.contains("/token"), "the log was listened to: {}", log.len());
        canaries.assert_not_in("log", log.as_bytes());
        let database = file.bytes();
        assert!(database.windows(5).any(|window| window == b"alice"), "the database was read");
        canaries.assert_not_in("database", &database);
    }
}
