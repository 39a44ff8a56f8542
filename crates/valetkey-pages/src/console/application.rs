//! An application with its settings.

use askama::Template;

use super::FieldDifference;
use crate::page::html_of;
use crate::{ConsoleMenu, ConsoleNotice, ConsoleSection, Frame, Language, Moment, Page};

/// Shows an application, and edits its name and redirect URIs. Button `save`; fields `name` and `redirect_uris` (one per line),
/// hidden fields `form_state` and `revision`. Each other action is a page of its own. An application that a configuration file owns is
/// only shown, with the name of the file.
#[derive(Clone, Debug)]
pub struct ConsoleApplicationPage {
    /// The frame.
    pub menu: ConsoleMenu,
    /// The display name as it is stored.
    pub stored_name: String,
    /// The display name to fill in.
    pub name: String,
    /// The client identifier.
    pub client_id: String,
    /// Whether it has no secret.
    pub is_public: bool,
    /// Whether it is disabled.
    pub is_disabled: bool,
    /// The scope that it may request.
    pub scope: String,
    /// The grants that it may use.
    pub grants: Vec<String>,
    /// The APIs that its tokens may be for.
    pub audiences: Vec<String>,
    /// The moment of the registration.
    pub created: Moment,
    /// The moment when the secret was made, if it is known.
    pub secret_made: Option<Moment>,
    /// The end of the old secret that counts beside it.
    pub old_secret_ends: Option<Moment>,
    /// The redirect URIs to fill in, one per line.
    pub redirect_uris: String,
    /// The sealed state of the record that the page shows, hidden field `revision`.
    pub revision: String,
    /// The configuration file that owns it. There is no form and no action then.
    pub file: Option<String>,
    /// The target of the form, for an administrator who may edit it: a path of this server.
    pub action: Option<String>,
    /// The actions that the administrator may take, with their pages: paths of this server.
    pub actions: Vec<(ConsoleApplicationAction, String)>,
    /// The number of redirect URIs that were refused lately, and their page: a path of this server. `None` if there are none.
    pub refused_addresses: Option<(usize, String)>,
    /// The trial of its sign-in, for an administrator who may edit applications: a path of this server.
    pub try_uri: Option<String>,
    /// The preview of its tokens, for an administrator who may see users: a path of this server.
    pub preview_uri: Option<String>,
    /// The events about it, for an administrator who may see them: a path of this server.
    pub events_uri: Option<String>,
    /// The same as a command.
    pub command: String,
    /// The reason why it was not edited: the field, the expected value and the value that was sent.
    pub failure: Option<String>,
    /// The changes of another administrator meanwhile; nothing was stored.
    pub conflict: Option<Vec<FieldDifference>>,
}

/// An action of an administrator on an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConsoleApplicationAction {
    /// Replace the secret.
    RotateSecret,
    /// End the old secret.
    EndSecret,
    /// Grant roles and take them away.
    Roles,
    /// Disable it.
    Disable,
    /// Enable it.
    Enable,
    /// Remove it.
    Remove,
}

impl ConsoleApplicationAction {
    /// Every action, in the order to show.
    pub const ALL: [Self; 6] =
        [Self::Roles, Self::RotateSecret, Self::EndSecret, Self::Disable, Self::Enable, Self::Remove];

    /// Returns the last part of the path of its page. The `id` of its link is `action-` and this.
    pub fn word(self) -> &'static str {
        match self {
            Self::RotateSecret => "rotate-secret",
            Self::EndSecret => "end-secret",
            Self::Roles => "roles",
            Self::Disable => "disable",
            Self::Enable => "enable",
            Self::Remove => "remove",
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::RotateSecret => "console-rotate-secret",
            Self::EndSecret => "console-end-secret",
            Self::Roles => "console-change-roles",
            Self::Disable => "console-disable",
            Self::Enable => "console-enable",
            Self::Remove => "console-remove",
        }
    }

    fn is_severe(self) -> bool {
        !matches!(self, Self::Enable | Self::Roles)
    }
}

impl Page for ConsoleApplicationPage {
    const NAME: &'static str = "console-application";

