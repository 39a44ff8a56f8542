//! Clients are remembered for a moment. What changes about them counts all the same.

use std::time::Duration;

use valetkey_authorization_server::{Change, record::Client};
use valetkey_server::testing::TestServer;
use valetkey_storage::Storage as _;
use valetkey_types::{ClientId, TenantId};

use crate::{sqlite_file::SqliteFile, support::*};

const FOR_EVER: Duration = Duration::from_secs(86_400);
const CREDENTIALS: [(&str, &str); 1] = [("grant_type", "client_credentials")];

async fn set_up(file: &SqliteFile, known_for: Duration) -> Fixture {
    let builder = TestServer::builder().storage(file.open()).clients_known_for(known_for);
    let fixture = fixture_on(builder.build().await).await;
    assert_eq!(status(&fixture).await, 200);
    fixture
}

async fn status(fixture: &Fixture) -> u16 {
    fixture.post("/token", "app", &CREDENTIALS).await.status
}

fn disabled(fixture: &Fixture) -> Change {
    let client = client("app", true, valetkey_server::Environment::now(&*fixture.server.environment));
    Change::ReplaceClient(Box::new(Client { disabled: true, ..client }))
}

fn removed() -> Change {
    Change::RemoveClient {
        tenant: TenantId::default(),
        id: ClientId::new("app"),
        at: valetkey_types::Timestamp(0),
    }
}

#[tokio::test]
async fn a_disabled_client_is_refused_at_once() {
    let file = SqliteFile::new();
    let fixture = set_up(&file, FOR_EVER).await;
    fixture.server.apply(vec![disabled(&fixture)]).await;
    assert_ne!(status(&fixture).await, 200);
}

#[tokio::test]
async fn a_removed_client_is_refused_at_once_and_an_added_one_known_at_once() {
    let file = SqliteFile::new();
    let fixture = set_up(&file, FOR_EVER).await;
    fixture.server.apply(vec![removed()]).await;
    assert_eq!(status(&fixture).await, 401);
    let again = client("app", true, valetkey_server::Environment::now(&*fixture.server.environment));
    fixture.server.add_client(again).await;
    assert_eq!(status(&fixture).await, 200);
}

#[tokio::test]
async fn what_another_process_changes_counts_when_the_time_is_over() {
    for (known_for, refused) in [(Duration::ZERO, true), (FOR_EVER, false)] {
        let file = SqliteFile::new();
        let fixture = set_up(&file, known_for).await;
        let other_process = file.open();
        other_process.apply(vec![disabled(&fixture)]).await.unwrap();
        assert_eq!(status(&fixture).await != 200, refused, "known for {known_for:?}");
    }
}
