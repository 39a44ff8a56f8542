//! `valetkey inspect`: decode a token, verify it, and say in words what is right or wrong.

mod judge;
mod kind;
mod opaque;
mod report;

use std::{io::Read, sync::Arc};

use clap::Args;
use serde_json::Value;
use valetkey_fetch::{Clock, RemoteKeySet, RemoteMetadata, ReqwestTransport, SystemClock};
use valetkey_jose::{Decoded, KeySet, decode_unverified};
use valetkey_types::Issuer;

use self::{judge::Expected, report::Report};
use crate::{failure::Failure, output::Output};

/// No token is longer; more input is a mistake.
const LONGEST_INPUT: u64 = 64 * 1024;

/// Decode a token, verify it, and say in words what is wrong
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct InspectArguments {
    /// The token, or - to read it from stdin (other users can see the arguments of a command)
    #[arg(value_name = "TOKEN", allow_hyphen_values = true)]
    token: String,
    /// The issuer that the token must come from [default: the one that the token names]
    #[arg(long, value_name = "URL")]
    issuer: Option<String>,
    /// The audience that the token must be for: your client_id for an ID token, the API for an access token
    #[arg(long, value_name = "AUDIENCE")]
    audience: Option<String>,
}

const EXAMPLES: &str = "\
The keys are fetched from the issuer, by https or from this machine only. Without --issuer and --audience a \
token is compared with what it says itself: then \"valid\" does not mean that you should trust it. A token whose \
keys can't be had, or that only its issuer can read, is \"not verified\": nobody knows whether it is valid.

Examples:
  valetkey inspect eyJhbGciOiJFUzI1NiIs...
  valetkey inspect --issuer https://id.example.com --audience https://api.example.com - < token.txt

Exit codes: 0 valid, 1 not valid or not verified.";

/// Runs the command.
pub(crate) async fn run(arguments: InspectArguments, output: Output) -> Result<(), Failure> {
    let token = if arguments.token == "-" { read_token()? } else { arguments.token.trim().to_owned() };
    let expected_issuer = match &arguments.issuer {
        Some(issuer) => {
            Some(Issuer::parse(issuer).map_err(|error| Failure::usage(format!("--issuer: {error}")))?)
        }
        None => None,
    };
    let expected = Expected { issuer: expected_issuer, audience: arguments.audience };
    let report = match decode_unverified(&token) {
        Ok(decoded) => inspect(&token, decoded, &expected).await,
        Err(error) => opaque::report(&token, &error.to_string()),
    };
    output.result(&report, |style| report.in_words(style))?;
    if report.is_valid() { Ok(()) } else { Err(Failure::answered()) }
}

async fn inspect(token: &str, decoded: Decoded, expected: &Expected) -> Report {
    let keys = keys(&decoded, expected.issuer.as_ref()).await;
    let now = SystemClock.now();
    judge::judge(token, decoded, expected, keys, now)
}

/// The issuer's published keys, or why there are none.
async fn keys(decoded: &Decoded, expected_issuer: Option<&Issuer>) -> Result<Arc<KeySet>, String> {
    let issuer = match (expected_issuer, decoded.claims.get("iss").and_then(Value::as_str)) {
        (Some(issuer), _) => issuer.clone(),
        (None, Some(issuer)) => Issuer::parse(issuer).map_err(|error| error.to_string())?,
        (None, None) => return Err("the token names no issuer; give one with --issuer".to_owned()),
    };
    let transport = ReqwestTransport::for_issuer(&issuer).map_err(|error| error.to_string())?;
    let keys = RemoteKeySet::discovered(RemoteMetadata::new(issuer, Arc::new(transport)));
    let kid = decoded.header.get("kid").and_then(Value::as_str);
    keys.keys_for(kid).await.map_err(|error| error.to_string())
}

fn read_token() -> Result<String, Failure> {
    let mut token = String::new();
    std::io::stdin().take(LONGEST_INPUT + 1).read_to_string(&mut token)?;
    Ok(token.trim().to_owned())
}
