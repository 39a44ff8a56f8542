//! The pages that add, edit and remove a webhook, and give it a new secret.

use askama::Template;

use super::FieldDifference;
use crate::page::html_of;
use crate::{ConsoleMenu, ConsoleSection, Frame, Language, Page};

/// Adds or edits a webhook. Button `save`; fields `url`, `kinds`, `personal`, `disabled` and, for a new webhook, `name`; hidden fields
/// `form_state` and, in an edit, `revision`.
#[derive(Clone, Debug)]
pub struct ConsoleEditWebhookPage {
    /// The frame.
    pub menu: ConsoleMenu,
    /// The stored name; `None` for a new webhook.
    pub stored_name: Option<String>,
    /// The name to fill in.
    pub name: String,
    /// The address to fill in.
    pub url: String,
    /// The kinds of events to fill in, one a line; empty for all.
    pub kinds: String,
    /// Every kind of event.
    pub all_kinds: Vec<String>,
    /// Whether network addresses and edited values are sent too.
    pub includes_personal: bool,
    /// Whether nothing is sent.
    pub is_disabled: bool,
    /// The sealed state of the record that the page shows, hidden field `revision`; `None` for a new webhook.
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

/// Gives a webhook a new secret. Button `confirm`; field `keep_old`, hidden fields `form_state` and `revision`.
#[derive(Clone, Debug)]
pub struct ConsoleRotateWebhookPage {
    /// The frame.
    pub menu: ConsoleMenu,
    /// The name.
    pub name: String,
    /// The time for which the old secret signs messages too.
    pub keep_old: KeepOldSecret,
    /// The sealed state of the record that the page shows, hidden field `revision`.
    pub revision: String,
    /// The same as a command.
    pub command: String,
    /// The target of the form: a path of this server.
    pub action: String,
    /// The page to return to without a change: a path of this server.
    pub back_uri: String,
    /// The changes of another administrator meanwhile; nothing was stored.
    pub conflict: Option<Vec<FieldDifference>>,
}

/// The time for which the old secret signs messages too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeepOldSecret {
    /// It signs no message more.
    None,
    /// An hour.
    Hour,
    /// A day.
    Day,
    /// A week.
    Week,
}

/// Shows the secret of a webhook. It is never shown again.
#[derive(Clone, Debug)]
pub struct ConsoleWebhookSecretPage {
    /// The frame.
    pub menu: ConsoleMenu,
    /// The name.
    pub name: String,
    /// Whether the webhook was just added. Otherwise it got a new secret.
    pub is_new: bool,
    /// The secret.
    pub secret: String,
    /// The page of the webhook: a path of this server.
    pub next_uri: String,
}

impl KeepOldSecret {
    /// Every value, in the order to show.
    pub const ALL: [Self; 4] = [Self::None, Self::Hour, Self::Day, Self::Week];

    /// Returns the value of the field, which is also how the command line writes it.
    pub fn word(self) -> &'static str {
        match self {
            Self::None => "0s",
            Self::Hour => "1h",
            Self::Day => "1d",
            Self::Week => "7d",
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::None => "console-webhook-keep-none",
            Self::Hour => "console-webhook-keep-hour",
            Self::Day => "console-webhook-keep-day",
            Self::Week => "console-webhook-keep-week",
        }
    }
}

impl Page for ConsoleEditWebhookPage {
    const NAME: &'static str = "console-edit-webhook";

