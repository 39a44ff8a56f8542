//! The page that adds or edits a record.

use askama::Template;

use super::{
    ConsoleFact, ConsoleField, ConsoleInput, ConsoleInputValue, ConsoleKind, ConsoleWord, FieldDifference,
};
use super::{record::sample_facts, role::in_words};
use crate::page::html_of;
use crate::{ConsoleMenu, Frame, Language, Page};

/// Adds or edits a record. Button `save`; the fields of `inputs`, hidden fields `form_state` and, in an edit, `revision`.
#[derive(Clone, Debug)]
pub struct ConsoleEditRecordPage {
    /// The frame.
    pub menu: ConsoleMenu,
    /// The kind.
    pub kind: ConsoleKind,
    /// The stored name; `None` for a new record.
    pub stored_name: Option<String>,
    /// Values that the form does not change, and what an edit has consequences for.
    pub facts: Vec<(ConsoleField, ConsoleFact)>,
    /// The inputs.
    pub inputs: Vec<ConsoleInput>,
    /// The sealed state of the record that the page shows, hidden field `revision`; `None` for a new record.
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

impl ConsoleEditRecordPage {
    /// Returns the form for a new record of a kind, for samples.
    fn sample(kind: ConsoleKind, inputs: Vec<ConsoleInput>) -> Self {
        Self {
            menu: ConsoleMenu::sample_below(kind.section()),
            kind,
            stored_name: None,
            facts: Vec::new(),
            inputs,
            revision: None,
            command: "valetkey scope add NAME".to_owned(),
            action: "/admin/new-scope".to_owned(),
            back_uri: "/admin/scopes".to_owned(),
            failure: None,
            conflict: None,
        }
    }

    /// Returns the form for a stored record, for samples.
    fn of(self, name: &str) -> Self {
        Self {
            stored_name: Some(name.to_owned()),
            revision: Some("c2VhbGVk".to_owned()),
            command: format!("valetkey scope edit {name}"),
            ..self
        }
    }
}

impl Page for ConsoleEditRecordPage {
    const NAME: &'static str = "console-edit-record";

    fn render(&self, frame: &Frame<'_>) -> String {
        let frame = frame.of_console();
        html_of(&View { page: self, text: frame.language, frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        use ConsoleField as Field;
        let group = Self::sample(
            ConsoleKind::Group,
            vec![
                ConsoleInput::text(Field::Name, "support").required(),
                ConsoleInput::text(Field::Parent, "staff"),
                ConsoleInput::text(Field::Description, "Answers questions of customers"),
            ],
        );
        let permission = |word: &str| (word.to_owned(), word.starts_with("users"));
        let permissions = super::role::PERMISSIONS.map(|(word, _)| permission(word)).into();
        let role = Self::sample(
            ConsoleKind::Role,
            vec![
                ConsoleInput::text(Field::RoleName, "").required(),
                ConsoleInput::token(Field::Owner, ""),
                ConsoleInput::text(Field::Description, ""),
                ConsoleInput::permissions(permissions),
                ConsoleInput::text(Field::LimitedTo, "customers"),
            ],
        );
        let words = [ConsoleWord::Yes, ConsoleWord::No, ConsoleWord::Guess];
        let scope = Self::sample(
            ConsoleKind::Scope,
            vec![
                ConsoleInput::token(Field::ScopeToken, "").required(),
                ConsoleInput::lines(Field::ScopeClaims, &["department", "birthdate"].map(str::to_owned)),
                ConsoleInput::lines(Field::ScopeDescriptions, &["en=See where you work".to_owned()]),
                ConsoleInput::choice(Field::ScopeWrites, &words, "guess"),
            ],
        );
        let types = [ConsoleWord::Text, ConsoleWord::Number, ConsoleWord::OneOf];
        let attribute = Self::sample(
            ConsoleKind::Attribute,
            vec![
                ConsoleInput::token(Field::AttributeName, "shirt").required(),
                ConsoleInput::choice(Field::AttributeType, &types, "one-of"),
                ConsoleInput::lines(Field::Choices, &["S", "M", "L"].map(str::to_owned)),
                ConsoleInput::checkbox(Field::Required, true),
            ],
        );
        let first = [ConsoleWord::Link, ConsoleWord::Create, ConsoleWord::Refuse];
        let mut provider = Self::sample(
            ConsoleKind::Provider,
            vec![
                ConsoleInput::hidden(Field::Preset, "keycloak"),
                ConsoleInput::token(Field::ProviderName, "keycloak").required(),
                ConsoleInput::token(Field::ClientId, "").required(),
                ConsoleInput::secret(Field::ClientSecret),
                ConsoleInput::variable("domain", "The host of the server", "").required(),
                ConsoleInput::choice(Field::FirstSignIn, &first, "link"),
            ],
        );
        provider.facts = vec![(
            Field::PresetNotes,
            ConsoleFact::Lines(vec!["Turn on “Client authentication”.".to_owned()]),
        )];
        let failure = "parent: expected the name of a group, got \"nobody\"".to_owned();
        let failed = Self { failure: Some(failure), ..group.clone() };
        let edit = Self { facts: sample_facts(), ..scope.clone().of("company") };
        let conflict = Self { conflict: Some(vec![FieldDifference::sample()]), ..edit.clone() };
        vec![
            ("new-group", group),
            ("new-role", role.clone()),
            ("edit-role", role.of("help desk")),
            ("new-scope", scope),
            ("edit-scope", edit),
            ("new-attribute", attribute),
            ("new-provider", provider),
            ("failed", failed),
            ("conflict", conflict),
        ]
    }
}

#[derive(Template)]
#[template(path = "console_edit_record.html")]
struct View<'a> {
    page: &'a ConsoleEditRecordPage,
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
            None => self.text.say(self.page.kind.messages().new),
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

    fn in_words(&self, permission: &str) -> String {
        in_words(self.text, permission)
    }
}
