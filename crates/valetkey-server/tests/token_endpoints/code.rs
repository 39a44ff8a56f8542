//! The code grant on the wire: the answer, CP1 on the whole pipeline, and codes used twice.

use serde_json::json;
use valetkey_authorization_server::record::PkcePolicy;
use valetkey_jose::{Algorithm, digest::left_half_hash};

use crate::support::*;

#[tokio::test]
async fn the_whole_answer() {
    let fixture = fixture().await;
    let answer = fixture.redeem("app", &fixture.code("app").await).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("content-type"), Some("application/json"));
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    let body = answer.json();
    let mut names: Vec<_> = body.as_object().unwrap().keys().map(String::as_str).collect();
    names.sort_unstable();
    assert_eq!(names, ["access_token", "expires_in", "id_token", "refresh_token", "scope", "token_type"]);
    assert_eq!((&body["token_type"], &body["expires_in"]), (&json!("Bearer"), &json!(600)));
    assert_eq!(body["scope"], "email notes.read openid profile");

    let now = 1_767_225_600;
    let access = fixture.claims(text(&body, "access_token"), &["at+jwt"]);
    for (name, value) in [
        ("iss", json!("https://id.example")),
        ("aud", json!([API])),
        ("sub", json!("user-ada")),
        ("client_id", json!("app")),
        ("iat", json!(now)),
        ("exp", json!(now + 600)),
        ("auth_time", json!(now)),
        ("acr", json!("urn:valetkey:acr:single-factor")),
        ("amr", json!(["pwd"])),
        ("scope", json!("email notes.read openid profile")),
    ] {
        assert_eq!(access[name], value, "{name}");
    }
    let id_token = fixture.claims(text(&body, "id_token"), &["JWT"]);
    for (name, value) in [
        ("iss", json!("https://id.example")),
        ("aud", json!("app")),
        ("sub", json!("user-ada")),
        ("nonce", json!("n-0S6")),
        ("auth_time", json!(now)),
        ("at_hash", json!(left_half_hash(Algorithm::ES256, text(&body, "access_token")))),
        ("sid", access["sid"].clone()),
        ("preferred_username", json!("ada")),
        ("email", json!("ada@example.org")),
    ] {
        assert_eq!(id_token[name], value, "{name}");
    }
}

#[tokio::test]
async fn cp1_code_of_one_client_in_the_hands_of_another() {
    let fixture = fixture().await;
    for owner in ["app", "public"] {
        for thief in ["other", "public", "app", "opaque"] {
            if thief == owner {
                continue;
            }
            for redirect_uri in ["", CALLBACK, "https://thief.example/"] {
                let code = fixture.code(owner).await;
                let fields = [
                    ("grant_type", "authorization_code"),
                    ("code", code.as_str()),
                    ("code_verifier", VERIFIER),
                    ("redirect_uri", redirect_uri),
                ];
                let answer = fixture.post("/token", thief, &fields).await;
                assert_eq!(error(&answer), invalid_grant(), "{owner} → {thief} {redirect_uri:?}");
                // The attempt did not cost the owner the code.
                assert_eq!(fixture.redeem(owner, &code).await.status, 200);
            }
        }
    }
}

#[tokio::test]
async fn cp1_a_wrong_secret_never_reaches_the_code() {
    let fixture = fixture().await;
    let code = fixture.code("app").await;
    let fields = [
        ("grant_type", "authorization_code"),
        ("code", code.as_str()),
        ("code_verifier", VERIFIER),
        ("client_id", "app"),
        ("client_secret", "wrong"),
    ];
    let answer = fixture.server.post_form("/token", &[], &fields).await;
    assert_eq!(error(&answer), (401, "invalid_client".to_owned()));
    assert_eq!(answer.header("www-authenticate"), None);
    assert_eq!(fixture.redeem("app", &code).await.status, 200);
}

#[tokio::test]
async fn a_code_used_twice_kills_the_tokens_of_the_first_use() {
    let fixture = fixture().await;
    for client in ["app", "opaque", "public"] {
        let code = fixture.code(client).await;
        let first = fixture.redeem(client, &code).await.json();
        assert_eq!(fixture.userinfo(text(&first, "access_token")).await.status, 200);
        assert_eq!(error(&fixture.redeem(client, &code).await), invalid_grant());
        assert_eq!(fixture.userinfo(text(&first, "access_token")).await.status, 401, "{client}");
        assert_eq!(error(&fixture.refresh(client, text(&first, "refresh_token")).await), invalid_grant());
    }
}

#[tokio::test]
async fn rf6_an_expired_code_is_refused() {
    let fixture = fixture().await;
    let code = fixture.code("app").await;
    fixture.server.advance(60);
    assert_eq!(error(&fixture.redeem("app", &code).await), invalid_grant());
}

#[tokio::test]
async fn cp2_verifier_missing_wrong_or_uncalled_for() {
    let fixture = fixture().await;
    for verifier in ["", "wrong-wrong-wrong-wrong-wrong-wrong-wrong-wrong", "short"] {
        let code = fixture.code("app").await;
        let fields =
            [("grant_type", "authorization_code"), ("code", code.as_str()), ("code_verifier", verifier)];
        assert_eq!(error(&fixture.post("/token", "app", &fields).await), invalid_grant(), "{verifier:?}");
    }
    let now = valetkey_server::Environment::now(&*fixture.server.environment);
    let mut compatible = client("compatible", true, now);
    compatible.pkce = PkcePolicy::OpenidConnectCoreCompatible;
    fixture.add_client(compatible).await;
    let code = fixture.code_with("compatible", |code| code.code_challenge = None).await;
    assert_eq!(error(&fixture.redeem("compatible", &code).await), invalid_grant());
    let fields = [("grant_type", "authorization_code"), ("code", code.as_str())];
    assert_eq!(fixture.post("/token", "compatible", &fields).await.status, 200);
}

/// CP4: every token of ours at the place of every other one.
#[tokio::test]
async fn cp4_no_token_passes_for_another() {
    let fixture = fixture().await;
    for client in ["app", "opaque"] {
        let code = fixture.code(client).await;
        let tokens = fixture.tokens(client).await;
        let access = text(&tokens, "access_token");
        let refresh = text(&tokens, "refresh_token");
        let id_token = text(&tokens, "id_token");
        for wrong in [access, refresh, id_token] {
            assert_eq!(error(&fixture.redeem(client, wrong).await), invalid_grant());
        }
        for wrong in [access, &code, id_token] {
            assert_eq!(error(&fixture.refresh(client, wrong).await), invalid_grant());
        }
        for wrong in [refresh, &code, id_token] {
            assert_eq!(fixture.userinfo(wrong).await.status, 401);
        }
        for wrong in [&code, id_token] {
            assert_eq!(fixture.introspect(client, wrong).await.json(), json!({"active": false}));
        }
        assert_eq!(fixture.userinfo(access).await.status, 200, "the wrong uses cost nothing");
    }
}
