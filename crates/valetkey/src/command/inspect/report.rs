//! The report about a token, for users and for scripts.

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
    verdict: Verdict,
    kind: String,
    checks: Vec<Check>,
    #[serde(skip_serializing_if = "Option::is_none")]
    header: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    claims: Option<Value>,
    #[serde(skip)]
    now: Timestamp,
}

/// The result of all checks together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Verdict {
    /// Every check is right.
    Valid,
    /// One check is wrong.
    NotValid,
    /// Nothing is wrong, but something could not be checked.
    NotVerified,
}

/// One check: its name, its outcome, and a sentence.
#[derive(Serialize)]
pub(super) struct Check {
    check: &'static str,
    /// Missing when it could not be checked.
    right: Option<bool>,
    text: String,
}

impl Check {
    pub(super) fn right(check: &'static str, text: impl Into<String>) -> Self {
        Self { check, right: Some(true), text: text.into() }
    }

    pub(super) fn wrong(check: &'static str, text: impl Into<String>) -> Self {
        Self { check, right: Some(false), text: text.into() }
    }

    pub(super) fn unknown(check: &'static str, text: impl Into<String>) -> Self {
        Self { check, right: None, text: text.into() }
    }

    pub(super) fn is_right(&self) -> bool {
        self.right == Some(true)
    }
}

impl Verdict {
    fn of(checks: &[Check]) -> Self {
        if checks.iter().any(|check| check.right == Some(false)) {
            Self::NotValid
        } else if checks.iter().all(Check::is_right) {
            Self::Valid
        } else {
            Self::NotVerified
        }
    }
}

impl Report {
    /// The results of the checks of a token that could be decoded.
    pub(super) fn new(kind: &str, decoded: Decoded, checks: Vec<Check>, now: Timestamp) -> Self {
        let (header, claims) = (Some(decoded.header), Some(decoded.claims));
        let verdict = Verdict::of(&checks);
        Self { valid: verdict == Verdict::Valid, verdict, kind: kind.to_owned(), checks, header, claims, now }
    }

    /// A text that can't be decoded.
    pub(super) fn without_claims(kind: &str, check: Check) -> Self {
        let checks = vec![check];
        let (verdict, now) = (Verdict::of(&checks), Timestamp(0));
        Self { valid: false, verdict, kind: kind.to_owned(), checks, header: None, claims: None, now }
    }

    pub(super) fn is_valid(&self) -> bool {
        self.valid
    }

    /// The report as a person reads it.
    pub(super) fn in_words(&self, style: Style) -> String {
        let verdict = match self.verdict {
            Verdict::Valid => style.good("valid"),
            Verdict::NotValid => style.bad("NOT VALID"),
            Verdict::NotVerified => style.strong("not verified"),
        };
        let mut parts = vec![format!("{}: {}", verdict, self.kind), String::new()];
        let width = self.checks.iter().map(|check| check.check.len()).max().unwrap_or(0);
        for Check { check, right, text } in &self.checks {
            let mark = match right {
                Some(true) => style.good("ok   "),
                Some(false) => style.bad("WRONG"),
                None => style.strong("?    "),
            };
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
