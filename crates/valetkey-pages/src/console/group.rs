//! The groups, a group, and its members.

use askama::Template;

use super::ConsoleKind;
use crate::page::html_of;
use crate::{ConsoleMenu, ConsoleNotice, ConsoleSection, Frame, Language, Page};

/// A name with its page.
#[derive(Clone, Debug)]
pub struct NamedLink {
    /// The name.
    pub name: String,
    /// The page: a path of this server.
    pub uri: String,
}

/// Lists the groups.
#[derive(Clone, Debug)]
pub struct ConsoleGroupsPage {
    /// The frame.
    pub menu: ConsoleMenu,
    /// The groups, in the order to show.
    pub groups: Vec<ConsoleGroup>,
    /// The next page, if there is one: a path of this server.
    pub next_uri: Option<String>,
    /// The page that adds a group, for an administrator who may: a path of this server.
    pub new_uri: Option<String>,
    /// The same as a command.
    pub command: String,
}

/// A group in a list.
#[derive(Clone, Debug)]
pub struct ConsoleGroup {
    /// The group.
    pub group: NamedLink,
    /// The names of the groups above it, the nearest first.
    pub above: Vec<String>,
    /// The description for administrators.
    pub description: Option<String>,
}

/// Shows a group.
#[derive(Clone, Debug)]
pub struct ConsoleGroupPage {
    /// The frame.
    pub menu: ConsoleMenu,
    /// The name.
    pub name: String,
    /// The description for administrators.
    pub description: Option<String>,
    /// The groups above it, the nearest first.
    pub above: Vec<NamedLink>,
    /// The groups directly below it.
    pub below: Vec<NamedLink>,
    /// The roles that each member has through it, with the group above it that gives the role.
    pub roles: Vec<(String, Option<String>)>,
    /// The configuration file that owns it. Only its members can change then.
    pub file: Option<String>,
    /// The actions that the administrator may take, with their pages: paths of this server.
    pub actions: Vec<(ConsoleGroupAction, String)>,
    /// The same as a command.
    pub command: String,
}

/// An action of an administrator on a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConsoleGroupAction {
    /// Edit the name, the place and the description.
    Edit,
    /// See, add and remove members.
    Members,
    /// Grant roles and take them away.
    Roles,
    /// Remove it.
    Remove,
}

impl ConsoleGroupAction {
    /// Every action, in the order to show.
    pub const ALL: [Self; 4] = [Self::Edit, Self::Members, Self::Roles, Self::Remove];

    /// Returns the last part of the path of its page. The `id` of its link is `action-` and this.
    pub fn word(self) -> &'static str {
        match self {
            Self::Edit => "edit",
            Self::Members => "members",
            Self::Roles => "roles",
            Self::Remove => "remove",
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Edit => "console-edit",
            Self::Members => "console-members",
            Self::Roles => "console-change-roles",
            Self::Remove => "console-remove",
        }
    }

    fn is_severe(self) -> bool {
        self == Self::Remove
    }
}

/// Lists the members of a group with a button each, and a form that adds one: field `action` (`add`, `remove`), field `username` or hidden
/// field `user`, hidden field `form_state`.
#[derive(Clone, Debug)]
pub struct ConsoleMembersPage {
    /// The frame.
    pub menu: ConsoleMenu,
    /// The name of the group.
    pub name: String,
    /// The members that the administrator sees, in the order to show.
    pub members: Vec<ConsoleMember>,
    /// The next page, if there is one: a path of this server.
    pub next_uri: Option<String>,
    /// The username to fill in.
    pub username: String,
    /// The target of the forms, for an administrator who may change members: a path of this server.
    pub action: Option<String>,
    /// The page of the group: a path of this server.
    pub back_uri: String,
    /// The same as a command.
    pub command: String,
    /// The reason why nothing was changed.
    pub failure: Option<MemberFailure>,
}

/// A member of a group.
#[derive(Clone, Debug)]
pub struct ConsoleMember {
    /// The identifier of the user (`sub`).
    pub id: String,
    /// The user.
    pub user: NamedLink,
    /// Whether the user is a member of a group below only.
    pub is_from_below: bool,
}

/// The reason why a membership was not changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MemberFailure {
    /// The administrator sees no such user.
    UnknownUser,
    /// Another reason: what was expected and what came.
    Refused(String),
}

impl Page for ConsoleGroupsPage {
    const NAME: &'static str = "console-groups";

