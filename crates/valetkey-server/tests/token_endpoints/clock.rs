//! A clock that jumps: nothing is granted twice, and what was valid is valid when the clock is right again.

use std::sync::Arc;

use valetkey_server::testing::TestServer;
use valetkey_storage::Storage;

use crate::{databases::on_every_database, support::*};

on_every_database! {
    a_clock_put_back_grants_nothing_twice,
    after_a_jump_ahead_and_back_what_was_valid_is_valid,
}

const DAY: i64 = 86_400;

async fn a_clock_put_back_grants_nothing_twice(storage: Arc<dyn Storage>) {
    let fixture = fixture_on(TestServer::builder().storage(storage).build().await).await;
    let code = fixture.code("app").await;
    let answer = fixture.redeem("app", &code).await;
    assert_eq!(answer.status, 200);
    let first = answer.json();
    let second = fixture.refresh("app", text(&first, "refresh_token")).await.json();
    let third = fixture.refresh("app", text(&second, "refresh_token")).await.json();
    fixture.server.advance(-DAY);
    let superseded = fixture.refresh("app", text(&first, "refresh_token")).await;
    assert_eq!(error(&superseded), invalid_grant(), "a superseded refresh token");
    let revoked = fixture.refresh("app", text(&third, "refresh_token")).await;
    assert_eq!(error(&revoked), invalid_grant(), "its reuse has revoked the grant");
    assert_eq!(error(&fixture.redeem("app", &code).await), invalid_grant(), "a code that was used");
    assert_eq!(fixture.userinfo(text(&third, "access_token")).await.status, 401);
}

async fn after_a_jump_ahead_and_back_what_was_valid_is_valid(storage: Arc<dyn Storage>) {
    let fixture = fixture_on(TestServer::builder().storage(storage).build().await).await;
    let tokens = fixture.tokens("app").await;
    let code = fixture.code("app").await;
    fixture.server.advance(365 * DAY);
    assert_eq!(fixture.userinfo(text(&tokens, "access_token")).await.status, 401);
    assert_eq!(error(&fixture.redeem("app", &code).await), invalid_grant());
    assert_eq!(error(&fixture.refresh("app", text(&tokens, "refresh_token")).await), invalid_grant());
    fixture.server.advance(-365 * DAY);
    assert_eq!(fixture.userinfo(text(&tokens, "access_token")).await.status, 200);
    assert_eq!(fixture.redeem("app", &code).await.status, 200);
    assert_eq!(fixture.refresh("app", text(&tokens, "refresh_token")).await.status, 200);
}
