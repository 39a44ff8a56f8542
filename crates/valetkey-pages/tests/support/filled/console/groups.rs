//! The pages of groups and roles.

use valetkey_pages::*;

use super::{menu, named_link as link};

pub(super) fn groups(text: &str, uri: &str) -> ConsoleGroupsPage {
    ConsoleGroupsPage {
        menu: menu(text, uri),
        groups: vec![ConsoleGroup {
            group: link(text, uri),
            above: vec![text.to_owned()],
            description: Some(text.to_owned()),
        }],
        next_uri: Some(uri.to_owned()),
        new_uri: Some(uri.to_owned()),
        command: text.to_owned(),
    }
}

pub(super) fn group(text: &str, uri: &str) -> ConsoleGroupPage {
    ConsoleGroupPage {
        menu: menu(text, uri),
        file: Some(text.to_owned()),
        name: text.to_owned(),
        description: Some(text.to_owned()),
        above: vec![link(text, uri)],
        below: vec![link(text, uri)],
        roles: vec![(text.to_owned(), Some(text.to_owned()))],
        actions: vec![(ConsoleGroupAction::Remove, uri.to_owned())],
        command: text.to_owned(),
    }
}

pub(super) fn members(text: &str, uri: &str) -> ConsoleMembersPage {
    ConsoleMembersPage {
        menu: menu(text, uri),
        name: text.to_owned(),
        members: vec![ConsoleMember { id: text.to_owned(), user: link(text, uri), is_from_below: false }],
        next_uri: Some(uri.to_owned()),
        username: text.to_owned(),
        action: Some(uri.to_owned()),
        back_uri: uri.to_owned(),
        command: text.to_owned(),
        failure: Some(MemberFailure::Refused(text.to_owned())),
    }
}

pub(super) fn roles(text: &str, uri: &str) -> ConsoleRolesPage {
    ConsoleRolesPage {
        menu: menu(text, uri),
        roles: vec![ConsoleRoleRow {
            role: link(text, uri),
            owner: Some(text.to_owned()),
            description: Some(text.to_owned()),
            has_permissions: true,
        }],
        next_uri: Some(uri.to_owned()),
        new_uri: Some(uri.to_owned()),
        command: text.to_owned(),
    }
}

pub(super) fn role(text: &str, uri: &str) -> ConsoleRolePage {
    ConsoleRolePage {
        menu: menu(text, uri),
        file: Some(text.to_owned()),
        name: text.to_owned(),
        owner: Some(text.to_owned()),
        description: Some(text.to_owned()),
        permissions: vec![text.to_owned()],
        limited_to: Some(text.to_owned()),
        groups: vec![link(text, uri)],
        users: Some(vec![link(text, uri)]),
        edit_uri: Some(uri.to_owned()),
        remove_uri: Some(uri.to_owned()),
        command: text.to_owned(),
    }
}
