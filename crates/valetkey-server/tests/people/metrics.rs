//! Metrics after real requests: the values that operators watch, and labels that never contain a value of a request.

use std::collections::{BTreeMap, BTreeSet};

use valetkey_authorization_server::{
    Change,
    record::{Delivery, Message},
};
use valetkey_server::{
    Environment as _,
    metrics::{Format, collect},
    testing::TestServer,
};
use valetkey_types::{ClientId, GrantType, UserId};

use crate::{sign_in::try_password, support::*};

/// The samples by name with labels, as a scraper reads them. Panics for a line that is no sample.
async fn scrape(server: &TestServer) -> BTreeMap<String, f64> {
    let text = collect(&server.issuers, Format::Prometheus).await;
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| {
            let (name, value) = line.rsplit_once(' ').unwrap_or_else(|| panic!("no sample: {line:?}"));
            (name.to_owned(), value.parse().unwrap_or_else(|_| panic!("no number: {line:?}")))
        })
        .collect()
}

fn value(samples: &BTreeMap<String, f64>, name: &str) -> f64 {
    *samples.get(name).unwrap_or_else(|| panic!("{name} is missing: {:#?}", samples.keys()))
}

async fn token(server: &TestServer, client_id: &str, secret: &str) -> u16 {
    let fields = [("grant_type", "client_credentials"), ("client_id", client_id), ("client_secret", secret)];
    server.post_form("/token", &[], &fields).await.status
}

async fn with_a_worker() -> TestServer {
    let server = server().await;
    let mut worker = client("worker");
    worker.grant_types = vec![GrantType::ClientCredentials];
    server.add_client(worker).await;
    server
}

#[tokio::test]
async fn real_requests_show_in_what_an_operator_watches() {
    let server = with_a_worker().await;
    let mut browser = server.browser();
    sign_in_and_redeem(&server, &mut browser, &authorize(&[]), "alice").await;
    assert_ne!(try_password(&mut server.browser(), "alice", "wrong password").await.status, 303);
    assert_eq!(token(&server, "worker", "secret").await, 200);
    assert_eq!(token(&server, "worker", "wrong").await, 401);
    let samples = scrape(&server).await;
    for (name, expected) in [
        ("valetkey_sign_ins_total{outcome=\"succeeded\"}", 1.0),
        ("valetkey_sign_ins_total{outcome=\"wrong_credentials\"}", 1.0),
        ("valetkey_tokens_total{grant_type=\"authorization_code\"}", 1.0),
        ("valetkey_tokens_total{grant_type=\"client_credentials\"}", 1.0),
        ("valetkey_tokens_total{grant_type=\"refresh_token\"}", 0.0),
        ("valetkey_refusals_total{check=\"client_authentication\"}", 1.0),
        ("valetkey_requests_total{route=\"/token\",status=\"2xx\"}", 2.0),
        ("valetkey_requests_total{route=\"/token\",status=\"4xx\"}", 1.0),
        ("valetkey_request_duration_seconds_count{route=\"/token\"}", 3.0),
        ("valetkey_request_duration_seconds_bucket{route=\"/token\",le=\"+Inf\"}", 3.0),
        ("valetkey_password_hashes_waiting", 0.0),
        ("valetkey_password_hashes_running", 0.0),
        ("valetkey_database_up", 1.0),
        ("valetkey_outbox_waiting{kind=\"logout\"}", 0.0),
        ("valetkey_outbox_waiting{kind=\"webhook\"}", 0.0),
        ("valetkey_outbox_given_up", 0.0),
        ("valetkey_signing_key_age_seconds{algorithm=\"ES256\"}", 0.0),
        ("valetkey_storage_failures_total{operation=\"commit\"}", 0.0),
    ] {
        assert_eq!(value(&samples, name), expected, "{name}");
    }
    for name in ["valetkey_storage_read_seconds_count", "valetkey_storage_commit_seconds_count"] {
        assert!(value(&samples, name) >= 1.0, "{name}");
    }
}

