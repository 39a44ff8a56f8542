//! The test of an identity provider.

use askama::Template;

use super::{ConsoleFact, ConsoleField};
use crate::page::html_of;
use crate::{ConsoleMenu, ConsoleSection, Frame, Language, Page, safe_uri};

/// Asks a provider for its addresses. Button `test`; hidden field `form_state`.
#[derive(Clone, Debug)]
pub struct ConsoleProviderTestPage {
    /// The frame.
    pub menu: ConsoleMenu,
    /// The name of the provider.
    pub name: String,
    /// The answers of the provider; empty before the test and after a failed one.
    pub facts: Vec<(ConsoleField, ConsoleFact)>,
    /// The address of the provider that a sign-in opens.
    pub sign_in_uri: Option<String>,
    /// The reason why the test failed.
    pub failure: Option<String>,
    /// The target of the form: a path of this server.
    pub action: String,
    /// The page of the provider: a path of this server.
    pub back_uri: String,
    /// The same as a command.
    pub command: String,
}

impl Page for ConsoleProviderTestPage {
    const NAME: &'static str = "console-provider-test";

    fn render(&self, frame: &Frame<'_>) -> String {
        let frame = frame.of_console();
        html_of(&View { page: self, text: frame.language, frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let codes = |text: &str| ConsoleFact::Codes(vec![text.to_owned()]);
        let before = Self {
            menu: ConsoleMenu::sample_below(ConsoleSection::Providers),
            name: "keycloak".to_owned(),
            facts: Vec::new(),
            sign_in_uri: None,
            failure: None,
            action: "/admin/providers/keycloak/test".to_owned(),
            back_uri: "/admin/providers/keycloak".to_owned(),
            command: "valetkey identity-provider test keycloak".to_owned(),
        };
        let answered = Self {
            facts: vec![
                (ConsoleField::Issuer, codes("https://sso.example/realms/staff")),
                (ConsoleField::TokenEndpoint, codes("https://sso.example/realms/staff/token")),
                (ConsoleField::RedirectUri, codes("https://id.example/login/provider/keycloak/callback")),
            ],
            sign_in_uri: Some("https://sso.example/realms/staff/auth?client_id=valetkey".to_owned()),
            ..before.clone()
        };
        let failure = Some("discovery: expected status 200, got 404".to_owned());
        let failed = Self { failure, ..before.clone() };
        vec![("before", before), ("answered", answered), ("failed", failed)]
    }
}

#[derive(Template)]
#[template(path = "console_provider_test.html")]
struct View<'a> {
    page: &'a ConsoleProviderTestPage,
    text: Language,
    frame: Frame<'a>,
}

impl View<'_> {
    fn title(&self) -> String {
        self.text.title_of(&self.heading(), None, self.page.failure.is_some())
    }

    fn heading(&self) -> String {
        self.text.say_with("console-provider-test-heading", "name", &self.page.name)
    }

    fn failure(&self) -> Option<String> {
        self.page.failure.as_ref().map(|failure| self.text.isolated(failure))
    }

    fn sign_in_uri(&self) -> Option<String> {
        safe_uri(self.page.sign_in_uri.as_deref()?)
    }
}
