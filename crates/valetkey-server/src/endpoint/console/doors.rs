//! The operations of each page, for the table of operations and doors.

use super::path;

/// Every page with its operations: one line for each path.
pub(super) const OPERATIONS: &[(&str, &[&str])] = &[
    (path::OVERVIEW, &[]),
    (path::SET_UP, &[]),
    (path::USERS, &["user.list"]),
    (path::USER, &["user.show"]),
    (path::EDIT_USER, &["user.edit"]),
    (path::USER_ROLES, &["role.grant", "role.take-away"]),
    (path::USER_LINK, &[]),
    (
        path::USER_OPERATION,
        &[
            "user.reset-link",
            "user.sign-out",
            "user.reset-factors",
            "user.disable",
            "user.enable",
            "user.remove",
        ],
    ),
    (path::INVITATION, &["user.invite"]),
    (path::INVITATION_LINK, &[]),
    (path::GROUPS, &["group.list"]),
    (path::NEW_GROUP, &["group.add"]),
    (path::GROUP, &["group.show"]),
    (path::EDIT_GROUP, &["group.edit"]),
    (path::GROUP_MEMBERS, &["group.add-member", "group.remove-member"]),
    (path::GROUP_ROLES, &["role.grant", "role.take-away"]),
    (path::REMOVE_GROUP, &["group.remove"]),
    (path::ROLES, &["role.list"]),
    (path::NEW_ROLE, &["role.add"]),
    (path::ROLE, &["role.show"]),
    (path::EDIT_ROLE, &["role.edit"]),
    (path::REMOVE_ROLE, &["role.remove"]),
    (path::APPLICATIONS, &["client.list"]),
    (path::NEW_APPLICATION, &["client.add"]),
    (path::APPLICATION, &["client.show", "client.edit"]),
    (path::CREDENTIALS, &[]),
    (path::REFUSED_ADDRESSES, &["client.edit"]),
    (path::PREVIEW, &["user.preview-claims"]),
    (path::PREVIEWED, &[]),
    (
        path::APPLICATION_OPERATION,
        &["client.rotate-secret", "client.disable", "client.enable", "client.remove"],
    ),
    (path::KEYS, &["key.list"]),
    (path::ROTATE_KEYS, &["key.rotate"]),
    (path::EVENTS, &["event.list"]),
];
