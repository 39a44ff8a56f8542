//! Collects the metrics for one scrape. Counts the messages in the outbox of the database. If the database does not answer in time, the
//! metrics of the outbox are left out and `valetkey_database_up` is 0.

use std::{collections::BTreeMap, sync::atomic::Ordering::Relaxed, time::Duration};

use tokio::time::timeout;
use valetkey_storage::StorageError;
use valetkey_types::Seconds;

use super::{Format, process, text::Text};
use crate::{
    Issuers, Server,
    outbox::{Backlog, backlog},
    refusals::RefusalKind,
};

/// The timeout of the database.
const LONGEST_WAIT: Duration = Duration::from_secs(2);

/// Returns all metrics as text.
pub async fn collect(issuers: &Issuers, format: Format) -> String {
    let server = issuers.default_server();
    let asked = timeout(LONGEST_WAIT, ask(&server)).await;
    let backlog = match asked {
        Ok(Ok(backlog)) => Some(backlog),
        Ok(Err(error)) => {
            tracing::warn!(%error, "the metrics of the outbox are left out");
            None
        }
        Err(_) => None,
    };
    let mut text = Text::new(format);
    let version = env!("CARGO_PKG_VERSION");
    text.gauge("valetkey_build_info", "The version of the program.", [(vec![("version", version)], 1)]);
    write_requests(&server, &mut text);
    write_sign_ins(&server, &mut text);
    write_hashes(&server, &mut text);
    write_storage(&server, backlog.is_some(), &mut text);
    if let Some(backlog) = &backlog {
        write_outbox(backlog, &mut text);
    }
    write_keys(issuers, &mut text);
    let tenants = issuers.count_loaded() + 1;
    text.gauge("valetkey_tenants_in_memory", "Tenants in the memory of this process.", [(vec![], tenants)]);
    process::write(&mut text);
    text.finish()
}

async fn ask(server: &Server) -> Result<Backlog, StorageError> {
    server.storage.ping().await?;
    backlog(&*server.storage, server.environment.now()).await
}

fn write_requests(server: &Server, text: &mut Text) {
    let routes = server.metrics().requests.routes();
    let counts = routes.iter().flat_map(|(name, route)| {
        let labels = move |class| vec![("route", &**name), ("status", class)];
        route.by_class().map(move |(class, count)| (labels(class), count))
    });
    text.counter("valetkey_requests_total", "Answered requests by route and class of status.", counts);
    let name = "valetkey_request_duration_seconds";
    text.histogram(name, "How long answers took, by route.");
    for (route, requests) in &routes {
        text.histogram_of(name, &[("route", &**route)], &requests.durations.read());
    }
}

fn write_sign_ins(server: &Server, text: &mut Text) {
    let (metrics, totals) = (server.metrics(), server.unstored_refusals().totals());
    let succeeded = (vec![("outcome", "succeeded")], metrics.sign_ins.load(Relaxed));
    let refused = totals.iter().filter_map(|(kind, count)| match kind {
        RefusalKind::SignIn(refusal) => Some((vec![("outcome", refusal.as_str())], *count)),
        RefusalKind::Check(_) => None,
    });
    text.counter(
        "valetkey_sign_ins_total",
        "Sign-ins: those that started a session, and refused attempts by reason.",
        [succeeded].into_iter().chain(refused),
    );
    let refused = totals.iter().filter_map(|(kind, count)| match kind {
        RefusalKind::Check(check) => Some((vec![("check", check.as_str())], *count)),
        RefusalKind::SignIn(_) => None,
    });
    text.counter("valetkey_refusals_total", "Refused requests by the check that refused.", refused);
    let tokens = metrics
        .tokens
        .iter()
        .map(|(grant, count)| (vec![("grant_type", grant.as_str())], count.load(Relaxed)));
    text.counter("valetkey_tokens_total", "Token responses by grant type.", tokens);
}

fn write_hashes(server: &Server, text: &mut Text) {
    let load = server.password_pool.load();
    let waiting = "Passwords that wait for their hash.";
    text.gauge("valetkey_password_hashes_waiting", waiting, [(vec![], load.waiting)]);
    let running = "Passwords that are being hashed now.";
    text.gauge("valetkey_password_hashes_running", running, [(vec![], load.running)]);
    let most = "Maximum passwords that are hashed at once.";
    text.gauge("valetkey_password_hashes_maximum", most, [(vec![], load.maximum)]);
}

fn write_storage(server: &Server, is_up: bool, text: &mut Text) {
    let help = "1 if the database answered this scrape in time, otherwise 0.";
    text.gauge("valetkey_database_up", help, [(vec![], u8::from(is_up))]);
    let Some(times) = server.storage.times() else { return };
    for (name, help, histogram) in [
        ("valetkey_storage_read_seconds", "Reads of the database that were answered.", &times.reads),
        ("valetkey_storage_commit_seconds", "Commits, with the wait for the disk.", &times.commits),
    ] {
        text.histogram(name, help);
        text.histogram_of(name, &[], &histogram.read());
    }
    let failed = [
        (vec![("operation", "read")], times.failed_reads()),
        (vec![("operation", "commit")], times.failed_commits()),
    ];
    text.counter("valetkey_storage_failures_total", "Reads and commits that the database refused.", failed);
    let help = "Commits that were discarded because somebody else was faster.";
    text.counter("valetkey_storage_conflicts_total", help, [(vec![], times.conflicts())]);
}

fn write_outbox(backlog: &Backlog, text: &mut Text) {
    let waiting = backlog.waiting.iter().map(|(kind, count)| (vec![("kind", *kind)], *count));
    let help = "Messages of the outbox that wait, by kind; counted up to 2000 in each lane.";
    text.gauge("valetkey_outbox_waiting", help, waiting);
    let help = "Age of the oldest message that waits, in seconds; 0 if none waits.";
    text.gauge("valetkey_outbox_oldest_age_seconds", help, [(vec![], backlog.oldest_age.0)]);
    let help = "Messages that were given up within the last 30 days; counted up to 2000.";
    text.gauge("valetkey_outbox_given_up", help, [(vec![], backlog.given_up)]);
}

/// Writes the age of the oldest key of each algorithm, over all tenants in memory.
fn write_keys(issuers: &Issuers, text: &mut Text) {
    let mut ages: BTreeMap<&'static str, Seconds> = BTreeMap::new();
    for (algorithm, age) in issuers.in_memory().iter().flat_map(|server| server.keys.ages()) {
        let oldest = ages.entry(algorithm.as_str()).or_insert(age);
        *oldest = (*oldest).max(age);
    }
    let samples = ages.into_iter().map(|(algorithm, age)| (vec![("algorithm", algorithm)], age.0));
    let help = "How long the oldest key that signs has been signing, in seconds.";
    text.gauge("valetkey_signing_key_age_seconds", help, samples);
}
