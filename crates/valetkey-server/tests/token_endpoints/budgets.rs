//! What a request may cost the database: so many reads, each one round trip, and so many commits.

use std::time::Duration;

use valetkey_server::testing::{Answer, TestServer};

use crate::{sqlite_file::SqliteFile, support::*};

/// Longer than any test takes.
const FOR_EVER: Duration = Duration::from_secs(86_400);

async fn set_up(file: &SqliteFile) -> Fixture {
    let builder = TestServer::builder().storage(file.open()).clients_known_for(FOR_EVER);
    let fixture = fixture_on(builder.build().await).await;
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

#[tokio::test]
async fn a_code_costs_one_read_and_one_commit() {
    let file = SqliteFile::new();
    let fixture = set_up(&file).await;
    for client in ["app", "opaque"] {
        let code = fixture.code(client).await;
        assert_eq!(cost(&fixture.redeem(client, &code).await, 200), (1, 1), "{client}");
        assert_eq!(cost(&fixture.redeem(client, &code).await, 400), (1, 1), "a second use revokes the grant");
    }
    let unknown = fixture.redeem("app", &fixture.server.server.environment.handle().expose()).await;
    assert_eq!(cost(&unknown, 400), (1, 0));
}

#[tokio::test]
async fn a_refresh_costs_one_read_and_one_commit() {
    let file = SqliteFile::new();
    let fixture = set_up(&file).await;
    for client in ["app", "opaque"] {
        let tokens = fixture.tokens(client).await;
        let answer = fixture.refresh(client, text(&tokens, "refresh_token")).await;
        assert_eq!(cost(&answer, 200), (1, 1), "{client}");
    }
}

#[tokio::test]
async fn client_credentials_cost_nothing_once_the_client_is_known() {
    let file = SqliteFile::new();
    let fixture = set_up(&file).await;
    let fields = [("grant_type", "client_credentials")];
    assert_eq!(cost(&fixture.post("/token", "app", &fields).await, 200), (0, 0));
    assert_eq!(
        cost(&fixture.post("/token", "opaque", &fields).await, 200),
        (0, 1),
        "an opaque token is kept"
    );
    let first = fixture.post("/token", "other", &fields).await;
    assert_eq!(cost(&first, 200), (1, 0), "a client is read once");
    assert_eq!(cost(&fixture.post("/token", "other", &fields).await, 200), (0, 0));
}

#[tokio::test]
async fn introspection_costs_one_read() {
    let file = SqliteFile::new();
    let fixture = set_up(&file).await;
    for client in ["app", "opaque"] {
        let tokens = fixture.tokens(client).await;
        for name in ["access_token", "refresh_token"] {
            let answer = fixture.introspect(client, text(&tokens, name)).await;
            assert_eq!(answer.json()["active"], true, "{client} {name}");
            assert_eq!(cost(&answer, 200), (1, 0), "{client} {name}");
        }
    }
    let unknown = fixture.server.server.environment.handle().expose();
    assert_eq!(cost(&fixture.introspect("app", &unknown).await, 200), (1, 0));
    assert_eq!(cost(&fixture.introspect("app", "garbage").await, 200), (0, 0));
}

#[tokio::test]
async fn userinfo_costs_one_read() {
    let file = SqliteFile::new();
    let fixture = set_up(&file).await;
    for client in ["app", "opaque"] {
        let tokens = fixture.tokens(client).await;
        let answer = fixture.userinfo(text(&tokens, "access_token")).await;
        assert_eq!(cost(&answer, 200), (1, 0), "{client}");
    }
    assert_eq!(cost(&fixture.userinfo("garbage").await, 401), (0, 0));
}

#[tokio::test]
async fn revocation_costs_one_read_and_one_commit() {
    let file = SqliteFile::new();
    let fixture = set_up(&file).await;
    for client in ["app", "opaque"] {
        let tokens = fixture.tokens(client).await;
        for name in ["access_token", "refresh_token"] {
            let answer = fixture.post("/revoke", client, &[("token", text(&tokens, name))]).await;
            assert_eq!(cost(&answer, 200), (1, 1), "{client} {name}");
        }
    }
    let unknown = fixture.server.server.environment.handle().expose();
    assert_eq!(cost(&fixture.post("/revoke", "app", &[("token", &unknown)]).await, 200), (1, 0));
}

#[tokio::test]
async fn discovery_and_keys_cost_nothing() {
    let file = SqliteFile::new();
    let fixture = set_up(&file).await;
    let documents =
        ["/.well-known/openid-configuration", "/.well-known/oauth-authorization-server", "/jwks", "/health"];
    for path in documents {
        assert_eq!(cost(&fixture.server.get(path).await, 200), (0, 0), "{path}");
    }
    assert_eq!(cost(&fixture.server.get("/ready").await, 200), (1, 0), "this one asks the database");
}

#[tokio::test]
async fn a_request_knows_its_rows_and_its_writes() {
    let file = SqliteFile::new();
    let fixture = set_up(&file).await;
    let code = fixture.code("app").await;
    let cost = fixture.redeem("app", &code).await.cost;
    // The code is consumed, the grant and the refresh token are stored; the code came with its person in one row.
    assert_eq!((cost.writes, cost.rows), (3, 4));
    assert!(cost.hash_wait.is_zero());
}
