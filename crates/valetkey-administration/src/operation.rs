//! The list of all operations of administrators, and the doors through which administrators reach them.
//!
//! Each door declares the operations of its verbs, routes or pages. `docs/administration-doors.md` is made from these lists, and a test
//! fails for an operation that a door misses without a reason.

use valetkey_authorization_server::record::OwnedKind;

/// A way to carry out operations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    /// The commands of the program.
    CommandLine,
    /// The REST API.
    Api,
    /// The pages of the console.
    Console,
    /// Configuration files.
    Files,
}

impl Door {
    /// Every door, in the order of the table.
    pub const ALL: [Self; 4] = [Self::CommandLine, Self::Api, Self::Console, Self::Files];

    /// Returns the name for the table.
    pub fn name(self) -> &'static str {
        match self {
            Self::CommandLine => "Command line",
            Self::Api => "API",
            Self::Console => "Console",
            Self::Files => "Files",
        }
    }
}

/// Every operation, by kind of record.
pub const OPERATIONS: &[&str] = &[
    "user.list",
    "user.show",
    "user.add",
    "user.invite",
    "user.edit",
    "user.set-password",
    "user.reset-link",
    "user.disable",
    "user.enable",
    "user.sign-out",
    "user.unlock",
    "user.reset-factors",
    "user.remove-factor",
    "user.remove-passkey",
    "user.unlink",
    "user.delete-later",
    "user.remove",
    "user.export",
    "user.explain",
    "user.preview-claims",
    "session.list",
    "session.end",
    "access.list",
    "access.withdraw",
    "client.list",
    "client.show",
    "client.add",
    "client.edit",
    "client.disable",
    "client.enable",
    "client.rotate-secret",
    "client.end-secret",
    "client.try",
    "client.remove",
    "group.list",
    "group.show",
    "group.add",
    "group.edit",
    "group.add-member",
    "group.remove-member",
    "group.remove",
    "role.list",
    "role.show",
    "role.add",
    "role.edit",
    "role.grant",
    "role.take-away",
    "role.remove",
    "scope.list",
    "scope.show",
    "scope.add",
    "scope.edit",
    "scope.remove",
    "attribute.list",
    "attribute.show",
    "attribute.add",
    "attribute.edit",
    "attribute.remove",
    "attribute.remove-values",
    "provider.list",
    "provider.show",
    "provider.add",
    "provider.edit",
    "provider.test",
    "provider.preview",
    "provider.remove",
    "tenant.list",
    "tenant.show",
    "tenant.add",
    "tenant.edit",
    "tenant.edit-branding",
    "tenant.set-up-link",
    "tenant.change-issuer",
    "tenant.remove",
    "key.list",
    "key.rotate",
    "key.replace-compromised",
    "key.reseal",
    "event.list",
    "webhook.list",
    "webhook.show",
    "webhook.add",
    "webhook.edit",
    "webhook.rotate-secret",
    "webhook.test",
    "webhook.replay",
    "webhook.remove",
    "audit.verify",
    "audit.head",
    "refusal.list",
    "mail.list",
    "mail.test",
];

