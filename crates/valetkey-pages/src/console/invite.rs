//! The page that invites a user.

use askama::Template;

use crate::page::html_of;
use crate::{ConsoleMenu, ConsoleSection, Frame, Language, Page};

/// Invites a user. Button `save`; field `email`, hidden field `form_state`.
#[derive(Clone, Debug)]
pub struct ConsoleInvitePage {
    /// The frame.
    pub menu: ConsoleMenu,
    /// The mail address to fill in.
    pub email: String,
    /// Whether the server sends the link by mail. Otherwise the next page shows it.
    pub is_mailed: bool,
    /// The same as a command.
    pub command: String,
    /// The target of the form: a path of this server.
    pub action: String,
    /// The page to return to: a path of this server.
    pub back_uri: String,
    /// The reason why there is no invitation.
    pub failure: Option<InviteFailure>,
}

/// The reason why there is no invitation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InviteFailure {
    /// The mail address is not one.
    Address,
    /// Another user has the address.
    Taken,
}

impl Page for ConsoleInvitePage {
    const NAME: &'static str = "console-invite";

    fn render(&self, frame: &Frame<'_>) -> String {
        let frame = frame.of_console();
        html_of(&View { page: self, text: frame.language, frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let first = Self {
            menu: ConsoleMenu::sample_below(ConsoleSection::Users),
            email: String::new(),
            is_mailed: true,
            command: "valetkey user invite ADDRESS".to_owned(),
            action: "/admin/invitation".to_owned(),
            back_uri: "/admin/users".to_owned(),
            failure: None,
        };
        let failed = |failure| Self { failure: Some(failure), email: "ada".to_owned(), ..first.clone() };
        vec![
            ("by-mail", first.clone()),
            ("by-link", Self { is_mailed: false, ..first.clone() }),
            ("address", failed(InviteFailure::Address)),
            ("taken", failed(InviteFailure::Taken)),
        ]
    }
}

#[derive(Template)]
#[template(path = "console_invite.html")]
struct View<'a> {
    page: &'a ConsoleInvitePage,
    text: Language,
    frame: Frame<'a>,
}

impl View<'_> {
    fn title(&self) -> String {
        self.text.title_of(&self.heading(), None, self.page.failure.is_some())
    }

    fn heading(&self) -> String {
        self.text.say("console-invite-heading")
    }

    fn explanation(&self) -> String {
        self.text.say(if self.page.is_mailed { "console-invite-by-mail" } else { "console-invite-by-link" })
    }

    fn failure(&self) -> Option<String> {
        Some(self.text.say(match self.page.failure? {
            InviteFailure::Address => "console-failure-address",
            InviteFailure::Taken => "console-failure-taken",
        }))
    }
}