    fn render(&self, frame: &Frame<'_>) -> String {
        let frame = frame.of_console();
        html_of(&EditView { page: self, text: frame.language, frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let kinds = ["session", "session.started", "user", "user.added", "user.edited", "user.removed"];
        let edit = Self {
            menu: ConsoleMenu::sample_below(ConsoleSection::Webhooks),
            stored_name: Some("crm".to_owned()),
            name: String::new(),
            url: "https://crm.example/hooks/valetkey".to_owned(),
            kinds: "user\nsession.started".to_owned(),
            all_kinds: kinds.map(str::to_owned).into(),
            includes_personal: true,
            is_disabled: false,
            revision: Some("c2VhbGVk".to_owned()),
            command: "valetkey webhook edit crm".to_owned(),
            action: "/admin/webhooks/crm/edit".to_owned(),
            back_uri: "/admin/webhooks/crm".to_owned(),
            failure: None,
            conflict: None,
        };
        let new = Self {
            stored_name: None,
            url: String::new(),
            kinds: String::new(),
            includes_personal: false,
            revision: None,
            command: "valetkey webhook add NAME --url URL".to_owned(),
            ..edit.clone()
        };
        let failure = "kinds: expected a kind of event such as user.added, got \"users\"".to_owned();
        let failed =
            Self { failure: Some(failure), name: "crm".to_owned(), kinds: "users".to_owned(), ..new.clone() };
        let conflict = Self { conflict: Some(vec![FieldDifference::sample()]), ..edit.clone() };
        vec![("edit", edit), ("new", new), ("failed", failed), ("conflict", conflict)]
    }
}

impl Page for ConsoleRotateWebhookPage {
    const NAME: &'static str = "console-rotate-webhook";

    fn render(&self, frame: &Frame<'_>) -> String {
        let frame = frame.of_console();
        html_of(&RotateView { page: self, text: frame.language, frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let page = Self {
            menu: ConsoleMenu::sample_below(ConsoleSection::Webhooks),
            name: "crm".to_owned(),
            keep_old: KeepOldSecret::Day,
            revision: "c2VhbGVk".to_owned(),
            command: "valetkey webhook edit crm --rotate-secret".to_owned(),
            action: "/admin/webhooks/crm/rotate-secret".to_owned(),
            back_uri: "/admin/webhooks/crm".to_owned(),
            conflict: None,
        };
        let conflict = Self { conflict: Some(vec![FieldDifference::sample()]), ..page.clone() };
        vec![("first", page), ("conflict", conflict)]
    }
}

impl Page for ConsoleWebhookSecretPage {
    const NAME: &'static str = "console-webhook-secret";

    fn render(&self, frame: &Frame<'_>) -> String {
        let frame = frame.of_console();
        html_of(&SecretView { page: self, text: frame.language, frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let new = Self {
            menu: ConsoleMenu::sample_below(ConsoleSection::Webhooks),
            name: "crm".to_owned(),
            is_new: true,
            secret: "whsec_c2VjcmV0IG9mIDMyIGJ5dGVzIGlzIGhlcmUhISE=".to_owned(),
            next_uri: "/admin/webhooks/crm".to_owned(),
        };
        let rotated = Self { is_new: false, ..new.clone() };
        vec![("new", new), ("rotated", rotated)]
    }
}

fn differences(conflict: Option<&Vec<FieldDifference>>, text: Language) -> Vec<String> {
    conflict.into_iter().flatten().map(|difference| difference.text(text)).collect()
}

#[derive(Template)]
#[template(path = "console_edit_webhook.html")]
struct EditView<'a> {
    page: &'a ConsoleEditWebhookPage,
    text: Language,
    frame: Frame<'a>,
}

impl EditView<'_> {
    fn title(&self) -> String {
        self.text.title_of(&self.heading(), None, self.failure().is_some())
    }

    fn heading(&self) -> String {
        match &self.page.stored_name {
            Some(name) => self.text.say_with("console-edit-heading", "name", name),
            None => self.text.say("console-new-webhook"),
        }
    }

    fn failure(&self) -> Option<String> {
        if self.page.conflict.is_some() {
            return Some(self.text.say("console-conflict"));
        }
        self.page.failure.as_ref().map(|failure| self.text.isolated(failure))
    }

    fn differences(&self) -> Vec<String> {
        differences(self.page.conflict.as_ref(), self.text)
    }
}

#[derive(Template)]
#[template(path = "console_rotate_webhook.html")]
struct RotateView<'a> {
    page: &'a ConsoleRotateWebhookPage,
    text: Language,
    frame: Frame<'a>,
}

impl RotateView<'_> {
    fn title(&self) -> String {
        self.text.title_of(&self.heading(), None, self.failure().is_some())
    }

    fn heading(&self) -> String {
        self.text.say_with("console-rotate-secret-heading", "name", &self.page.name)
    }

    fn failure(&self) -> Option<String> {
        self.page.conflict.as_ref().map(|_| self.text.say("console-conflict"))
    }

    fn differences(&self) -> Vec<String> {
        differences(self.page.conflict.as_ref(), self.text)
    }
}

#[derive(Template)]
#[template(path = "console_webhook_secret.html")]
struct SecretView<'a> {
    page: &'a ConsoleWebhookSecretPage,
    text: Language,
    frame: Frame<'a>,
}

impl SecretView<'_> {
    fn title(&self) -> String {
        self.text.title(&self.heading(), None)
    }

    fn heading(&self) -> String {
        let id = if self.page.is_new { "console-webhook-added" } else { "console-secret-rotated" };
        self.text.say_with(id, "name", &self.page.name)
    }
}
