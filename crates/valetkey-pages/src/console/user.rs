//! A user, with the sessions, roles, applications and events.

use askama::Template;

use super::user_list::UserState;
use crate::page::html_of;
use crate::{ConsoleEvent, ConsoleMenu, ConsoleNotice, ConsoleSection, Frame, Language, Moment, Page};

/// Shows a user. Each action is a page of its own.
#[derive(Clone, Debug)]
pub struct ConsoleUserPage {
    /// The frame.
    pub menu: ConsoleMenu,
    /// The display name.
    pub display_name: String,
    /// The username.
    pub username: String,
    /// The identifier (`sub`).
    pub id: String,
    /// The mail address, and whether it is verified.
    pub email: Option<(String, bool)>,
    /// The state.
    pub state: UserState,
    /// The moment when the user was added.
    pub created: Moment,
    /// Whether the user has an authenticator app.
    pub has_authenticator: bool,
    /// The number of passkeys.
    pub passkeys: usize,
    /// The live sessions.
    pub sessions: Vec<ConsoleSession>,
    /// The names of the applications with access.
    pub applications: Vec<String>,
    /// The roles, each with the reasons.
    pub roles: Vec<ConsoleRole>,
    /// The newest events, for an administrator who may see them.
    pub events: Option<Vec<ConsoleEvent>>,
    /// The actions that the administrator may take, with their pages: paths of this server.
    pub actions: Vec<(ConsoleUserAction, String)>,
    /// The same as a command.
    pub command: String,
}

/// A session of a user.
#[derive(Clone, Debug)]
pub struct ConsoleSession {
    /// The browser, if it is known.
    pub browser: Option<String>,
    /// The operating system, if it is known.
    pub system: Option<String>,
    /// The network address at the sign-in, if it is known.
    pub address: Option<String>,
    /// The moment of the sign-in.
    pub signed_in: Moment,
}

/// A role of a user.
#[derive(Clone, Debug)]
pub struct ConsoleRole {
    /// The name.
    pub name: String,
    /// The groups through which the user has it: each from the group of the user to the one that has the role. Empty for a
    /// role that was granted to the user.
    pub through: Vec<String>,
    /// Whether the role was granted to the user directly.
    pub is_direct: bool,
}

/// An action of an administrator on a user.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConsoleUserAction {
    /// Edit the names and the address.
    Edit,
    /// Grant roles and take them away.
    Roles,
    /// Make a link with which the user chooses a password.
    ResetLink,
    /// End every session.
    SignOut,
    /// Remove second factors and passkeys.
    RemoveFactors,
    /// Disable the user.
    Disable,
    /// Enable the user.
    Enable,
    /// Remove the user.
    Remove,
}

impl ConsoleUserAction {
    /// Every action, in the order to show.
    pub const ALL: [Self; 8] = [
        Self::Edit,
        Self::Roles,
        Self::ResetLink,
        Self::SignOut,
        Self::RemoveFactors,
        Self::Disable,
        Self::Enable,
        Self::Remove,
    ];

    /// Returns the last part of the path of its page. The `id` of its link is `action-` and this.
    pub fn word(self) -> &'static str {
        match self {
            Self::Edit => "edit",
            Self::Roles => "roles",
            Self::ResetLink => "reset-link",
            Self::SignOut => "sign-out",
            Self::RemoveFactors => "remove-factors",
            Self::Disable => "disable",
            Self::Enable => "enable",
            Self::Remove => "remove",
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Edit => "console-edit",
            Self::Roles => "console-change-roles",
            Self::ResetLink => "console-reset-link",
            Self::SignOut => "console-sign-out-user",
            Self::RemoveFactors => "console-remove-factors",
            Self::Disable => "console-disable",
            Self::Enable => "console-enable",
            Self::Remove => "console-remove",
        }
    }

    fn is_severe(self) -> bool {
        matches!(self, Self::Disable | Self::Remove | Self::RemoveFactors)
    }
}

