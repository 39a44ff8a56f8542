//! E: introspection of 80 % valid, 10 % expired, 5 % revoked and 5 % made-up tokens.

use std::{cell::Cell, time::Duration};

use anyhow::{Context as _, Result, ensure};
use async_trait::async_trait;
use bytes::Bytes;
use http::{StatusCode, header};
use valetkey_jose::digest::random_token;

use crate::{
    application::{Application, Tokens, encoded},
    generator::{Finish, Worker, Workload},
    http::{Connection, form},
    population::Credentials,
    site::{Site, Track},
};

/// Number of valid tokens per one made-up, one revoked and two expired tokens.
const VALID: usize = 16;
/// Wait until the tokens of the client `brief` have expired.
const PATIENCE: Duration = Duration::from_secs(5);

/// The workload.
pub(super) struct Introspection {
    application: Application,
    path: String,
    /// Bodies and expected answers, in order.
    questions: Vec<(String, bool)>,
    inactive: Cell<u64>,
}

impl Introspection {
    pub(super) async fn prepare(site: &Site, track: Track) -> Result<Self> {
        let provider = &site.provider;
        ensure!(!provider.introspection.is_empty(), "{} has no introspection endpoint", site.facts.name);
        let application = site.application(track)?;
        let mut connection = Connection::to(&provider.authority)?;
        let valid = site.tokens(track, site.stock.next_multiple_of(VALID)).await?;
        let revoked = revoked(site, &application, &mut connection).await?;
        let expired = expired(site, track, &mut connection).await?;
        let workload = Self {
            application,
            path: provider.introspection.clone(),
            questions: mixed(valid.into_iter().map(|tokens| tokens.access_token), &expired, &revoked),
            inactive: Cell::default(),
        };
        for (body, expected) in workload.questions.iter().rev().take(20) {
            workload.ask(&mut connection, body, *expected).await?;
        }
        Ok(workload)
    }

    async fn ask(&self, connection: &mut Connection, body: &str, expected: bool) -> Result<()> {
        let headers = [(header::AUTHORIZATION, &self.application.authorization)];
        let answer = connection.send(form(&self.path, &headers, body.to_owned())).await?;
        let active = is_active(&answer.body);
        let fits = answer.status == StatusCode::OK && active == Some(expected);
        ensure!(fits, "expected \"active\":{expected} from introspection, got {}", answer.excerpt());
        Ok(())
    }
}

#[async_trait(?Send)]
impl Workload for Introspection {
    async fn unit(&self, worker: &mut Worker) -> Result<Finish> {
        let number = usize::try_from(worker.next_attempt().0).unwrap_or(0);
        let (body, expected) =
            self.questions.get(number % self.questions.len().max(1)).context("a question")?;
        self.ask(&mut worker.connection, body, *expected).await?;
        self.inactive.set(self.inactive.get() + u64::from(!expected));
        Ok(Finish::Done)
    }

    fn check_samples(&self) -> Result<Vec<String>> {
        Ok(vec![format!("{} answers were rightly inactive", self.inactive.take())])
    }

    fn requests_per_unit(&self) -> f64 {
        1.0
    }
}

/// Returns 20 requests per 16 valid tokens, with the kinds spread evenly.
fn mixed(valid: impl Iterator<Item = String>, expired: &[String], revoked: &[String]) -> Vec<(String, bool)> {
    let valid: Vec<String> = valid.collect();
    let mut questions = Vec::new();
    let question = |token: &str| format!("token={}", encoded(token));
    for (round, tokens) in valid.chunks(VALID).enumerate() {
        let of = |list: &[String], index: usize| list.get(index % list.len().max(1)).cloned();
        let mut others = vec![of(expired, 2 * round), of(expired, 2 * round + 1), of(revoked, round)];
        others.push(Some(format!("{:032x}.{}", round, random_token())));
        let mut others = others.into_iter().flatten();
        for (index, token) in tokens.iter().enumerate() {
            questions.push((question(token), true));
            if index % 4 == 3 {
                questions.extend(others.next().map(|token| (question(&token), false)));
            }
        }
    }
    questions
}

/// Returns revoked tokens of another user (RFC 7009 section 2).
async fn revoked(site: &Site, application: &Application, connection: &mut Connection) -> Result<Vec<String>> {
    let (mut victim, mut revoked) = (site.victim()?, Vec::new());
    for _ in 0..site.stock.div_ceil(VALID) {
        let (_, tokens) = victim.tokens(connection, application, site.next_attempt()).await?;
        let body = format!("token={}", encoded(&tokens.access_token));
        let authorization = [(header::AUTHORIZATION, &application.authorization)];
        let answer = connection.send(form(&site.provider.revocation, &authorization, body)).await?;
        ensure!(answer.status == StatusCode::OK, "the revocation endpoint: {}", answer.excerpt());
        revoked.push(tokens.access_token);
    }
    Ok(revoked)
}

/// Returns expired tokens: prepared ones, or tokens of the client `brief` with a lifetime of one second. Returns no JWTs, because
/// only the server's key can sign them.
async fn expired(site: &Site, track: Track, connection: &mut Connection) -> Result<Vec<String>> {
    let population = &site.population;
    if track == Track::Jwt {
        return Ok(Vec::new());
    }
    if !population.expired_access_tokens.is_empty() {
        return Ok(population.expired_access_tokens.clone());
    }
    let client_secret = population.clients.service.client_secret.clone();
    let brief = Credentials { client_id: "brief".to_owned(), client_secret };
    let client = Application::new(&site.provider, population, &brief)?;
    let mut tokens = Vec::new();
    for _ in 0..VALID {
        let answer = client.ask_for_token(connection, "grant_type=client_credentials".to_owned()).await?;
        tokens.push(Tokens::of(&answer).context("a token of the client brief")?.access_token);
    }
    let last = tokens.last().context("a token")?;
    let begun = std::time::Instant::now();
    loop {
        let body = format!("token={}", encoded(last));
        let headers = [(header::AUTHORIZATION, &client.authorization)];
        let answer = connection.send(form(&site.provider.introspection, &headers, body)).await?;
        if is_active(&answer.body) == Some(false) {
            return Ok(tokens);
        }
        ensure!(begun.elapsed() < PATIENCE, "tokens of the client brief are still valid after {PATIENCE:?}");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

pub(super) fn is_active(body: &Bytes) -> Option<bool> {
    let text = std::str::from_utf8(body).ok()?;
    let value = text.split("\"active\"").nth(1)?.trim_start().strip_prefix(':')?.trim_start();
    if value.starts_with("true") { Some(true) } else { value.starts_with("false").then_some(false) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mix_has_the_documented_shares() {
        let names = |kind: &str, count: usize| (0..count).map(|n| format!("{kind}{n}")).collect::<Vec<_>>();
        let mix = mixed(names("valid", 160).into_iter(), &names("expired", 20), &names("revoked", 10));
        let share = |start: &str| mix.iter().filter(|(body, _)| body.starts_with(start)).count();
        assert_eq!(mix.len(), 200);
        assert_eq!(mix.iter().filter(|(_, active)| *active).count(), 160);
        assert_eq!((share("token=expired"), share("token=revoked"), share("token=0")), (20, 10, 10));
    }

    #[test]
    fn activity_is_read_with_and_without_blanks() {
        assert_eq!(is_active(&Bytes::from_static(b"{\"active\":true}")), Some(true));
        assert_eq!(is_active(&Bytes::from_static(b"{ \"active\" : false }")), Some(false));
        assert_eq!(is_active(&Bytes::from_static(b"{\"error\":\"invalid_client\"}")), None);
    }
}