    fn render(&self, frame: &Frame<'_>) -> String {
        let frame = frame.of_console();
        html_of(&View { page: self, text: frame.language, frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let action = |action: ConsoleApplicationAction| {
            (action, format!("/admin/applications/notes/{}", action.word()))
        };
        let full = Self {
            menu: ConsoleMenu::sample_below(ConsoleSection::Applications),
            stored_name: "Notes".to_owned(),
            name: "Notes".to_owned(),
            client_id: "notes-k3x9mwpd7q2a".to_owned(),
            is_public: false,
            is_disabled: false,
            scope: "openid profile email".to_owned(),
            grants: vec!["authorization_code".to_owned(), "refresh_token".to_owned()],
            audiences: vec!["https://api.notes.example".to_owned()],
            created: Moment { at: 1_700_000_000, now: 1_773_324_300 },
            secret_made: None,
            old_secret_ends: None,
            redirect_uris: "https://notes.example/callback\nhttps://notes.example/other".to_owned(),
            revision: "c2VhbGVk".to_owned(),
            file: None,
            action: Some("/admin/applications/notes".to_owned()),
            actions: ConsoleApplicationAction::ALL.map(action).into(),
            refused_addresses: None,
            try_uri: Some("/admin/applications/notes/try".to_owned()),
            preview_uri: Some("/admin/applications/notes/preview".to_owned()),
            events_uri: Some("/admin/events?client=notes".to_owned()),
            command: "valetkey client show notes-k3x9mwpd7q2a".to_owned(),
            failure: None,
            conflict: None,
        };
        let mut saved = full.clone();
        saved.menu = saved.menu.with(ConsoleNotice::ApplicationSaved("Notes".to_owned()));
        let read_only = Self {
            action: None,
            actions: Vec::new(),
            try_uri: None,
            preview_uri: None,
            events_uri: None,
            is_public: true,
            is_disabled: true,
            audiences: Vec::new(),
            grants: Vec::new(),
            ..full.clone()
        };
        let owned = Self {
            file: Some("infra/apps.toml".to_owned()),
            action: None,
            actions: Vec::new(),
            ..full.clone()
        };
        let failed = Self {
            redirect_uris: "https://notes.example/callback#fragment".to_owned(),
            failure: Some("redirect_uris: expected a URI without a fragment, got one".to_owned()),
            ..full.clone()
        };
        let refused = Self {
            refused_addresses: Some((2, "/admin/applications/notes/refused-addresses".to_owned())),
            ..full.clone()
        };
        let two_secrets = Self {
            secret_made: Some(Moment { at: 1_773_320_000, now: 1_773_324_300 }),
            old_secret_ends: Some(Moment { at: 1_773_929_100, now: 1_773_324_300 }),
            ..full.clone()
        };
        let conflict = Self { conflict: Some(vec![FieldDifference::sample()]), ..full.clone() };
        vec![
            ("full", full),
            ("saved", saved),
            ("read-only", read_only),
            ("owned-by-file", owned),
            ("failed", failed),
            ("refused-addresses", refused),
            ("two-secrets", two_secrets),
            ("conflict", conflict),
        ]
    }
}

#[derive(Template)]
#[template(path = "console_application.html")]
struct View<'a> {
    page: &'a ConsoleApplicationPage,
    text: Language,
    frame: Frame<'a>,
}

impl View<'_> {
    fn title(&self) -> String {
        self.text.title_of(&self.heading(), None, self.failure().is_some())
    }

    fn heading(&self) -> String {
        self.text.isolated(&self.page.stored_name)
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

    fn refused_addresses(&self) -> Option<(String, &str)> {
        let (count, uri) = self.page.refused_addresses.as_ref()?;
        Some((self.text.say_with_count("console-refused-addresses-count", *count), uri))
    }

    fn old_secret(&self) -> Option<String> {
        let end = self.page.old_secret_ends?.say_exactly(self.text);
        Some(self.text.say_with("console-old-secret-until", "end", &end))
    }

    fn kind(&self) -> String {
        self.text.say(if self.page.is_public { "console-public" } else { "console-confidential" })
    }

    fn redirect_uris(&self) -> impl Iterator<Item = &str> {
        self.page.redirect_uris.lines()
    }
}
