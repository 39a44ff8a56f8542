//! Sign-out that is passed on, between two servers of ours: `there` is the provider of `here`.

use std::sync::{Arc, OnceLock, Weak};

use async_trait::async_trait;
use serde_json::{Value, json};
use valetkey_authorization_server::{
    Change,
    event::{Actor, EventKind},
    record::{Client, Event, FirstSignIn, IdentityProvider, ProviderSession, Session, TenantRecord},
};
use valetkey_fetch::{HttpRequest, HttpResponse, HttpTransport, TransportError};
use valetkey_jose::Algorithm;
use valetkey_server::{
    EncryptionKey, Environment as _, Seal,
    identity_provider::{USAGE, seal_secret},
    testing::{Answer, Browser, TestServer},
};
use valetkey_storage::{
    Listing, directory,
    record::{EVENT, PROVIDER_SESSION},
};
use valetkey_types::{Issuer, Secret, TenantId, Timestamp, Unknown, UserId};

use crate::people::{PASSWORD, client, sign_in_form};

const HERE: &str = "https://here.example";
const THERE: &str = "https://there.example";
const BACKCHANNEL: &str = "/login/provider/there/backchannel-logout";

/// Carries requests from one server to the other.
#[derive(Default)]
struct Between {
    servers: OnceLock<[Weak<TestServer>; 2]>,
}

#[async_trait]
impl HttpTransport for Between {
    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, TransportError> {
        let servers = self.servers.get().unwrap().iter().filter_map(Weak::upgrade);
        let server =
            servers.into_iter().find(|server| request.url.starts_with(server.server.issuer.as_str()));
        let server = server.unwrap_or_else(|| panic!("nobody answers {}", request.url));
        let path = request.url.strip_prefix(server.server.issuer.as_str()).unwrap();
        let headers: Vec<(&str, &str)> =
            request.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let answer = server.request(request.method.as_str(), path, &headers, request.body.clone()).await;
        let header = |(name, value): (&http::HeaderName, &http::HeaderValue)| {
            (name.as_str().to_owned(), value.to_str().unwrap().to_owned())
        };
        Ok(HttpResponse {
            status: answer.status,
            headers: answer.headers.iter().map(header).collect(),
            body: answer.body,
        })
    }
}

struct Both {
    here: Arc<TestServer>,
    there: Arc<TestServer>,
}

fn provider() -> IdentityProvider {
    let tenant = TenantRecord::new(TenantId::default(), Issuer::parse(HERE).unwrap(), Timestamp(0));
    let seal = Seal::new(&EncryptionKey::new([7; 32]), USAGE, &tenant).unwrap();
    IdentityProvider {
        tenant: TenantId::default(),
        name: "there".to_owned(),
        preset: "openid".to_owned(),
        variables: [("issuer".to_owned(), THERE.to_owned())].into(),
        accepted_tenants: Vec::new(),
        simulator: None,
        display_name: Some("There".to_owned()),
        client_id: "here".to_owned(),
        client_secret_sealed: Some(seal_secret(&seal, "there", &Secret::new("secret")).unwrap()),
        scope: Vec::new(),
        first_sign_in: FirstSignIn::Create,
        domains: Vec::new(),
        claim_mappings: Default::default(),
        updates_claims: false,
        group_mappings: Vec::new(),
        offers_sign_out: true,
        position: 0,
        disabled: false,
        created_at: Timestamp(0),
        revision: 0,
        unknown: Unknown::default(),
    }
}

impl Both {
    async fn new(edit: impl FnOnce(IdentityProvider) -> IdentityProvider) -> Self {
        let between = Arc::new(Between::default());
        let server = async |issuer: &str| {
            Arc::new(TestServer::builder().issuer(issuer).outgoing(between.clone()).build().await)
        };
        let (here, there) = (server(HERE).await, server(THERE).await);
        between.servers.set([Arc::downgrade(&here), Arc::downgrade(&there)]).unwrap();
        let at_there = Client {
            redirect_uris: vec![format!("{HERE}/login/provider/there/callback")],
            post_logout_redirect_uris: vec![format!("{HERE}/logout")],
            backchannel_logout_uri: Some(format!("{HERE}{BACKCHANNEL}")),
            ..client("here")
        };
        there.add_client(at_there).await;
        there.add_user("alice", PASSWORD).await;
        here.add_user("bob", PASSWORD).await;
        here.apply(vec![Change::AddIdentityProvider(Box::new(edit(provider())))]).await;
        here.server.identity_providers.reload().await.unwrap();
        Self { here, there }
    }

