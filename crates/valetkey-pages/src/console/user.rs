//! A user, with the sessions, roles, applications and events.

use askama::Template;

use super::{ConsoleSignInMethod, ConsoleUserAction, user_list::UserState};
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
    /// The moment when the user will be deleted.
    pub deletion: Option<Moment>,
    /// The number of failed sign-ins that count, and whether the password is accepted at known devices only.
    pub failed_sign_ins: (usize, bool),
    /// The ways to sign in, and the second factors.
    pub methods: Vec<ConsoleSignInMethod>,
    /// The live sessions.
    pub sessions: Vec<ConsoleSession>,
    /// The applications with access.
    pub applications: Vec<ConsoleAccess>,
    /// The roles, each with the reasons.
    pub roles: Vec<ConsoleRole>,
    /// The page that explains permissions, roles and access: a path of this server.
    pub why_uri: String,
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
    /// Whether it is the administrator's own, in this browser.
    pub is_own: bool,
    /// The page that ends it, for an administrator who may: a path of this server.
    pub end_uri: Option<String>,
}

/// An application with access to the account of a user.
#[derive(Clone, Debug)]
pub struct ConsoleAccess {
    /// The display name.
    pub name: String,
    /// The scope that it may get.
    pub scope: String,
    /// The moment when the user last allowed something new; `None` if the user was not asked.
    pub allowed: Option<Moment>,
    /// The page of the application, for an administrator who may see it: a path of this server.
    pub uri: Option<String>,
    /// The page that withdraws the access, for an administrator who may: a path of this server.
    pub withdraw_uri: Option<String>,
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
            is_own: true,
            end_uri: Some("/admin/users/u1/sessions/s1".to_owned()),
        };
        let unknown = ConsoleSession {
            browser: None,
            system: None,
            address: None,
            is_own: false,
            end_uri: None,
            ..session.clone()
        };
        let access = |name: &str, allowed| ConsoleAccess {
            name: name.to_owned(),
            scope: "openid profile".to_owned(),
            allowed,
            uri: Some("/admin/applications/notes".to_owned()),
            withdraw_uri: Some("/admin/users/u1/applications/notes".to_owned()),
        };
        let read_only = ConsoleAccess { uri: None, withdraw_uri: None, ..access("Calendar", None) };
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
            deletion: None,
            failed_sign_ins: (3, false),
            methods: ConsoleSignInMethod::samples(),
            sessions: vec![session, unknown],
            applications: vec![
                access("Notes", Some(Moment { at: 1_773_320_700, now: 1_773_324_300 })),
                access("Wiki", None),
                read_only,
            ],
            roles: vec![role("administrator", true, &[]), role("editor", false, &["writers, staff"])],
            why_uri: "/admin/users/u1/why".to_owned(),
            events: Some(vec![ConsoleEvent::sample()]),
            actions: ConsoleUserAction::ALL.into_iter().map(action).collect(),
            command: "valetkey user show ada".to_owned(),
        };
        let mut bare = Self {
            email: None,
            state: UserState::Disabled,
            failed_sign_ins: (0, false),
            methods: Vec::new(),
            sessions: Vec::new(),
            applications: Vec::new(),
            roles: Vec::new(),
            events: None,
            actions: Vec::new(),
            ..full.clone()
        };
        bare.menu = bare.menu.with(ConsoleNotice::UserDisabled("ada".to_owned()));
        let unverified = Self { email: Some(("ada@example.org".to_owned(), false)), ..full.clone() };
        let locked = Self {
            state: UserState::Leaving,
            deletion: Some(Moment { at: 1_774_000_000, now: 1_773_324_300 }),
            failed_sign_ins: (100, true),
            ..full.clone()
        };
        vec![("full", full), ("bare", bare), ("email-unverified", unverified), ("locked", locked)]
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

    /// Returns the sentence about failed sign-ins; `None` if none count.
    fn failed_sign_ins(&self) -> Option<String> {
        let (count, _) = self.page.failed_sign_ins;
        (count > 0).then(|| self.text.say_with_count("console-failed-sign-ins-count", count))
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
