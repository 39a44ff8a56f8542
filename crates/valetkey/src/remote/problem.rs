//! Errors of the API as failures of a command.

use serde::Deserialize;
use valetkey_authorization_server::event::FieldChange;
use valetkey_fetch::HttpResponse;

use super::{Address, api::Caller};
use crate::{administration::conflict, failure::Failure, output::visible};

/// The members of a problem document that a command shows (RFC 9457).
#[derive(Default, Deserialize)]
#[serde(default)]
struct Problem {
    #[serde(rename = "type")]
    kind: String,
    detail: String,
    expected: Option<String>,
    got: Option<String>,
    permission: Option<String>,
    file: Option<String>,
    changed: Vec<Changed>,
}

#[derive(Deserialize)]
struct Changed {
    field: String,
    before: String,
    after: String,
}

/// The beginning of each kind of problem.
const KIND: &str = "urn:valetkey:problem:";

/// Returns the failure of an answer that is an error.
pub(super) fn failure(address: &Address, caller: &Caller, response: &HttpResponse) -> Failure {
    let server = address.issuer();
    let problem: Option<Problem> = match response.media_type().as_str() {
        "application/problem+json" => serde_json::from_slice(&response.body).ok(),
        _ => None,
    };
    let Some(problem) = problem else {
        return Failure::failed(format!(
            "{server}: expected an answer of the administration API, got the status {}; is it the issuer of a Valetkey server?",
            response.status
        ));
    };
    let kind = problem.kind.trim_start_matches(KIND).to_owned();
    let words = visible_lines(&in_words((address, caller), response, problem));
    match kind.as_str() {
        // The command line asks for something that can't be, as with a refusal of this program.
        "invalid-field" => Failure::usage(words),
        _ => Failure::failed(words),
    }
}

fn in_words((address, caller): (&Address, &Caller), response: &HttpResponse, problem: Problem) -> String {
    let server = address.issuer();
    let kind = problem.kind.trim_start_matches(KIND);
    match (response.status, kind) {
        (401, _) => match caller {
            Caller::User => {
                format!("{server} does not accept the access token; run {}", address.sign_in_command())
            }
            Caller::Client(id) => format!(
                "{server} does not accept the access token of the client {id}; it needs the audience {} and no other",
                address.api()
            ),
        },
        (403, _) => forbidden(address, caller, response, &problem),
        (_, "conflict" | "precondition-failed") => {
            let changed: Vec<FieldChange> = problem.changed.into_iter().map(FieldChange::from).collect();
            conflict(&changed)
        }
        (_, "owned-by-file") => match (problem.expected, problem.got, problem.file) {
            (Some(expected), Some(got), Some(_)) => format!(
                "expected {expected}, got {got}; edit the file and run valetkey apply, or use --override-file-ownership"
            ),
            _ => sentence(&problem.detail),
        },
        _ => sentence(&problem.detail),
    }
}

/// Says which permission is missing, and whether another sign-in helps.
fn forbidden(address: &Address, caller: &Caller, response: &HttpResponse, problem: &Problem) -> String {
    let Some(permission) = &problem.permission else { return sentence(&problem.detail) };
    let is_scope =
        response.header("www-authenticate").is_some_and(|text| text.contains("insufficient_scope"));
    let got = if is_scope { "an access token without it in its scope" } else { "no role with it" };
    let advice = match (is_scope, caller) {
        (true, Caller::User) => format!("run {}", address.sign_in_command()),
        (true, Caller::Client(id)) => format!("valetkey client edit {id} --scope admin lets it ask for all"),
        (false, Caller::User) => {
            "another administrator can grant you one: valetkey role grant ROLE --user NAME".to_owned()
        }
        (false, Caller::Client(id)) => {
            format!("an administrator can grant it one: valetkey role grant ROLE --client {id}")
        }
    };
    format!("expected the permission {permission}, got {got}; {advice}")
}

/// Returns the sentence as it stands in errors of the command line: without a capital letter and a full stop.
fn sentence(detail: &str) -> String {
    let detail = detail.strip_suffix('.').unwrap_or(detail);
    let mut letters = detail.chars();
    let first = letters.next().map(|letter| letter.to_lowercase().to_string()).unwrap_or_default();
    format!("{first}{}", letters.as_str())
}

/// Writes control characters out, line by line.
fn visible_lines(text: &str) -> String {
    text.lines().map(visible).collect::<Vec<_>>().join("\n")
}

impl From<Changed> for FieldChange {
    fn from(changed: Changed) -> Self {
        let Changed { field, before, after } = changed;
        Self { field, before, after }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use serde_json::{Value, json};

    use super::*;

    fn said(caller: &Caller, status: u16, challenge: Option<&str>, problem: &Value) -> String {
        let mut headers = vec![("content-type".to_owned(), "application/problem+json".to_owned())];
        headers.extend(challenge.map(|text| ("www-authenticate".to_owned(), text.to_owned())));
        let response = HttpResponse { status, headers, body: problem.to_string().into_bytes() };
        let address = Address::parse("https://id.example").unwrap();
        format!("{:?}", failure(&address, caller, &response))
    }

    fn problem(kind: &str) -> Value {
        json!({ "type": format!("{KIND}{kind}"), "detail": "Expected this, got that." })
    }

    #[test]
    fn a_refused_token_says_how_to_get_another_one() {
        let user = said(&Caller::User, 401, None, &problem("invalid-access-token"));
        assert!(user.contains("valetkey sign-in --server https://id.example"), "{user}");
        let client = said(&Caller::Client("backup".to_owned()), 401, None, &problem("invalid-access-token"));
        assert!(client.contains("the client backup") && !client.contains("sign-in"), "{client}");
    }

    #[test]
    fn a_missing_permission_is_named_with_the_way_to_get_it() {
        let mut missing = problem("not-permitted");
        missing["permission"] = json!("users:write");
        let scope = Some("Bearer error=\"insufficient_scope\"");
        let client = Caller::Client("backup".to_owned());
        for (caller, challenge, expected) in [
            (&Caller::User, None, "role grant ROLE --user NAME"),
            (&Caller::User, scope, "in its scope; run valetkey sign-in"),
            (&client, None, "role grant ROLE --client backup"),
            (&client, scope, "client edit backup --scope admin"),
        ] {
            let said = said(caller, 403, challenge, &missing);
            assert!(said.contains("users:write") && said.contains(expected), "{said}");
        }
    }

    #[test]
    fn a_conflict_shows_the_difference() {
        let mut conflict = problem("precondition-failed");
        conflict["changed"] = json!([{ "field": "name", "before": "Alice", "after": "Eve" }]);
        let said = said(&Caller::User, 412, None, &conflict);
        assert!(said.contains("name: expected") && said.contains("Alice") && said.contains("Eve"), "{said}");
    }

    #[test]
    fn a_refused_value_is_a_mistake_of_the_command_line() {
        let said = said(&Caller::User, 400, None, &problem("invalid-field"));
        assert!(said.contains("exit_code: 2") && said.contains("expected this, got that"), "{said}");
    }

    #[test]
    fn an_answer_of_something_else_is_no_problem_document() {
        let headers = vec![("content-type".to_owned(), "text/html".to_owned())];
        let response = HttpResponse { status: 502, headers, body: b"<h1>\x1b[31mBad gateway</h1>".to_vec() };
        let address = Address::parse("https://id.example").unwrap();
        let said = format!("{:?}", failure(&address, &Caller::User, &response));
        assert!(said.contains("got the status 502") && !said.contains("Bad gateway"), "{said}");
    }
}
