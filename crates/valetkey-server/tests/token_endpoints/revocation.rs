//! Revocation on the wire.

use serde_json::json;

use crate::support::*;

#[tokio::test]
async fn an_access_token_dies_alone() {
    let fixture = fixture().await;
    for client in ["app", "opaque", "public"] {
        let tokens = fixture.tokens(client).await;
        let access = text(&tokens, "access_token");
        let answer = fixture.post("/revoke", client, &[("token", access)]).await;
        assert_eq!((answer.status, answer.text()), (200, ""), "{client}");
        assert_eq!(fixture.userinfo(access).await.status, 401);
        assert_eq!(fixture.refresh(client, text(&tokens, "refresh_token")).await.status, 200);
    }
}

#[tokio::test]
async fn a_refresh_token_takes_everything_along() {
    let fixture = fixture().await;
    for (client, hint) in [("app", ""), ("opaque", "refresh_token"), ("public", "access_token")] {
        let tokens = fixture.tokens(client).await;
        let refresh = text(&tokens, "refresh_token");
        let answer = fixture.post("/revoke", client, &[("token", refresh), ("token_type_hint", hint)]).await;
        assert_eq!(answer.status, 200);
        assert_eq!(fixture.userinfo(text(&tokens, "access_token")).await.status, 401);
        assert_eq!(error(&fixture.refresh(client, refresh).await), invalid_grant());
        let again = fixture.post("/revoke", client, &[("token", refresh)]).await;
        assert_eq!(again.status, 200, "revoking twice is no error");
    }
}

#[tokio::test]
async fn sc5_nobody_revokes_foreign_tokens() {
    let fixture = fixture().await;
    let tokens = fixture.tokens("app").await;
    for name in ["access_token", "refresh_token"] {
        for thief in ["other", "public", "api"] {
            let answer = fixture.post("/revoke", thief, &[("token", text(&tokens, name))]).await;
            assert_eq!(error(&answer), invalid_grant(), "{thief} {name}");
        }
        let answer = fixture.server.post_form("/revoke", &[], &[("token", text(&tokens, name))]).await;
        assert_eq!(error(&answer), (401, "invalid_client".to_owned()));
    }
    assert_eq!(fixture.userinfo(text(&tokens, "access_token")).await.status, 200);
    assert_eq!(fixture.refresh("app", text(&tokens, "refresh_token")).await.status, 200);
}

#[tokio::test]
async fn an_unknown_token_is_fine_and_a_missing_one_is_not() {
    let fixture = fixture().await;
    for unknown in
        ["x", "a.b.c", "00000000000000000000000000000001.AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE"]
    {
        assert_eq!(fixture.post("/revoke", "app", &[("token", unknown)]).await.status, 200);
    }
    let answer = fixture.post("/revoke", "app", &[]).await;
    assert_eq!(
        (answer.status, answer.json()),
        (400, json!({"error": "invalid_request", "error_description": "A required parameter is missing."}))
    );
}
