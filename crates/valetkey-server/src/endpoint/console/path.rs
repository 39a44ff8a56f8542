//! The paths of the console, below the issuer.

use std::fmt::Write as _;

use valetkey_authorization_server::interaction::ConsolePage;

/// Defines the paths and the list of all of them, so that a test of every route misses none.
macro_rules! paths {
    ($($(#[$doc:meta])* $name:ident $path:literal,)+) => {
        $($(#[$doc])* pub const $name: &str = $path;)+

        /// Every path.
        pub const ALL: &[&str] = &[$($name,)+];
    };
}

paths! {
    /// The overview.
    OVERVIEW "/admin",
    /// The set-up of the first administrator.
    SET_UP "/admin/set-up",
    /// The users.
    USERS "/admin/users",
    /// A user.
    USER "/admin/users/{id}",
    /// The edit of a user.
    EDIT_USER "/admin/users/{id}/edit",
    /// The roles of a user.
    USER_ROLES "/admin/users/{id}/roles",
    /// Why a user can do something.
    USER_WHY "/admin/users/{id}/why",
    /// The end of a session of a user.
    USER_SESSION "/admin/users/{id}/sessions/{item}",
    /// The end of the access of an application to the account of a user.
    USER_ACCESS "/admin/users/{id}/applications/{item}",
    /// The removal of the authenticator app of a user.
    USER_FACTOR "/admin/users/{id}/factors/{item}",
    /// The removal of a passkey of a user.
    USER_PASSKEY "/admin/users/{id}/passkeys/{item}",
    /// The end of a link of a user to an account at a provider.
    USER_LINKED_ACCOUNT "/admin/users/{id}/linked-accounts/{item}",
    /// The link for a user that was just made.
    USER_LINK "/admin/users/{id}/link",
    /// Another operation on a user.
    USER_OPERATION "/admin/users/{id}/{operation}",
    /// The invitation of a user.
    INVITATION "/admin/invitation",
    /// The link of an invitation that was just made.
    INVITATION_LINK "/admin/invitation/link",
    /// The groups.
    GROUPS "/admin/groups",
    /// A new group.
    NEW_GROUP "/admin/new-group",
    /// A group.
    GROUP "/admin/groups/{id}",
    /// The edit of a group.
    EDIT_GROUP "/admin/groups/{id}/edit",
    /// The members of a group.
    GROUP_MEMBERS "/admin/groups/{id}/members",
    /// The roles of a group.
    GROUP_ROLES "/admin/groups/{id}/roles",
    /// The removal of a group.
    REMOVE_GROUP "/admin/groups/{id}/remove",
    /// The roles.
    ROLES "/admin/roles",
    /// A new role.
    NEW_ROLE "/admin/new-role",
    /// A role.
    ROLE "/admin/roles/{id}",
    /// The edit of a role.
    EDIT_ROLE "/admin/roles/{id}/edit",
    /// The removal of a role.
    REMOVE_ROLE "/admin/roles/{id}/remove",
    /// The applications.
    APPLICATIONS "/admin/applications",
    /// A new application.
    NEW_APPLICATION "/admin/new-application",
    /// An application.
    APPLICATION "/admin/applications/{id}",
    /// The credentials of an application that were just made.
    CREDENTIALS "/admin/applications/{id}/credentials",
    /// The refused redirect URIs of an application.
    REFUSED_ADDRESSES "/admin/applications/{id}/refused-addresses",
    /// The roles of an application.
    APPLICATION_ROLES "/admin/applications/{id}/roles",
    /// The preview of the tokens of an application.
    PREVIEW "/admin/applications/{id}/preview",
    /// The claims of a preview.
    PREVIEWED "/admin/applications/{id}/preview/claims",
    /// The trial of an application.
    TRY "/admin/applications/{id}/try",
    /// The answer to a trial.
    TRIED "/admin/applications/{id}/try/callback",
    /// An operation on an application.
    APPLICATION_OPERATION "/admin/applications/{id}/{operation}",
    /// The scopes.
    SCOPES "/admin/scopes",
    /// A new scope.
    NEW_SCOPE "/admin/new-scope",
    /// A scope.
    SCOPE "/admin/scopes/{id}",
    /// The edit of a scope.
    EDIT_SCOPE "/admin/scopes/{id}/edit",
    /// The removal of a scope.
    REMOVE_SCOPE "/admin/scopes/{id}/remove",
    /// The attributes of users.
    ATTRIBUTES "/admin/attributes",
    /// A new attribute.
    NEW_ATTRIBUTE "/admin/new-attribute",
    /// An attribute.
    ATTRIBUTE "/admin/attributes/{id}",
    /// The edit of an attribute.
    EDIT_ATTRIBUTE "/admin/attributes/{id}/edit",
    /// The removal of an attribute.
    REMOVE_ATTRIBUTE "/admin/attributes/{id}/remove",
    /// The identity providers.
    PROVIDERS "/admin/providers",
    /// A new identity provider.
    NEW_PROVIDER "/admin/new-provider",
    /// An identity provider.
    PROVIDER "/admin/providers/{id}",
    /// The edit of an identity provider.
    EDIT_PROVIDER "/admin/providers/{id}/edit",
    /// The test of an identity provider.
    TEST_PROVIDER "/admin/providers/{id}/test",
    /// The preview of a sign-in with an identity provider.
    PREVIEW_PROVIDER "/admin/providers/{id}/preview",
    /// The removal of an identity provider.
    REMOVE_PROVIDER "/admin/providers/{id}/remove",
    /// The signing keys.
    KEYS "/admin/keys",
    /// New signing keys.
    ROTATE_KEYS "/admin/keys/rotate",
    /// The webhooks.
    WEBHOOKS "/admin/webhooks",
    /// A new webhook.
    NEW_WEBHOOK "/admin/new-webhook",
    /// A webhook.
    WEBHOOK "/admin/webhooks/{id}",
    /// The edit of a webhook.
    EDIT_WEBHOOK "/admin/webhooks/{id}/edit",
    /// The secret of a webhook that was just made.
    WEBHOOK_SECRET "/admin/webhooks/{id}/secret",
    /// A new secret for a webhook.
    ROTATE_WEBHOOK_SECRET "/admin/webhooks/{id}/rotate-secret",
    /// The removal of a webhook.
    REMOVE_WEBHOOK "/admin/webhooks/{id}/remove",
    /// The events.
    EVENTS "/admin/events",
    /// The settings of the tenant.
    SETTINGS "/admin/settings",
    /// A group of settings of the tenant.
    EDIT_SETTINGS "/admin/settings/{id}",
    /// The logos of the tenant.
    LOGOS "/admin/logos",
    /// The tenants.
    TENANTS "/admin/tenants",
    /// A new tenant.
    NEW_TENANT "/admin/new-tenant",
    /// A tenant.
    TENANT "/admin/tenants/{id}",
    /// A group of settings of a tenant.
    EDIT_TENANT "/admin/tenants/{id}/settings/{operation}",
    /// The link for the first administrator of a tenant.
    TENANT_SET_UP_LINK "/admin/tenants/{id}/set-up-link",
    /// The link that was just made.
    TENANT_LINK "/admin/tenants/{id}/link",
    /// The removal of a tenant.
    REMOVE_TENANT "/admin/tenants/{id}/remove",
}

/// Returns a page without parameters in its path.
pub(super) fn page(path: &str) -> ConsolePage {
    ConsolePage::from(path.to_owned())
}

/// Returns the page of a record.
pub(crate) fn page_of(path: &str, id: &str) -> ConsolePage {
    ConsolePage::from(path.replace("{id}", &segment(id)))
}

/// Returns the page of an operation on a record.
pub(super) fn page_of_operation(path: &str, id: &str, operation: &str) -> ConsolePage {
    ConsolePage::from(path.replace("{id}", &segment(id)).replace("{operation}", operation))
}

/// Returns the page of a thing of a record.
pub(super) fn page_of_item(path: &str, id: &str, item: &str) -> ConsolePage {
    // The identifier of the record is filled in last: it is encoded, so it holds no `{item}`.
    ConsolePage::from(path.replace("{item}", &segment(item)).replace("{id}", &segment(id)))
}

/// Returns a text as one segment of a path (RFC 3986 section 3.3).
pub(super) fn segment(text: &str) -> String {
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
        let page = page_of_item(USER_ACCESS, "a{item}", "{id}/b");
        assert_eq!(page.path(), "/admin/users/a%7Bitem%7D/applications/%7Bid%7D%2Fb");
    }
}
