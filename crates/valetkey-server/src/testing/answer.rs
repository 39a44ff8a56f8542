//! A whole answer: status, headers, body.

use std::fmt::Write as _;

use http::HeaderMap;
use serde_json::Value;
use valetkey_storage::Cost;

use super::{Form, form::forms_of};

/// The response.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Vec<u8>,
    /// The cost of the request.
    pub cost: Cost,
}

impl Answer {
    /// A header, or nothing.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// The body as text.
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {:?}", self.text()))
    }

    /// Where a redirect leads.
    pub fn location(&self) -> &str {
        self.header("location").unwrap_or_else(|| panic!("no redirect:\n{}", self.show()))
    }

    /// A parameter in the query of the redirect.
    pub fn location_parameter(&self, name: &str) -> Option<String> {
        let url = url::Url::parse(self.location()).unwrap();
        url.query_pairs().find(|(known, _)| known == name).map(|(_, value)| value.into_owned())
    }

    /// The forms of the page.
    pub fn forms(&self) -> Vec<Form> {
        forms_of(self.text())
    }

    /// The form that has the button with this `id`.
    pub fn form_with_button(&self, id: &str) -> Form {
        let form = self.forms().into_iter().find(|form| form.button(id).is_some());
        form.unwrap_or_else(|| panic!("no form with a button {id:?}:\n{}", self.show()))
    }

    /// Status, sorted headers and body, for snapshots.
    pub fn show(&self) -> String {
        let mut headers: Vec<_> = self.headers.iter().collect();
        headers.sort_by_key(|(name, value)| (name.as_str(), value.as_bytes()));
        let mut text = format!("{}\n", self.status);
        for (name, value) in headers {
            let _ = writeln!(text, "{name}: {}", String::from_utf8_lossy(value.as_bytes()));
        }
        let _ = write!(text, "\n{}", String::from_utf8_lossy(&self.body));
        text
    }
}
