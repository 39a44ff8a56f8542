//! The page that registers an application.

use askama::Template;

use crate::page::html_of;
use crate::{ConsoleMenu, ConsoleSection, Frame, Language, Page};

/// Registers an application. Button `save`; fields `name`, `kind` (radio buttons), `redirect_uris` (one per line), hidden
/// field `form_state`.
#[derive(Clone, Debug)]
pub struct ConsoleNewApplicationPage {
    /// The frame.
    pub menu: ConsoleMenu,
    /// The display name to fill in.
    pub name: String,
    /// The kind that is selected.
    pub kind: ApplicationKind,
    /// The redirect URIs to fill in, one per line.
    pub redirect_uris: String,
    /// The target of the form: a path of this server.
    pub action: String,
    /// The page to return to: a path of this server.
    pub back_uri: String,
    /// The reason why it was not registered: the field, the expected value and the value that was sent.
    pub failure: Option<String>,
}

/// A kind of application.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ApplicationKind {
    /// A web application with a server that keeps a secret.
    Web,
    /// An application that runs in the browser.
    SinglePage,
    /// An application on a phone or a desktop.
    Native,
    /// A program that acts for itself.
    Service,
}

impl ApplicationKind {
    /// Every kind, in the order to show.
    pub const ALL: [Self; 4] = [Self::Web, Self::SinglePage, Self::Native, Self::Service];

    /// Returns the value of the field `kind`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Web => "web",
            Self::SinglePage => "single-page",
            Self::Native => "native",
            Self::Service => "service",
        }
    }

    /// Returns the kind of a value of the field `kind`.
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    fn title(self) -> &'static str {
        match self {
            Self::Web => "console-kind-web",
            Self::SinglePage => "console-kind-single-page",
            Self::Native => "console-kind-native",
            Self::Service => "console-kind-service",
        }
    }

    fn about(self) -> &'static str {
        match self {
            Self::Web => "console-kind-web-text",
            Self::SinglePage => "console-kind-single-page-text",
            Self::Native => "console-kind-native-text",
            Self::Service => "console-kind-service-text",
        }
    }
}

impl Page for ConsoleNewApplicationPage {
    const NAME: &'static str = "console-new-application";

    fn render(&self, frame: &Frame<'_>) -> String {
        let frame = frame.of_console();
        html_of(&View { page: self, text: frame.language, frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let first = Self {
            menu: ConsoleMenu::sample_below(ConsoleSection::Applications),
            name: String::new(),
            kind: ApplicationKind::Web,
            redirect_uris: String::new(),
            action: "/admin/new-application".to_owned(),
            back_uri: "/admin/applications".to_owned(),
            failure: None,
        };
        let failed = Self {
            name: "Notes".to_owned(),
            kind: ApplicationKind::Native,
            redirect_uris: "https://notes.example/callback#fragment".to_owned(),
            failure: Some("redirect_uris: expected a URI without a fragment, got one".to_owned()),
            ..first.clone()
        };
        vec![("first", first), ("failed", failed)]
    }
}

#[derive(Template)]
#[template(path = "console_new_application.html")]
struct View<'a> {
    page: &'a ConsoleNewApplicationPage,
    text: Language,
    frame: Frame<'a>,
}

impl View<'_> {
    fn title(&self) -> String {
        self.text.title_of(&self.heading(), None, self.page.failure.is_some())
    }

    fn heading(&self) -> String {
        self.text.say("console-new-application")
    }

    fn is_selected(&self, kind: &ApplicationKind) -> bool {
        *kind == self.page.kind
    }
}
