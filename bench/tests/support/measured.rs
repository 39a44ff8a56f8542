//! Measures a workload briefly.

use std::time::Duration;

use bench::{
    measure::{Settings, interleaved},
    outcome::Outcome,
    site::{Site, Track},
    workload::Kind,
};

/// Measures the peak for one second, then half of that rate for another second.
pub(crate) async fn measured(kind: Kind, site: &Site, track: Track) -> anyhow::Result<Outcome> {
    let settings = Settings {
        rounds: 1,
        time: Duration::from_secs(1),
        warm_up: Duration::ZERO,
        connections: Some(4),
        open_time: Duration::from_secs(1),
        percents: vec![50],
    };
    Ok(interleaved(kind, &[(site, track)], &settings, &|_| ()).await?.remove(0))
}
