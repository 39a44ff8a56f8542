//! The page that sends an authorization response to the application as a form.

use askama::Template;

use crate::page::html_of;
use crate::uri::safe_uri;
use crate::{Frame, Language, Page};

/// Sends the response parameters by POST (OAuth 2.0 Form Post Response Mode 1.0, section 2). A script sends the form
/// immediately; without JavaScript the user presses the button `continue`. Never store or cache this page.
#[derive(Clone, Debug)]
pub struct FormPostPage {
    /// The application's redirect URI. If it is not a [safe](crate::safe_uri) address, the page sends nothing and says so.
    pub action: String,
    /// The response parameters in order, by wire name.
    pub parameters: Vec<(String, String)>,
    /// The application's name, if known.
    pub application_name: Option<String>,
    /// The form is a request to this server, which the browser sends once more with our cookies. `action` is this server's.
    pub is_request: bool,
}

impl Page for FormPostPage {
    const NAME: &'static str = "form-post";
    const HAS_SCRIPT: bool = true;

    fn render(&self, frame: &Frame<'_>) -> String {
        html_of(&View { page: self, text: frame.language, frame: *frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let parameter = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let named = Self {
            action: "https://notes.example/callback".to_owned(),
            parameters: vec![
                parameter("code", "0190f3c2.c2FtcGxl"),
                parameter("state", "a\"b&c"),
                parameter("iss", "https://id.example"),
            ],
            application_name: Some("Notes".to_owned()),
            is_request: false,
        };
        let plain = Self { application_name: None, ..named.clone() };
        let refused = Self { action: "http://notes.example/callback".to_owned(), ..named.clone() };
        let request = Self {
            action: "https://id.example/authorize".to_owned(),
            parameters: vec![parameter("client_id", "notes"), parameter("login_hint", "alice")],
            is_request: true,
            ..plain.clone()
        };
        vec![
            ("application", named),
            ("without-application", plain),
            ("unsafe-action", refused),
            ("request", request),
        ]
    }
}

#[derive(Template)]
#[template(path = "form_post.html")]
struct View<'a> {
    page: &'a FormPostPage,
    text: Language,
    frame: Frame<'a>,
}

impl View<'_> {
    fn title(&self) -> String {
        let heading = if self.page.is_request { "form-post-heading-request" } else { "form-post-heading" };
        let (heading, application) = (self.text.say(heading), self.page.application_name.as_deref());
        self.text.title_of(&heading, application, self.action().is_none())
    }

    fn heading(&self) -> String {
        match &self.page.application_name {
            Some(name) => self.text.say_with("form-post-heading-application", "application", name),
            None if self.page.is_request => self.text.say("form-post-heading-request"),
            None => self.text.say("form-post-heading"),
        }
    }

    fn action(&self) -> Option<String> {
        safe_uri(&self.page.action)
    }
}
