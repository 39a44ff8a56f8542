//! Webhooks: each event arrives signed, at least once, and a receiver that does not answer delays no other.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use async_trait::async_trait;
use uuid::Uuid;
use valetkey_administration::webhook as operation;
use valetkey_authorization_server::{
    Change, WebhookChange,
    event::{Actor, Occasion},
    record::{Delivery, Event, EventKind, PreviousSecret, Webhook},
    webhook::{WebhookSecret, signatures},
};
use valetkey_fetch::{HttpRequest, HttpResponse, HttpTransport, TransportError};
use valetkey_server::{
    Environment as _, Seal,
    audit::Chainer,
    outbox,
    testing::TestServer,
    webhook::{USAGE, seal_secret},
};
use valetkey_storage::{
    Listing, Storage,
    conformance::sample,
    directory,
    record::{DELIVERY, EVENT},
};
use valetkey_types::{Seconds, TenantId, Timestamp, Unknown};

use crate::databases::on_every_database;

on_every_database! {
    an_event_is_sent_once_signed_and_without_personal_values,
    a_message_that_fails_is_tried_again_and_given_up_visibly,
    two_nodes_make_one_message_of_each_event,
    what_waits_for_a_disabled_webhook_is_dropped,
}

const SECRET: [u8; 32] = [3; 32];

/// A server that made its signing key a second ago.
async fn start(storage: Arc<dyn Storage>) -> TestServer {
    let server = TestServer::builder().storage(storage).build().await;
    server.advance(1);
    server
}

async fn webhook(server: &TestServer, name: &str, kinds: &[&str]) -> Webhook {
    let tenant = server.storage.tenant(&TenantId::default()).await.unwrap().unwrap();
    let seal = Seal::new(&server.server.encryption_key, USAGE, &tenant).unwrap();
    let id = server.environment.identifier();
    Webhook {
        tenant: TenantId::default(),
        name: name.to_owned(),
        id,
        url: format!("https://{name}.example/hook"),
        kinds: kinds.iter().map(ToString::to_string).collect(),
        secret_sealed: seal_secret(&seal, id, &WebhookSecret::new(SECRET)).unwrap(),
        previous_secret: None,
        includes_personal: false,
        disabled: false,
        created_at: server.environment.now(),
        revision: 0,
        unknown: Unknown::default(),
    }
}

async fn add(server: &TestServer, webhook: &Webhook) -> Webhook {
    server.apply(vec![Change::Webhook(WebhookChange::Add(Box::new(webhook.clone())))]).await;
    Webhook { revision: 1, ..webhook.clone() }
}

async fn store_event(server: &TestServer, kind: EventKind) -> Event {
    let now = server.environment.now();
    let event = Event {
        id: server.environment.identifier(),
        at: now,
        kind,
        expires_at: now.plus(Seconds::days(365)),
        ..sample::event(1, "alice")
    };
    server.apply(vec![Change::StoreEvent(event.clone())]).await;
    event
}

/// Lets the events settle, chains them, and sends what is due. Returns how many messages arrived.
async fn deliver(server: &TestServer) -> usize {
    server.advance(6);
    Chainer::new(server.issuers.clone()).tenant(&TenantId::default()).await.unwrap();
    outbox::deliver_due(&server.issuers).await.unwrap()
}

async fn waiting(server: &TestServer) -> Vec<Delivery> {
    directory::page(&*server.storage, &Listing::all(&DELIVERY, None, 100)).await.unwrap().records
}

async fn kinds(server: &TestServer) -> Vec<String> {
    let events: Vec<Event> =
        directory::page(&*server.storage, &Listing::all(&EVENT, None, 100)).await.unwrap().records;
    events.iter().map(|event| event.kind.to_string()).collect()
}

fn header<'a>(request: &'a HttpRequest, name: &str) -> &'a str {
    let found = request.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
    found.map_or_else(|| panic!("no {name}"), |(_, value)| value)
}

