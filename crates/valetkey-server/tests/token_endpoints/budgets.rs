//! What a request may cost the database: so many reads, each one round trip, and so many commits.

use std::{sync::Arc, time::Duration};

use valetkey_server::testing::{Answer, TestServer};
use valetkey_storage::Storage;

use crate::{
    databases::{announcements_have_passed, on_every_database},
    support::*,
};

on_every_database! {
    a_code_costs_one_read_and_one_commit,
    a_refresh_costs_one_read_and_one_commit,
    client_credentials_cost_nothing_once_the_client_is_known,
    introspection_costs_one_read,
    userinfo_costs_one_read,
    revocation_costs_at_most_one_read_and_one_commit,
    discovery_and_keys_cost_nothing,
    a_request_knows_its_rows_and_its_writes,
}

/// Longer than any test takes.
const FOR_EVER: Duration = Duration::from_secs(86_400);

async fn set_up(storage: Arc<dyn Storage>) -> Fixture {
    let builder = TestServer::builder().storage(storage.clone()).clients_known_for(FOR_EVER);
    let fixture = fixture_on(builder.build().await).await;
    announcements_have_passed(&*storage).await;
    for client in ["app", "opaque", "api"] {
        fixture.introspect(client, "nothing").await;
    }
    fixture
}

/// Reads and commits of an answer that is as it should be.
fn cost(answer: &Answer, status: u16) -> (u64, u64) {
    assert_eq!(answer.status, status, "{}", answer.show());
    (answer.cost.reads, answer.cost.commits)
}

async fn a_code_costs_one_read_and_one_commit(storage: Arc<dyn Storage>) {
    let fixture = set_up(storage).await;
    for client in ["app", "opaque"] {
        let code = fixture.code(client).await;
        assert_eq!(cost(&fixture.redeem(client, &code).await, 200), (1, 1), "{client}");
        assert_eq!(cost(&fixture.redeem(client, &code).await, 400), (1, 1), "a second use revokes the grant");
    }
    let unknown = fixture.redeem("app", "made up").await;
    assert_eq!(cost(&unknown, 400), (0, 0), "what does not open needs no database");
}

async fn a_refresh_costs_one_read_and_one_commit(storage: Arc<dyn Storage>) {
    let fixture = set_up(storage).await;
    for client in ["app", "opaque"] {
        let tokens = fixture.tokens(client).await;
        let answer = fixture.refresh(client, text(&tokens, "refresh_token")).await;
        assert_eq!(cost(&answer, 200), (1, 1), "{client}");
    }
}

async fn client_credentials_cost_nothing_once_the_client_is_known(storage: Arc<dyn Storage>) {
    let fixture = set_up(storage).await;
    let fields = [("grant_type", "client_credentials")];
    for client in ["app", "opaque"] {
        assert_eq!(cost(&fixture.post("/token", client, &fields).await, 200), (0, 0), "{client}");
    }
    let first = fixture.post("/token", "other", &fields).await;
    assert_eq!(cost(&first, 200), (1, 0), "a client is read once");
    assert_eq!(cost(&fixture.post("/token", "other", &fields).await, 200), (0, 0));
}

async fn introspection_costs_one_read(storage: Arc<dyn Storage>) {
    let fixture = set_up(storage).await;
    for client in ["app", "opaque"] {
        let tokens = fixture.tokens(client).await;
        for name in ["access_token", "refresh_token"] {
            let answer = fixture.introspect(client, text(&tokens, name)).await;
            assert_eq!(answer.json()["active"], true, "{client} {name}");
            assert_eq!(cost(&answer, 200), (1, 0), "{client} {name}");
        }
    }
    assert_eq!(cost(&fixture.introspect("app", "garbage").await, 200), (0, 0));
    let tokens = fixture.tokens("opaque").await;
    fixture.server.advance(3_600);
    let over = fixture.introspect("opaque", text(&tokens, "access_token")).await;
    assert_eq!(
        (cost(&over, 200), over.json()),
        ((0, 0), serde_json::json!({"active": false})),
        "it says so itself"
    );
}

async fn userinfo_costs_one_read(storage: Arc<dyn Storage>) {
    let fixture = set_up(storage).await;
    for client in ["app", "opaque"] {
        let tokens = fixture.tokens(client).await;
        let answer = fixture.userinfo(text(&tokens, "access_token")).await;
        assert_eq!(cost(&answer, 200), (1, 0), "{client}");
    }
    assert_eq!(cost(&fixture.userinfo("garbage").await, 401), (0, 0));
}

async fn revocation_costs_at_most_one_read_and_one_commit(storage: Arc<dyn Storage>) {
    let fixture = set_up(storage).await;
    for client in ["app", "opaque"] {
        let tokens = fixture.tokens(client).await;
        for name in ["access_token", "refresh_token"] {
            let fields = [("token", text(&tokens, name))];
            assert_eq!(cost(&fixture.post("/revoke", client, &fields).await, 200), (1, 1), "{client} {name}");
            assert_eq!(
                cost(&fixture.post("/revoke", client, &fields).await, 200),
                (1, 0),
                "{client} {name} again"
            );
        }
    }
    assert_eq!(cost(&fixture.post("/revoke", "app", &[("token", "made up")]).await, 200), (0, 0));
}

async fn discovery_and_keys_cost_nothing(storage: Arc<dyn Storage>) {
    let fixture = set_up(storage).await;
    let documents =
        ["/.well-known/openid-configuration", "/.well-known/oauth-authorization-server", "/jwks", "/health"];
    for path in documents {
        assert_eq!(cost(&fixture.server.get(path).await, 200), (0, 0), "{path}");
    }
    assert_eq!(cost(&fixture.server.get("/ready").await, 200), (1, 0), "this one asks the database");
}

async fn a_request_knows_its_rows_and_its_writes(storage: Arc<dyn Storage>) {
    let fixture = set_up(storage).await;
    let code = fixture.code("app").await;
    let cost = fixture.redeem("app", &code).await.cost;
    // The session is required and the grant stored; that there was no grant came in one row with the user.
    assert_eq!((cost.writes, cost.rows), (2, 3));
    assert!(cost.hash_wait.is_zero());
}
