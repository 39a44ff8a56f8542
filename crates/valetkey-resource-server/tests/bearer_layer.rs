//! An API behind the layer: the complete responses to callers.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test may panic")]

mod support;

use axum::Router;
use axum::routing::get;
use http::Request;
use support::{Api, Issuer, NOW, claims, guard_of};
use tower::ServiceExt;
use valetkey_jose::{Algorithm, SigningKey};
use valetkey_resource_server::{AccessToken, BearerLayer};

#[tokio::test]
async fn a_request_with_a_valid_token_reaches_the_handler() {
    let issuer = Issuer::new();
    let api = Api::of(&issuer);
    let token = issuer.sign("at+jwt", &claims());
    insta::assert_snapshot!(api.call(&[&format!("Bearer {token}")]).await, @r"
    200
    content-type: text/plain; charset=utf-8

    Hello alice of notes-app, notes.read, user true, roles editor
    ");
    // The letter case of the scheme is ignored, and the long form of the type is accepted.
    let token = issuer.sign("application/AT+JWT", &claims());
    assert!(api.call(&[&format!("bEARER {token}")]).await.starts_with("200\n"));
}

#[tokio::test]
async fn a_request_without_credentials_gets_a_challenge_without_an_error() {
    let issuer = Issuer::new();
    let api = Api::of(&issuer);
    let bare = api.call(&[]).await;
    insta::assert_snapshot!(bare, @r#"
    401
    cache-control: no-store
    www-authenticate: Bearer realm="https://api.example"
    "#);
    assert_eq!(api.call(&["Basic YTpi"]).await, bare, "credentials of another scheme are ignored");
    let token = issuer.sign("at+jwt", &claims());
    assert_eq!(
        api.call_url(&format!("/?access_token={token}"), &[]).await,
        bare,
        "a token in the query is ignored"
    );
    assert_eq!(issuer.requests(), 0, "nothing is fetched for callers without a token");
}

#[tokio::test]
async fn two_tokens_or_a_malformed_one_are_an_invalid_request() {
    let issuer = Issuer::new();
    let api = Api::of(&issuer);
    let good = format!("Bearer {}", issuer.sign("at+jwt", &claims()));
    let twice = api.call(&[&good, &good]).await;
    insta::assert_snapshot!(twice, @r#"
    400
    cache-control: no-store
    content-type: application/json
    www-authenticate: Bearer realm="https://api.example", error="invalid_request", error_description="Send one Authorization header with the scheme Bearer and one token"

    {"error":"invalid_request","error_description":"Send one Authorization header with the scheme Bearer and one token"}
    "#);
    for malformed in ["Bearer", "Bearer ", "Bearer a b", "Bearer a,b", "Bearer \"a\""] {
        assert_eq!(api.call(&[malformed]).await, twice, "{malformed}");
    }
}

#[tokio::test]
async fn tokens_that_are_not_for_this_api_are_invalid() {
    let issuer = Issuer::new();
    let api = Api::of(&issuer);
    let foreign_key = SigningKey::generate(Algorithm::ES256).unwrap();
    let changed = |name: &str, value: serde_json::Value| {
        let mut claims = claims();
        claims[name] = value;
        issuer.sign("at+jwt", &claims)
    };
    let without = |name: &str| {
        let mut claims = claims();
        claims.as_object_mut().unwrap().remove(name);
        issuer.sign("at+jwt", &claims)
    };
    let good = issuer.sign("at+jwt", &claims());
    let mut tokens = vec![
        ("another issuer", changed("iss", "https://evil.example".into())),
        ("the issuer with a slash", changed("iss", "https://id.example/".into())),
        ("another audience", changed("aud", "https://other.example".into())),
        ("a list of other audiences", changed("aud", serde_json::json!(["https://other.example", "x"]))),
        ("not valid yet", changed("nbf", (NOW + 60).into())),
        ("exp as text", changed("exp", "9999999999".into())),
        ("scope as a list", changed("scope", serde_json::json!(["notes.read"]))),
        ("an empty subject", changed("sub", "".into())),
        ("an ID token", issuer.sign("JWT", &claims())),
        ("a logout token", issuer.sign("logout+jwt", &claims())),
        ("a stranger's signature", foreign_key.sign_jwt(Some("at+jwt"), &claims()).unwrap()),
        ("a cut signature", good[..good.len() - 1].to_owned()),
        ("no token at all", "nonsense".to_owned()),
    ];
    for claim in ["iss", "exp", "aud", "sub", "client_id", "iat", "jti"] {
        tokens.push((claim, without(claim)));
    }
    let mut answers = Vec::new();
    for (name, token) in tokens {
        answers.push((name, api.call(&[&format!("Bearer {token}")]).await));
    }
    for (name, answer) in &answers {
        assert_eq!(answer, &answers[0].1, "{name}");
    }
    insta::assert_snapshot!(answers[0].1, @r#"
    401
    cache-control: no-store
    content-type: application/json
    www-authenticate: Bearer realm="https://api.example", error="invalid_token", error_description="The access token is not valid for this API"

    {"error":"invalid_token","error_description":"The access token is not valid for this API"}
    "#);
}

#[tokio::test]
async fn an_expired_token_has_its_own_description() {
    let issuer = Issuer::new();
    let api = Api::of(&issuer);
    let token = format!("Bearer {}", issuer.sign("at+jwt", &claims()));
    issuer.advance(300 + 9);
    assert!(api.call(&[&token]).await.starts_with("200\n"), "within the leeway");
    issuer.advance(1);
    insta::assert_snapshot!(api.call(&[&token]).await, @r#"
    401
    cache-control: no-store
    content-type: application/json
    www-authenticate: Bearer realm="https://api.example", error="invalid_token", error_description="The access token has expired"

    {"error":"invalid_token","error_description":"The access token has expired"}
    "#);
}

#[tokio::test]
async fn a_missing_scope_is_named() {
    let issuer = Issuer::new();
    let api = Api::of(&issuer);
    let mut claims = claims();
    claims["scope"] = "notes.readonly NOTES.READ".into();
    let token = format!("Bearer {}", issuer.sign("at+jwt", &claims));
    let answer = api.call(&[&token]).await;
    insta::assert_snapshot!(answer, @r#"
    403
    cache-control: no-store
    content-type: application/json
    www-authenticate: Bearer realm="https://api.example", error="insufficient_scope", error_description="The access token lacks a scope that this request needs", scope="notes.read"

    {"error":"insufficient_scope","error_description":"The access token lacks a scope that this request needs"}
    "#);
    claims.as_object_mut().unwrap().remove("scope");
    let token = format!("Bearer {}", issuer.sign("at+jwt", &claims));
    assert_eq!(api.call(&[&token]).await, answer, "a token without a scope does not have every scope");
}

#[tokio::test]
async fn all_of_several_scopes_are_required() {
    let issuer = Issuer::new();
    let api = Api::needing(&issuer, &["notes.read notes.write", "notes.share"]);
    let mut claims = claims();
    for (granted, status) in [
        ("notes.read notes.write notes.share", "200\n"),
        ("notes.write notes.share", "403\n"),
        ("notes.read notes.write", "403\n"),
    ] {
        claims["scope"] = granted.into();
        let token = format!("Bearer {}", issuer.sign("at+jwt", &claims));
        assert!(api.call(&[&token]).await.starts_with(status), "{granted}");
    }
}

#[tokio::test]
async fn a_clients_own_token_is_not_a_users_token() {
    let issuer = Issuer::new();
    let mut claims = claims();
    claims["sub"] = "notes-app".into();
    let token = format!("Bearer {}", issuer.sign("at+jwt", &claims));
    assert!(Api::of(&issuer).call(&[&token]).await.contains("user false"));
}

#[tokio::test]
async fn a_rotated_key_is_found_without_a_restart() {
    let issuer = Issuer::new();
    let api = Api::of(&issuer);
    let old = format!("Bearer {}", issuer.sign("at+jwt", &claims()));
    assert!(api.call(&[&old]).await.starts_with("200\n"));
    issuer.rotate();
    issuer.advance(11);
    let new = format!("Bearer {}", issuer.sign("at+jwt", &claims()));
    assert!(api.call(&[&new]).await.starts_with("200\n"));
    assert!(api.call(&[&old]).await.starts_with("401\n"), "the withdrawn key is no longer used");
}

#[tokio::test]
async fn an_issuer_that_is_down_at_the_start_causes_503_but_does_not_stop_the_program() {
    let issuer = Issuer::new();
    issuer.set_down(true);
    let api = Api::of(&issuer);
    let token = format!("Bearer {}", issuer.sign("at+jwt", &claims()));
    insta::assert_snapshot!(api.call(&[&token]).await, @r#"
    503
    cache-control: no-store
    content-type: application/json
    retry-after: 5

    {"error":"temporarily_unavailable","error_description":"Access tokens can't be checked at the moment; try again later"}
    "#);
    issuer.set_down(false);
    issuer.advance(1);
    assert!(api.call(&[&token]).await.starts_with("200\n"));
}

#[tokio::test]
async fn sf3_the_layer_refuses_a_token_of_a_weak_or_old_sign_in() {
    let issuer = Issuer::new();
    let layer = BearerLayer::new(guard_of(&issuer));
    let api = Api::behind(layer.require_authentication(&["urn:strong"], Some(60)));
    let bearer = |acr: &str, age: i64| {
        let mut all = claims();
        all["acr"] = acr.into();
        all["auth_time"] = (NOW - age).into();
        format!("Bearer {}", issuer.sign("at+jwt", &all))
    };
    assert!(api.call(&[&bearer("urn:strong", 60)]).await.starts_with("200\n"));
    for (acr, age) in [("urn:weak", 0), ("urn:strong", 61)] {
        let refused = api.call(&[&bearer(acr, age)]).await;
        assert!(refused.starts_with("401\n"), "{refused}");
        assert!(refused.contains("error=\"insufficient_user_authentication\""), "{refused}");
        assert!(refused.contains("acr_values=\"urn:strong\", max_age=\"60\""), "{refused}");
    }
}

#[tokio::test]
async fn sf3_several_demands_add_up_in_any_order_and_never_replace_each_other() {
    let issuer = Issuer::new();
    let layer = || BearerLayer::new(guard_of(&issuer));
    let bearer = |acr: &str, age: i64| {
        let mut all = claims();
        all["acr"] = acr.into();
        all["auth_time"] = (NOW - age).into();
        format!("Bearer {}", issuer.sign("at+jwt", &all))
    };
    let (any, strong) = (["urn:strong", "urn:middle", "urn:weak"], ["urn:strong", "urn:middle"]);
    for (name, layer) in [
        (
            "stricter last",
            layer().require_authentication(&any, Some(600)).require_authentication(&strong, Some(60)),
        ),
        (
            "stricter first",
            layer().require_authentication(&strong, Some(60)).require_authentication(&any, Some(600)),
        ),
        ("apart", layer().require_authentication(&strong, None).require_authentication(&[], Some(60))),
        (
            "the other way round",
            layer().require_authentication(&[], Some(60)).require_authentication(&strong, None),
        ),
        ("nothing more", layer().require_authentication(&strong, Some(60)).require_authentication(&[], None)),
    ] {
        let api = Api::behind(layer);
        for (acr, age) in [("urn:strong", 60), ("urn:middle", 0)] {
            assert!(api.call(&[&bearer(acr, age)]).await.starts_with("200\n"), "{name}: {acr} {age}");
        }
        for (acr, age) in [("urn:weak", 0), ("urn:strong", 61), ("urn:other", 0)] {
            let refused = api.call(&[&bearer(acr, age)]).await;
            assert!(refused.starts_with("401\n"), "{name}: {acr} {age}: {refused}");
            let said = "acr_values=\"urn:strong urn:middle\", max_age=\"60\"";
            assert!(refused.contains(said), "{name}: {refused}");
        }
    }
    // No class is in both lists: nobody gets in, and the demand does not turn into none.
    let nobody =
        layer().require_authentication(&["urn:strong"], None).require_authentication(&["urn:middle"], None);
    let api = Api::behind(nobody.require_authentication(&[], None));
    for acr in ["urn:strong", "urn:middle", "urn:weak"] {
        assert!(api.call(&[&bearer(acr, 0)]).await.starts_with("401\n"), "{acr}");
    }
}

#[tokio::test]
async fn a_handler_without_the_layer_admits_nobody() {
    let app = Router::new().route("/", get(|token: AccessToken| async move { token.subject().to_owned() }));
    let request =
        Request::get("/").header("authorization", "Bearer x").body(axum::body::Body::empty()).unwrap();
    assert_eq!(app.oneshot(request).await.unwrap().status(), 500);
}

#[test]
fn an_issuer_with_plain_http_is_refused_at_the_start() {
    let error = BearerLayer::discover("http://id.example", "https://api.example").err().unwrap();
    let expected = "the issuer can't be used: expected https (plain http only on 127.0.0.1, [::1] or localhost), got \
                    \"http://id.example\"";
    assert_eq!(error.to_string(), expected);
}
