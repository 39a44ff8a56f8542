//! What was found out about a token, for people and for scripts.

use serde::Serialize;
use serde_json::Value;
use valetkey_jose::Decoded;
use valetkey_types::Timestamp;

use crate::{
    output::{Style, pairs, visible},
    time_words::{relative, utc},
};

/// Claims that are moments.
const MOMENTS: [&str; 5] = ["exp", "iat", "nbf", "auth_time", "updated_at"];

/// Everything about one token. Its JSON form is what `--json` prints.
#[derive(Serialize)]
pub(super) struct Report {
    valid: bool,
    kind: String,
    checks: Vec<Check>,
    #[serde(skip_serializing_if = "Option::is_none")]
    header: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    claims: Option<Value>,
    #[serde(skip)]
    now: Timestamp,
}

/// One check: its name, its outcome, and a sentence.
#[derive(Serialize)]
pub(super) struct Check {
    check: &'static str,
    right: bool,
    text: String,
}

impl Check {
    pub(super) fn right(check: &'static str, text: impl Into<String>) -> Self {
        Self { check, right: true, text: text.into() }
    }

    pub(super) fn wrong(check: &'static str, text: impl Into<String>) -> Self {
        Self { check, right: false, text: text.into() }
    }

    pub(super) fn is_right(&self) -> bool {
        self.right
    }
}

impl Report {
    /// Valid when every check is right.
    pub(super) fn new(kind: &str, decoded: Decoded, checks: Vec<Check>, now: Timestamp) -> Self {
        let valid = checks.iter().all(Check::is_right);
        let (header, claims) = (Some(decoded.header), Some(decoded.claims));
        Self { valid, kind: kind.to_owned(), checks, header, claims, now }
    }

    /// A text that can't even be decoded.
    pub(super) fn of_another_form(what: &str, problem: &str) -> Self {
        let checks = vec![Check::wrong("form", problem)];
        Self { valid: false, kind: what.to_owned(), checks, header: None, claims: None, now: Timestamp(0) }
    }

    pub(super) fn is_valid(&self) -> bool {
        self.valid
    }

    /// The report as a person reads it.
    pub(super) fn in_words(&self, style: Style) -> String {
        let verdict = if self.valid { style.good("valid") } else { style.bad("NOT VALID") };
        let mut parts = vec![format!("{}: {}", verdict, self.kind), String::new()];
        let width = self.checks.iter().map(|check| check.check.len()).max().unwrap_or(0);
        for Check { check, right, text } in &self.checks {
            let mark = if *right { style.good("ok   ") } else { style.bad("WRONG") };
            parts.push(format!("  {mark}  {check:width$}  {}", visible(text)));
        }
        for (title, members) in [("Header", &self.header), ("Claims", &self.claims)] {
            if let Some(Value::Object(members)) = members {
                parts.extend([String::new(), style.strong(title)]);
                parts.push(pairs(
                    members.iter().map(|(name, value)| (name.as_str(), self.shown(name, value))),
                ));
            }
        }
        parts.join("\n")
    }

    fn shown(&self, name: &str, value: &Value) -> String {
        match value {
            Value::String(text) => text.clone(),
            Value::Number(number) if MOMENTS.contains(&name) => match number.as_f64() {
                Some(seconds) => {
                    let moment = Timestamp(seconds as i64);
                    format!("{number} ({}, {})", utc(moment), relative(moment, self.now))
                }
                None => number.to_string(),
            },
            other => other.to_string(),
        }
    }
}
