//! The refused requests of the last day.

use askama::Template;

use crate::page::html_of;
use crate::{ConsoleMenu, ConsoleSection, Frame, Language, Moment, Page};

/// Counts the refused requests of the last day, by reason and by hour.
#[derive(Clone, Debug)]
pub struct ConsoleRefusalsPage {
    /// The frame.
    pub menu: ConsoleMenu,
    /// The reasons with their counts, in the order to show.
    pub reasons: Vec<(String, usize)>,
    /// The hours with their counts, in the order to show.
    pub hours: Vec<(Moment, usize)>,
    /// The same as a command.
    pub command: String,
}

impl Page for ConsoleRefusalsPage {
    const NAME: &'static str = "console-refusals";

    fn render(&self, frame: &Frame<'_>) -> String {
        let frame = frame.of_console();
        html_of(&View { page: self, text: frame.language, frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let hour = |ago: i64| Moment { at: 1_773_324_300 - ago * 3_600, now: 1_773_324_300 };
        let some = Self {
            menu: ConsoleMenu::sample(ConsoleSection::Refusals),
            reasons: vec![("sign_in wrong_credentials".to_owned(), 41), ("check redirect_uri".to_owned(), 1)],
            hours: vec![(hour(1), 40), (hour(3), 2)],
            command: "valetkey refusals".to_owned(),
        };
        let none = Self { reasons: Vec::new(), hours: Vec::new(), ..some.clone() };
        let full = Self {
            reasons: vec![("sign_in wrong_credentials".to_owned(), 41); 80],
            hours: vec![(hour(1), 40); 25],
            ..some.clone()
        };
        vec![("some", some), ("none", none), ("full-page", full)]
    }
}

#[derive(Template)]
#[template(path = "console_refusals.html")]
struct View<'a> {
    page: &'a ConsoleRefusalsPage,
    text: Language,
    frame: Frame<'a>,
}

impl View<'_> {
    fn title(&self) -> String {
        self.text.title(&self.heading(), None)
    }

    fn heading(&self) -> String {
        self.text.say("console-refusals")
    }

    fn count(&self, count: &usize) -> String {
        self.text.say_with_count("console-refusals-count", *count)
    }
}
