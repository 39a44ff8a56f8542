//! The users, found by the beginning of a name.

use askama::Template;

use crate::page::html_of;
use crate::{ConsoleMenu, ConsoleNotice, ConsoleSection, Frame, Language, Page};

/// Lists users. A search form (GET, field `q`) and links to the next page.
#[derive(Clone, Debug)]
pub struct ConsoleUsersPage {
    /// The frame.
    pub menu: ConsoleMenu,
    /// The target of the search: a path of this server.
    pub action: String,
    /// The beginning of the names; empty for all users.
    pub beginning: String,
    /// The users, in the order to show.
    pub users: Vec<ConsoleUser>,
    /// The first page, where this is a later one: a path of this server.
    pub first_uri: Option<String>,
    /// The next page, if there is one: a path of this server.
    pub next_uri: Option<String>,
    /// The page that invites a user, for an administrator who may: a path of this server.
    pub invite_uri: Option<String>,
}

/// A user in a list.
#[derive(Clone, Debug)]
pub struct ConsoleUser {
    /// The username.
    pub username: String,
    /// The full name.
    pub name: Option<String>,
    /// The mail address.
    pub email: Option<String>,
    /// The state.
    pub state: UserState,
    /// The page of the user: a path of this server.
    pub uri: String,
}

/// The state of a user.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UserState {
    /// The user can sign in.
    Active,
    /// The user has no password.
    NoPassword,
    /// The user asked for the deletion of the account.
    Leaving,
    /// The user is disabled.
    Disabled,
}

impl UserState {
    /// Returns the message.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Active => "console-state-active",
            Self::NoPassword => "console-state-no-password",
            Self::Leaving => "console-state-leaving",
            Self::Disabled => "console-state-disabled",
        }
    }
}

impl Page for ConsoleUsersPage {
    const NAME: &'static str = "console-users";

    fn render(&self, frame: &Frame<'_>) -> String {
        let frame = frame.of_console();
        html_of(&View { page: self, text: frame.language, frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let user = |username: &str, state| ConsoleUser {
            username: username.to_owned(),
            name: Some("Ada Lovelace".to_owned()),
            email: Some(format!("{username}@example.org")),
            state,
            uri: format!("/admin/users/{username}"),
        };
        let bare = ConsoleUser { name: None, email: None, ..user("grace", UserState::NoPassword) };
        let all = Self {
            menu: ConsoleMenu::sample(ConsoleSection::Users),
            action: "/admin/users".to_owned(),
            beginning: String::new(),
            users: vec![
                user("ada", UserState::Active),
                bare,
                user("lea", UserState::Leaving),
                user("zoe", UserState::Disabled),
            ],
            first_uri: None,
            next_uri: Some("/admin/users?after=zoe".to_owned()),
            invite_uri: Some("/admin/invitation".to_owned()),
        };
        let later = Self {
            first_uri: Some("/admin/users".to_owned()),
            next_uri: None,
            invite_uri: None,
            ..all.clone()
        };
        let none = Self {
            beginning: "nobody".to_owned(),
            users: Vec::new(),
            first_uri: None,
            next_uri: None,
            ..all.clone()
        };
        let mut removed = all.clone();
        removed.menu = removed.menu.with(ConsoleNotice::UserRemoved("bob".to_owned()));
        // A full page.
        let mut full = all.clone();
        full.users = (0..50).map(|number| user(&format!("user-{number}"), UserState::Active)).collect();
        vec![("all", all), ("last-page", later), ("none", none), ("removed", removed), ("full-page", full)]
    }
}

#[derive(Template)]
#[template(path = "console_users.html")]
struct View<'a> {
    page: &'a ConsoleUsersPage,
    text: Language,
    frame: Frame<'a>,
}

impl View<'_> {
    fn title(&self) -> String {
        self.text.title(&self.heading(), None)
    }

    fn heading(&self) -> String {
        self.text.say("console-users")
    }
}