async fn an_event_is_sent_once_signed_and_without_personal_values(storage: Arc<dyn Storage>) {
    let server = start(storage).await;
    store_event(&server, EventKind::UserAdded).await;
    server.advance(1);
    add(&server, &webhook(&server, "crm", &["user"]).await).await;
    let event = store_event(&server, EventKind::UserEdited).await;
    store_event(&server, EventKind::ClientEdited).await;
    assert_eq!(deliver(&server).await, 1, "neither one from before, nor one of another kind");
    assert_eq!(deliver(&server).await, 0);
    let sent = server.transport.sent();
    assert_eq!(sent.len(), 1);
    let request = &sent[0];
    assert_eq!((request.method.as_str(), request.url.as_str()), ("POST", "https://crm.example/hook"));
    assert_eq!(header(request, "content-type"), "application/json");
    assert_eq!(header(request, "webhook-id"), event.id.to_string());
    let at = Timestamp(header(request, "webhook-timestamp").parse().unwrap());
    let expected = signatures(&[WebhookSecret::new(SECRET)], event.id, at, &request.body);
    assert_eq!(header(request, "webhook-signature"), expected);
    let body: serde_json::Value = serde_json::from_slice(&request.body).unwrap();
    assert_eq!(
        (body["type"].as_str(), body["data"]["user_id"].as_str()),
        (Some("user.edited"), Some("alice"))
    );
    assert_eq!(body["data"]["changed"], serde_json::json!([{ "field": "name" }]));
    let text = body.to_string();
    for personal in ["192.0.2.1", "7F3K-9QTM", "New"] {
        assert!(!text.contains(personal), "{text}");
    }
    assert_eq!(waiting(&server).await, vec![]);
}

async fn a_message_that_fails_is_tried_again_and_given_up_visibly(storage: Arc<dyn Storage>) {
    let server = start(storage).await;
    let webhook = add(&server, &webhook(&server, "crm", &[]).await).await;
    store_event(&server, EventKind::UserEdited).await;
    // A redirect is a failure like any other.
    server.transport.then(Ok(302));
    assert_eq!(deliver(&server).await, 0);
    let failed = waiting(&server).await.remove(0);
    assert_eq!(failed.last_failure.as_deref(), Some("expected status 200 to 299, got 302"));
    let mut attempts = 1;
    while waiting(&server).await[0].given_up_at.is_none() {
        server.transport.then(Ok(500));
        server.advance(5 * 3_600);
        assert_eq!(outbox::deliver_due(&server.issuers).await.unwrap(), 0);
        attempts += 1;
    }
    assert_eq!(attempts, Delivery::MAXIMUM_ATTEMPTS);
    assert!(kinds(&server).await.contains(&"webhook.given_up".to_owned()));
    server.advance(70);
    assert_eq!(deliver(&server).await, 0, "a message that was given up makes no message");
    assert_eq!(waiting(&server).await.len(), 1);
    let given_up = waiting(&server).await;
    let retried = operation::retry(
        &webhook,
        given_up,
        &Occasion {
            tenant: &TenantId::default(),
            actor: &Actor::Server,
            now: server.environment.now(),
            network_address: None,
            reference: None,
            events_kept_for: Seconds::days(1),
            fresh_id: &|| server.environment.identifier(),
        },
    );
    server.apply(retried.changes).await;
    let ids: Vec<String> =
        server.transport.sent().iter().map(|sent| header(sent, "webhook-id").to_owned()).collect();
    assert_eq!(outbox::deliver_due(&server.issuers).await.unwrap(), 1);
    let last = server.transport.sent().pop().unwrap();
    assert!(ids.iter().all(|id| id == header(&last, "webhook-id")), "{ids:?}");
}

