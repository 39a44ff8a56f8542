//! M: two nodes of one issuer: how long the second one takes a token that was revoked at the first one.

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use http::header;

use super::introspection::is_active;
use crate::{
    application::encoded,
    http::{Connection, form},
    outcome::Figure,
    site::{Site, Track},
};

/// Longer than any node may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// Revokes tokens at the first node, one after the other, and asks the second one until it knows.
///
/// # Errors
/// When the second node does not know the token at first, or still takes it after half a minute.
pub async fn run(first: &Site, second: &Site, times: usize) -> Result<Vec<Figure>> {
    let application = first.application(Track::Opaque)?;
    let authorization = [(header::AUTHORIZATION, &application.authorization)];
    let mut one = Connection::to(&first.provider.authority)?;
    let mut other = Connection::to(&second.provider.authority)?;
    let mut milliseconds = Vec::new();
    for tokens in first.tokens(Track::Opaque, times).await? {
        let body = format!("token={}", encoded(&tokens.access_token));
        let asked = || form(&second.provider.introspection, &authorization, body.clone());
        let before = other.send(asked()).await?;
        ensure!(is_active(&before.body) == Some(true), "the second node: {}", before.excerpt());
        let revoked = one.send(form(&first.provider.revocation, &authorization, body.clone())).await?;
        ensure!(revoked.status.is_success(), "the revocation endpoint: {}", revoked.excerpt());
        let begun = Instant::now();
        while is_active(&other.send(asked()).await?.body) == Some(true) {
            ensure!(begun.elapsed() < PATIENCE, "still active at the second node after {PATIENCE:?}");
        }
        milliseconds.push(begun.elapsed().as_secs_f64() * 1_000.0);
    }
    milliseconds.sort_by(f64::total_cmp);
    let median = *milliseconds.get(milliseconds.len() / 2).context("a measurement")?;
    let longest = *milliseconds.last().context("a measurement")?;
    Ok(vec![
        Figure::new("revoked at one node, refused at the other, median".to_owned(), median, "ms"),
        Figure::new("revoked at one node, refused at the other, longest".to_owned(), longest, "ms"),
    ])
}