#[tokio::test]
async fn a_message_that_waits_and_one_that_was_given_up_show_with_their_age() {
    let server = server().await;
    let (now, issuer) = (server.environment.now(), server.server.issuer.clone());
    let message = || Message::BackchannelLogout {
        client_id: ClientId::new("notes"),
        subject: UserId::new("user-alice"),
        sid: None,
    };
    let delivery = || {
        let (tenant, id) = (server.server.tenant.clone(), server.environment.identifier());
        Delivery::due(tenant, id, issuer.clone(), message(), now)
    };
    let given_up = delivery().given_up("refused".to_owned(), now);
    server.apply(vec![Change::StoreDelivery(delivery()), Change::StoreDelivery(given_up)]).await;
    server.advance(120);
    let samples = scrape(&server).await;
    assert_eq!(value(&samples, "valetkey_outbox_waiting{kind=\"logout\"}"), 1.0);
    assert_eq!(value(&samples, "valetkey_outbox_waiting{kind=\"mail\"}"), 0.0);
    assert_eq!(value(&samples, "valetkey_outbox_oldest_age_seconds"), 120.0);
    assert_eq!(value(&samples, "valetkey_outbox_given_up"), 1.0);
}

#[tokio::test]
async fn passwords_that_wait_show() {
    let server = server().await;
    let occupied = server.server.password_pool.occupy().await.unwrap();
    let samples = scrape(&server).await;
    assert_eq!(value(&samples, "valetkey_password_hashes_running"), 2.0);
    assert_eq!(value(&samples, "valetkey_password_hashes_maximum"), 2.0);
    drop(occupied);
}

/// Returns all names with their labels.
fn words(samples: &BTreeMap<String, f64>) -> BTreeSet<String> {
    samples.keys().cloned().collect()
}

#[tokio::test]
async fn hostile_paths_users_and_clients_never_become_labels() {
    let server = with_a_worker().await;
    let attack = async |name: &str| {
        let mut browser = server.browser();
        let _ = try_password(&mut browser, name, "wrong password").await;
        token(&server, name, "wrong").await;
        server.get(&format!("/no/such/{name}")).await;
        server.get(&format!("/callback/{name}?secret={name}")).await;
        server.get(&format!("/assets/{name}.css")).await;
        server.request("BREW", "/token", &[], "").await;
        let fields = [("grant_type", name), ("client_id", "worker"), ("client_secret", "secret")];
        server.post_form("/token", &[], &fields).await;
    };
    attack("first-intruder").await;
    let before = scrape(&server).await;
    for number in 0..30 {
        attack(&format!("intruder-{number}")).await;
    }
    let after = scrape(&server).await;
    let (before, names) = (words(&before), words(&after));
    assert_eq!(before.difference(&names).collect::<Vec<_>>(), Vec::<&String>::new());
    let more: Vec<_> = names.difference(&before).collect();
    // Limits may refuse the later ones for another reason, so another class of status may appear.
    assert!(more.iter().all(|name| name.starts_with("valetkey_requests_total{route=")), "{more:?}");
    for name in &names {
        assert!(!name.contains("intruder") && !name.contains("alice") && !name.contains("worker"), "{name}");
    }
    assert!(value(&after, "valetkey_requests_total{route=\"none\",status=\"4xx\"}") >= 31.0);
}

#[tokio::test]
async fn open_metrics_ends_with_its_mark_and_describes_each_family_once() {
    let server = server().await;
    server.get("/jwks").await;
    let text = collect(&server.issuers, Format::OpenMetrics).await;
    assert!(text.ends_with("# EOF\n"));
    let families: Vec<_> = text.lines().filter_map(|line| line.strip_prefix("# TYPE ")).collect();
    assert!(families.contains(&"valetkey_requests counter"), "{families:?}");
    assert_eq!(families.iter().collect::<BTreeSet<_>>().len(), families.len(), "{families:?}");
}
