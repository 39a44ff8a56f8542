//! The page that grants roles to a user, group or application and takes them away.

use askama::Template;

use crate::page::html_of;
use crate::{ConsoleMenu, ConsoleNotice, ConsoleSection, Frame, Language, Page};

/// Lists the roles with a button each: field `action` (`grant`, `take-away`), hidden fields `form_state` and `role`.
#[derive(Clone, Debug)]
pub struct ConsoleUserRolesPage {
    /// The frame.
    pub menu: ConsoleMenu,
    /// The name of the holder.
    pub name: String,
    /// The holder of the roles.
    pub holder: ConsoleRoleHolder,
    /// The roles, in the order to show.
    pub roles: Vec<ConsoleRoleChoice>,
    /// The target of the forms: a path of this server.
    pub action: String,
    /// The page of the holder: a path of this server.
    pub back_uri: String,
    /// The same as a command.
    pub command: String,
}

/// The holder of roles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConsoleRoleHolder {
    /// A user.
    User,
    /// A group.
    Group,
    /// An application that acts for itself.
    Application,
}

impl ConsoleRoleHolder {
    /// Returns the message that marks a role that the holder has directly.
    fn granted(self) -> &'static str {
        if self == Self::User { "console-role-direct" } else { "console-role-granted" }
    }

    /// Returns the messages: the explanation, and the way back.
    fn messages(self) -> (&'static str, &'static str) {
        match self {
            Self::User => ("console-user-roles-text", "console-back-to-user"),
            Self::Group => ("console-user-roles-text", "console-back-to-group"),
            Self::Application => ("console-application-roles-text", "console-back-to-application"),
        }
    }
}

/// A role that a holder has or can have.
#[derive(Clone, Debug)]
pub struct ConsoleRoleChoice {
    /// The identifier.
    pub id: String,
    /// The name.
    pub name: String,
    /// The client or audience that it belongs to; `None` for a role of the tenant.
    pub owner: Option<String>,
    /// The description for administrators.
    pub description: Option<String>,
    /// The permissions that it gives.
    pub permissions: Vec<String>,
    /// Whether it was granted directly.
    pub is_granted: bool,
    /// Whether it comes from a group, or from a group above.
    pub is_through_group: bool,
    /// Whether the administrator may grant it or take it away.
    pub may_change: bool,
}

impl Page for ConsoleUserRolesPage {
    const NAME: &'static str = "console-user-roles";

    fn render(&self, frame: &Frame<'_>) -> String {
        let frame = frame.of_console();
        html_of(&View { page: self, text: frame.language, frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let plain = ConsoleRoleChoice {
            id: "0190a1b2c3d47e5f8a9b0c1d2e3f4a5b".to_owned(),
            name: "editor".to_owned(),
            owner: Some("the client notes".to_owned()),
            description: Some("Edits notes".to_owned()),
            permissions: Vec::new(),
            is_granted: false,
            is_through_group: true,
            may_change: true,
        };
        let administrator = ConsoleRoleChoice {
            name: "administrator".to_owned(),
            owner: None,
            description: None,
            permissions: vec!["users:read".to_owned(), "users:write".to_owned()],
            is_granted: true,
            is_through_group: false,
            ..plain.clone()
        };
        let closed = ConsoleRoleChoice { may_change: false, ..administrator.clone() };
        let all = Self {
            menu: ConsoleMenu::sample_below(ConsoleSection::Users),
            name: "ada".to_owned(),
            holder: ConsoleRoleHolder::User,
            roles: vec![administrator, closed, plain],
            action: "/admin/users/u1/roles".to_owned(),
            back_uri: "/admin/users/u1".to_owned(),
            command: "valetkey role grant NAME --user ada".to_owned(),
        };
        let mut none = Self { roles: Vec::new(), ..all.clone() };
        none.menu = none.menu.with(ConsoleNotice::RoleTakenAway("editor".to_owned()));
        let of_group = Self {
            menu: ConsoleMenu::sample_below(ConsoleSection::Groups),
            name: "support".to_owned(),
            holder: ConsoleRoleHolder::Group,
            ..all.clone()
        };
        let of_application = Self {
            menu: ConsoleMenu::sample_below(ConsoleSection::Applications),
            name: "Backup".to_owned(),
            holder: ConsoleRoleHolder::Application,
            ..all.clone()
        };
        vec![("all", all), ("none", none), ("of-group", of_group), ("of-application", of_application)]
    }
}

#[derive(Template)]
#[template(path = "console_user_roles.html")]
struct View<'a> {
    page: &'a ConsoleUserRolesPage,
    text: Language,
    frame: Frame<'a>,
}

impl View<'_> {
    fn title(&self) -> String {
        self.text.title(&self.heading(), None)
    }

    fn back(&self) -> String {
        self.text.say(self.page.holder.messages().1)
    }

    fn heading(&self) -> String {
        self.text.say_with("console-user-roles-heading", "name", &self.page.name)
    }
}
