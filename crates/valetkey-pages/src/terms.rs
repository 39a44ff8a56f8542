//! The page that asks the user to accept the terms.

use askama::Template;

use crate::page::html_of;
use crate::{Frame, Language, Page, safe_uri};

/// Asks a signed-in user to accept the terms. Buttons `accept` and `decline` send `decision`. The hidden field `terms` is the
/// version.
#[derive(Clone, Debug)]
pub struct AcceptTermsPage {
    /// The application that waits, if there is one.
    pub application_name: Option<String>,
    /// The display name of the user.
    pub account_name: String,
    /// The address of the terms. Not shown unless it is a [safe](crate::safe_uri) address.
    pub terms_uri: Option<String>,
    /// Their version.
    pub version: String,
    /// Whether the user accepted no version before.
    pub is_first: bool,
    /// The target of the form: a path of this server.
    pub action: String,
    /// The sealed interaction, hidden field `continue`.
    pub form_state: String,
}

impl Page for AcceptTermsPage {
    const NAME: &'static str = "accept-terms";

    fn render(&self, frame: &Frame<'_>) -> String {
        html_of(&View { page: self, text: frame.language, frame: *frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let full = Self {
            application_name: Some("Notes".to_owned()),
            account_name: "Ada Lovelace".to_owned(),
            terms_uri: Some("https://example.org/terms".to_owned()),
            version: "2026-11-30".to_owned(),
            is_first: false,
            action: "/consent/terms".to_owned(),
            form_state: "cHJvb2Y".to_owned(),
        };
        vec![
            ("no-address", Self { terms_uri: None, application_name: None, ..full.clone() }),
            ("first", Self { is_first: true, ..full.clone() }),
            ("full", full),
        ]
    }
}

#[derive(Template)]
#[template(path = "accept_terms.html")]
struct View<'a> {
    page: &'a AcceptTermsPage,
    text: Language,
    frame: Frame<'a>,
}

impl View<'_> {
    fn title(&self) -> String {
        self.text.title(&self.heading(), self.page.application_name.as_deref())
    }

    fn heading(&self) -> String {
        self.text.say(if self.page.is_first { "terms-heading-first" } else { "terms-heading" })
    }

    fn terms_uri(&self) -> Option<String> {
        self.page.terms_uri.as_deref().and_then(safe_uri)
    }
}