async fn two_nodes_make_one_message_of_each_event(storage: Arc<dyn Storage>) {
    let nodes = [start(Arc::clone(&storage)).await, start(storage).await];
    add(&nodes[0], &webhook(&nodes[0], "crm", &["user"]).await).await;
    store_event(&nodes[0], EventKind::UserEdited).await;
    nodes.iter().for_each(|node| node.advance(6));
    let mut chainers = [0, 1].map(|node| Chainer::new(nodes[node].issuers.clone()));
    let tenant = TenantId::default();
    let [one, other] = &mut chainers;
    let (one, other) = tokio::join!(one.tenant(&tenant), other.tenant(&tenant));
    assert!(one.is_ok() && other.is_ok());
    assert_eq!(waiting(&nodes[0]).await.len(), 1);
    let [one, other] = &nodes;
    let (one, other) = tokio::join!(outbox::deliver_due(&one.issuers), outbox::deliver_due(&other.issuers));
    assert_eq!(one.unwrap() + other.unwrap(), 1, "the lease is for one of them");
}

async fn what_waits_for_a_disabled_webhook_is_dropped(storage: Arc<dyn Storage>) {
    let server = start(storage).await;
    let webhook = add(&server, &webhook(&server, "crm", &[]).await).await;
    store_event(&server, EventKind::UserEdited).await;
    server.transport.then(Ok(503));
    deliver(&server).await;
    let disabled = Webhook { disabled: true, ..webhook };
    server.apply(vec![Change::Webhook(WebhookChange::Replace(Box::new(disabled)))]).await;
    server.advance(60);
    assert_eq!(outbox::deliver_due(&server.issuers).await.unwrap(), 0);
    assert_eq!((server.transport.sent().len(), waiting(&server).await), (1, vec![]));
    store_event(&server, EventKind::UserEdited).await;
    assert_eq!(deliver(&server).await, 0);
}

#[tokio::test]
async fn while_a_secret_is_replaced_both_sign() {
    let server = TestServer::new().await;
    let mut webhook = webhook(&server, "crm", &["user"]).await;
    let tenant = server.storage.tenant(&TenantId::default()).await.unwrap().unwrap();
    let seal = Seal::new(&server.server.encryption_key, USAGE, &tenant).unwrap();
    let (old, new) = (WebhookSecret::new(SECRET), WebhookSecret::new([4; 32]));
    let until = server.environment.now().plus(Seconds(60));
    let sealed = std::mem::replace(&mut webhook.secret_sealed, seal_secret(&seal, webhook.id, &new).unwrap());
    webhook.previous_secret = Some(PreviousSecret { sealed, until });
    add(&server, &webhook).await;
    let signed_by = async |secrets: &[WebhookSecret]| {
        let event = store_event(&server, EventKind::UserEdited).await;
        assert_eq!(deliver(&server).await, 1);
        let request = server.transport.sent().pop().unwrap();
        let at = Timestamp(header(&request, "webhook-timestamp").parse().unwrap());
        let expected = signatures(secrets, event.id, at, &request.body);
        assert_eq!(header(&request, "webhook-signature"), expected);
    };
    signed_by(&[new.clone(), old]).await;
    server.advance(60);
    signed_by(&[new]).await;
}

/// A network where one receiver never answers.
#[derive(Default)]
struct OneHangs(Mutex<Vec<String>>);

#[async_trait]
impl HttpTransport for OneHangs {
    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, TransportError> {
        self.0.lock().unwrap().push(request.url.clone());
        if request.url.contains("hangs") {
            std::future::pending::<()>().await;
        }
        Ok(HttpResponse { status: 204, headers: Vec::new(), body: Vec::new() })
    }
}