/// The reasons why a door does not have an operation. A pattern such as `user.*` or `*.list` names several operations.
pub const ABSENT: &[(Door, &str, &str)] = &[
    (
        Door::CommandLine,
        "user.reset-factors",
        "`valetkey user remove-factor` and `valetkey user passkey` remove them one by one",
    ),
    (Door::CommandLine, "access.list", "part of `valetkey user export`"),
    (Door::CommandLine, "client.try", "a sign-in needs a browser"),
    (Door::Api, "client.try", "a sign-in needs a browser"),
    (Door::Api, "attribute.remove-values", "goes through all users; a request cannot wait for it"),
    (Door::Api, "provider.test", "asks the provider and prints what it answers, step by step"),
    (Door::Api, "provider.preview", "for a file with claims, before a provider is used"),
    (Door::Api, "tenant.edit-branding", "not yet: pictures"),
    (Door::Api, "tenant.change-issuer", "ends all sessions and makes new keys; the servers must be stopped"),
    (
        Door::Api,
        "tenant.remove",
        "removes all records of a tenant, step by step; a request cannot wait for it",
    ),
    (Door::Api, "key.reseal", "needs the files of the encryption keys"),
    (Door::Api, "audit.*", "verification must not depend on the server that wrote the trail"),
    (Door::Api, "refusal.list", "not yet: the metrics count refusals"),
    (Door::Api, "mail.*", "not yet: the metrics count mails that wait"),
    (Door::Console, "user.set-password", "an administrator hands over a link, and knows no password"),
    (Door::Console, "user.add", "an administrator invites users, and the command line and the API add them"),
    (Door::Console, "user.export", "users do it on their account pages"),
    (Door::Console, "attribute.remove-values", "goes through all users; a request cannot wait for it"),
    (
        Door::Console,
        "tenant.change-issuer",
        "ends all sessions and makes new keys; the servers must be stopped",
    ),
    (
        Door::Console,
        "key.replace-compromised",
        "ends every access token; the command line says what to do next",
    ),
    (Door::Console, "key.reseal", "needs the files of the encryption keys"),
    (Door::Console, "audit.*", "verification must not depend on the server that wrote the trail"),
    (Door::Console, "refusal.list", "not yet: the metrics count refusals"),
    (Door::Console, "mail.*", "not yet: the metrics count mails that wait"),
    (Door::Files, "*.list", "files describe records; `valetkey export` and `valetkey plan` show them"),
    (Door::Files, "*.show", "files describe records; `valetkey export` and `valetkey plan` show them"),
    (Door::Files, "user.*", "users are data, not configuration"),
    (Door::Files, "session.*", "sessions are data, not configuration"),
    (Door::Files, "access.*", "consents are data, not configuration"),
    (Door::Files, "group.add-member", "members are data, not configuration"),
    (Door::Files, "group.remove-member", "members are data, not configuration"),
    (
        Door::Files,
        "client.rotate-secret",
        "a file names the place of a secret; a new secret is a change of that place",
    ),
    (Door::Files, "client.try", "a sign-in, not a record"),
    (Door::Files, "client.end-secret", "a file names the old secret with its end, or names none"),
    (Door::Files, "attribute.remove-values", "values are data, not configuration"),
    (Door::Files, "provider.test", "a question, not a record"),
    (Door::Files, "provider.preview", "a question, not a record"),
    (Door::Files, "tenant.*", "a folder of files belongs to one tenant, which exists already"),
    (Door::Files, "key.*", "keys rotate by themselves"),
    (Door::Files, "webhook.*", "not yet"),
    (Door::Files, "audit.*", "a question, not a record"),
    (Door::Files, "mail.test", "a question, not a record"),
];

/// Returns the operations that files carry out on a kind of record.
pub fn of_files(kind: OwnedKind) -> &'static [&'static str] {
    match kind {
        OwnedKind::Tenant => &["tenant.edit", "tenant.edit-branding"],
        OwnedKind::Attribute => &["attribute.add", "attribute.edit", "attribute.remove"],
        OwnedKind::Scope => &["scope.add", "scope.edit", "scope.remove"],
        OwnedKind::Role => &["role.add", "role.edit", "role.grant", "role.take-away", "role.remove"],
        OwnedKind::Group => &["group.add", "group.edit", "group.remove"],
        OwnedKind::Client => {
            &["client.add", "client.edit", "client.disable", "client.enable", "client.remove"]
        }
        OwnedKind::IdentityProvider => &["provider.add", "provider.edit", "provider.remove"],
    }
}

/// Returns whether a pattern of [`ABSENT`] names an operation.
pub fn names(pattern: &str, operation: &str) -> bool {
    match (pattern.strip_suffix('*'), pattern.strip_prefix('*')) {
        (Some(start), _) => operation.starts_with(start),
        (_, Some(end)) => operation.ends_with(end),
        _ => pattern == operation,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_operation_is_listed_twice_and_files_and_reasons_name_listed_ones() {
        for (position, operation) in OPERATIONS.iter().enumerate() {
            assert!(!OPERATIONS[..position].contains(operation), "{operation} is listed twice");
        }
        for operation in OwnedKind::ALL.into_iter().flat_map(of_files) {
            assert!(OPERATIONS.contains(operation), "{operation}");
        }
        for (_, pattern, _) in ABSENT {
            assert!(OPERATIONS.iter().any(|operation| names(pattern, operation)), "{pattern}");
        }
    }

    #[test]
    fn a_pattern_names_the_operations_of_a_kind_or_of_a_verb() {
        assert!(
            names("user.*", "user.list") && names("*.list", "user.list") && names("user.list", "user.list")
        );
        assert!(
            !names("user.*", "users.list") && !names("*.list", "user.show") && !names("user", "user.list")
        );
    }
}
