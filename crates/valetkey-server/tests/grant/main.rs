//! The grants of the token endpoint: those of this project, and one that a program adds.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests: a broken set-up ends the test"
)]

mod session_grant;

use serde_json::{Value, json};
use valetkey_accounts::{Amr, User};
use valetkey_authorization_server::{
    Lifetimes,
    record::{Authentication, Client},
    registration::{NewClient, new_client},
    session::{self, CompletedSignIn, FreshSession},
};
use valetkey_jose::Algorithm;
use valetkey_server::{
    Environment as _, Grants,
    testing::{Answer, TestServer},
};
use valetkey_types::{ClientId, GrantType, Handle, Secret, TenantId};

use session_grant::{NAME, SessionGrant};

const SECRET: &str = "the-secret-of-the-client";

struct Fixture {
    server: TestServer,
    user: User,
    handle: Handle,
}

/// A server with one grant more, a user with a session, a client for the grant and one without it.
async fn fixture() -> Fixture {
    let grants = Grants::default().with(SessionGrant);
    let server = TestServer::builder().grants(grants).build().await;
    for (id, grant) in [("desk", NAME), ("other", "client_credentials")] {
        server.add_client(client(id, grant.parse().unwrap())).await;
    }
    let user = server.add_user("ada", "a long enough password").await;
    let (handle, sid) = (server.environment.handle(), server.environment.identifier());
    let now = server.environment.now();
    let authentication = Authentication::by(Amr::Password, now);
    let sign_in = CompletedSignIn {
        attempt: server.environment.identifier(),
        authentication,
        by_trusted_device: false,
    };
    let fresh = FreshSession { handle: &handle, sid, kept: None, device: None, address: None };
    let decision = session::start(&user, None, sign_in, fresh, &Lifetimes::default(), now);
    server.apply(decision.changes).await;
    Fixture { server, user, handle }
}

fn client(id: &str, grant: GrantType) -> Client {
    let mut new = NewClient::web_application(id, Vec::new());
    new.grant_types = vec![grant];
    new.id_token_signed_response_alg = Algorithm::ES256;
    let secret = Secret::new(SECRET);
    let now = valetkey_types::Timestamp(0);
    new_client(TenantId::default(), ClientId::new(id), Some(&secret), new, now).unwrap()
}

impl Fixture {
    async fn exchange(&self, client_id: &str, session: &str) -> Answer {
        ask(&self.server, NAME, client_id, session).await
    }
}

async fn ask(server: &TestServer, grant_type: &str, client_id: &str, session: &str) -> Answer {
    let fields = [
        ("grant_type", grant_type),
        ("client_id", client_id),
        ("client_secret", SECRET),
        ("session", session),
    ];
    server.post_form("/token", &[], &fields).await
}

fn error(answer: &Answer) -> (u16, String) {
    (answer.status, answer.json()["error"].as_str().unwrap_or_default().to_owned())
}

#[tokio::test]
async fn a_grant_of_one_file_loads_a_stored_record_and_gives_tokens_that_count() {
    let fixture = fixture().await;
    let answer = fixture.exchange("desk", &fixture.handle.expose()).await;
    assert_eq!(answer.status, 200, "{}", answer.show());
    let tokens = answer.json();
    let bearer = format!("Bearer {}", tokens["access_token"].as_str().unwrap());
    let userinfo = |bearer: String| async move {
        fixture.server.request("GET", "/userinfo", &[("authorization", &bearer)], "").await
    };
    let told: Value = userinfo(bearer).await.json();
    assert_eq!(told["sub"], fixture.user.id.as_str());
    let id_token = valetkey_jose::decode_unverified(tokens["id_token"].as_str().unwrap()).unwrap().claims;
    assert_eq!(id_token["sub"], fixture.user.id.as_str());
}

#[tokio::test]
async fn what_the_grant_refuses_is_refused() {
    let fixture = fixture().await;
    let stranger = fixture.server.environment.handle().expose();
    for wrong in ["x", stranger.as_str()] {
        assert_eq!(
            error(&fixture.exchange("desk", wrong).await),
            (400, "invalid_grant".to_owned()),
            "{wrong}"
        );
    }
    assert_eq!(error(&fixture.exchange("desk", "").await), (400, "invalid_request".to_owned()));
    let own = fixture.handle.expose();
    let answer = fixture.exchange("other", &own).await;
    assert_eq!(error(&answer), (400, "unauthorized_client".to_owned()), "not registered for it");
    fixture.server.advance(Lifetimes::default().session.0);
    assert_eq!(error(&fixture.exchange("desk", &own).await), (400, "invalid_grant".to_owned()));
}

#[tokio::test]
async fn metadata_announces_the_grants_that_are_there() {
    let own = json!(["authorization_code", "refresh_token", "client_credentials"]);
    let announced = |answer: Answer| answer.json()["grant_types_supported"].clone();
    let plain = TestServer::new().await;
    assert_eq!(announced(plain.get("/.well-known/openid-configuration").await), own);
    let more = json!(["authorization_code", "refresh_token", "client_credentials", NAME]);
    assert_eq!(announced(fixture().await.server.get("/.well-known/openid-configuration").await), more);
}

#[tokio::test]
async fn an_unknown_or_missing_grant_type_is_refused() {
    let fixture = fixture().await;
    for name in ["password", "implicit", "Authorization_Code", "authorization_code ", "urn:example:other"] {
        let answer = ask(&fixture.server, name, "desk", "").await;
        assert_eq!(error(&answer), (400, "unsupported_grant_type".to_owned()), "{name}");
    }
    assert_eq!(error(&ask(&fixture.server, "", "desk", "").await), (400, "invalid_request".to_owned()));
    let plain = TestServer::new().await;
    plain.add_client(client("desk", NAME.parse().unwrap())).await;
    let answer = ask(&plain, NAME, "desk", "x").await;
    assert_eq!(error(&answer), (400, "unsupported_grant_type".to_owned()), "nobody added it here");
}

#[tokio::test]
async fn a_missing_code_or_token_is_named_as_such() {
    let fixture = fixture().await;
    for name in ["authorization_code", "refresh_token"] {
        let answer = ask(&fixture.server, name, "desk", "").await;
        assert_eq!(error(&answer), (400, "invalid_request".to_owned()), "{name}");
    }
}
