//! Runs all three steps on given inputs, to compare them with another library.

use std::collections::BTreeMap;
use std::error::Error;

use example_web_application_client::{Application, Attempt};
use serde::Deserialize;
use serde_json::{Value, json};
use valetkey_client::{HttpResponse, Timestamp};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Inputs {
    application: Application,
    attempt: Attempt,
    /// Extra parameters of the provider.
    #[serde(default)]
    more: BTreeMap<String, String>,
    callback: String,
    answer: Answer,
    /// Unix seconds.
    now: i64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Answer {
    status: u16,
    body: String,
}

/// Returns the results of the steps for a JSON object of inputs. If a step fails, its error is in its place.
pub(crate) fn compare(inputs: &str) -> Result<Value, Box<dyn Error>> {
    let inputs: Inputs = serde_json::from_str(inputs)?;
    let application = &inputs.application;
    let more: Vec<(&str, &str)> =
        inputs.more.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let url = application.authorization_url(&inputs.attempt, &more);
    let request = application.token_request(&inputs.attempt, &inputs.callback).map(|request| {
        let body = String::from_utf8_lossy(&request.body).into_owned();
        let headers: BTreeMap<&String, &String> =
            request.headers.iter().map(|(name, value)| (name, value)).collect();
        json!({ "method": request.method.as_str(), "url": request.url, "headers": headers, "body": body })
    });
    let answer = HttpResponse {
        status: inputs.answer.status,
        headers: vec![("content-type".to_owned(), "application/json".to_owned())],
        body: inputs.answer.body.into_bytes(),
    };
    let token = application.read_token(&answer, Timestamp(inputs.now)).map(|token| token.to_json());
    Ok(json!({
        "authorization_url": url.map_or_else(|error| problem(&error), Value::String),
        "token_request": request.unwrap_or_else(|error| problem(&error)),
        "token": token.unwrap_or_else(|error| problem(&error)),
    }))
}

fn problem(error: &dyn std::fmt::Display) -> Value {
    json!({ "problem": error.to_string() })
}
