//! The paths of the console, below the issuer.

use std::fmt::Write as _;

use valetkey_authorization_server::interaction::ConsolePage;

/// The overview.
pub const OVERVIEW: &str = "/admin";
/// The set-up of the first administrator.
pub const SET_UP: &str = "/admin/set-up";
/// The users.
pub const USERS: &str = "/admin/users";
/// A user.
pub const USER: &str = "/admin/users/{id}";
/// The edit of a user.
pub const EDIT_USER: &str = "/admin/users/{id}/edit";
/// The roles of a user.
pub const USER_ROLES: &str = "/admin/users/{id}/roles";
/// The link for a user that was just made.
pub const USER_LINK: &str = "/admin/users/{id}/link";
/// Another operation on a user.
pub const USER_OPERATION: &str = "/admin/users/{id}/{operation}";
/// The invitation of a user.
pub const INVITATION: &str = "/admin/invitation";
/// The link of an invitation that was just made.
pub const INVITATION_LINK: &str = "/admin/invitation/link";
/// The applications.
pub const APPLICATIONS: &str = "/admin/applications";
/// A new application.
pub const NEW_APPLICATION: &str = "/admin/new-application";
/// An application.
pub const APPLICATION: &str = "/admin/applications/{id}";
/// The credentials of an application that were just made.
pub const CREDENTIALS: &str = "/admin/applications/{id}/credentials";
/// An operation on an application.
pub const APPLICATION_OPERATION: &str = "/admin/applications/{id}/{operation}";
/// The signing keys.
pub const KEYS: &str = "/admin/keys";
/// New signing keys.
pub const ROTATE_KEYS: &str = "/admin/keys/rotate";
/// The events.
pub const EVENTS: &str = "/admin/events";

/// Every path.
pub const ALL: [&str; 18] = [
    OVERVIEW,
    SET_UP,
    USERS,
    USER,
    EDIT_USER,
    USER_ROLES,
    USER_LINK,
    USER_OPERATION,
    INVITATION,
    INVITATION_LINK,
    APPLICATIONS,
    NEW_APPLICATION,
    APPLICATION,
    CREDENTIALS,
    APPLICATION_OPERATION,
    KEYS,
    ROTATE_KEYS,
    EVENTS,
];

/// Returns a page without parameters in its path.
pub(super) fn page(path: &str) -> ConsolePage {
    ConsolePage::from(path.to_owned())
}

/// Returns the page of a record.
pub(super) fn page_of(path: &str, id: &str) -> ConsolePage {
    ConsolePage::from(path.replace("{id}", &segment(id)))
}

/// Returns the page of an operation on a record.
pub(super) fn page_of_operation(path: &str, id: &str, operation: &str) -> ConsolePage {
    ConsolePage::from(path.replace("{id}", &segment(id)).replace("{operation}", operation))
}

/// Returns a text as one segment of a path (RFC 3986 section 3.3).
fn segment(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'~' => encoded.push(char::from(byte)),
            _ => {
                let _ = write!(encoded, "%{byte:02X}");
            }
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identifier_stays_one_segment() {
        for (id, expected) in [
            ("notes-k3x9", "/admin/applications/notes-k3x9"),
            ("a/../b", "/admin/applications/a%2F%2E%2E%2Fb"),
            ("a?b#c{operation}", "/admin/applications/a%3Fb%23c%7Boperation%7D"),
        ] {
            assert_eq!(page_of(APPLICATION, id).path(), expected);
        }
    }
}
