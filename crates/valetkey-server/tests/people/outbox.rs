//! The outbox.

use std::sync::Arc;

use uuid::Uuid;
use valetkey_authorization_server::{
    Change,
    record::{Client, Delivery, Message},
};
use valetkey_server::{Environment as _, outbox::deliver_due, testing::TestServer};
use valetkey_storage::{Listing, Storage, directory::page, memory::MemoryStorage, record::DELIVERY};
use valetkey_types::*;

use crate::{events::events, support::*};

/// The application `notes`, which is told of sign-outs.
fn notes() -> Client {
    Client { backchannel_logout_uri: Some("https://notes.example/logout".into()), ..client("notes") }
}

fn delivery(server: &TestServer, number: u128, issuer: &Issuer) -> Change {
    let message = Message::BackchannelLogout {
        client_id: ClientId::new("notes"),
        subject: UserId::new("u1"),
        sid: None,
    };
    let now = server.environment.now();
    Change::StoreDelivery(Delivery::due(
        TenantId::default(),
        Uuid::from_u128(number),
        issuer.clone(),
        message,
        now,
    ))
}

async fn deliveries(server: &TestServer) -> Vec<Delivery> {
    let all = Listing::all(&DELIVERY, None, 100);
    page(&*server.storage, &all).await.unwrap().records
}

#[tokio::test]
async fn a_message_is_sent_again_after_a_pause_and_removed_when_it_arrived() {
    let server = TestServer::new().await;
    server.add_client(notes()).await;
    let issuer = server.server.issuer.clone();
    server.apply(vec![delivery(&server, 1, &issuer)]).await;
    for _ in 0..2 {
        server.transport.then(Ok(503));
    }
    assert_eq!(deliver_due(&server.issuers).await.unwrap(), 0);
    let waiting = deliveries(&server).await;
    assert_eq!((waiting[0].failed_attempts, waiting[0].leased_by), (1, None));
    assert_eq!(waiting[0].last_failure.as_deref(), Some("expected status 200 or 204, got 503"));
    assert_eq!(deliver_due(&server.issuers).await.unwrap(), 0, "the pause is not over");
    assert_eq!(server.transport.sent().len(), 2, "one attempt with its retry");

    server.advance(11);
    assert_eq!(deliver_due(&server.issuers).await.unwrap(), 1);
    assert_eq!(deliveries(&server).await, []);
    assert_eq!(server.transport.sent().len(), 3);
}

#[tokio::test]
async fn a_refused_message_is_given_up_visibly() {
    let server = TestServer::new().await;
    server.add_client(notes()).await;
    let issuer = server.server.issuer.clone();
    server.apply(vec![delivery(&server, 1, &issuer)]).await;
    server.transport.then(Ok(400));
    deliver_due(&server.issuers).await.unwrap();
    let kept = deliveries(&server).await;
    assert!(kept[0].given_up_at.is_some(), "{kept:?}");
    let stored = events(&server).await;
    assert_eq!((stored.len(), stored[0].kind.as_str()), (1, "delivery.given_up"));
    server.advance(86_400);
    deliver_due(&server.issuers).await.unwrap();
    assert_eq!(server.transport.sent().len(), 1, "it is not sent again");
}

#[tokio::test]
async fn a_message_of_another_issuer_is_dropped_and_never_sent() {
    let server = TestServer::new().await;
    server.add_client(notes()).await;
    let other = Issuer::parse("https://staging.example").unwrap();
    server.apply(vec![delivery(&server, 1, &other)]).await;
    assert_eq!(deliver_due(&server.issuers).await.unwrap(), 0);
    assert_eq!((server.transport.sent().len(), deliveries(&server).await), (0, Vec::new()));
}

#[tokio::test]
async fn a_lease_keeps_other_nodes_away_until_it_ends() {
    let storage: Arc<dyn Storage> = Arc::new(MemoryStorage::new());
    let first = TestServer::builder().storage(Arc::clone(&storage)).build().await;
    let second = TestServer::builder().storage(storage).build().await;
    first.add_client(notes()).await;
    let issuer = first.server.issuer.clone();
    for number in 0..20 {
        first.apply(vec![delivery(&first, number, &issuer)]).await;
    }
    let (one, other) = tokio::join!(deliver_due(&first.issuers), deliver_due(&second.issuers));
    assert_eq!(one.unwrap() + other.unwrap(), 20);
    assert_eq!(first.transport.sent().len() + second.transport.sent().len(), 20, "each is sent once");

    // A node that died holds a lease.
    let now = first.environment.now();
    let message = Message::BackchannelLogout {
        client_id: ClientId::new("notes"),
        subject: UserId::new("u1"),
        sid: None,
    };
    let (tenant, id, dead) = (TenantId::default(), Uuid::from_u128(99), Uuid::from_u128(7));
    let leased = Delivery::leased(tenant, id, issuer, message, dead, now);
    first.apply(vec![Change::StoreDelivery(leased)]).await;
    assert_eq!(deliver_due(&second.issuers).await.unwrap(), 0, "the lease still runs");
    second.advance(Delivery::LEASE.0);
    assert_eq!(deliver_due(&second.issuers).await.unwrap(), 1);
}
