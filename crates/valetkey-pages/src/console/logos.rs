//! The page of the logos.

use askama::Template;

use crate::page::html_of;
use crate::{ConsoleMenu, ConsoleNotice, ConsoleSection, Frame, ICON_PATH, Language, Page};

/// Shows the logos of a tenant, with a form for each: hidden fields `form_state`, `revision`, `kind` (`light`, `dark`) and `action`
/// (`upload`, `remove`), and the file `picture`. The form is sent as `multipart/form-data`.
#[derive(Clone, Debug)]
pub struct ConsoleLogosPage {
    /// The frame.
    pub menu: ConsoleMenu,
    /// The logo: a path of this server.
    pub light: Option<String>,
    /// The logo of dark pages: a path of this server.
    pub dark: Option<String>,
    /// The sealed state of the record that the page shows, hidden field `revision`.
    pub revision: String,
    /// The target of the forms: a path of this server.
    pub action: String,
    /// The page to return to: a path of this server.
    pub back_uri: String,
    /// The same as a command.
    pub command: String,
    /// The reason why it was not stored: what was expected and what came.
    pub failure: Option<String>,
    /// Whether another administrator changed the settings meanwhile; nothing was stored.
    pub is_conflict: bool,
}

impl Page for ConsoleLogosPage {
    const NAME: &'static str = "console-logos";

    fn render(&self, frame: &Frame<'_>) -> String {
        let frame = frame.of_console();
        html_of(&View { page: self, text: frame.language, frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let none = Self {
            menu: ConsoleMenu::sample_below(ConsoleSection::Settings),
            light: None,
            dark: None,
            revision: "c2VhbGVk".to_owned(),
            action: "/admin/logos".to_owned(),
            back_uri: "/admin/settings".to_owned(),
            command: "valetkey tenant edit --brand-logo FILE".to_owned(),
            failure: None,
            is_conflict: false,
        };
        // A picture that is there when samples are files.
        let logo = || Some(ICON_PATH.to_owned());
        let mut both = Self { light: logo(), dark: logo(), ..none.clone() };
        both.menu = both.menu.with(ConsoleNotice::SettingsSaved("Acme".to_owned()));
        let light = Self { light: logo(), ..none.clone() };
        let failure = "expected a logo of at most 65536 bytes, got 70000".to_owned();
        let failed = Self { failure: Some(failure), ..light.clone() };
        let conflict = Self { is_conflict: true, ..light.clone() };
        vec![("none", none), ("light", light), ("both", both), ("failed", failed), ("conflict", conflict)]
    }
}

#[derive(Template)]
#[template(path = "console_logos.html")]
struct View<'a> {
    page: &'a ConsoleLogosPage,
    text: Language,
    frame: Frame<'a>,
}

impl View<'_> {
    fn title(&self) -> String {
        self.text.title_of(&self.heading(), None, self.failure().is_some())
    }

    fn heading(&self) -> String {
        self.text.say("console-logos")
    }

    fn failure(&self) -> Option<String> {
        if self.page.is_conflict {
            return Some(self.text.say("console-conflict"));
        }
        self.page.failure.as_ref().map(|failure| self.text.isolated(failure))
    }

    /// Returns the logos: word, title and address.
    fn logos(&self) -> [(&'static str, String, Option<&String>); 2] {
        [
            ("light", self.text.say("console-logo-light"), self.page.light.as_ref()),
            ("dark", self.text.say("console-logo-dark"), self.page.dark.as_ref()),
        ]
    }
}
