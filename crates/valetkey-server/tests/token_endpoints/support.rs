//! A server with two clients, an API and a user, and codes made for them.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::Value;
use valetkey_accounts::{Amr, User};
use valetkey_authorization_server::{
    Change,
    record::{AccessTokenFormat, Authentication, Client, Consent, Session, Sha256Hash},
    registration::{NewClient, new_client},
    sealed::AuthorizationCode,
};
use valetkey_jose::{Algorithm, AudienceRule, Expectation, TypExpectation, verify};
use valetkey_server::{
    Environment as _,
    testing::{Answer, TestServer},
};
use valetkey_types::{ClientId, CodeChallenge, GrantType, Seconds, Secret, TenantId, Timestamp, Unknown};

pub(crate) const API: &str = "https://api.example";
pub(crate) const CALLBACK: &str = "https://app.example/callback";
pub(crate) const SECRET: &str = "the-secret-of-the-client";
pub(crate) const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

pub(crate) struct Fixture {
    pub(crate) server: TestServer,
    pub(crate) user: User,
}

/// Clients `app` and `other` (confidential), `public`, `opaque` (confidential, opaque access tokens) and `api`. Ada allows
/// each of them everything.
pub(crate) async fn fixture() -> Fixture {
    fixture_on(crate::usual_database::builder().await.build().await).await
}

pub(crate) async fn fixture_on(server: TestServer) -> Fixture {
    let now = server.environment.now();
    let user = server.add_user("ada", "a long enough password").await;
    let fixture = Fixture { server, user };
    for client in [
        client("app", true, now),
        client("other", true, now),
        client("public", false, now),
        Client { access_token_format: AccessTokenFormat::Opaque, ..client("opaque", true, now) },
        Client { grant_types: vec![], ..client("api", true, now) },
    ] {
        fixture.add_client(client).await;
    }
    fixture
}

pub(crate) fn client(id: &str, confidential: bool, now: Timestamp) -> Client {
    let mut new = NewClient::web_application(id, vec![CALLBACK.into()]);
    new.scope = "openid profile email offline_access notes.read".parse().unwrap();
    new.audiences = vec![API.into()];
    new.id_token_signed_response_alg = Algorithm::ES256;
    if confidential {
        new.grant_types.push(GrantType::ClientCredentials);
    }
    let secret = confidential.then(|| Secret::new(SECRET));
    let new = new_client(TenantId::default(), ClientId::new(id), secret.as_ref(), new, now).unwrap();
    // As it is once it is stored.
    Client { revision: 1, ..new }
}

/// The `Authorization: Basic` header of a client.
pub(crate) fn basic(client_id: &str) -> String {
    format!("Basic {}", STANDARD.encode(format!("{client_id}:{SECRET}")))
}

impl Fixture {
    /// Registers a client that Ada allows everything.
    pub(crate) async fn add_client(&self, client: Client) {
        let consent = Consent {
            tenant: client.tenant.clone(),
            user_id: self.user.id.clone(),
            client_id: client.id.clone(),
            scope: client.scope.clone(),
            granted_at: self.server.environment.now(),
            revision: 0,
            unknown: Unknown::default(),
        };
        self.server.add_client(client).await;
        self.server.apply(vec![Change::RememberConsent(consent)]).await;
    }

    /// A fresh code for a client, as the authorization endpoint would hand it out.
    pub(crate) async fn code(&self, client_id: &str) -> String {
        self.code_with(client_id, |_| {}).await
    }