    fn render(&self, frame: &Frame<'_>) -> String {
        let frame = frame.of_console();
        html_of(&ListView { page: self, text: frame.language, frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let group = |name: &str, above: &[&str]| ConsoleGroup {
            group: link(name),
            above: above.iter().map(|name| (*name).to_owned()).collect(),
            description: (above.is_empty()).then(|| "Everybody who works here".to_owned()),
        };
        let all = Self {
            menu: ConsoleMenu::sample(ConsoleSection::Groups),
            groups: vec![group("staff", &[]), group("support", &["service", "staff"])],
            next_uri: Some("/admin/groups?after=support".to_owned()),
            new_uri: Some("/admin/new-group".to_owned()),
            command: "valetkey group list".to_owned(),
        };
        let none = Self { groups: Vec::new(), next_uri: None, new_uri: None, ..all.clone() };
        let mut removed = all.clone();
        removed.menu = removed.menu.with(ConsoleNotice::Removed(ConsoleKind::Group, "guests".to_owned()));
        let full = Self { groups: vec![group("support", &["service", "staff"]); 50], ..all.clone() };
        vec![("all", all), ("none", none), ("removed", removed), ("full-page", full)]
    }
}

fn link(name: &str) -> NamedLink {
    NamedLink { name: name.to_owned(), uri: format!("/admin/groups/{name}") }
}

impl Page for ConsoleGroupPage {
    const NAME: &'static str = "console-group";

    fn render(&self, frame: &Frame<'_>) -> String {
        let frame = frame.of_console();
        html_of(&View { page: self, text: frame.language, frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let action = |action: ConsoleGroupAction| (action, format!("/admin/groups/g1/{}", action.word()));
        let full = Self {
            menu: ConsoleMenu::sample_below(ConsoleSection::Groups),
            name: "support".to_owned(),
            description: Some("Answers questions of customers".to_owned()),
            above: vec![link("service"), link("staff")],
            below: vec![link("night shift")],
            roles: vec![("editor".to_owned(), None), ("reader".to_owned(), Some("staff".to_owned()))],
            file: None,
            actions: ConsoleGroupAction::ALL.map(action).into(),
            command: "valetkey group show support".to_owned(),
        };
        let mut bare = Self {
            description: None,
            above: Vec::new(),
            below: Vec::new(),
            roles: Vec::new(),
            actions: Vec::new(),
            ..full.clone()
        };
        bare.menu = bare.menu.with(ConsoleNotice::Added(ConsoleKind::Group, "support".to_owned()));
        let owned = Self {
            file: Some("infra/groups.toml".to_owned()),
            actions: vec![action(ConsoleGroupAction::Members)],
            ..full.clone()
        };
        vec![("full", full), ("owned-by-file", owned), ("bare", bare)]
    }
}

impl Page for ConsoleMembersPage {
    const NAME: &'static str = "console-members";

    fn render(&self, frame: &Frame<'_>) -> String {
        let frame = frame.of_console();
        html_of(&MembersView { page: self, text: frame.language, frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let member = |name: &str, is_from_below| ConsoleMember {
            id: "0190a1b2c3d47e5f8a9b0c1d2e3f4a5b".to_owned(),
            user: NamedLink { name: name.to_owned(), uri: format!("/admin/users/{name}") },
            is_from_below,
        };
        let all = Self {
            menu: ConsoleMenu::sample_below(ConsoleSection::Groups),
            name: "support".to_owned(),
            members: vec![member("ada", false), member("grace", true)],
            next_uri: Some("/admin/groups/g1/members?after=grace".to_owned()),
            username: String::new(),
            action: Some("/admin/groups/g1/members".to_owned()),
            back_uri: "/admin/groups/g1".to_owned(),
            command: "valetkey group members support".to_owned(),
            failure: None,
        };
        let failed = |failure| Self { failure: Some(failure), username: "nobody".to_owned(), ..all.clone() };
        let unknown = failed(MemberFailure::UnknownUser);
        let refused =
            failed(MemberFailure::Refused("expected at most 100 groups of a user, got one more".to_owned()));
        let read_only = Self { action: None, next_uri: None, ..all.clone() };
        let mut none = Self { members: Vec::new(), next_uri: None, ..all.clone() };
        none.menu = none.menu.with(ConsoleNotice::MemberRemoved("ada".to_owned()));
        let full = Self { members: vec![member("ada", false); 50], ..all.clone() };
        vec![
            ("all", all),
            ("unknown-user", unknown),
            ("refused", refused),
            ("read-only", read_only),
            ("none", none),
            ("full-page", full),
        ]
    }
}

#[derive(Template)]
#[template(path = "console_groups.html")]
struct ListView<'a> {
    page: &'a ConsoleGroupsPage,
    text: Language,
    frame: Frame<'a>,
}

impl ListView<'_> {
    fn title(&self) -> String {
        self.text.title(&self.heading(), None)
    }

    fn heading(&self) -> String {
        self.text.say("console-groups")
    }

    fn above(&self, group: &ConsoleGroup) -> Option<String> {
        let names = group.above.join(" < ");
        (!names.is_empty()).then(|| self.text.say_with("console-group-below", "groups", &names))
    }
}

#[derive(Template)]
#[template(path = "console_group.html")]
struct View<'a> {
    page: &'a ConsoleGroupPage,
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

#[derive(Template)]
#[template(path = "console_members.html")]
struct MembersView<'a> {
    page: &'a ConsoleMembersPage,
    text: Language,
    frame: Frame<'a>,
}

impl MembersView<'_> {
    fn title(&self) -> String {
        self.text.title_of(&self.heading(), None, self.page.failure.is_some())
    }

    fn heading(&self) -> String {
        self.text.say_with("console-members-heading", "name", &self.page.name)
    }

    fn failure(&self) -> Option<String> {
        Some(match self.page.failure.as_ref()? {
            MemberFailure::UnknownUser => self.text.say("console-preview-unknown-user"),
            MemberFailure::Refused(reason) => self.text.isolated(reason),
        })
    }
}
