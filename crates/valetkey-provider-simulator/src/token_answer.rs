//! The token response: the recorded one with current values.

use std::collections::BTreeSet;

use axum::response::Response;
use serde_json::Value;
use valetkey_jose::digest::random_token;
use valetkey_types::{Timestamp, encode_form};

use crate::id_token;
use crate::recording::{Answer, sample};
use crate::refusal::{Refusal, answer};
use crate::server::Server;
use crate::simulated_provider::SimulatedProvider;
use crate::state::{AccessToken, Login};

/// The kind of request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Occasion {
    /// A login.
    Login,
    /// A refresh.
    Refresh,
}

/// Issues tokens and returns the response. Revokes the used refresh token if the recording has a new one.
pub(crate) fn issue(
    server: &Server,
    simulated: &SimulatedProvider,
    login: &Login,
    occasion: Occasion,
    presented: Option<&str>,
    client_secret: Option<&str>,
) -> Result<Response, Refusal> {
    let recorded = recorded_answer(simulated, occasion)?;
    let access_token = random_token();
    let mut value = recorded.value();
    login.user.put_into(&mut value, &simulated.subject);
    let needs_id_token = recorded.body.contains(sample::ID_TOKEN);
    let id_token = needs_id_token
        .then(|| id_token::issue(server, simulated, login, &access_token, client_secret))
        .transpose()?;
    let rotates = recorded.body.contains(sample::REFRESH_TOKENS[1]);
    let refresh_token = match presented.filter(|_| occasion == Occasion::Refresh && !rotates) {
        Some(kept) => kept.to_owned(),
        None => random_token(),
    };
    let living = |text: &str| {
        Some(match text {
            _ if sample::ACCESS_TOKENS.contains(&text) => access_token.clone(),
            _ if sample::REFRESH_TOKENS.contains(&text) => refresh_token.clone(),
            sample::ID_TOKEN => id_token.clone()?,
            sample::BOT_TOKEN => random_token(),
            _ => return None,
        })
    };
    put_in(&mut value, &living);
    let asks = occasion == Occasion::Login && login.offline && simulated.recording.refresh_answer.is_some();
    if asks && value.get("refresh_token").is_none() {
        value["refresh_token"] = Value::from(refresh_token.as_str());
    }
    put_scope_in(simulated, login, &mut value);
    let mut state = server.state();
    if let Some(old) = presented.filter(|_| rotates && occasion == Occasion::Refresh) {
        state.refresh_tokens.remove(old);
    }
    if value.get("refresh_token").and_then(Value::as_str) == Some(&refresh_token) {
        state.refresh_tokens.insert(refresh_token, login.clone());
    }
    let expires = lifetime(&value).map(|seconds| Timestamp(server.clock.now().0 + seconds));
    state.access_tokens.insert(access_token, AccessToken { login: login.clone(), expires });
    Ok(written(recorded, &value))
}

fn recorded_answer(simulated: &SimulatedProvider, occasion: Occasion) -> Result<&Answer, Refusal> {
    let recording = &simulated.recording;
    match occasion {
        Occasion::Login => Ok(&recording.token_answer),
        Occasion::Refresh => recording.refresh_answer.as_ref().ok_or_else(|| {
            Refusal::new(
                "unsupported_grant_type",
                "expected no refresh: nothing is recorded for one, got one",
            )
        }),
    }
}

/// Reads the lifetime in the response, in seconds, from a number or a string. 0 means no expiry.
fn lifetime(value: &Value) -> Option<i64> {
    let value = value.get("expires_in")?;
    let seconds = value.as_i64().or_else(|| value.as_str()?.parse().ok());
    seconds.filter(|seconds| *seconds > 0)
}

/// Replaces recorded texts everywhere.
fn put_in(value: &mut Value, living: &impl Fn(&str) -> Option<String>) {
    match value {
        Value::String(text) => {
            if let Some(other) = living(text) {
                *text = other;
            }
        }
        Value::Array(list) => list.iter_mut().for_each(|entry| put_in(entry, living)),
        Value::Object(object) => object.values_mut().for_each(|entry| put_in(entry, living)),
        _ => {}
    }
}

/// Returns the requested scope, if the recording repeats the requested scope.
fn put_scope_in(simulated: &SimulatedProvider, login: &Login, value: &mut Value) {
    let parameters = simulated.recording.authorization_parameters();
    let name = simulated.parameter_name("scope");
    let asked = parameters.iter().find(|(known, _)| known == name).map(|(_, scope)| tokens(scope));
    let Some(recorded) = value.get("scope").filter(|scope| !scope.is_null()) else { return };
    let answered: BTreeSet<String> = match recorded {
        Value::Array(list) => list.iter().filter_map(|one| one.as_str().map(str::to_owned)).collect(),
        other => tokens(other.as_str().unwrap_or_default()),
    };
    let granted = tokens(&login.scope);
    if asked.as_ref() != Some(&answered) || granted == answered {
        return;
    }
    value["scope"] = match recorded {
        Value::Array(_) => granted.into_iter().map(Value::from).collect(),
        Value::String(text) if text.contains(',') => Value::from(joined(&granted, ",")),
        _ => Value::from(joined(&granted, " ")),
    };
}

fn tokens(scope: &str) -> BTreeSet<String> {
    scope.split([' ', ',']).filter(|token| !token.is_empty()).map(str::to_owned).collect()
}

fn joined(tokens: &BTreeSet<String>, separator: &str) -> String {
    tokens.iter().map(String::as_str).collect::<Vec<_>>().join(separator)
}

fn written(recorded: &Answer, value: &Value) -> Response {
    if !recorded.is_form() {
        return answer(recorded.status, &recorded.content_type, value);
    }
    let object = value.as_object().cloned().unwrap_or_default();
    let pairs = object.iter().filter_map(|(name, value)| Some((name.as_str(), value.as_str()?)));
    form_answer(recorded, encode_form(pairs))
}

fn form_answer(recorded: &Answer, body: String) -> Response {
    let mut response = answer(recorded.status, &recorded.content_type, &Value::Null);
    *response.body_mut() = body.into();
    response
}
