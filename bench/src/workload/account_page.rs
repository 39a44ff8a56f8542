//! The time of the account page, which lists the applications with access.

use std::time::Instant;

use anyhow::{Result, ensure};
use http::{StatusCode, header};

use super::middle_one;
use crate::{
    http::{Connection, get},
    site::{Site, Track},
};

/// Number of measurements; the result is their median.
const READINGS: usize = 101;
/// The application with access to every account.
const APPLICATION: &str = "Measured";

/// Returns the median time of the page on our server, in milliseconds.
///
/// # Errors
/// If the page does not name the application.
pub(super) async fn usual_time(site: &Site) -> Result<f64> {
    let cookies = site.signed_in(Track::Opaque).await?;
    let mut connection = Connection::to(&site.provider.authority)?;
    let mut times = Vec::new();
    for cookie in cookies.iter().cycle().take(READINGS) {
        let begun = Instant::now();
        let answer = connection.send(get("/account/apps", &[(header::COOKIE, cookie)])).await?;
        times.push(begun.elapsed().as_secs_f64() * 1_000.0);
        ensure!(answer.status == StatusCode::OK, "{}", answer.status);
        let page = String::from_utf8_lossy(&answer.body);
        ensure!(page.contains(APPLICATION), "a page without {APPLICATION}");
    }
    middle_one(times)
}
