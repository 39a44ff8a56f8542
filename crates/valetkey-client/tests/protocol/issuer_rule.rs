//! One discovery document, several issuers.

use std::sync::Arc;

use serde_json::{Value, json};
use valetkey_client::{
    AuthorizationOptions, Client, ClientError, IssuerRule, Login, Problem, Stage, Tenants,
};
use valetkey_types::RawParams;

use crate::fake::{Fake, ISSUER, NOW, answer, callback};

const TEMPLATE: &str = "https://id.example/{tenantid}/v2.0";

fn rule(tenants: Tenants) -> IssuerRule {
    IssuerRule::Template { template: TEMPLATE.into(), tenants }
}

fn these(tenants: &[&str]) -> Tenants {
    Tenants::These(tenants.iter().map(|tenant| (*tenant).to_owned()).collect())
}

/// Performs a login whose ID token has these claims besides the usual ones.
async fn log_in(
    rule: IssuerRule,
    named: &str,
    claims: Value,
    iss: Option<&str>,
) -> Result<Login, ClientError> {
    let signer: Arc<std::sync::OnceLock<String>> = Arc::default();
    let token = Arc::clone(&signer);
    let fake = Fake::new(json!({ "issuer": named }), move |_| {
        let id_token = token.get().unwrap();
        answer(200, &json!({"access_token": "a1", "token_type": "Bearer", "id_token": id_token}))
    });
    let client: Client = fake.builder().issuer_rule(rule).build().unwrap();
    let request = client.authorization_request(AuthorizationOptions::default()).await?;
    let nonce = crate::fake::query(&request.url)["nonce"].clone();
    let mut all = json!({"aud": "app", "sub": "alice", "iat": NOW, "exp": NOW + 300, "nonce": nonce});
    all.as_object_mut().unwrap().extend(claims.as_object().unwrap().clone());
    signer.set(fake.key.sign_jwt(None, &all).unwrap()).unwrap();
    let params = match iss {
        None => callback(&request),
        Some(iss) => {
            let pairs = [("code", "c1"), ("state", request.pending.state()), ("iss", iss)];
            RawParams::parse(valetkey_types::encode_form(pairs).as_bytes()).unwrap()
        }
    };
    client.finish(&request.pending, &params).await
}

#[tokio::test]
async fn a_tenant_on_the_list_signs_in_under_its_own_issuer() {
    let claims = json!({"iss": "https://id.example/t-1/v2.0", "tid": "t-1"});
    for tenants in [these(&["t-1", "t-2"]), Tenants::Any, Tenants::AnyBut(vec!["t-2".into()])] {
        let login = log_in(rule(tenants), TEMPLATE, claims.clone(), None).await.unwrap();
        assert_eq!(login.id_token.issuer(), "https://id.example/t-1/v2.0");
    }
    let named = Some("https://id.example/t-1/v2.0");
    assert!(log_in(rule(these(&["t-1"])), TEMPLATE, claims, named).await.is_ok());
}

#[tokio::test]
async fn other_tenants_and_issuers_are_refused() {
    for (claims, tenants) in [
        (json!({"iss": "https://id.example/t-3/v2.0", "tid": "t-3"}), these(&["t-1", "t-2"])),
        (json!({"iss": "https://id.example/t-3/v2.0", "tid": "t-1"}), these(&["t-1"])),
        (json!({"iss": "https://id.example/t-3/v2.0", "tid": "t-1"}), Tenants::Any),
        (json!({"iss": "https://id.example/t-1/v2.0", "tid": "t-1"}), Tenants::AnyBut(vec!["t-1".into()])),
        (json!({"iss": "https://id.example/t-1/v2.0"}), these(&["t-1"])),
        (json!({"iss": "https://id.example/t-1/v2.0", "tid": ["t-1"]}), these(&["t-1"])),
        (json!({"iss": "https://id.example/t-1/v2.0", "tid": "T-1"}), these(&["t-1"])),
        (json!({"iss": TEMPLATE, "tid": "{tenantid}"}), Tenants::Any),
        (json!({"iss": "https://id.example//v2.0", "tid": ""}), Tenants::Any),
        (json!({"iss": "https://id.example/a/b/v2.0", "tid": "a/b"}), Tenants::Any),
        (json!({"iss": ISSUER, "tid": "t-1"}), these(&["t-1"])),
        (json!({"tid": "t-1"}), these(&["t-1"])),
    ] {
        let error = log_in(rule(tenants), TEMPLATE, claims.clone(), None).await.unwrap_err();
        assert_eq!(error.stage(), Stage::IdToken, "{claims}: {error}");
    }
}

#[tokio::test]
async fn the_iss_of_the_callback_must_match_the_template_too() {
    let claims = json!({"iss": "https://id.example/t-1/v2.0", "tid": "t-1"});
    for iss in ["https://id.example/t-2/v2.0", "https://evil.example/t-1/v2.0", TEMPLATE, ISSUER] {
        let error = log_in(rule(these(&["t-1"])), TEMPLATE, claims.clone(), Some(iss)).await.unwrap_err();
        assert!(matches!(error.problem(), Problem::Mismatch { what: "iss", .. }), "{iss}: {error}");
    }
}

#[tokio::test]
async fn one_tenant_cannot_finish_a_login_of_another() {
    let claims = json!({"iss": "https://id.example/t-1/v2.0", "tid": "t-1"});
    let iss = Some("https://id.example/t-2/v2.0");
    let error = log_in(rule(these(&["t-1", "t-2"])), TEMPLATE, claims, iss).await.unwrap_err();
    assert!(matches!(error.problem(), Problem::Mismatch { what: "iss of the ID token", .. }), "{error}");
}

#[tokio::test]
async fn the_discovery_document_must_name_the_template() {
    let claims = json!({"iss": "https://id.example/t-1/v2.0", "tid": "t-1"});
    for named in [ISSUER, "https://id.example/{tenantId}/v2.0", "https://id.example/t-1/v2.0"] {
        let error = log_in(rule(these(&["t-1"])), named, claims.clone(), None).await.unwrap_err();
        assert_eq!(error.stage(), Stage::Discovery, "{named}");
    }
}

#[tokio::test]
async fn another_spelling_is_accepted_if_it_is_listed() {
    let rule = IssuerRule::AlsoKnownAs(vec!["id.example".into()]);
    for (iss, good) in [(ISSUER, true), ("id.example", true), ("evil.example", false), ("id.example/", false)]
    {
        let checked = log_in(rule.clone(), ISSUER, json!({ "iss": iss }), None).await;
        assert_eq!(checked.is_ok(), good, "{iss}");
        if let Ok(login) = checked {
            // Each spelling identifies the same user.
            assert_eq!(login.id_token.issuer(), ISSUER);
        }
    }
    assert!(log_in(IssuerRule::Exact, ISSUER, json!({"iss": "id.example"}), None).await.is_err());
}

#[test]
fn an_invalid_rule_is_refused_at_once() {
    let build = |rule| Client::builder(ISSUER, "app").issuer_rule(rule).build();
    let template = |template: &str, tenants| IssuerRule::Template { template: template.into(), tenants };
    for rule in [
        template("https://id.example/v2.0", Tenants::Any),
        template("https://id.example/{tenantid}/{tenantid}", Tenants::Any),
        template("http://id.example/{tenantid}", Tenants::Any),
        template(TEMPLATE, these(&[])),
        template(TEMPLATE, these(&["a/b"])),
        template(TEMPLATE, these(&[""])),
    ] {
        assert!(build(rule.clone()).is_err(), "{rule:?}");
    }
}