    /// Signs Alice in at the provider and so here.
    async fn sign_in(&self, browser: &mut Browser<'_>, at_provider: &mut Browser<'_>) {
        let page = browser.open("/login").await;
        let left = browser.submit(&page.form_with_button("provider-1"), "provider-1").await;
        let mut landed = at_provider.open(left.location()).await;
        if landed.text().contains("id=\"sign-in\"") {
            landed = at_provider.submit_and_follow(&sign_in_form(&landed, "alice"), "sign-in").await;
        }
        if landed.text().contains("id=\"allow\"") {
            landed = at_provider.submit_and_follow(&landed.form_with_button("allow"), "allow").await;
        }
        let account = browser.open(landed.location()).await;
        assert!(account.text().contains("sign-out"), "{}", account.show());
    }

    /// A logout token with claims of the test.
    fn token(&self, claims: Value) -> String {
        let now = self.there.environment.now().seconds();
        let mut all = json!({
            "iss": THERE, "aud": "here", "iat": now, "exp": now + 120, "jti": "jti-1",
            "events": { "http://schemas.openid.net/event/backchannel-logout": {} },
        });
        all.as_object_mut().unwrap().extend(claims.as_object().unwrap().clone());
        all.as_object_mut().unwrap().retain(|_, value| !value.is_null());
        self.there.server.keys.sign_jwt(Algorithm::ES256, Some("logout+jwt"), &all).unwrap()
    }

    async fn tell(&self, token: &str) -> Answer {
        self.here.post_form(BACKCHANNEL, &[], &[("logout_token", token)]).await
    }

    /// Signs a user in beside others of the browser, as with an account `name` in this session at the provider.
    async fn sign_in_as(&self, browser: &mut Browser<'_>, name: &str, sid: &str) {
        let page = browser.open("/login?another=1").await;
        browser.submit_and_follow(&sign_in_form(&page, name), "sign-in").await;
        let [session] = self.live_sessions(name).await.try_into().unwrap();
        let row = ProviderSession {
            tenant: session.tenant,
            id: session.id,
            sid: session.sid,
            user_id: session.user_id,
            provider: "there".to_owned(),
            account: ProviderSession::hash(THERE, name),
            upstream: ProviderSession::hash(THERE, sid),
            expires_at: session.expires_at,
        };
        self.here.apply(vec![Change::StoreProviderSession(row)]).await;
    }

    async fn live_sessions(&self, name: &str) -> Vec<Session> {
        let (server, user) = (&self.here.server, UserId::new(format!("user-{name}")));
        let sessions = directory::sessions_of_user(&*self.here.storage, &server.tenant, &user).await.unwrap();
        sessions.into_iter().filter(|session| session.is_live(self.here.environment.now())).collect()
    }

    async fn live(&self, name: &str) -> usize {
        self.live_sessions(name).await.len()
    }

    async fn sessions(&self) -> Vec<ProviderSession> {
        let listing = Listing::all(&PROVIDER_SESSION, None, 100);
        directory::page(&*self.here.storage, &listing).await.unwrap().records
    }
}

async fn is_signed_in(browser: &mut Browser<'_>) -> bool {
    browser.get("/account").await.status == 200
}

async fn sign_in_as_bob(both: &Both) -> Browser<'_> {
    let mut browser = both.here.browser();
    let page = browser.open("/login").await;
    browser.submit_and_follow(&sign_in_form(&page, "bob"), "sign-in").await;
    browser
}

#[tokio::test]
async fn a_sign_out_at_the_provider_ends_the_sessions_here_that_came_from_it_and_no_others() {
    let both = Both::new(|provider| provider).await;
    let (mut browser, mut other) = (both.here.browser(), both.here.browser());
    let (mut at_provider, mut at_other) = (both.there.browser(), both.there.browser());
    both.sign_in(&mut browser, &mut at_provider).await;
    both.sign_in(&mut other, &mut at_other).await;
    let mut bob = sign_in_as_bob(&both).await;
    let page = at_provider.open("/account").await;
    at_provider.submit_and_follow(&page.form_with_button("sign-out"), "sign-out").await;
    assert!(!is_signed_in(&mut browser).await, "the session that came from that session");
    assert!(is_signed_in(&mut other).await, "Alice's session in another browser");
    assert!(is_signed_in(&mut bob).await);
    let listing = Listing::all(&EVENT, None, 100);
    let events = directory::page::<Event>(&*both.here.storage, &listing).await.unwrap().records;
    let ended: Vec<_> = events.iter().filter(|event| event.kind == EventKind::SignedOut).collect();
    assert!(ended.len() == 1 && ended[0].actor == Actor::Server, "{ended:?}");

    // A token without a session ends all sessions of the account.

    assert_eq!(both.sessions().await.len(), 2);
    let told = both.tell(&both.token(json!({ "sub": "user-alice" }))).await;
    assert_eq!((told.status, told.header("cache-control")), (200, Some("no-store")), "{}", told.show());
    assert!(!is_signed_in(&mut other).await);
    assert!(is_signed_in(&mut bob).await);
}

