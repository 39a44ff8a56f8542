//! Runs the programs `valetkey` and PostgreSQL, and checks that all responses are correct and all figures are present.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test may panic")]

#[path = "support/measured.rs"]
mod measured;

use std::{path::PathBuf, process::Command, time::Duration};

use bench::{
    outcome::{Figure, Peak},
    seed::Extent,
    server::{Plan, Product, fresh_folder, program},
    site::Track,
    workload::{Kind, growth, revocation, same_time},
};
use measured::measured;
use tokio::task::LocalSet;

/// A folder that is removed at the end.
struct Scratch(PathBuf);

impl Scratch {
    /// Creates a folder. Builds the program if only this package is tested; `cargo test --workspace` builds it before.
    fn make() -> Self {
        if program().is_err() {
            // The folder `debug` has the builds with the profile `dev`.
            let folder = bench::machine::profile().unwrap();
            let profile = if folder == "debug" { "dev" } else { &folder };
            let mut build = Command::new(env!("CARGO"));
            assert!(
                build.args(["build", "-p", "valetkey", "--profile", profile]).status().unwrap().success()
            );
        }
        Self(fresh_folder(&std::env::temp_dir(), "bench-test").unwrap())
    }

    fn plan(&self) -> Plan {
        Plan {
            folder: self.0.clone(),
            users: 200,
            extent: Extent { sessions: 10, grants: 10, tenants: 0, groups: 0, events: 0 },
            at_domain_name: false,
        }
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn value(figures: &[Figure], name: &str) -> f64 {
    let figure = figures.iter().find(|figure| figure.name == name);
    figure.unwrap_or_else(|| panic!("no {name} in {figures:?}")).value
}

/// Checks the number of commits per unit. A writing unit has one commit or shares it, and housekeeping adds a few commits.
fn assert_commits(kind: Kind, peak: &Peak) {
    let (commits, stray) = (peak.commits.unwrap(), 10.0 / peak.units as f64);
    let expected = match kind {
        Kind::SingleSignOn | Kind::Refresh => 0.1..=1.0 + stray,
        _ => 0.0..=stray,
    };
    assert!(expected.contains(&commits), "{kind:?}: {commits} in {peak:?}");
}

#[tokio::test]
async fn commits_on_sqlite_are_counted_by_the_index_of_its_log() {
    let scratch = Scratch::make();
    LocalSet::new()
        .run_until(async {
            let mut running = Product::Valetkey.start(&scratch.plan()).await.unwrap();
            running.site.stock = 32;
            for kind in [Kind::Refresh, Kind::Userinfo] {
                let outcome = measured(kind, &running.site, Track::Opaque).await.unwrap();
                assert_commits(kind, outcome.median_peak().unwrap());
            }
        })
        .await;
}

#[tokio::test]
async fn two_nodes_on_one_database_share_the_work_and_notice_changes() {
    let scratch = Scratch::make();
    LocalSet::new()
        .run_until(async {
            let mut running = Product::ValetkeyPostgresTwoNodes.start(&scratch.plan()).await.unwrap();
            running.site.stock = 32;
            assert_eq!((running.site.nodes.len(), running.site.processes.len()), (2, 2));
            for kind in [
                Kind::SingleSignOn,
                Kind::Refresh,
                Kind::ClientCredentials,
                Kind::Introspection,
                Kind::Userinfo,
            ] {
                let outcome = measured(kind, &running.site, Track::Opaque).await.unwrap();
                let peak = outcome.median_peak().unwrap();
                assert!(peak.units > 0 && peak.server_microseconds.is_some(), "{outcome:?}");
                assert!(peak.database_microseconds.is_some() && peak.written_bytes.is_some(), "{outcome:?}");
                assert_commits(kind, peak);
                let durability = &outcome.server.durability;
                assert!(durability.contains("fsync=on, synchronous_commit=on"), "{durability}");
            }
            let figures = revocation::run(&running, 2).await.unwrap();
            assert_eq!(figures.len(), 8, "tokens, grants, clients, keys: {figures:?}");
        })
        .await;
}

#[tokio::test]
async fn growth_compares_large_with_small() {
    let scratch = Scratch::make();
    LocalSet::new()
        .run_until(async {
            let (product, time) = (Product::ValetkeyPostgres, Duration::from_millis(300));
            let figures = growth::run(product, &scratch.plan(), &[70, 140], time).await.unwrap();
            let of = |what: &str| value(&figures, &format!("valetkey-postgres, {what}"));
            assert!(of("70 people: database, per person") > of("140 people: database, per person"));
            let (small, large) = (of("70 people: A, p50"), of("140 people: A, p50"));
            assert_eq!(of("140 people: A, p50 against 70").to_bits(), (large / small).to_bits());
            assert!(of("140 people: storing them") > 0.0);
            for part in [
                "a person's own page",
                "search, first page of everybody",
                "search, page in the middle of everybody",
                "search for nobody",
                "search, longest of all pages of 140",
                "housekeeping with nothing to remove",
                "housekeeping, removing 32 sessions",
            ] {
                assert!(of(&format!("140 people: {part}")) > 0.0);
            }
        })
        .await;
}

#[tokio::test]
async fn response_times_of_known_and_unknown_names_are_compared() {
    let scratch = Scratch::make();
    LocalSet::new()
        .run_until(async {
            let figures = same_time::run(&scratch.plan(), 3).await.unwrap();
            assert_eq!(figures.len(), 9, "three pages: {figures:?}");
            for page in ["sign-in with a wrong password", "registration", "forgotten password"] {
                let area = value(&figures, &format!("{page}: AUC of known against unknown names"));
                assert!((0.0..=1.0).contains(&area), "{page}: {area}");
                assert!(value(&figures, &format!("{page}: known name, median")) > 0.0);
            }
        })
        .await;
}