impl Page for ConsoleUserPage {
    const NAME: &'static str = "console-user";

    fn render(&self, frame: &Frame<'_>) -> String {
        let frame = frame.of_console();
        html_of(&View { page: self, text: frame.language, frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let session = ConsoleSession {
            browser: Some("Firefox".to_owned()),
            system: Some("Linux".to_owned()),
            address: Some("192.0.2.7".to_owned()),
            signed_in: Moment { at: 1_773_320_700, now: 1_773_324_300 },
        };
        let unknown = ConsoleSession { browser: None, system: None, address: None, ..session.clone() };
        let role = |name: &str, is_direct, through: &[&str]| ConsoleRole {
            name: name.to_owned(),
            is_direct,
            through: through.iter().map(|path| (*path).to_owned()).collect(),
        };
        let action = |action: ConsoleUserAction| (action, format!("/admin/users/u1/{}", action.word()));
        let full = Self {
            menu: ConsoleMenu::sample_below(ConsoleSection::Users),
            display_name: "Ada Lovelace".to_owned(),
            username: "ada".to_owned(),
            id: "0190a1b2c3d47e5f8a9b0c1d2e3f4a5b".to_owned(),
            email: Some(("ada@example.org".to_owned(), true)),
            state: UserState::Active,
            created: Moment { at: 1_700_000_000, now: 1_773_324_300 },
            has_authenticator: true,
            passkeys: 2,
            sessions: vec![session, unknown],
            applications: vec!["Notes".to_owned(), "Wiki".to_owned()],
            roles: vec![role("administrator", true, &[]), role("editor", false, &["writers, staff"])],
            events: Some(vec![ConsoleEvent::sample()]),
            actions: ConsoleUserAction::ALL.into_iter().map(action).collect(),
            command: "valetkey user show ada".to_owned(),
        };
        let mut bare = Self {
            email: None,
            state: UserState::Disabled,
            has_authenticator: false,
            passkeys: 0,
            sessions: Vec::new(),
            applications: Vec::new(),
            roles: Vec::new(),
            events: None,
            actions: Vec::new(),
            ..full.clone()
        };
        bare.menu = bare.menu.with(ConsoleNotice::UserDisabled("ada".to_owned()));
        let unverified = Self { email: Some(("ada@example.org".to_owned(), false)), ..full.clone() };
        vec![("full", full), ("bare", bare), ("email-unverified", unverified)]
    }
}

#[derive(Template)]
#[template(path = "console_user.html")]
struct View<'a> {
    page: &'a ConsoleUserPage,
    text: Language,
    frame: Frame<'a>,
}

impl View<'_> {
    fn title(&self) -> String {
        self.text.title(&self.text.isolated(&self.page.display_name), None)
    }

    fn heading(&self) -> String {
        self.text.isolated(&self.page.display_name)
    }

    fn factors(&self) -> String {
        match (self.page.has_authenticator, self.page.passkeys) {
            (false, 0) => self.text.say("console-factors-none"),
            (true, 0) => self.text.say("console-factors-authenticator"),
            (false, count) => self.text.say_with_count("console-factors-passkeys", count),
            (true, count) => self.text.say_with_count("console-factors-both", count),
        }
    }

    fn device(&self, session: &ConsoleSession) -> String {
        let parts: Vec<String> = [&session.browser, &session.system]
            .into_iter()
            .flatten()
            .map(|part| self.text.isolated(part))
            .collect();
        match parts.is_empty() {
            true => self.text.say("console-unknown-browser"),
            false => parts.join(&self.text.list_separator()),
        }
    }

    fn reasons(&self, role: &ConsoleRole) -> Vec<String> {
        let direct = role.is_direct.then(|| self.text.say("console-role-direct"));
        let through =
            role.through.iter().map(|path| self.text.say_with("console-role-through", "groups", path));
        direct.into_iter().chain(through).collect()
    }
}
