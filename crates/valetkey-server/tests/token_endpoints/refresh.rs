//! Refresh on the wire: rotation, forgiveness, reuse.

use valetkey_authorization_server::{Change, record::RefreshTokenRotation};
use valetkey_server::Environment as _;

use crate::support::*;

#[tokio::test]
async fn rotation_and_reuse() {
    let fixture = fixture().await;
    for client in ["app", "public", "opaque"] {
        let first = fixture.tokens(client).await;
        let second = fixture.refresh(client, text(&first, "refresh_token")).await.json();
        assert_ne!(first["refresh_token"], second["refresh_token"]);
        assert_ne!(first["access_token"], second["access_token"]);
        // The answer was lost, says the client, and asks again: forgiven.
        let sibling = fixture.refresh(client, text(&first, "refresh_token")).await;
        assert_eq!(sibling.status, 200);
        let third = fixture.refresh(client, text(&second, "refresh_token")).await.json();
        // A successor was used: now the first token is a copy in the wrong hands.
        assert_eq!(error(&fixture.refresh(client, text(&first, "refresh_token")).await), invalid_grant());
        assert_eq!(error(&fixture.refresh(client, text(&third, "refresh_token")).await), invalid_grant());
        assert_eq!(fixture.userinfo(text(&third, "access_token")).await.status, 401);
    }
}

#[tokio::test]
async fn an_id_token_on_refresh_speaks_of_the_same_sign_in() {
    let fixture = fixture().await;
    let first = fixture.tokens("app").await;
    fixture.server.advance(100);
    let second = fixture.refresh("app", text(&first, "refresh_token")).await.json();
    let before = fixture.claims(text(&first, "id_token"), &["JWT"]);
    let after = fixture.claims(text(&second, "id_token"), &["JWT"]);
    for name in ["iss", "sub", "aud", "auth_time", "sid", "azp"] {
        assert_eq!(before[name], after[name], "{name}");
    }
    assert_eq!(after["nonce"], serde_json::Value::Null);
    assert_ne!(before["iat"], after["iat"]);
}

#[tokio::test]
async fn rf1_refresh_needs_the_client_itself() {
    let fixture = fixture().await;
    let tokens = fixture.tokens("app").await;
    let refresh_token = text(&tokens, "refresh_token");
    for thief in ["other", "public"] {
        assert_eq!(error(&fixture.refresh(thief, refresh_token).await), invalid_grant());
    }
    let fields = [("grant_type", "refresh_token"), ("refresh_token", refresh_token), ("client_id", "app")];
    let answer = fixture.server.post_form("/token", &[], &fields).await;
    assert_eq!(error(&answer), (401, "invalid_client".to_owned()));
    let answer = fixture.server.post_form("/token", &[], &fields[..2]).await;
    assert_eq!(error(&answer), (401, "invalid_client".to_owned()));
    assert_eq!(fixture.refresh("app", refresh_token).await.status, 200);
}

#[tokio::test]
async fn an_idle_token_ends_and_use_keeps_it_alive() {
    let fixture = fixture().await;
    let day = 86_400;
    let unused = fixture.tokens("app").await;
    let mut used = fixture.tokens("app").await;
    for _ in 0..3 {
        fixture.server.advance(20 * day);
        let answer = fixture.refresh("app", text(&used, "refresh_token")).await;
        assert_eq!(answer.status, 200);
        used = answer.json();
    }
    assert_eq!(error(&fixture.refresh("app", text(&unused, "refresh_token")).await), invalid_grant());
}

#[tokio::test]
async fn rf3_a_disabled_person_or_client_is_out_at_once() {
    let fixture = fixture().await;
    let tokens = fixture.tokens("app").await;
    let others = fixture.tokens("public").await;

    let mut app = client("app", true, fixture.server.environment.now());
    app.disabled = true;
    fixture.server.apply(vec![Change::ReplaceClient(Box::new(app))]).await;
    assert_eq!(error(&fixture.refresh("app", text(&tokens, "refresh_token")).await).0, 401);
    assert_eq!(fixture.userinfo(text(&tokens, "access_token")).await.status, 401);
    assert_eq!(fixture.userinfo(text(&others, "access_token")).await.status, 200);

    let mut user = fixture.user.clone();
    user.disabled = true;
    fixture.server.replace_user(&fixture.user, user).await;
    assert_eq!(error(&fixture.refresh("public", text(&others, "refresh_token")).await), invalid_grant());
    assert_eq!(fixture.userinfo(text(&others, "access_token")).await.status, 401);
}

#[tokio::test]
async fn a_kept_token_is_not_answered_again_and_stays_good() {
    let fixture = fixture().await;
    let mut keeping = client("keeping", true, fixture.server.environment.now());
    keeping.refresh_token_rotation = RefreshTokenRotation::Keep;
    fixture.add_client(keeping).await;
    let tokens = fixture.tokens("keeping").await;
    for _ in 0..3 {
        let answer = fixture.refresh("keeping", text(&tokens, "refresh_token")).await;
        assert_eq!((answer.status, &answer.json()["refresh_token"]), (200, &serde_json::Value::Null));
    }
}

#[tokio::test]
async fn rf4_cut_longer_and_recased_tokens_are_refused() {
    let fixture = fixture().await;
    let tokens = fixture.tokens("opaque").await;
    for name in ["refresh_token", "access_token"] {
        let token = text(&tokens, name);
        let mut wrong: Vec<String> = (1..4).map(|n| token[..token.len() - n].to_owned()).collect();
        wrong.extend([format!("{token}A"), format!("{token}="), token.to_uppercase(), token.to_lowercase()]);
        for wrong in wrong.iter().filter(|wrong| *wrong != token) {
            assert_eq!(error(&fixture.refresh("opaque", wrong).await), invalid_grant(), "{wrong}");
            assert_eq!(fixture.userinfo(wrong).await.status, 401, "{wrong}");
        }
    }
    assert_eq!(fixture.refresh("opaque", text(&tokens, "refresh_token")).await.status, 200);
}
