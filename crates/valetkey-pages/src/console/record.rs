//! The page of one record.

use askama::Template;

use super::{ConsoleFact, ConsoleField, ConsoleKind, ConsoleWord, group::NamedLink};
use crate::page::html_of;
use crate::{ConsoleMenu, ConsoleNotice, Frame, Language, Page};

/// Shows a record.
#[derive(Clone, Debug)]
pub struct ConsoleRecordPage {
    /// The frame.
    pub menu: ConsoleMenu,
    /// The name.
    pub name: String,
    /// Whether it is disabled.
    pub is_disabled: bool,
    /// The values, in the order to show.
    pub facts: Vec<(ConsoleField, ConsoleFact)>,
    /// The configuration file that owns it. The console neither edits nor removes it then.
    pub file: Option<String>,
    /// The actions that the administrator may take, with their pages: paths of this server.
    pub actions: Vec<(ConsoleRecordAction, String)>,
    /// The same as a command.
    pub command: String,
}

/// An action of an administrator on a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConsoleRecordAction {
    /// Test it.
    Test,
    /// Preview what it does.
    Preview,
    /// Edit it.
    Edit,
    /// Remove it.
    Remove,
}

impl ConsoleRecordAction {
    /// Every action, in the order to show.
    pub const ALL: [Self; 4] = [Self::Test, Self::Preview, Self::Edit, Self::Remove];

    /// Returns the end of the `id` of its link, after `action-`.
    fn word(self) -> &'static str {
        match self {
            Self::Test => "test",
            Self::Preview => "preview",
            Self::Edit => "edit",
            Self::Remove => "remove",
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Test => "console-provider-test",
            Self::Preview => "console-provider-preview",
            Self::Edit => "console-edit",
            Self::Remove => "console-remove",
        }
    }

    fn is_severe(self) -> bool {
        self == Self::Remove
    }
}

/// Returns values of each sort, for samples.
pub(super) fn sample_facts() -> Vec<(ConsoleField, ConsoleFact)> {
    let link = |name: &str| NamedLink { name: name.to_owned(), uri: format!("/admin/applications/{name}") };
    vec![
        (
            ConsoleField::ScopeClaims,
            ConsoleFact::Codes(["department", "cost_center"].map(str::to_owned).into()),
        ),
        (
            ConsoleField::ScopeDescriptions,
            ConsoleFact::Lines(
                ["de=Sehen, wo Sie arbeiten", "en=See where you work"].map(str::to_owned).into(),
            ),
        ),
        (ConsoleField::ScopeWrites, ConsoleFact::Word(ConsoleWord::Guess)),
        (
            ConsoleField::Applications,
            ConsoleFact::Links { links: vec![link("Notes"), link("Wiki")], more: 3 },
        ),
    ]
}

impl Page for ConsoleRecordPage {
    const NAME: &'static str = "console-record";

    fn render(&self, frame: &Frame<'_>) -> String {
        let frame = frame.of_console();
        html_of(&View { page: self, text: frame.language, frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let action =
            |action: ConsoleRecordAction| (action, format!("/admin/scopes/company/{}", action.word()));
        let full = Self {
            menu: ConsoleMenu::sample_below(ConsoleKind::Scope.section()),
            name: "company".to_owned(),
            is_disabled: false,
            facts: sample_facts(),
            file: None,
            actions: ConsoleRecordAction::ALL.map(action).into(),
            command: "valetkey scope show company".to_owned(),
        };
        let mut empty = Self {
            is_disabled: true,
            facts: vec![
                (ConsoleField::ScopeClaims, ConsoleFact::Codes(Vec::new())),
                (ConsoleField::Applications, ConsoleFact::Hidden(2)),
            ],
            actions: Vec::new(),
            ..full.clone()
        };
        empty.menu =
            empty.menu.with(ConsoleNotice::Saved(ConsoleKind::Scope, "company".to_owned())).with_undo();
        let file = Some("infra/scopes.toml".to_owned());
        let owned = Self { file, actions: Vec::new(), ..full.clone() };
        vec![("full", full), ("empty", empty), ("owned-by-file", owned)]
    }
}

#[derive(Template)]
#[template(path = "console_record.html")]
struct View<'a> {
    page: &'a ConsoleRecordPage,
    text: Language,
    frame: Frame<'a>,
}

impl View<'_> {
    fn title(&self) -> String {
        self.text.title(&self.heading(), None)
    }

    fn heading(&self) -> String {
        self.text.isolated(&self.page.name)
    }
}
