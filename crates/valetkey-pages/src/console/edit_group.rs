//! The page that adds or edits a group.

use askama::Template;

use super::FieldDifference;
use crate::page::html_of;
use crate::{ConsoleMenu, ConsoleSection, Frame, Language, Page};

/// Adds or edits a group. Button `save`; fields `name`, `parent` and `description`, hidden fields `form_state` and, in an edit,
/// `revision`.
#[derive(Clone, Debug)]
pub struct ConsoleEditGroupPage {
    /// The frame.
    pub menu: ConsoleMenu,
    /// The stored name; `None` for a new group.
    pub stored_name: Option<String>,
    /// The name to fill in.
    pub name: String,
    /// The name of the group above it to fill in; empty for none.
    pub parent: String,
    /// The description to fill in.
    pub description: String,
    /// The sealed state of the record that the page shows, hidden field `revision`; `None` for a new group.
    pub revision: Option<String>,
    /// The same as a command.
    pub command: String,
    /// The target of the form: a path of this server.
    pub action: String,
    /// The page to return to without a change: a path of this server.
    pub back_uri: String,
    /// The reason why it was not stored: what was expected and what came.
    pub failure: Option<String>,
    /// The changes of another administrator meanwhile; nothing was stored.
    pub conflict: Option<Vec<FieldDifference>>,
}

impl Page for ConsoleEditGroupPage {
    const NAME: &'static str = "console-edit-group";

    fn render(&self, frame: &Frame<'_>) -> String {
        let frame = frame.of_console();
        html_of(&View { page: self, text: frame.language, frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let edit = Self {
            menu: ConsoleMenu::sample_below(ConsoleSection::Groups),
            stored_name: Some("support".to_owned()),
            name: "support".to_owned(),
            parent: "staff".to_owned(),
            description: "Answers questions of customers".to_owned(),
            revision: Some("c2VhbGVk".to_owned()),
            command: "valetkey group edit support".to_owned(),
            action: "/admin/groups/g1/edit".to_owned(),
            back_uri: "/admin/groups/g1".to_owned(),
            failure: None,
            conflict: None,
        };
        let new = Self {
            stored_name: None,
            name: String::new(),
            parent: String::new(),
            description: String::new(),
            revision: None,
            command: "valetkey group add NAME".to_owned(),
            ..edit.clone()
        };
        let failure = "parent: expected the name of a group, got \"nobody\"".to_owned();
        let failed = Self { failure: Some(failure), parent: "nobody".to_owned(), ..new.clone() };
        let conflict = Self { conflict: Some(vec![FieldDifference::sample()]), ..edit.clone() };
        vec![("edit", edit), ("new", new), ("failed", failed), ("conflict", conflict)]
    }
}

#[derive(Template)]
#[template(path = "console_edit_group.html")]
struct View<'a> {
    page: &'a ConsoleEditGroupPage,
    text: Language,
    frame: Frame<'a>,
}

impl View<'_> {
    fn title(&self) -> String {
        self.text.title_of(&self.heading(), None, self.failure().is_some())
    }

    fn heading(&self) -> String {
        match &self.page.stored_name {
            Some(name) => self.text.say_with("console-edit-heading", "name", name),
            None => self.text.say("console-new-group"),
        }
    }

    fn failure(&self) -> Option<String> {
        if self.page.conflict.is_some() {
            return Some(self.text.say("console-conflict"));
        }
        self.page.failure.as_ref().map(|failure| self.text.isolated(failure))
    }

    fn differences(&self) -> Vec<String> {
        let differences = self.page.conflict.as_deref().unwrap_or_default();
        differences.iter().map(|difference| difference.text(self.text)).collect()
    }
}