/// A browser that used several accounts of one session at the provider.
#[tokio::test]
async fn a_sign_out_at_the_provider_ends_the_sessions_of_every_user_of_that_session() {
    let both = Both::new(|provider| provider).await;
    both.here.add_user("carol", PASSWORD).await;
    both.here.add_user("dave", PASSWORD).await;
    let (mut browser, mut other) = (both.here.browser(), both.here.browser());
    both.sign_in_as(&mut browser, "bob", "shared").await;
    both.sign_in_as(&mut browser, "carol", "shared").await;
    both.sign_in_as(&mut other, "dave", "other").await;
    // With a subject, the token means that account alone.
    let of_bob = both.token(json!({ "sid": "shared", "sub": "bob", "jti": "a" }));
    assert_eq!(both.tell(&of_bob).await.status, 200);
    assert_eq!([both.live("bob").await, both.live("carol").await, both.live("dave").await], [0, 1, 1]);
    both.sign_in_as(&mut browser, "bob", "shared").await;
    let of_all = both.token(json!({ "sid": "shared", "jti": "b" }));
    assert_eq!(both.tell(&of_all).await.status, 200);
    assert_eq!([both.live("bob").await, both.live("carol").await, both.live("dave").await], [0, 0, 1]);
    assert!(!is_signed_in(&mut browser).await && is_signed_in(&mut other).await);
    let listing = Listing::all(&EVENT, None, 100);
    let events = directory::page::<Event>(&*both.here.storage, &listing).await.unwrap().records;
    let ended = events.iter().filter(|event| event.kind == EventKind::SignedOut);
    let mut ended: Vec<_> = ended.filter_map(|event| event.subject.as_ref()).map(UserId::as_str).collect();
    ended.sort_unstable();
    assert_eq!(ended, ["user-bob", "user-bob", "user-carol"]);
}

#[tokio::test]
async fn jo3_only_a_fresh_logout_token_of_the_provider_for_this_server_ends_a_session() {
    let both = Both::new(|provider| provider).await;
    let (mut browser, mut at_provider) = (both.here.browser(), both.there.browser());
    both.sign_in(&mut browser, &mut at_provider).await;
    let now = both.there.environment.now().seconds();
    let sub = ("sub", "user-alice");
    let foreign = {
        let claims = json!({ "iss": THERE, "aud": "here", "iat": now, "exp": now + 120, "jti": "a", "sub": "user-alice",
            "events": { "http://schemas.openid.net/event/backchannel-logout": {} } });
        both.here.server.keys.sign_jwt(Algorithm::ES256, Some("logout+jwt"), &claims).unwrap()
    };
    for (what, token) in [
        ("no token", String::new()),
        ("nonsense", "e30.e30.e30".to_owned()),
        ("another signer", foreign),
        ("another issuer", both.token(json!({ "iss": "https://evil.example", sub.0: sub.1 }))),
        ("another client", both.token(json!({ "aud": "notes", sub.0: sub.1 }))),
        ("no event", both.token(json!({ "events": {}, sub.0: sub.1 }))),
        ("an ID token", both.token(json!({ "nonce": "n", sub.0: sub.1 }))),
        ("too old", both.token(json!({ "iat": now - 3600, sub.0: sub.1 }))),
        ("expired", both.token(json!({ "exp": now - 600, sub.0: sub.1 }))),
        ("no jti", both.token(json!({ "jti": null, sub.0: sub.1 }))),
        ("nobody", both.token(json!({}))),
    ] {
        let refused = both.tell(&token).await;
        assert_eq!(
            (refused.status, refused.header("cache-control")),
            (400, Some("no-store")),
            "{what}: {}",
            refused.show()
        );
        assert_eq!(refused.json()["error"], "invalid_request", "{what}");
        assert!(is_signed_in(&mut browser).await, "{what}");
    }
    // These count, and name nobody here.
    for claims in [
        json!({ "sub": "user-alic", "jti": "1" }),
        json!({ "sub": "USER-ALICE", "jti": "2" }),
        json!({ "sid": "another", "jti": "3" }),
        json!({ "sid": "another", "sub": "user-alice", "jti": "4" }),
    ] {
        assert_eq!(both.tell(&both.token(claims.clone())).await.status, 200, "{claims}");
        assert!(is_signed_in(&mut browser).await, "{claims}");
    }
    let token = both.token(json!({ "sub": "user-alice", "jti": "5" }));
    let elsewhere = "/login/provider/nobody/backchannel-logout";
    assert_eq!(both.here.post_form(elsewhere, &[], &[("logout_token", &token)]).await.status, 400);
    assert_eq!(both.here.get(&format!("{BACKCHANNEL}?logout_token={token}")).await.status, 405);
    assert!(is_signed_in(&mut browser).await);
    assert_eq!(both.tell(&token).await.status, 200);
    assert!(!is_signed_in(&mut browser).await);

    // RC1: the same token ends no later session.
    both.sign_in(&mut browser, &mut at_provider).await;
    assert_eq!(both.tell(&token).await.status, 200);
    assert!(is_signed_in(&mut browser).await, "a token counts once");
}

