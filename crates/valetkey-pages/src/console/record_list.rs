//! The list of the records of a kind.

use askama::Template;

use super::{ConsoleFact, ConsoleField, ConsoleKind, group::NamedLink};
use crate::page::html_of;
use crate::{ConsoleMenu, ConsoleNotice, Frame, Language, Page};

/// Lists the records of a kind.
#[derive(Clone, Debug)]
pub struct ConsoleRecordsPage {
    /// The frame.
    pub menu: ConsoleMenu,
    /// The kind.
    pub kind: ConsoleKind,
    /// The records, in the order to show.
    pub records: Vec<ConsoleRecordRow>,
    /// The next page, if there is one: a path of this server.
    pub next_uri: Option<String>,
    /// The page that adds a record, for an administrator who may: a path of this server.
    pub new_uri: Option<String>,
    /// The same as a command.
    pub command: String,
}

/// A record in a list.
#[derive(Clone, Debug)]
pub struct ConsoleRecordRow {
    /// The record.
    pub record: NamedLink,
    /// The values to show. An empty one is left out.
    pub facts: Vec<(ConsoleField, ConsoleFact)>,
    /// Whether it is disabled.
    pub is_disabled: bool,
}

impl Page for ConsoleRecordsPage {
    const NAME: &'static str = "console-records";

    fn render(&self, frame: &Frame<'_>) -> String {
        let frame = frame.of_console();
        html_of(&View { page: self, text: frame.language, frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let row = |name: &str, is_disabled| ConsoleRecordRow {
            record: NamedLink { name: name.to_owned(), uri: format!("/admin/scopes/{name}") },
            facts: vec![
                (
                    ConsoleField::ScopeClaims,
                    ConsoleFact::Codes(["department", "cost_center"].map(str::to_owned).into()),
                ),
                (
                    ConsoleField::ScopeDescriptions,
                    ConsoleFact::Lines(vec!["en=See where you work".to_owned()]),
                ),
            ],
            is_disabled,
        };
        let all = Self {
            menu: ConsoleMenu::sample(ConsoleKind::Scope.section()),
            kind: ConsoleKind::Scope,
            records: vec![row("company", false), row("notes:send", true)],
            next_uri: Some("/admin/scopes?after=notes".to_owned()),
            new_uri: Some("/admin/new-scope".to_owned()),
            command: "valetkey scope list".to_owned(),
        };
        let mut samples = vec![("all", all.clone())];
        let none = |(kind, name): (ConsoleKind, &'static str)| {
            let menu = ConsoleMenu::sample(kind.section());
            let menu = menu.with(ConsoleNotice::Removed(kind, "company".to_owned()));
            (name, Self { menu, kind, records: Vec::new(), next_uri: None, ..all.clone() })
        };
        samples.extend(
            [
                (ConsoleKind::Scope, "no-scopes"),
                (ConsoleKind::Attribute, "no-attributes"),
                (ConsoleKind::Provider, "no-providers"),
            ]
            .map(none),
        );
        samples.push(("read-only", Self { new_uri: None, ..all.clone() }));
        samples.push(("full-page", Self { records: vec![row("company", false); 50], ..all }));
        samples
    }
}

#[derive(Template)]
#[template(path = "console_records.html")]
struct View<'a> {
    page: &'a ConsoleRecordsPage,
    text: Language,
    frame: Frame<'a>,
}

impl View<'_> {
    fn title(&self) -> String {
        self.text.title(&self.heading(), None)
    }

    fn heading(&self) -> String {
        self.text.say(self.page.menu.section.title())
    }

    fn label(&self, field: &ConsoleField) -> String {
        self.text.say_label(&self.text.say(field.label()))
    }
}
