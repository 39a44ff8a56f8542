//! The page on which the first administrator makes their account.

use askama::Template;

use crate::page::html_of;
use crate::{ChoosePasswordFailure, Frame, Language, Page};

/// Asks for the account of the first administrator. Button `save`; fields `username`, `email`, `name`, `new_password`, and
/// the secret of the link, hidden field `token`.
#[derive(Clone, Debug)]
pub struct ConsoleSetUpPage {
    /// The target of the form: a path of this server.
    pub action: String,
    /// The secret of the link, hidden field `token`.
    pub token: String,
    /// The username to fill in.
    pub username: String,
    /// The mail address to fill in.
    pub email: String,
    /// The display name to fill in.
    pub name: String,
    /// The minimum length of a password, in characters.
    pub minimum_length: usize,
    /// The reason why the last attempt failed.
    pub failure: Option<SetUpFailure>,
}

/// The reason why no administrator was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SetUpFailure {
    /// A field was empty.
    Incomplete,
    /// The username has characters that are not allowed.
    Username,
    /// The mail address is not one.
    Address,
    /// Another user has the username or the address.
    Taken,
    /// The password does not fit the rules.
    Password(ChoosePasswordFailure),
}

impl Page for ConsoleSetUpPage {
    const NAME: &'static str = "console-set-up";

    fn render(&self, frame: &Frame<'_>) -> String {
        let frame = frame.of_console();
        html_of(&View { page: self, text: frame.language, frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let first = Self {
            action: "/admin/set-up".to_owned(),
            token: "0190a1b2c3d47e5f8a9b0c1d2e3f4a5b.c2VjcmV0".to_owned(),
            username: String::new(),
            email: String::new(),
            name: String::new(),
            minimum_length: 8,
            failure: None,
        };
        let typed = Self {
            username: "ada".to_owned(),
            email: "ada@example.org".to_owned(),
            name: "Ada Lovelace".to_owned(),
            ..first.clone()
        };
        let failed = |failure| Self { failure: Some(failure), ..typed.clone() };
        let password = |failure| failed(SetUpFailure::Password(failure));
        vec![
            ("first", first),
            ("incomplete", failed(SetUpFailure::Incomplete)),
            ("username", failed(SetUpFailure::Username)),
            ("address", failed(SetUpFailure::Address)),
            ("taken", failed(SetUpFailure::Taken)),
            ("too-short", password(ChoosePasswordFailure::TooShort)),
            ("common", password(ChoosePasswordFailure::Common)),
            ("busy", password(ChoosePasswordFailure::Busy)),
        ]
    }
}

#[derive(Template)]
#[template(path = "console_set_up.html")]
struct View<'a> {
    page: &'a ConsoleSetUpPage,
    text: Language,
    frame: Frame<'a>,
}

impl View<'_> {
    fn title(&self) -> String {
        self.text.title_of(&self.text.say("console-set-up-heading"), None, self.page.failure.is_some())
    }

    fn hint(&self) -> String {
        self.text.say_with_count("choose-password-hint", self.page.minimum_length)
    }

    fn failure(&self) -> Option<String> {
        Some(match self.page.failure? {
            SetUpFailure::Incomplete => self.text.say("console-set-up-incomplete"),
            SetUpFailure::Username => self.text.say("console-failure-username"),
            SetUpFailure::Address => self.text.say("console-failure-address"),
            SetUpFailure::Taken => self.text.say("console-failure-taken"),
            SetUpFailure::Password(failure) => failure.text(self.text, self.page.minimum_length),
        })
    }

    fn username_is_wrong(&self) -> bool {
        matches!(self.page.failure, Some(SetUpFailure::Username | SetUpFailure::Taken))
    }

    fn address_is_wrong(&self) -> bool {
        matches!(self.page.failure, Some(SetUpFailure::Address | SetUpFailure::Taken))
    }

    fn password_is_wrong(&self) -> bool {
        let failure = self.page.failure;
        matches!(failure, Some(SetUpFailure::Password(failure)) if failure != ChoosePasswordFailure::Busy)
    }
}
