//! The preview of a sign-in with an identity provider.

use askama::Template;

use super::{ConsoleFact, ConsoleField};
use crate::page::html_of;
use crate::{ConsoleMenu, ConsoleSection, Frame, Language, Page};

/// Shows what a sign-in with these claims of a provider would do. Button `preview`; fields `claims` and, where the provider has one,
/// `emails`; hidden field `form_state`.
#[derive(Clone, Debug)]
pub struct ConsoleProviderPreviewPage {
    /// The frame.
    pub menu: ConsoleMenu,
    /// The name of the provider.
    pub name: String,
    /// The claims of the provider, as JSON.
    pub claims: String,
    /// The list of email addresses, as JSON; `None` for a provider without a separate address for it.
    pub emails: Option<String>,
    /// The result; `None` before the first preview.
    pub result: Option<(ConsoleArrival, Vec<(ConsoleField, ConsoleFact)>)>,
    /// The reason why there is no result: what was expected and what came.
    pub failure: Option<String>,
    /// The target of the form: a path of this server.
    pub action: String,
    /// The page of the provider: a path of this server.
    pub back_uri: String,
    /// The same as a command.
    pub command: String,
}

/// The result of a sign-in with an account of a provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConsoleArrival {
    /// The user of this name signs in.
    SignIn(String),
    /// A user of this name is added.
    AddUser(String),
    /// A user signs in here first.
    ProveUser {
        /// Whether the verified address is that of a user.
        has_address_of_user: bool,
    },
    /// The user is disabled.
    Disabled,
    /// The account is not linked, and only linked accounts may sign in.
    NotLinked,
    /// The account has no verified address in the domains of the provider.
    Domain,
}

impl ConsoleArrival {
    /// Returns whether the sign-in is refused.
    fn is_refused(&self) -> bool {
        matches!(self, Self::Disabled | Self::NotLinked | Self::Domain)
    }

    fn text(&self, text: Language) -> String {
        match self {
            Self::SignIn(name) => text.say_with("console-arrival-sign-in", "name", name),
            Self::AddUser(name) => text.say_with("console-arrival-add-user", "name", name),
            Self::ProveUser { has_address_of_user: true } => text.say("console-arrival-prove-address"),
            Self::ProveUser { has_address_of_user: false } => text.say("console-arrival-prove-user"),
            Self::Disabled => text.say("console-arrival-disabled"),
            Self::NotLinked => text.say("console-arrival-not-linked"),
            Self::Domain => text.say("console-arrival-domain"),
        }
    }
}

impl Page for ConsoleProviderPreviewPage {
    const NAME: &'static str = "console-provider-preview";

    fn render(&self, frame: &Frame<'_>) -> String {
        let frame = frame.of_console();
        html_of(&View { page: self, text: frame.language, frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let before = Self {
            menu: ConsoleMenu::sample_below(ConsoleSection::Providers),
            name: "github".to_owned(),
            claims: String::new(),
            emails: Some(String::new()),
            result: None,
            failure: None,
            action: "/admin/providers/github/preview".to_owned(),
            back_uri: "/admin/providers/github".to_owned(),
            command: "valetkey identity-provider preview github --claims FILE".to_owned(),
        };
        let claims = "{\"sub\":\"1\",\"email\":\"ada@example.com\"}".to_owned();
        let facts = vec![
            (ConsoleField::Subject, ConsoleFact::Codes(vec!["1".to_owned()])),
            (ConsoleField::Email, ConsoleFact::Text("ada@example.com".to_owned())),
            (ConsoleField::GivenClaims, ConsoleFact::Lines(vec!["picture=https://a.example/1".to_owned()])),
        ];
        let with = |arrival| Self {
            claims: claims.clone(),
            emails: None,
            result: Some((arrival, facts.clone())),
            ..before.clone()
        };
        let failure = Some("claims: expected a JSON object, got another value".to_owned());
        vec![
            ("before", before.clone()),
            ("sign-in", with(ConsoleArrival::SignIn("ada".to_owned()))),
            ("add-user", with(ConsoleArrival::AddUser("ada".to_owned()))),
            ("prove-user", with(ConsoleArrival::ProveUser { has_address_of_user: false })),
            ("prove-address", with(ConsoleArrival::ProveUser { has_address_of_user: true })),
            ("disabled", with(ConsoleArrival::Disabled)),
            ("not-linked", with(ConsoleArrival::NotLinked)),
            ("domain", with(ConsoleArrival::Domain)),
            ("failed", Self { claims: "[]".to_owned(), failure, ..before }),
        ]
    }
}

#[derive(Template)]
#[template(path = "console_provider_preview.html")]
struct View<'a> {
    page: &'a ConsoleProviderPreviewPage,
    text: Language,
    frame: Frame<'a>,
}

/// The result as the template shows it.
struct Shown<'a> {
    text: String,
    is_refused: bool,
    facts: &'a [(ConsoleField, ConsoleFact)],
}

impl View<'_> {
    fn title(&self) -> String {
        self.text.title_of(&self.heading(), None, self.page.failure.is_some())
    }

    fn heading(&self) -> String {
        self.text.say_with("console-provider-preview-heading", "name", &self.page.name)
    }

    fn failure(&self) -> Option<String> {
        self.page.failure.as_ref().map(|failure| self.text.isolated(failure))
    }

    fn result(&self) -> Option<Shown<'_>> {
        let (arrival, facts) = self.page.result.as_ref()?;
        Some(Shown { text: arrival.text(self.text), is_refused: arrival.is_refused(), facts })
    }
}
