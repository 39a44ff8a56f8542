//! Introspection on the wire (SC5).

use serde_json::json;

use crate::support::*;

#[tokio::test]
async fn the_whole_answer_for_both_formats() {
    let fixture = fixture().await;
    for client in ["app", "opaque"] {
        let tokens = fixture.tokens(client).await;
        for caller in [client, "api"] {
            let answer = fixture.introspect(caller, text(&tokens, "access_token")).await;
            assert_eq!((answer.status, answer.header("cache-control")), (200, Some("no-store")));
            let mut body = answer.json();
            let jti = body.as_object_mut().unwrap().remove("jti").unwrap();
            assert_eq!(jti.as_str().unwrap().len(), 32);
            assert_eq!(
                body,
                json!({
                    "active": true, "scope": "email notes.read openid profile", "client_id": client,
                    "username": "ada", "token_type": "Bearer", "exp": 1_767_226_200, "iat": 1_767_225_600,
                    "sub": "user-ada", "aud": [API], "iss": "https://id.example"
                })
            );
        }
    }
}

#[tokio::test]
async fn sc5_strangers_learn_nothing() {
    let fixture = fixture().await;
    let tokens = fixture.tokens("app").await;
    for name in ["access_token", "refresh_token"] {
        let answer = fixture.introspect("other", text(&tokens, name)).await;
        assert_eq!((answer.status, answer.json()), (200, json!({"active": false})));
    }
    let answer = fixture.introspect("api", text(&tokens, "refresh_token")).await;
    assert_eq!(answer.json(), json!({"active": false}));
}

#[tokio::test]
async fn sc5_public_and_nameless_callers_are_refused() {
    let fixture = fixture().await;
    let tokens = fixture.tokens("public").await;
    let token = text(&tokens, "access_token");
    assert_eq!(error(&fixture.introspect("public", token).await), (401, "invalid_client".to_owned()));
    let answer = fixture.server.post_form("/introspect", &[], &[("token", token)]).await;
    assert_eq!(error(&answer), (401, "invalid_client".to_owned()));
    assert_eq!(error(&fixture.post("/introspect", "app", &[]).await), (400, "invalid_request".to_owned()));
}

#[tokio::test]
async fn hints_change_nothing_and_garbage_is_inactive() {
    let fixture = fixture().await;
    let tokens = fixture.tokens("opaque").await;
    for name in ["access_token", "refresh_token"] {
        for hint in ["access_token", "refresh_token", "nonsense"] {
            let fields = [("token", text(&tokens, name)), ("token_type_hint", hint)];
            let answer = fixture.post("/introspect", "opaque", &fields).await;
            assert_eq!(answer.json()["active"], true, "{name} {hint}");
        }
    }
    for garbage in ["x", "a.b.c", "..", "ünïcode"] {
        assert_eq!(fixture.introspect("app", garbage).await.json(), json!({"active": false}), "{garbage}");
    }
}

#[tokio::test]
async fn rf6_time_ends_a_token() {
    let fixture = fixture().await;
    let tokens = fixture.tokens("app").await;
    fixture.server.advance(599);
    assert_eq!(fixture.introspect("app", text(&tokens, "access_token")).await.json()["active"], true);
    fixture.server.advance(1);
    assert_eq!(
        fixture.introspect("app", text(&tokens, "access_token")).await.json(),
        json!({"active": false})
    );
}
