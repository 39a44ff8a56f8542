//! N: twice as many sign-ins as the server can hash, together with token requests that must not starve.

use std::time::Duration;

use anyhow::Result;

use super::Kind;
use crate::{
    generator::{self, Tally},
    outcome::Figure,
    site::{Site, Track},
};

/// The rate of token requests, as a share of their peak.
const TOKEN_SHARE: f64 = 0.3;
/// Minimum duration of the flood: sign-ins wait for seconds before the first refusal.
const SHORTEST_FLOOD: Duration = Duration::from_secs(10);
/// Number of connections: enough that sign-ins wait in the server and not in the generator.
const SIGN_IN_CONNECTIONS: usize = 256;

/// Finds both peaks, then runs D alone and during the flood.
///
/// # Errors
/// If a unit ends in anything but success or 503 with `Retry-After`.
pub async fn run(site: &Site, time: Duration) -> Result<Vec<Figure>> {
    let sign_in = Kind::PasswordSignIn.prepare(site, Track::Opaque).await?;
    let token = Kind::ClientCredentials.prepare(site, Track::Opaque).await?;
    let (mut few, mut many) = (site.workers(8)?, site.workers(SIGN_IN_CONNECTIONS)?);
    let mut token_workers = site.workers(64)?;
    let sign_in_peak = generator::closed(&sign_in, &mut few, time).await?.per_second();
    let token_rate = TOKEN_SHARE * generator::closed(&token, &mut token_workers, time).await?.per_second();
    let alone = generator::open(&token, &mut token_workers, token_rate, time).await?;
    let flood_time = time.max(SHORTEST_FLOOD);
    let (flood, beside) = tokio::join!(
        generator::open(&sign_in, &mut many, 2.0 * sign_in_peak, flood_time),
        generator::open(&token, &mut token_workers, token_rate, flood_time),
    );
    let (flood, beside) = (flood?, beside?);
    let mut figures = vec![
        Figure::new("sign-ins, peak".to_owned(), sign_in_peak, "per second"),
        Figure::new("sign-ins due".to_owned(), 2.0 * sign_in_peak, "per second"),
        Figure::new("sign-ins done".to_owned(), flood.per_second(), "per second"),
        Figure::new("sign-ins turned away, 503 with Retry-After".to_owned(), turned_away(&flood), "%"),
        Figure::new("token requests due".to_owned(), token_rate, "per second"),
    ];
    for (name, tally) in [("alone", &alone), ("beside the flood", &beside)] {
        figures.push(Figure::new(format!("token requests {name}, done"), tally.per_second(), "per second"));
        for (share, word) in [(0.5, "p50"), (0.99, "p99")] {
            let milliseconds = tally.quantile(share) as f64 / 1_000.0;
            figures.push(Figure::new(format!("token requests {name}, {word}"), milliseconds, "ms"));
        }
    }
    Ok(figures)
}

fn turned_away(tally: &Tally) -> f64 {
    100.0 * tally.turned_away as f64 / (tally.units + tally.turned_away).max(1) as f64
}
