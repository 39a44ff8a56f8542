//! The page that edits the names and the address of a user.

use askama::Template;

use super::FieldDifference;
use crate::page::html_of;
use crate::{ConsoleMenu, ConsoleSection, Frame, Language, Page};

/// Edits a user. Button `save`; fields `username`, `email`, `name`, checkbox `email_verified` (`yes`), hidden fields
/// `form_state` and `revision`.
#[derive(Clone, Debug)]
pub struct ConsoleEditUserPage {
    /// The frame.
    pub menu: ConsoleMenu,
    /// The username to fill in.
    pub username: String,
    /// The mail address to fill in.
    pub email: String,
    /// Whether the mail address is verified.
    pub email_verified: bool,
    /// The full name to fill in.
    pub name: String,
    /// The sealed state of the record that the page shows, hidden field `revision`.
    pub revision: String,
    /// The same as a command.
    pub command: String,
    /// The target of the form: a path of this server.
    pub action: String,
    /// The page to return to without a change: a path of this server.
    pub back_uri: String,
    /// The reason why the user was not edited.
    pub failure: Option<EditUserFailure>,
}

/// The reason why a user was not edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EditUserFailure {
    /// The username has characters that are not allowed.
    Username,
    /// The mail address is not one.
    Address,
    /// The full name is too long, or has characters that are not allowed.
    Name,
    /// Another user has the username or the address.
    Taken,
    /// Another administrator changed the user meanwhile; nothing was stored.
    Conflict(Vec<FieldDifference>),
}

impl Page for ConsoleEditUserPage {
    const NAME: &'static str = "console-edit-user";

    fn render(&self, frame: &Frame<'_>) -> String {
        let frame = frame.of_console();
        html_of(&View { page: self, text: frame.language, frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let first = Self {
            menu: ConsoleMenu::sample_below(ConsoleSection::Users),
            username: "ada".to_owned(),
            email: "ada@example.org".to_owned(),
            email_verified: true,
            name: "Ada Lovelace".to_owned(),
            revision: "c2VhbGVk".to_owned(),
            command: "valetkey user edit ada".to_owned(),
            action: "/admin/users/u1/edit".to_owned(),
            back_uri: "/admin/users/u1".to_owned(),
            failure: None,
        };
        let failed = |failure| Self { failure: Some(failure), email_verified: false, ..first.clone() };
        vec![
            ("first", first.clone()),
            ("username", failed(EditUserFailure::Username)),
            ("address", failed(EditUserFailure::Address)),
            ("name", failed(EditUserFailure::Name)),
            ("taken", failed(EditUserFailure::Taken)),
            ("conflict", failed(EditUserFailure::Conflict(vec![FieldDifference::sample()]))),
        ]
    }
}

#[derive(Template)]
#[template(path = "console_edit_user.html")]
struct View<'a> {
    page: &'a ConsoleEditUserPage,
    text: Language,
    frame: Frame<'a>,
}

impl View<'_> {
    fn title(&self) -> String {
        self.text.title_of(&self.heading(), None, self.page.failure.is_some())
    }

    fn heading(&self) -> String {
        self.text.say("console-edit-user-heading")
    }

    fn failure(&self) -> Option<String> {
        Some(self.text.say(match self.page.failure.as_ref()? {
            EditUserFailure::Username => "console-failure-username",
            EditUserFailure::Address => "console-failure-address",
            EditUserFailure::Name => "console-failure-name",
            EditUserFailure::Taken => "console-failure-taken",
            EditUserFailure::Conflict(_) => "console-conflict",
        }))
    }

    fn differences(&self) -> Vec<String> {
        match &self.page.failure {
            Some(EditUserFailure::Conflict(differences)) => {
                differences.iter().map(|difference| difference.text(self.text)).collect()
            }
            _ => Vec::new(),
        }
    }

    fn username_is_wrong(&self) -> bool {
        matches!(self.page.failure, Some(EditUserFailure::Username | EditUserFailure::Taken))
    }

    fn address_is_wrong(&self) -> bool {
        matches!(self.page.failure, Some(EditUserFailure::Address | EditUserFailure::Taken))
    }

    fn name_is_wrong(&self) -> bool {
        self.page.failure == Some(EditUserFailure::Name)
    }
}
