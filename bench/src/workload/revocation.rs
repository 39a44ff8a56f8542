//! M: two nodes of one issuer on one database. Measures how long the second node accepts a token after the first node revoked it.
//! The time starts with the first node's response.

mod administered;

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use bytes::Bytes;
use http::{Request, StatusCode, header};
use http_body_util::Full;

use super::introspection::is_active;
use crate::{
    application::{encoded, require_invalid_grant},
    http::{Answer, Connection, form},
    outcome::Figure,
    server::Running,
    site::{Site, Track},
};

/// Timeout for a node.
const PATIENCE: Duration = Duration::from_secs(30);

/// Revokes or removes `times` tokens, grants, clients and keys each. Returns the medians and the longest times.
///
/// # Errors
/// If there is no second node, if it does not accept something at first, or if it still accepts it after 30 seconds.
pub async fn run(running: &Running, times: usize) -> Result<Vec<Figure>> {
    let (first, second) = (running.node(0).await?, running.node(1).await?);
    let database = running.database.as_ref().context("a database to administer")?;
    let mut figures = tokens(&first, &second, times).await?;
    figures.extend(administered::clients(&second, database, times).await?);
    figures.extend(administered::keys(&second, database, times).await?);
    Ok(figures)
}

/// Revokes access tokens and whole grants at the first node, one after the other (RFC 7009 section 2.1).
///
/// # Errors
/// If the second node does not accept a token at first, or still accepts it after 30 seconds.
pub async fn tokens(first: &Site, second: &Site, times: usize) -> Result<Vec<Figure>> {
    let application = first.application(Track::Opaque)?;
    let authorization = [(header::AUTHORIZATION, &application.authorization)];
    let mut one = Connection::to(&first.provider.authority)?;
    let mut other = Connection::to(&second.provider.authority)?;
    let mut figures = Vec::new();
    for (what, whole_grant) in [("a token revoked", false), ("a grant revoked", true)] {
        let mut milliseconds = Vec::new();
        for tokens in first.tokens(Track::Opaque, times).await? {
            let access_token = tokens.access_token.clone();
            let refresh_token = tokens.into_refresh_token()?;
            let about = |token: &str| format!("token={}", encoded(token));
            let ask = || form(&second.provider.introspection, &authorization, about(&access_token));
            require_accepted(&mut other, &ask, &is_accepted).await?;
            let withdrawn = about(if whole_grant { &refresh_token } else { &access_token });
            let revoked = one.send(form(&first.provider.revocation, &authorization, withdrawn)).await?;
            ensure!(revoked.status.is_success(), "the revocation endpoint: {}", revoked.excerpt());
            milliseconds.push(until_refused(&mut other, &ask, &is_accepted).await?);
            if whole_grant {
                let refreshed = application.refresh(&mut other, &refresh_token).await?;
                require_invalid_grant(&refreshed, "the refresh token of a revoked grant")?;
            }
        }
        figures
            .extend(median_and_longest(&format!("{what} at one node, refused at the other"), milliseconds)?);
    }
    Ok(figures)
}

/// Sends the request with a value that may be revoked.
type Ask<'a> = dyn Fn() -> Request<Full<Bytes>> + 'a;
/// Returns `true` if the node still accepts the value.
type Check<'a> = dyn Fn(&Answer) -> Result<bool> + 'a;

async fn require_accepted(node: &mut Connection, ask: &Ask<'_>, is_accepted: &Check<'_>) -> Result<()> {
    let answer = node.send(ask()).await?;
    ensure!(is_accepted(&answer)?, "expected the second node to accept it first, got {}", answer.excerpt());
    Ok(())
}

/// Repeats the request. Returns the milliseconds until the node refused.
async fn until_refused(node: &mut Connection, ask: &Ask<'_>, is_accepted: &Check<'_>) -> Result<f64> {
    let begun = Instant::now();
    while is_accepted(&node.send(ask()).await?)? {
        ensure!(begun.elapsed() < PATIENCE, "the second node still accepts it after {PATIENCE:?}");
    }
    Ok(begun.elapsed().as_secs_f64() * 1_000.0)
}

fn is_accepted(introspection: &Answer) -> Result<bool> {
    let active = is_active(&introspection.body).filter(|_| introspection.status == StatusCode::OK);
    active.with_context(|| format!("the second node: {}", introspection.excerpt()))
}

fn median_and_longest(what: &str, mut milliseconds: Vec<f64>) -> Result<[Figure; 2]> {
    milliseconds.sort_by(f64::total_cmp);
    let median = *milliseconds.get(milliseconds.len() / 2).context("a measurement")?;
    let longest = *milliseconds.last().context("a measurement")?;
    Ok([
        Figure::new(format!("{what}, median"), median, "ms"),
        Figure::new(format!("{what}, longest"), longest, "ms"),
    ])
}
