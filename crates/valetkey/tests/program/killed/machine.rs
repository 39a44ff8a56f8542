//! The administration API.

use std::thread;

use serde_json::{Value, json};

use super::{
    PAUSE,
    dice::Dice,
    installation::Installation,
    ledger::{Change, Ledger, Outcome},
    trail::Kind,
};
use crate::support::http::{Answer, try_send};

/// Carries out operations.
pub(super) fn work(installation: &Installation, dice: &mut Dice, count: u64) -> Ledger {
    let mut ledger = Ledger::default();
    // The newest group and role that were answered: a path, and the name.
    let (mut group, mut role): (Option<String>, Option<(String, String)>) = (None, None);
    for number in 0..count {
        let name = dice.name("machine", number);
        let add = |kind| Change::Add(vec![kind], name.clone());
        let (method, path, body, change) = match number % 6 {
            1 if group.is_some() => {
                let path = group.take().unwrap_or_default();
                ("PATCH", path, json!({ "description": name }), Change::Set(Kind::Group, name.clone()))
            }
            2 => ("POST", "/users".to_owned(), json!({ "username": name }), add(Kind::User)),
            3 => ("POST", "/scopes".to_owned(), json!({ "scope": name }), add(Kind::Scope)),
            4 => ("POST", "/roles".to_owned(), json!({ "name": name }), add(Kind::Role)),
            5 if role.is_some() => {
                let (path, name) = role.take().unwrap_or_default();
                ("DELETE", path, Value::Null, Change::Remove(Kind::Role, name))
            }
            _ => ("POST", "/groups".to_owned(), json!({ "name": name }), add(Kind::Group)),
        };
        let answer = send(installation, (method, &path), &body);
        let id = || answer.as_ref().and_then(|answer| answer.json()["id"].as_str().map(str::to_owned));
        let outcome = outcome(answer.as_ref());
        match (path.as_str(), outcome) {
            ("/groups", Outcome::Done) => group = id().map(|id| format!("/groups/{id}")),
            ("/roles", Outcome::Done) => role = id().map(|id| (format!("/roles/{id}"), name)),
            _ => {}
        }
        ledger.note("machine", change, outcome);
        thread::sleep(dice.milliseconds(0, PAUSE));
        if outcome == Outcome::Unknown {
            installation.wait_until_ready();
        }
    }
    ledger
}

fn send(installation: &Installation, (method, path): (&str, &str), body: &Value) -> Option<Answer> {
    let authorization = installation.authorization();
    let mut headers = vec![("authorization", authorization.as_str())];
    if method != "POST" {
        headers.push(("if-match", "*"));
    }
    let body = if body.is_null() { String::new() } else { body.to_string() };
    if !body.is_empty() {
        headers.push(("content-type", "application/json"));
    }
    try_send(method, &installation.api(path), &headers, &body)
}

fn outcome(answer: Option<&Answer>) -> Outcome {
    match answer.map(|answer| answer.status) {
        Some(200..300) => Outcome::Done,
        // A record that somebody changed meanwhile.
        Some(409 | 412) => Outcome::Refused,
        Some(500..) | None => Outcome::Unknown,
        Some(status) => panic!("{status}: {}", answer.map_or("", |answer| answer.body.as_str())),
    }
}
