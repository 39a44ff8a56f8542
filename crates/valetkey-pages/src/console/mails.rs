//! The mails that wait or were given up.

use askama::Template;

use super::webhook::MessageState;
use crate::page::html_of;
use crate::{ConsoleMenu, ConsoleSection, Frame, Language, Moment, Page};

/// Lists the mails that wait or were given up.
#[derive(Clone, Debug)]
pub struct ConsoleMailsPage {
    /// The frame.
    pub menu: ConsoleMenu,
    /// The mails, in the order to show.
    pub mails: Vec<ConsoleMail>,
    /// The next page, if there is one: a path of this server.
    pub next_uri: Option<String>,
    /// The same as a command.
    pub command: String,
}

/// A mail that waits or was given up.
#[derive(Clone, Debug)]
pub struct ConsoleMail {
    /// The address; `None` if it is not looked up yet.
    pub to: Option<String>,
    /// The purpose, such as `reset`.
    pub purpose: String,
    /// The moment when it was stored.
    pub created: Moment,
    /// The number of failed attempts.
    pub failed_attempts: usize,
    /// The reason of the last failure.
    pub last_failure: Option<String>,
    /// The state.
    pub state: MessageState,
}

impl ConsoleMail {
    fn failed_attempts(&self, text: Language) -> Option<String> {
        let count = Some(self.failed_attempts).filter(|count| *count > 0)?;
        Some(text.say_with_count("console-webhook-failed", count))
    }
}

impl Page for ConsoleMailsPage {
    const NAME: &'static str = "console-mails";

    fn render(&self, frame: &Frame<'_>) -> String {
        let frame = frame.of_console();
        html_of(&View { page: self, text: frame.language, frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let now = 1_773_324_300;
        let moment = |at| Moment { at, now };
        let mail = |to: Option<&str>, state, failed_attempts, last_failure: Option<&str>| ConsoleMail {
            to: to.map(str::to_owned),
            purpose: "reset".to_owned(),
            created: moment(now - 7_200),
            failed_attempts,
            last_failure: last_failure.map(str::to_owned),
            state,
        };
        let refused = Some("expected 250, got 451: try again later");
        let failed = mail(Some("ada@example.com"), MessageState::Waits(moment(now + 600)), 2, refused);
        let all = Self {
            menu: ConsoleMenu::sample(ConsoleSection::Mails),
            mails: vec![
                mail(None, MessageState::Due, 0, None),
                failed.clone(),
                mail(Some("grace@example.com"), MessageState::GivenUp(moment(now - 60)), 9, refused),
            ],
            next_uri: Some("/admin/mails?after=1".to_owned()),
            command: "valetkey mail list".to_owned(),
        };
        let none = Self { mails: Vec::new(), next_uri: None, ..all.clone() };
        let full = Self { mails: vec![failed; 50], ..all.clone() };
        vec![("all", all), ("none", none), ("full-page", full)]
    }
}

#[derive(Template)]
#[template(path = "console_mails.html")]
struct View<'a> {
    page: &'a ConsoleMailsPage,
    text: Language,
    frame: Frame<'a>,
}

impl View<'_> {
    fn title(&self) -> String {
        self.text.title(&self.heading(), None)
    }

    fn heading(&self) -> String {
        self.text.say("console-mails")
    }
}