#[tokio::test]
async fn sc1_a_disabled_provider_ends_no_session() {
    let both = Both::new(|provider| provider).await;
    let (mut browser, mut at_provider) = (both.here.browser(), both.there.browser());
    both.sign_in(&mut browser, &mut at_provider).await;
    let disabled = IdentityProvider { disabled: true, revision: 1, ..provider() };
    both.here.apply(vec![Change::ReplaceIdentityProvider(Box::new(disabled))]).await;
    assert_eq!(both.tell(&both.token(json!({ "sub": "user-alice" }))).await.status, 400);
    assert!(is_signed_in(&mut browser).await);
}

#[tokio::test]
async fn the_page_after_a_sign_out_offers_to_end_the_session_at_the_provider_too() {
    let both = Both::new(|provider| provider).await;
    let (mut browser, mut at_provider) = (both.here.browser(), both.there.browser());
    both.sign_in(&mut browser, &mut at_provider).await;
    let account = browser.open("/account").await;
    let page = browser.submit_and_follow(&account.form_with_button("sign-out"), "sign-out").await;
    assert!(page.text().contains("Sign out of There too"), "{}", page.show());
    assert!(!is_signed_in(&mut browser).await, "the session here ended without it");
    let link = link_of(&page, "provider-sign-out");
    let left = browser.get(&link).await;
    assert!(left.location().starts_with(&format!("{THERE}/logout?")), "{}", left.show());
    assert_eq!(left.location_parameter("client_id").as_deref(), Some("here"));
    assert_eq!(left.location_parameter("post_logout_redirect_uri"), Some(format!("{HERE}/logout")));

    let question = at_provider.open(left.location()).await;
    let done = at_provider.submit(&question.form_with_button("sign-out"), "sign-out").await;
    assert!(done.location().starts_with(&format!("{HERE}/logout")), "{}", done.show());
    assert!(!is_signed_in(&mut at_provider).await);
    let back = browser.open(done.location()).await;
    assert!(back.text().contains("You are signed out"), "{}", back.show());
    assert!(!back.text().contains("provider-sign-out"), "{}", back.show());

    // Of another browser, changed, or without: the sign-out page, and no way out.
    let mut stranger = both.here.browser();
    for address in [
        link.as_str(),
        "/logout/provider?to=x",
        "/logout/provider",
        "/logout/provider?to=https://evil.example",
    ] {
        let answer = stranger.get(address).await;
        assert_eq!(answer.location(), "/logout", "{address}");
    }
}

#[tokio::test]
async fn nothing_is_offered_where_the_operator_did_not_say_so_nor_after_a_password() {
    let both = Both::new(|provider| IdentityProvider { offers_sign_out: false, ..provider }).await;
    let (mut browser, mut at_provider) = (both.here.browser(), both.there.browser());
    both.sign_in(&mut browser, &mut at_provider).await;
    let account = browser.open("/account").await;
    let page = browser.submit_and_follow(&account.form_with_button("sign-out"), "sign-out").await;
    assert!(!page.text().contains("provider-sign-out"), "{}", page.show());

    let both = Both::new(|provider| provider).await;
    let mut bob = sign_in_as_bob(&both).await;
    let account = bob.open("/account").await;
    let page = bob.submit_and_follow(&account.form_with_button("sign-out"), "sign-out").await;
    assert!(!page.text().contains("provider-sign-out"), "{}", page.show());
}

/// The address of a link of a page, by its id.
fn link_of(page: &Answer, id: &str) -> String {
    let text = page.text();
    let from = text.find(&format!("id=\"{id}\"")).unwrap_or_else(|| panic!("no link {id}: {}", page.show()));
    let rest = &text[from..];
    let start = rest.find("href=\"").unwrap() + 6;
    rest[start..start + rest[start..].find('"').unwrap()].replace("&amp;", "&").replace("&#38;", "&")
}
