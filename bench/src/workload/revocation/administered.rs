//! Removes clients and rotates keys with the commands of the program while the nodes run.

use anyhow::{Context as _, Result, ensure};
use http::{StatusCode, header};
use serde_json::Value;

use super::{median_and_longest, require_accepted, until_refused};
use crate::{
    application::{Application, Tokens, json_text},
    http::{Answer, Connection, form},
    outcome::Figure,
    population::Credentials,
    provider::Provider,
    server::Database,
    site::Site,
};

const BODY: &str = "grant_type=client_credentials&scope=read";

/// Registers clients, gets a token for each so that it is in the node's cache, and removes them.
pub(super) async fn clients(node: &Site, database: &Database, times: usize) -> Result<[Figure; 2]> {
    let mut connection = Connection::to(&node.provider.authority)?;
    let add = ["client", "add", "--name", "Withdrawn", "--grant", "client_credentials", "--scope", "read"];
    let mut milliseconds = Vec::new();
    for _ in 0..times {
        let client = credentials(&database.administer(&add)?)?;
        let application = Application::new(&node.provider, &node.population, &client)?;
        let authorization = [(header::AUTHORIZATION, &application.authorization)];
        let ask = || form(&node.provider.token, &authorization, BODY.to_owned());
        require_accepted(&mut connection, &ask, &is_known).await?;
        database.administer(&["client", "remove", &client.client_id])?;
        milliseconds.push(until_refused(&mut connection, &ask, &is_known).await?);
    }
    median_and_longest("a client removed by the command, refused at a node that remembers it", milliseconds)
}

/// Rotates the keys. The node uses the old key until it notices the change; then it must publish the new one.
pub(super) async fn keys(node: &Site, database: &Database, times: usize) -> Result<[Figure; 2]> {
    let mut connection = Connection::to(&node.provider.authority)?;
    let service = Application::new(&node.provider, &node.population, &node.population.clients.service)?;
    let authorization = [(header::AUTHORIZATION, &service.authorization)];
    let ask = || form(&node.provider.token, &authorization, BODY.to_owned());
    let mut milliseconds = Vec::new();
    for _ in 0..times {
        let old = header_of(&connection.send(ask()).await?)?;
        database.administer(&["keys", "rotate"])?;
        let is_old = |answer: &Answer| Ok(header_of(answer)? == old);
        milliseconds.push(until_refused(&mut connection, &ask, &is_old).await?);
        let token = Tokens::of(&connection.send(ask()).await?)?.access_token;
        let fresh = Provider::discover_node(&format!("http://{}", node.provider.authority)).await?;
        fresh.verify_access_token(&token, &node.population.resource, super::super::now())?;
    }
    median_and_longest("keys rotated by the command, a node signs with the new one", milliseconds)
}

fn credentials(added: &Value) -> Result<Credentials> {
    let text = |name: &str| added[name].as_str().map(str::to_owned).with_context(|| format!("a {name}"));
    Ok(Credentials { client_id: text("client_id")?, client_secret: text("client_secret")? })
}

/// Returns `false` if the response is `invalid_client` (RFC 6749 section 5.2).
fn is_known(answer: &Answer) -> Result<bool> {
    let refused = answer.status == StatusCode::UNAUTHORIZED
        && json_text(&answer.body, "error") == Some("invalid_client");
    ensure!(refused || answer.status == StatusCode::OK, "the second node: {}", answer.excerpt());
    Ok(!refused)
}

/// Returns the header of the access token, which has the `kid`.
fn header_of(answer: &Answer) -> Result<String> {
    let token = Tokens::of(answer)?.access_token;
    Ok(token.split('.').next().unwrap_or_default().to_owned())
}
