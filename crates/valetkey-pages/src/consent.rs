//! The consent page.

use askama::Template;

use crate::page::html_of;
use crate::uri::safe_uri;
use crate::{ClaimValue, Frame, Language, Page, ScopeLine, plain};

/// Asks the user to allow or deny an application's access. Buttons `allow` and `deny` send `decision`.
#[derive(Clone, Debug)]
pub struct ConsentPage {
    /// The application's name, or else its client identifier.
    pub application_name: String,
    /// Its website. This and the next three are not shown unless they are [safe](crate::safe_uri) addresses.
    pub application_uri: Option<String>,
    /// The address of its logo. The server's `img-src` must allow it.
    pub logo_uri: Option<String>,
    /// Its privacy policy.
    pub policy_uri: Option<String>,
    /// Its terms of service.
    pub terms_uri: Option<String>,
    /// The host of the redirect URI, such as `notes.example`. It is the only verified fact about the application.
    pub redirect_host: String,
    /// The user's display name, or else the username.
    pub account_name: String,
    /// The requested scopes, in the order to show.
    pub scopes: Vec<ScopeLine>,
    /// The target of the form: a path of this server.
    pub action: String,
    /// The sealed request to continue with, hidden field `continue`.
    pub form_state: String,
}

impl Page for ConsentPage {
    const NAME: &'static str = "consent";

    fn render(&self, frame: &Frame<'_>) -> String {
        html_of(&View { page: self, text: frame.language, frame: *frame })
    }

    fn foreign_image(&self) -> Option<String> {
        safe_uri(self.logo_uri.as_deref()?)
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let full = Self {
            application_name: "Notes".to_owned(),
            application_uri: Some("https://notes.example/".to_owned()),
            logo_uri: None,
            policy_uri: Some("https://notes.example/privacy".to_owned()),
            terms_uri: Some("https://notes.example/terms".to_owned()),
            redirect_host: "notes.example".to_owned(),
            account_name: "Ada Lovelace".to_owned(),
            scopes: usual_scopes(),
            action: "/consent".to_owned(),
            form_state: "c2VhbGVkIHJlcXVlc3Q".to_owned(),
        };
        let mut every_scope = ScopeLine::in_order([
            "openid",
            "profile",
            "email",
            "address",
            "phone",
            "roles",
            "groups",
            "offline_access",
            "calendar:write",
            "calendar:read",
        ]);
        let notes = ScopeLine::new("notes:read");
        let sentence = [("de", "Ihre Notizen lesen"), ("en", "Read your notes")]
            .map(|(language, sentence)| (language.to_owned(), sentence.to_owned()));
        let department = ClaimValue {
            labels: [("en".to_owned(), "Department".to_owned())].into(),
            ..ClaimValue::new("department", "Analytical engines")
        };
        every_scope.push(ScopeLine { sentence: sentence.into(), claims: vec![department], ..notes });
        let small = Self {
            application_name: "a-command-line-tool-with-a-very-long-name-4f0c1b7e".to_owned(),
            application_uri: None,
            policy_uri: None,
            terms_uri: None,
            redirect_host: "127.0.0.1".to_owned(),
            scopes: vec![ScopeLine::new("openid")],
            ..full.clone()
        };
        vec![
            ("usual", full.clone()),
            ("every-scope", Self { scopes: every_scope, ..full }),
            ("local-tool", small),
        ]
    }
}

fn usual_scopes() -> Vec<ScopeLine> {
    let mut scopes = ScopeLine::in_order(["email", "offline_access", "openid", "profile"]);
    for line in &mut scopes {
        line.claims = match line.token.as_str() {
            "profile" => {
                vec![ClaimValue::new("name", "Ada Lovelace"), ClaimValue::new("preferred_username", "ada")]
            }
            "email" => vec![ClaimValue::new("email", "ada@example.org")],
            _ => Vec::new(),
        };
    }
    scopes
}

#[derive(Template)]
#[template(path = "consent.html")]
struct View<'a> {
    page: &'a ConsentPage,
    text: Language,
    frame: Frame<'a>,
}

/// A part of the list. Writing and offline access have parts of their own, so that users notice them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Reading,
    Writing,
    Offline,
}

impl View<'_> {
    fn lines(&self, part: Part) -> Vec<&ScopeLine> {
        let part_of = |line: &ScopeLine| match (line.is_offline(), line.is_writing()) {
            (true, _) => Part::Offline,
            (false, true) => Part::Writing,
            (false, false) => Part::Reading,
        };
        self.page.scopes.iter().filter(|line| part_of(line) == part).collect()
    }

    fn title(&self) -> String {
        self.text.title(&self.text.say("consent-title"), Some(&self.page.application_name))
    }

    fn application(&self, id: &str) -> String {
        self.text.say_with(id, "application", &self.page.application_name)
    }

    /// Returns a link if there is an address and it is safe.
    fn link(&self, uri: &Option<String>) -> Option<String> {
        uri.as_deref().and_then(safe_uri)
    }

    /// Returns the letter to show in place of a missing logo.
    fn initial(&self) -> String {
        plain(&self.page.application_name)
            .chars()
            .find(|letter| letter.is_alphanumeric())
            .map_or_else(|| "·".to_owned(), |letter| letter.to_uppercase().collect())
    }
}
