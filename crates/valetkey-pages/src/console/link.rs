//! The page that shows a link once, for the administrator to hand over.

use askama::Template;

use crate::page::html_of;
use crate::{ConsoleMenu, ConsoleSection, Frame, Language, Moment, Page};

/// Shows a link to hand over.
#[derive(Clone, Debug)]
pub struct ConsoleLinkPage {
    /// The frame.
    pub menu: ConsoleMenu,
    /// The purpose of the link.
    pub kind: ConsoleLinkKind,
    /// The user, the address or the tenant that it is for.
    pub name: String,
    /// The link, as text: the administrator copies it, and does not follow it.
    pub link: String,
    /// The moment when it expires.
    pub ends: Moment,
    /// The page to go on with: a path of this server.
    pub next_uri: String,
}

/// The purpose of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConsoleLinkKind {
    /// To choose a password.
    ResetPassword,
    /// To accept an invitation.
    Invitation,
    /// To become the first administrator of a tenant.
    SetUp,
}

impl Page for ConsoleLinkPage {
    const NAME: &'static str = "console-link";

    fn render(&self, frame: &Frame<'_>) -> String {
        let frame = frame.of_console();
        html_of(&View { page: self, text: frame.language, frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let reset = Self {
            menu: ConsoleMenu::sample_below(ConsoleSection::Users),
            kind: ConsoleLinkKind::ResetPassword,
            name: "ada".to_owned(),
            link: "https://id.example/reset?token=0190a1b2c3d47e5f8a9b0c1d2e3f4a5b.c2VjcmV0".to_owned(),
            ends: Moment { at: 1_773_326_100, now: 1_773_324_300 },
            next_uri: "/admin/users/u1".to_owned(),
        };
        let invitation = Self { kind: ConsoleLinkKind::Invitation, ..reset.clone() };
        let mut set_up = Self { kind: ConsoleLinkKind::SetUp, name: "acme".to_owned(), ..reset.clone() };
        set_up.menu = ConsoleMenu::sample_below(ConsoleSection::Tenants);
        vec![("reset-password", reset), ("invitation", invitation), ("set-up", set_up)]
    }
}

#[derive(Template)]
#[template(path = "console_link.html")]
struct View<'a> {
    page: &'a ConsoleLinkPage,
    text: Language,
    frame: Frame<'a>,
}

impl View<'_> {
    fn title(&self) -> String {
        self.text.title(&self.heading(), None)
    }

    fn heading(&self) -> String {
        let id = match self.page.kind {
            ConsoleLinkKind::ResetPassword => "console-link-reset-heading",
            ConsoleLinkKind::Invitation => "console-link-invitation-heading",
            ConsoleLinkKind::SetUp => "console-link-set-up-heading",
        };
        self.text.say_with(id, "name", &self.page.name)
    }

    fn until(&self) -> String {
        self.text.say_with("console-link-until", "moment", &self.page.ends.say_exactly(self.text))
    }
}
