//! How long somebody waits for their own page, which lists the applications that have access.

use std::time::Instant;

use anyhow::{Result, ensure};
use http::{StatusCode, header};

use super::middle_one;
use crate::{
    http::{Connection, get},
    site::{Site, Track},
};

/// Readings, of which the middle one counts.
const READINGS: usize = 101;
/// The application that everybody has allowed.
const APPLICATION: &str = "Measured";

/// The usual time of the page in milliseconds, of a server of ours.
///
/// # Errors
/// When the page does not name the application.
pub(super) async fn usual_time(site: &Site) -> Result<f64> {
    let cookies = site.signed_in(Track::Opaque).await?;
    let mut connection = Connection::to(&site.provider.authority)?;
    let mut times = Vec::new();
    for cookie in cookies.iter().cycle().take(READINGS) {
        let begun = Instant::now();
        let answer = connection.send(get("/", &[(header::COOKIE, cookie)])).await?;
        times.push(begun.elapsed().as_secs_f64() * 1_000.0);
        ensure!(answer.status == StatusCode::OK, "{}", answer.status);
        let page = String::from_utf8_lossy(&answer.body);
        ensure!(page.contains(APPLICATION), "a page without {APPLICATION}");
    }
    middle_one(times)
}
