//! CP3 and RF2 through the router: many at once.

use std::sync::Arc;

use valetkey_server::testing::TestServer;

use crate::{storage::TestStorage, support::*};

/// All requests run on one thread over storage that pauses after each read: every one of them has seen the old state
/// when the first one writes.
async fn side_by_side() -> Arc<Fixture> {
    let server = TestServer::builder().storage(Arc::new(TestStorage::default())).build().await;
    Arc::new(fixture_on(server).await)
}

#[tokio::test]
async fn cp3_fifty_redemptions_of_one_code_have_one_winner_whose_tokens_die() {
    let fixture = side_by_side().await;
    let code = fixture.code("app").await;
    let tasks: Vec<_> = (0..50)
        .map(|_| {
            let (fixture, code) = (Arc::clone(&fixture), code.clone());
            tokio::spawn(async move { fixture.redeem("app", &code).await })
        })
        .collect();
    let mut winners = Vec::new();
    for task in tasks {
        let answer = task.await.unwrap();
        match answer.status {
            200 => winners.push(answer.json()),
            _ => assert_eq!(error(&answer), invalid_grant()),
        }
    }
    assert_eq!(winners.len(), 1);
    assert_eq!(fixture.userinfo(text(&winners[0], "access_token")).await.status, 401);
}

#[tokio::test]
async fn rf2_parallel_refreshes_are_siblings_and_only_one_line_goes_on() {
    let fixture = side_by_side().await;
    let tokens = fixture.tokens("app").await;
    let tasks: Vec<_> = (0..20)
        .map(|_| {
            let (fixture, token) = (Arc::clone(&fixture), text(&tokens, "refresh_token").to_owned());
            tokio::spawn(async move { fixture.refresh("app", &token).await })
        })
        .collect();
    let mut siblings = Vec::new();
    for task in tasks {
        let answer = task.await.unwrap();
        assert_eq!(answer.status, 200, "{}", answer.show());
        siblings.push(text(&answer.json(), "refresh_token").to_owned());
    }
    assert_eq!(fixture.refresh("app", &siblings[3]).await.status, 200);
    assert_eq!(error(&fixture.refresh("app", &siblings[4]).await), invalid_grant());
}
