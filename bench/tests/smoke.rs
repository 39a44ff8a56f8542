//! Runs every workload briefly against our server in this process: no errors, and the checks detect errors.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test may panic")]

#[path = "support/measured.rs"]
mod measured;
mod support;

use std::time::Duration;

use bench::{
    site::Track,
    workload::{Kind, revocation, validation},
};
use measured::measured;
use tokio::task::LocalSet;

#[tokio::test]
async fn every_workload_runs_without_errors() {
    LocalSet::new()
        .run_until(async {
            let server = support::Server::start().await;
            let site = server.site().await;
            let everywhere = [
                Kind::SingleSignOn,
                Kind::Refresh,
                Kind::ClientCredentials,
                Kind::Introspection,
                Kind::Userinfo,
                Kind::Metadata,
                Kind::PasswordSignIn,
                Kind::PasskeySignIn,
            ];
            let opaque = everywhere.map(|kind| (kind, Track::Opaque));
            let jwt =
                [Kind::SingleSignOn, Kind::Introspection, Kind::Userinfo].map(|kind| (kind, Track::Jwt));
            for (kind, track) in opaque.into_iter().chain(jwt) {
                let outcome = measured(kind, &site, track).await.unwrap();
                let peak = outcome.median_peak().unwrap();
                assert!(peak.units > 0 && peak.server_microseconds.is_some(), "{outcome:?}");
                let open = &outcome.open[0];
                assert!(open.longest_microseconds >= open.p50_microseconds, "{outcome:?}");
            }
        })
        .await;
}

#[tokio::test]
async fn a_wrong_secret_is_an_error() {
    LocalSet::new()
        .run_until(async {
            let mut server = support::Server::start().await;
            server.population.clients.service.client_secret = "another secret".to_owned();
            let site = server.site().await;
            let error = measured(Kind::ClientCredentials, &site, Track::Opaque).await.unwrap_err();
            assert!(format!("{error:#}").contains("invalid_client"), "{error:#}");
        })
        .await;
}

#[tokio::test]
async fn valid_tokens_in_the_place_of_expired_ones_are_an_error() {
    LocalSet::new()
        .run_until(async {
            let mut server = support::Server::start().await;
            let live = server.site().await.tokens(Track::Opaque, 1).await.unwrap().remove(0);
            server.population.expired_access_tokens = vec![live.access_token];
            let site = server.site().await;
            let error = measured(Kind::Introspection, &site, Track::Opaque).await.unwrap_err();
            assert!(format!("{error:#}").contains("expected \"active\":false"), "{error:#}");
        })
        .await;
}

#[tokio::test]
async fn a_revocation_is_seen_by_another_node_of_the_same_database() {
    LocalSet::new()
        .run_until(async {
            let server = support::Server::start().await;
            let (first, second) = (server.site().await, server.site().await);
            let figures = revocation::tokens(&first, &second, 3).await.unwrap();
            assert_eq!(figures.len(), 4);
            let stranger = support::Server::start().await;
            let error = revocation::tokens(&first, &stranger.site().await, 1).await.unwrap_err();
            assert!(format!("{error:#}").contains("the second node"), "{error:#}");
        })
        .await;
}

#[test]
fn tokens_are_validated_in_this_program() {
    let figures = validation::run(Duration::from_millis(1)).unwrap();
    assert!(figures.iter().all(|figure| figure.value > 0.0), "{figures:?}");
}
