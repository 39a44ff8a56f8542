//! The applications of the tenant.

use askama::Template;

use crate::page::html_of;
use crate::{ConsoleMenu, ConsoleNotice, ConsoleSection, Frame, Language, Page};

/// Lists the applications.
#[derive(Clone, Debug)]
pub struct ConsoleApplicationsPage {
    /// The frame.
    pub menu: ConsoleMenu,
    /// The applications, in the order to show.
    pub applications: Vec<ConsoleApplication>,
    /// The next page, if there is one: a path of this server.
    pub next_uri: Option<String>,
    /// The page that adds an application, for an administrator who may: a path of this server.
    pub new_uri: Option<String>,
}

/// An application in a list.
#[derive(Clone, Debug)]
pub struct ConsoleApplication {
    /// The display name.
    pub name: String,
    /// The client identifier.
    pub client_id: String,
    /// Whether it is disabled.
    pub is_disabled: bool,
    /// The page of the application: a path of this server.
    pub uri: String,
}

impl Page for ConsoleApplicationsPage {
    const NAME: &'static str = "console-applications";

    fn render(&self, frame: &Frame<'_>) -> String {
        let frame = frame.of_console();
        html_of(&View { page: self, text: frame.language, frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let application = |name: &str, is_disabled| ConsoleApplication {
            name: name.to_owned(),
            client_id: format!("{}-k3x9mwpd7q2a", name.to_lowercase()),
            is_disabled,
            uri: format!("/admin/applications/{name}"),
        };
        let all = Self {
            menu: ConsoleMenu::sample(ConsoleSection::Applications),
            applications: vec![application("Notes", false), application("Wiki", true)],
            next_uri: Some("/admin/applications?after=wiki".to_owned()),
            new_uri: Some("/admin/new-application".to_owned()),
        };
        let none = Self { applications: Vec::new(), next_uri: None, ..all.clone() };
        let mut read_only = Self { new_uri: None, next_uri: None, ..all.clone() };
        read_only.menu = read_only.menu.with(ConsoleNotice::ApplicationRemoved("Old".to_owned()));
        // A full page.
        let many = (0..50).map(|number| application(&format!("App {number}"), false)).collect();
        let full = Self { applications: many, ..all.clone() };
        vec![("all", all), ("none", none), ("read-only", read_only), ("full-page", full)]
    }
}

#[derive(Template)]
#[template(path = "console_applications.html")]
struct View<'a> {
    page: &'a ConsoleApplicationsPage,
    text: Language,
    frame: Frame<'a>,
}

impl View<'_> {
    fn title(&self) -> String {
        self.text.title(&self.heading(), None)
    }

    fn heading(&self) -> String {
        self.text.say("console-applications")
    }
}
