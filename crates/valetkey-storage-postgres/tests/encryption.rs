//! TLS to the database: the accepted certificates, and no silent fallback to plain text.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "helpers of tests")]

use valetkey_storage::{OpenError, Storage};
use valetkey_storage_postgres::PostgresStorage;
use valetkey_test_postgres::{Certificates, Cluster};

/// Returns the address of a database on loopback, with the host name `localhost`.
fn url(cluster: &Cluster, name: &str, parameters: &str) -> String {
    format!("postgres://valetkey@localhost:{}/{name}?hostaddr=127.0.0.1{parameters}", cluster.port())
}

async fn refusal(url: &str) -> String {
    match PostgresStorage::open(url).await {
        Ok(_) => panic!("{url} was opened"),
        Err(OpenError::Unreachable { reason, .. }) => reason,
        Err(other) => panic!("{other:?}"),
    }
}

/// Waits until all our connections are open. Returns whether the server reports all of them as encrypted.
async fn is_encrypted(cluster: &Cluster, url: &str) -> bool {
    let storage = PostgresStorage::open(url).await.unwrap();
    storage.ping().await.unwrap();
    let asked = |what: &str| {
        let sql = format!(
            "SELECT {what} FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE application_name = 'valetkey'"
        );
        cluster.query("postgres", &sql)
    };
    while asked("count(*) >= 6") != "t" {
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    asked("bool_and(ssl)") == "t"
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_certificate_is_accepted_only_from_known_roots_and_for_the_right_name() {
    let (certificates, strangers) = (Certificates::make(), Certificates::make());
    let cluster = Cluster::start_on_loopback(Some(&certificates));
    let name = cluster.empty_database().name;
    let roots = format!("&sslrootcert={}", certificates.roots().display());
    for mode in ["", "&sslmode=prefer", "&sslmode=require"] {
        assert!(is_encrypted(&cluster, &url(&cluster, &name, &format!("{roots}{mode}"))).await, "{mode}");
        let strange = format!("&sslrootcert={}{mode}", strangers.roots().display());
        for parameters in [strange.as_str(), mode] {
            let reason = refusal(&url(&cluster, &name, parameters)).await;
            assert!(reason.contains("certificate"), "{parameters}: {reason}");
        }
        let wrong_name = format!(
            "postgres://valetkey@127.0.0.1:{}/{name}?application_name=valetkey{roots}{mode}",
            cluster.port()
        );
        let reason = refusal(&wrong_name).await;
        assert!(reason.contains("certificate"), "{reason}");
    }
    assert!(!is_encrypted(&cluster, &url(&cluster, &name, "&sslmode=disable")).await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_without_encryption_is_used_only_if_allowed() {
    let cluster = Cluster::start_on_loopback(None);
    let name = cluster.empty_database().name;
    let reason = refusal(&url(&cluster, &name, "&sslmode=require")).await;
    assert!(reason.contains("does not support TLS"), "{reason}");
    // The same server with another host name. It could be another machine, so encryption is the default.
    let elsewhere = format!("postgres://valetkey@db.example:{}/{name}?hostaddr=127.0.0.1", cluster.port());
    let reason = refusal(&elsewhere).await;
    assert!(reason.contains("does not support TLS"), "{reason}");
    for mode in ["", "&sslmode=prefer"] {
        assert!(!is_encrypted(&cluster, &url(&cluster, &name, mode)).await);
    }
}
