//! The roles, and a role.

use askama::Template;

use super::{ConsoleKind, group::NamedLink};
use crate::page::html_of;
use crate::{ConsoleMenu, ConsoleNotice, ConsoleSection, Frame, Language, Page};

/// Lists the roles.
#[derive(Clone, Debug)]
pub struct ConsoleRolesPage {
    /// The frame.
    pub menu: ConsoleMenu,
    /// The roles, in the order to show.
    pub roles: Vec<ConsoleRoleRow>,
    /// The next page, if there is one: a path of this server.
    pub next_uri: Option<String>,
    /// The page that adds a role, for an administrator who may: a path of this server.
    pub new_uri: Option<String>,
    /// The same as a command.
    pub command: String,
}

/// A role in a list.
#[derive(Clone, Debug)]
pub struct ConsoleRoleRow {
    /// The role.
    pub role: NamedLink,
    /// The client or audience that it belongs to; `None` for a role of the tenant.
    pub owner: Option<String>,
    /// The description for administrators.
    pub description: Option<String>,
    /// Whether it gives permissions.
    pub has_permissions: bool,
}

/// Shows a role.
#[derive(Clone, Debug)]
pub struct ConsoleRolePage {
    /// The frame.
    pub menu: ConsoleMenu,
    /// The name.
    pub name: String,
    /// The client or audience that it belongs to; `None` for a role of the tenant.
    pub owner: Option<String>,
    /// The description for administrators.
    pub description: Option<String>,
    /// The permissions that it gives, such as `users:read`.
    pub permissions: Vec<String>,
    /// The name of the group whose members they are limited to.
    pub limited_to: Option<String>,
    /// The groups that have it.
    pub groups: Vec<NamedLink>,
    /// Some of the users who have it, directly or through a group, for an administrator who may see users.
    pub users: Option<Vec<NamedLink>>,
    /// The configuration file that owns it. The console neither edits nor removes it then.
    pub file: Option<String>,
    /// The page that edits it, for an administrator who may: a path of this server.
    pub edit_uri: Option<String>,
    /// The page that removes it, for an administrator who may: a path of this server.
    pub remove_uri: Option<String>,
    /// The same as a command.
    pub command: String,
}

/// The permissions of this version with their messages.
pub(super) const PERMISSIONS: [(&str, &str); 22] = [
    ("users:read", "console-permission-users-read"),
    ("users:write", "console-permission-users-write"),
    ("groups:read", "console-permission-groups-read"),
    ("groups:write", "console-permission-groups-write"),
    ("roles:read", "console-permission-roles-read"),
    ("roles:write", "console-permission-roles-write"),
    ("clients:read", "console-permission-clients-read"),
    ("clients:write", "console-permission-clients-write"),
    ("scopes:read", "console-permission-scopes-read"),
    ("scopes:write", "console-permission-scopes-write"),
    ("attributes:read", "console-permission-attributes-read"),
    ("attributes:write", "console-permission-attributes-write"),
    ("providers:read", "console-permission-providers-read"),
    ("providers:write", "console-permission-providers-write"),
    ("tenant:read", "console-permission-tenant-read"),
    ("tenant:write", "console-permission-tenant-write"),
    ("keys:read", "console-permission-keys-read"),
    ("keys:write", "console-permission-keys-write"),
    ("events:read", "console-permission-events-read"),
    ("events:write", "console-permission-events-write"),
    ("tenants:read", "console-permission-tenants-read"),
    ("tenants:write", "console-permission-tenants-write"),
];

/// Returns a permission in plain words. A permission of another version appears as it is written.
pub(super) fn in_words(text: Language, permission: &str) -> String {
    match PERMISSIONS.iter().find(|(word, _)| *word == permission) {
        Some((_, message)) => text.say(message),
        None => text.isolated(permission),
    }
}

impl Page for ConsoleRolesPage {
    const NAME: &'static str = "console-roles";

    fn render(&self, frame: &Frame<'_>) -> String {
        let frame = frame.of_console();
        html_of(&ListView { page: self, text: frame.language, frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let row = |name: &str, owner: Option<&str>, has_permissions| ConsoleRoleRow {
            role: link(name),
            owner: owner.map(str::to_owned),
            description: owner.map(|_| "Edits notes".to_owned()),
            has_permissions,
        };
        let all = Self {
            menu: ConsoleMenu::sample(ConsoleSection::Roles),
            roles: vec![row("administrator", None, true), row("editor", Some("the client notes"), false)],
            next_uri: Some("/admin/roles?after=editor".to_owned()),
            new_uri: Some("/admin/new-role".to_owned()),
            command: "valetkey role list".to_owned(),
        };
        let none = Self { roles: Vec::new(), next_uri: None, new_uri: None, ..all.clone() };
        let mut removed = all.clone();
        removed.menu = removed.menu.with(ConsoleNotice::Removed(ConsoleKind::Role, "guest".to_owned()));
        let full = Self { roles: vec![row("editor", Some("the client notes"), false); 50], ..all.clone() };
        vec![("all", all), ("none", none), ("removed", removed), ("full-page", full)]
    }
}

fn link(name: &str) -> NamedLink {
    NamedLink { name: name.to_owned(), uri: format!("/admin/roles/{name}") }
}

impl Page for ConsoleRolePage {
    const NAME: &'static str = "console-role";

    fn render(&self, frame: &Frame<'_>) -> String {
        let frame = frame.of_console();
        html_of(&View { page: self, text: frame.language, frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let full = Self {
            menu: ConsoleMenu::sample_below(ConsoleSection::Roles),
            name: "help desk".to_owned(),
            owner: None,
            description: Some("Resets factors of customers".to_owned()),
            permissions: ["users:read", "users:write", "flows:read"].map(str::to_owned).into(),
            limited_to: Some("customers".to_owned()),
            groups: vec![link("support")],
            users: Some(vec![link("ada"), link("grace")]),
            file: None,
            edit_uri: Some("/admin/roles/r1/edit".to_owned()),
            remove_uri: Some("/admin/roles/r1/remove".to_owned()),
            command: "valetkey role show 'help desk'".to_owned(),
        };
        let every = Self {
            permissions: PERMISSIONS.map(|(word, _)| word.to_owned()).into(),
            limited_to: None,
            users: Some(Vec::new()),
            ..full.clone()
        };
        let mut bare = Self {
            owner: Some("the client notes".to_owned()),
            description: None,
            permissions: Vec::new(),
            limited_to: None,
            groups: Vec::new(),
            users: None,
            edit_uri: None,
            remove_uri: None,
            ..full.clone()
        };
        bare.menu = bare.menu.with(ConsoleNotice::Added(ConsoleKind::Role, "editor".to_owned()));
        let owned = Self {
            file: Some("infra/roles.toml".to_owned()),
            edit_uri: None,
            remove_uri: None,
            ..full.clone()
        };
        vec![("full", full), ("every-permission", every), ("owned-by-file", owned), ("bare", bare)]
    }
}

#[derive(Template)]
#[template(path = "console_roles.html")]
struct ListView<'a> {
    page: &'a ConsoleRolesPage,
    text: Language,
    frame: Frame<'a>,
}

impl ListView<'_> {
    fn title(&self) -> String {
        self.text.title(&self.heading(), None)
    }

    fn heading(&self) -> String {
        self.text.say("console-roles")
    }
}

#[derive(Template)]
#[template(path = "console_role.html")]
struct View<'a> {
    page: &'a ConsoleRolePage,
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

    fn permissions(&self) -> Vec<String> {
        self.page.permissions.iter().map(|word| in_words(self.text, word)).collect()
    }
}