    pub(crate) async fn code_with(
        &self,
        client_id: &str,
        change: impl FnOnce(&mut AuthorizationCode),
    ) -> String {
        let environment = &self.server.environment;
        let now = environment.now();
        let mut code = AuthorizationCode {
            client_id: ClientId::new(client_id),
            user_id: self.user.id.clone(),
            session_id: environment.identifier(),
            grant_id: environment.identifier(),
            redirect_uri: CALLBACK.into(),
            code_challenge: Some(CodeChallenge::parse(CHALLENGE, Some("S256")).unwrap()),
            scope: "openid profile email notes.read".parse().unwrap(),
            audiences: vec![API.into()],
            nonce: Some("n-0S6".into()),
            authentication: Authentication::by(Amr::Password, now),
            expires_at: now.plus(Seconds(60)),
            allowed_at_revision: None,
        };
        change(&mut code);
        self.server.apply(vec![Change::StartSession(self.session_of(&code))]).await;
        self.server.server.sealed_tokens.seal(&code).unwrap()
    }

    /// The session that a code was issued in.
    fn session_of(&self, code: &AuthorizationCode) -> Session {
        Session {
            kept: false,
            tenant: TenantId::default(),
            id: code.session_id,
            verifier_hash: Sha256Hash::of(b"cookie"),
            sid: self.server.environment.identifier(),
            user_id: code.user_id.clone(),
            authentication: code.authentication.clone(),
            attempt: None,
            device: None,
            address: None,
            expires_at: code.authentication.auth_time.plus(Seconds::hours(12)),
            ended_at: None,
            by_trusted_device: false,
            continued_by: None,
        }
    }

    /// Posts a form as this client: with its secret, or by its name for the public one.
    pub(crate) async fn post(&self, path: &str, client_id: &str, fields: &[(&str, &str)]) -> Answer {
        if client_id == "public" {
            let mut fields = fields.to_vec();
            fields.push(("client_id", client_id));
            return self.server.post_form(path, &[], &fields).await;
        }
        let header = basic(client_id);
        self.server.post_form(path, &[("authorization", header.as_str())], fields).await
    }

    pub(crate) async fn redeem(&self, client_id: &str, code: &str) -> Answer {
        let fields = [("grant_type", "authorization_code"), ("code", code), ("code_verifier", VERIFIER)];
        self.post("/token", client_id, &fields).await
    }

    pub(crate) async fn refresh(&self, client_id: &str, refresh_token: &str) -> Answer {
        let fields = [("grant_type", "refresh_token"), ("refresh_token", refresh_token)];
        self.post("/token", client_id, &fields).await
    }

    /// The whole token answer of a fresh code.
    pub(crate) async fn tokens(&self, client_id: &str) -> Value {
        let answer = self.redeem(client_id, &self.code(client_id).await).await;
        assert_eq!(answer.status, 200, "{}", answer.show());
        answer.json()
    }

    /// The whole token answer of a fresh code with this scope.
    pub(crate) async fn tokens_with(&self, client_id: &str, scope: &str) -> Value {
        let code = self.code_with(client_id, |code| code.scope = scope.parse().unwrap()).await;
        let answer = self.redeem(client_id, &code).await;
        assert_eq!(answer.status, 200, "{}", answer.show());
        answer.json()
    }

    pub(crate) async fn userinfo(&self, access_token: &str) -> Answer {
        let header = format!("Bearer {access_token}");
        self.server.request("GET", "/userinfo", &[("authorization", header.as_str())], "").await
    }

    pub(crate) async fn introspect(&self, client_id: &str, token: &str) -> Answer {
        self.post("/introspect", client_id, &[("token", token)]).await
    }

    /// The claims of a token that the published keys verify.
    pub(crate) fn claims(&self, token: &str, typ: &'static [&'static str]) -> Value {
        let now = self.server.environment.now();
        let expectation = Expectation::new(TypExpectation::Exactly(typ), AudienceRule::Unchecked, now);
        verify::<Value>(token, &self.server.server.keys.verifying_keys(), &expectation).unwrap().claims
    }
}

/// A member of a JSON answer as text.
pub(crate) fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_else(|| panic!("no text {name:?} in {value}"))
}

/// Status and `error`, for tables.
pub(crate) fn error(answer: &Answer) -> (u16, String) {
    (answer.status, text(&answer.json(), "error").to_owned())
}

pub(crate) fn invalid_grant() -> (u16, String) {
    (400, "invalid_grant".to_owned())
}