#[tokio::test]
async fn a_receiver_that_hangs_holds_up_no_other() {
    let network = Arc::new(OneHangs::default());
    let server = TestServer::builder().outgoing(network.clone()).build().await;
    add(&server, &webhook(&server, "hangs", &["user"]).await).await;
    for _ in 0..3 {
        store_event(&server, EventKind::UserEdited).await;
    }
    server.advance(6);
    let mut chainer = Chainer::new(server.issuers.clone());
    chainer.tenant(&TenantId::default()).await.unwrap();
    let delivering = tokio::spawn(outbox::deliver(server.issuers.clone()));
    let sent_to = |name: &str| network.0.lock().unwrap().iter().filter(|url| url.contains(name)).count();
    let soon = async |name: &str, count: usize| {
        for _ in 0..100 {
            if sent_to(name) >= count {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("{name}: expected {count} messages, got {}", sent_to(name));
    };
    soon("hangs", 3).await;
    add(&server, &webhook(&server, "works", &["user"]).await).await;
    store_event(&server, EventKind::UserEdited).await;
    server.advance(6);
    chainer.tenant(&TenantId::default()).await.unwrap();
    soon("works", 1).await;
    delivering.abort();
}

#[tokio::test]
async fn status_410_gives_up_at_the_first_attempt() {
    let server = TestServer::new().await;
    add(&server, &webhook(&server, "crm", &["user"]).await).await;
    store_event(&server, EventKind::UserEdited).await;
    server.transport.then(Ok(410));
    assert_eq!(deliver(&server).await, 0);
    let given_up = waiting(&server).await.remove(0);
    assert_eq!((given_up.failed_attempts, given_up.given_up_at.is_some()), (1, true));
    assert!(kinds(&server).await.contains(&"webhook.given_up".to_owned()));
}

/// A network where the first message changes the webhook.
#[derive(Default)]
struct EditsOnce {
    sent: Mutex<Vec<String>>,
    edit: Mutex<Option<(Arc<dyn Storage>, Webhook)>>,
}

#[async_trait]
impl HttpTransport for EditsOnce {
    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, TransportError> {
        self.sent.lock().unwrap().push(request.url.clone());
        let edit = self.edit.lock().unwrap().take();
        if let Some((storage, edited)) = edit {
            storage.apply(vec![Change::Webhook(WebhookChange::Replace(Box::new(edited)))]).await.unwrap();
        }
        Ok(HttpResponse { status: 204, headers: Vec::new(), body: Vec::new() })
    }
}

#[tokio::test]
async fn an_edit_counts_for_the_messages_that_are_left_of_a_turn() {
    let network = Arc::new(EditsOnce::default());
    let server = TestServer::builder().outgoing(network.clone()).build().await;
    let webhook = add(&server, &webhook(&server, "crm", &["user"]).await).await;
    // Four messages are sent at the same time, and the fifth one after them.
    for _ in 0..5 {
        store_event(&server, EventKind::UserEdited).await;
    }
    let edited = Webhook { url: "https://new.example/hook".to_owned(), ..webhook };
    *network.edit.lock().unwrap() = Some((server.storage.clone(), edited));
    assert_eq!(deliver(&server).await, 5);
    let sent = network.sent.lock().unwrap().clone();
    assert_eq!(sent.last().map(String::as_str), Some("https://new.example/hook"), "{sent:?}");
}

#[tokio::test]
async fn a_sealed_secret_opens_for_its_own_webhook_alone() {
    let server = TestServer::new().await;
    let webhook = webhook(&server, "crm", &[]).await;
    let stolen = Webhook { id: Uuid::from_u128(5), ..webhook.clone() };
    let tenant = server.storage.tenant(&TenantId::default()).await.unwrap().unwrap();
    let seal = Seal::new(&server.server.encryption_key, USAGE, &tenant).unwrap();
    let open =
        |webhook: &Webhook| valetkey_server::webhook::open_secrets(&seal, webhook, Timestamp(i64::MAX / 2));
    assert_eq!(open(&webhook).unwrap(), [WebhookSecret::new(SECRET)]);
    let refused = open(&stolen).unwrap_err().to_string();
    assert!(refused.contains("crm") && refused.contains("--rotate-secret"), "{refused}");
}
