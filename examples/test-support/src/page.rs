//! A page of a visitor.

use valetkey_fetch::HttpResponse;
use valetkey_server::testing::{Answer, Form};

/// A page, or any other response.
pub struct Page {
    /// Its address.
    pub url: String,
    /// The answer.
    pub response: HttpResponse,
}

impl Page {
    /// Returns the status.
    pub fn status(&self) -> u16 {
        self.response.status
    }

    /// Returns the body as text.
    pub fn text(&self) -> String {
        String::from_utf8(self.response.body.clone()).unwrap()
    }

    /// Returns `true` if the page has this text.
    pub fn shows(&self, text: &str) -> bool {
        self.text().contains(text)
    }

    /// Returns the form with the button that has this `id`.
    pub fn form(&self, button: &str) -> Form {
        let answer = Answer {
            status: self.status(),
            headers: Default::default(),
            body: self.response.body.clone(),
            cost: Default::default(),
        };
        let form = answer.forms().into_iter().find(|form| form.button(button).is_some());
        form.unwrap_or_else(|| panic!("no button {button:?} at {}:\n{}", self.url, self.text()))
    }
}
