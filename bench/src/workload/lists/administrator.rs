//! An administrator: a user at the console, and a client at the API.

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail, ensure};
use http::{HeaderValue, header};
use serde_json::Value;
use url::Url;

use super::addresses::{Address, Door};
use crate::{
    browser::Browser,
    html,
    http::{Answer, Connection, form, get},
    population::Population,
    server::Database,
};

/// The areas of permissions. The permission to write includes the one to read.
const AREAS: [&str; 11] = [
    "users",
    "groups",
    "roles",
    "clients",
    "scopes",
    "attributes",
    "providers",
    "tenant",
    "keys",
    "events",
    "tenants",
];

/// Maximum pages of a sign-in.
const MOST_STEPS: usize = 10;

/// The path of the API.
pub(super) const API: &str = "/admin/api/v1";

/// Some pages need a sign-in within the last five minutes.
const FRESH_FOR: Duration = Duration::from_mins(4);

/// The administrator, signed in.
pub(super) struct Administrator {
    connection: Connection,
    address: String,
    population: Population,
    /// The body of the token request.
    token_request: String,
    cookies: HeaderValue,
    token: HeaderValue,
    signed_in: Instant,
}

impl Administrator {
    /// Adds a role with every permission and one record of each kind that the population has not, grants the role to the first user and to
    /// a new client, and signs both in.
    pub(super) async fn new(database: &Database, address: &str, population: &Population) -> Result<Self> {
        let permissions: Vec<String> = AREAS.iter().map(|area| format!("{area}:write")).collect();
        let permissions: Vec<&str> = permissions.iter().flat_map(|word| ["--permission", word]).collect();
        database.administer(&[&["role", "add", "everything"], &permissions[..]].concat())?;
        database.administer(&["role", "grant", "everything", "--user", &population.users.username(0)])?;
        let api = format!("{address}{API}");
        let add = ["client", "add", "--name", "Robot", "--grant", "client_credentials", "--scope", "admin"];
        let robot = database.administer(&[&add[..], &["--audience", &api]].concat())?;
        let text = |name: &str| robot[name].as_str().map(str::to_owned).with_context(|| format!("a {name}"));
        let (id, secret) = (text("client_id")?, text("client_secret")?);
        database.administer(&["role", "grant", "everything", "--client", &id])?;
        database.administer(&["scope", "add", "company"])?;
        database.administer(&["attribute", "add", "department", "--claim", "department"])?;
        database.administer(&[
            "identity-provider",
            "add",
            "intranet",
            "--preset",
            "google",
            "--client-id",
            "x",
        ])?;
        database.administer(&[
            "webhook",
            "add",
            "crm",
            "--url",
            "https://crm.example/",
            "--kind",
            "webhook",
        ])?;

        let token_request = format!(
            "grant_type=client_credentials&client_id={id}&client_secret={secret}&scope=admin&resource={api}"
        );
        let nothing = HeaderValue::from_static("");
        let mut administrator = Self {
            connection: Connection::to(address.trim_start_matches("http://"))?,
            address: address.to_owned(),
            population: population.clone(),
            token_request,
            cookies: nothing.clone(),
            token: nothing,
            signed_in: Instant::now(),
        };
        administrator.sign_in().await?;
        Ok(administrator)
    }

    /// Signs both in again before their sign-in is too old.
    pub(super) async fn stay_signed_in(&mut self) -> Result<()> {
        if self.signed_in.elapsed() < FRESH_FOR { Ok(()) } else { self.sign_in().await }
    }

    async fn sign_in(&mut self) -> Result<()> {
        let answer = self.connection.send(form("/token", &[], self.token_request.clone())).await?;
        ensure!(answer.status.is_success(), "the token: {}", answer.excerpt());
        let token: Value = serde_json::from_slice(&answer.body)?;
        let token = token["access_token"].as_str().context("an access token")?;
        self.token = HeaderValue::from_str(&format!("Bearer {token}"))?;
        self.cookies = sign_in(&mut self.connection, &self.address, &self.population).await?;
        self.signed_in = Instant::now();
        Ok(())
    }

    /// Opens an address.
    pub(super) async fn open(&mut self, address: &Address) -> Result<Answer> {
        let html = HeaderValue::from_static("text/html");
        let headers = match address.door {
            Door::Api => vec![(header::AUTHORIZATION, &self.token)],
            Door::Console => vec![(header::COOKIE, &self.cookies), (header::ACCEPT, &html)],
        };
        self.connection.send(get(&address.path, &headers)).await
    }
}

async fn sign_in(connection: &mut Connection, address: &str, population: &Population) -> Result<HeaderValue> {
    let mut browser = Browser::new(&Url::parse(address)?);
    let mut answer = browser.send(connection, "/admin", None).await?;
    for _ in 0..MOST_STEPS {
        if answer.status.is_redirection() {
            let location = answer.header(&header::LOCATION).to_owned();
            answer = browser.send(connection, &location, None).await?;
            continue;
        }
        let page = String::from_utf8_lossy(&answer.body).into_owned();
        if !page.contains("type=\"password\"") {
            ensure!(answer.status.is_success(), "the console: {}", answer.excerpt());
            return browser.cookie_header();
        }
        let users = &population.users;
        let filled = html::fill_in(&page, &users.username(0), &users.password)?;
        answer = browser.send(connection, &filled.action, Some(filled.body)).await?;
    }
    bail!("more than {MOST_STEPS} steps")
}
