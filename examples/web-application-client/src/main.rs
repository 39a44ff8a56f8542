//! Runs the three steps and prints each. With `--json` it reads all inputs from a JSON object and sends nothing.

mod comparison;

use std::error::Error;
use std::io::{self, BufRead, Write};

use clap::Parser;
use example_web_application_client::{Application, Attempt, Token};
use serde_json::Value;
use valetkey_client::{Clock, HttpRequest, HttpTransport, ReqwestTransport, SystemClock};

#[derive(Parser)]
#[command(about = "Logs in at a provider in three printed steps; GitHub unless the addresses say otherwise")]
struct Arguments {
    /// Read all inputs from standard input as JSON, print the results of the steps as JSON, send nothing
    #[arg(long)]
    json: bool,
    #[arg(long, env, required_unless_present = "json")]
    client_id: Option<String>,
    #[arg(long, env, required_unless_present = "json", hide_env_values = true)]
    client_secret: Option<String>,
    #[arg(long, env, default_value = "http://127.0.0.1:8000/callback")]
    redirect_uri: String,
    #[arg(long, env)]
    scope: Option<String>,
    #[arg(long, env)]
    authorization_endpoint: Option<String>,
    #[arg(long, env)]
    token_endpoint: Option<String>,
    #[arg(long, env)]
    user_endpoint: Option<String>,
    #[arg(long, env)]
    issuer: Option<String>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments = Arguments::parse();
    if arguments.json {
        let answer = comparison::compare(&io::read_to_string(io::stdin())?)?;
        return Ok(writeln!(io::stdout(), "{answer}")?);
    }
    let application = arguments.application()?;
    let transport = transport(&application)?;
    walk(&application, &transport).await
}

async fn walk(application: &Application, transport: &ReqwestTransport) -> Result<(), Box<dyn Error>> {
    let mut out = io::stdout();
    let attempt = Attempt::fresh();
    let url = application.authorization_url(&attempt, &[])?;
    writeln!(out, "1. Open this address in a browser and agree:\n\n{url}\n")?;
    writeln!(out, "   Then paste the whole address that the browser ended on:")?;
    let mut callback = String::new();
    io::stdin().lock().read_line(&mut callback)?;

    let request = application.token_request(&attempt, callback.trim())?;
    writeln!(out, "\n2. The token request, without its values:\n\n{}\n", without_values(&request))?;
    let answer = transport.send(request).await?;

    let token = application.read_token(&answer, SystemClock.now())?;
    writeln!(out, "3. The token:\n\n{}\n", without_secrets(&token))?;

    let user = transport.send(application.user_request(&token)).await?;
    let user: Value = user.json()?;
    writeln!(out, "Whose it is:\n\n{}", serde_json::to_string_pretty(&user)?)?;
    Ok(())
}

impl Arguments {
    /// Returns the given settings; the others have defaults.
    fn application(self) -> Result<Application, serde_json::Error> {
        let settings = [
            ("client_id", self.client_id),
            ("client_secret", self.client_secret),
            ("redirect_uri", Some(self.redirect_uri)),
            ("scope", self.scope),
            ("authorization_endpoint", self.authorization_endpoint),
            ("token_endpoint", self.token_endpoint),
            ("user_endpoint", self.user_endpoint),
            ("issuer", self.issuer),
        ];
        let given = settings.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?.into())));
        serde_json::from_value(Value::Object(given.collect()))
    }
}

/// Creates the transport. It allows this machine's addresses only for a provider on this machine.
fn transport(application: &Application) -> Result<ReqwestTransport, Box<dyn Error>> {
    let builder = ReqwestTransport::builder();
    let is_here = application.token_endpoint.starts_with("http://127.0.0.1:");
    Ok(if is_here { builder.allow_loopback() } else { builder }.build()?)
}

/// Returns the address and the names of the fields, without the values, because they are secret.
fn without_values(request: &HttpRequest) -> String {
    let body = String::from_utf8_lossy(&request.body);
    let names: Vec<&str> = body.split('&').filter_map(|pair| pair.split('=').next()).collect();
    format!("{} {}\n{}", request.method.as_str(), request.url, names.join(" "))
}

fn without_secrets(token: &Token) -> String {
    let mut shown = token.to_json();
    for name in ["access_token", "refresh_token"] {
        if let Some(secret) = shown.get_mut(name) {
            *secret = "(hidden)".into();
        }
    }
    serde_json::to_string_pretty(&shown).unwrap_or_default()
}
