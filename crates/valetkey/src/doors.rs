//! The table of operations and doors, `docs/administration-doors.md`.
//!
//! To write it anew: `VALETKEY_WRITE_DOCS=1 cargo test -p valetkey --bin valetkey doors`.

use std::{collections::BTreeSet, ffi::OsString, fmt::Write as _, fs, path::PathBuf};

use clap::CommandFactory as _;
use valetkey_administration::operation::{ABSENT, Door, OPERATIONS, names, of_files};
use valetkey_authorization_server::record::OwnedKind;

use crate::{
    command::Arguments,
    command_line::{self, doors::OVER_THE_API},
};

/// Every command that carries out operations: one line for each.
const COMMANDS: &[(&str, &[&str])] = &[
    ("user add", &["user.add"]),
    ("user invite", &["user.invite"]),
    ("user list", &["user.list"]),
    ("user show", &["user.show"]),
    ("user edit", &["user.edit"]),
    ("user password", &["user.set-password"]),
    ("user reset-link", &["user.reset-link"]),
    ("user disable", &["user.disable"]),
    ("user enable", &["user.enable"]),
    ("user sign-out", &["user.sign-out"]),
    ("user unlock", &["user.unlock"]),
    ("user remove-factor", &["user.remove-factor"]),
    ("user why", &["user.explain"]),
    ("user claims", &["user.preview-claims"]),
    ("user passkey remove", &["user.remove-passkey"]),
    ("user unlink", &["user.unlink"]),
    ("user session list", &["session.list"]),
    ("user session end", &["session.end"]),
    ("user withdraw", &["access.withdraw"]),
    ("user export", &["user.export"]),
    ("user delete", &["user.delete-later"]),
    ("user remove", &["user.remove"]),
    ("client add", &["client.add"]),
    ("client list", &["client.list"]),
    ("client show", &["client.show"]),
    ("client edit", &["client.edit"]),
    ("client disable", &["client.disable"]),
    ("client enable", &["client.enable"]),
    ("client rotate-secret", &["client.rotate-secret"]),
    ("client end-secret", &["client.end-secret"]),
    ("client remove", &["client.remove"]),
    ("group add", &["group.add"]),
    ("group list", &["group.list"]),
    ("group show", &["group.show"]),
    ("group edit", &["group.edit"]),
    ("group remove", &["group.remove"]),
    ("group add-member", &["group.add-member"]),
    ("group remove-member", &["group.remove-member"]),
    ("role add", &["role.add"]),
    ("role list", &["role.list"]),
    ("role show", &["role.show"]),
    ("role edit", &["role.edit"]),
    ("role remove", &["role.remove"]),
    ("role grant", &["role.grant"]),
    ("role ungrant", &["role.take-away"]),
    ("scope add", &["scope.add"]),
    ("scope list", &["scope.list"]),
    ("scope show", &["scope.show"]),
    ("scope edit", &["scope.edit"]),
    ("scope remove", &["scope.remove"]),
    ("attribute add", &["attribute.add"]),
    ("attribute list", &["attribute.list"]),
    ("attribute show", &["attribute.show"]),
    ("attribute edit", &["attribute.edit"]),
    ("attribute remove", &["attribute.remove", "attribute.remove-values"]),
    ("identity-provider add", &["provider.add"]),
    ("identity-provider list", &["provider.list"]),
    ("identity-provider show", &["provider.show"]),
    ("identity-provider edit", &["provider.edit"]),
    ("identity-provider test", &["provider.test"]),
    ("identity-provider preview", &["provider.preview"]),
    ("identity-provider remove", &["provider.remove"]),
    ("tenant add", &["tenant.add"]),
    ("tenant list", &["tenant.list"]),
    ("tenant show", &["tenant.show"]),
    ("tenant edit", &["tenant.edit", "tenant.edit-branding", "tenant.change-issuer"]),
    ("tenant set-up-link", &["tenant.set-up-link"]),
    ("tenant remove", &["tenant.remove"]),
    ("keys list", &["key.list"]),
    ("keys rotate", &["key.rotate", "key.replace-compromised"]),
    ("keys reseal", &["key.reseal"]),
    ("event list", &["event.list"]),
    ("webhook add", &["webhook.add"]),
    ("webhook list", &["webhook.list"]),
    ("webhook show", &["webhook.show"]),
    ("webhook edit", &["webhook.edit", "webhook.rotate-secret"]),
    ("webhook test", &["webhook.test"]),
    ("webhook replay", &["webhook.replay"]),
    ("webhook remove", &["webhook.remove"]),
    ("audit verify", &["audit.verify"]),
    ("audit head", &["audit.head"]),
    ("refusals", &["refusal.list"]),
    ("mail list", &["mail.list"]),
    ("mail test", &["mail.test"]),
];

/// The commands that carry out no operation of administration: they run, copy or explain something, or are the door of files.
const OTHERS: &[&str] = &[
    "demo",
    "sign-in",
    "sign-out",
    "whoami",
    "serve",
    "health",
    "passwords",
    "plan",
    "apply",
    "export",
    "database",
    "provider",
    "inspect",
    "completions",
];

/// Returns the full names of the commands that have no commands below them.
fn leaves(command: &clap::Command, above: &str) -> Vec<String> {
    let below: Vec<String> = command
        .get_subcommands()
        .flat_map(|below| leaves(below, &format!("{above} {}", below.get_name())))
        .collect();
    if below.is_empty() { vec![above.trim().to_owned()] } else { below }
}

/// Returns the operations of a door, each with what carries it out.
fn declared(door: Door) -> Vec<(String, &'static str)> {
    let each = |(name, operations): &(&str, &'static [&'static str])| {
        let name = (*name).to_owned();
        operations.iter().map(move |operation| (name.clone(), *operation)).collect::<Vec<_>>()
    };
    match door {
        Door::CommandLine => COMMANDS.iter().flat_map(each).collect(),
        Door::Api => valetkey_server::doors::api(),
        Door::Console => valetkey_server::doors::console().iter().flat_map(each).collect(),
        Door::Files => OwnedKind::ALL
            .into_iter()
            .flat_map(|kind| {
                of_files(kind).iter().map(move |operation| (kind.as_str().to_owned(), *operation))
            })
            .collect(),
    }
}

/// Returns the reason why a door does not have an operation.
fn reason(door: Door, operation: &str) -> Option<&'static str> {
    let found = ABSENT.iter().find(|(of, pattern, _)| *of == door && names(pattern, operation));
    found.map(|(_, _, reason)| *reason)
}

/// Returns the cell of a door and an operation; `None` if it is empty without a reason.
fn cell(door: Door, operation: &str) -> Option<String> {
    let by: Vec<String> = declared(door)
        .into_iter()
        .filter(|(_, of)| *of == operation)
        .map(|(name, _)| match door == Door::CommandLine && OVER_THE_API.contains(&name.as_str()) {
            true => format!("`{name}` (also with `--server`)"),
            false => format!("`{name}`"),
        })
        .collect();
    match by.is_empty() {
        false => Some(by.join(", ")),
        true => reason(door, operation).map(|reason| format!("– {reason}")),
    }
}

fn table() -> String {
    let mut text = "# Operations and doors\n\n\
        An administrator carries out each operation through several doors. A cell has the command, the route, the page or the kind of \
        record in files; or, after a dash, the reason why the door does not have the operation. Commands that are marked work on a running server \
        too, with `--server`; the others work on the database only. A test makes this table from the code.\n\n"
        .to_owned();
    let names: Vec<&str> = Door::ALL.into_iter().map(Door::name).collect();
    let _ = writeln!(text, "| Operation | {} |\n|---|---|---|---|---|", names.join(" | "));
    for operation in OPERATIONS {
        let cells: Vec<String> =
            Door::ALL.into_iter().map(|door| cell(door, operation).unwrap_or_default()).collect();
        let _ = writeln!(text, "| {operation} | {} |", cells.join(" | "));
    }
    text
}

#[test]
fn every_operation_has_every_door_or_a_reason() {
    let empty: Vec<String> = OPERATIONS
        .iter()
        .flat_map(|operation| Door::ALL.into_iter().map(move |door| (door, *operation)))
        .filter(|(door, operation)| cell(*door, operation).is_none())
        .map(|(door, operation)| format!("{operation} at {}", door.name()))
        .collect();
    assert!(empty.is_empty(), "declare the operation at the door, or give a reason in ABSENT: {empty:?}");
    for door in Door::ALL {
        for (name, operation) in declared(door) {
            assert!(OPERATIONS.contains(&operation), "{name}: {operation} is no operation");
        }
    }
}

#[test]
fn every_reason_is_for_an_empty_cell() {
    for (door, pattern, reason) in ABSENT {
        let of_door = declared(*door);
        let is_empty = |operation: &&&str| of_door.iter().all(|(_, of)| *of != **operation);
        let mut named = OPERATIONS.iter().filter(|operation| names(pattern, operation));
        assert!(named.any(|operation| is_empty(&operation)), "{} {pattern}: {reason}", door.name());
    }
}

#[test]
fn every_command_is_declared() {
    let all: BTreeSet<String> = leaves(&Arguments::command(), "").into_iter().collect();
    let is_other = |name: &String| OTHERS.contains(&name.split(' ').next().unwrap_or_default());
    let declared: BTreeSet<String> = COMMANDS.iter().map(|(name, _)| (*name).to_owned()).collect();
    let here: BTreeSet<String> = all.into_iter().filter(|name| !is_other(name)).collect();
    assert_eq!(here, declared);
}

#[test]
fn every_command_shows_the_option_for_a_server_or_refuses_it() {
    let mut root = command_line::doors::command();
    root.build();
    let all = leaves(&root, "");
    for name in OVER_THE_API {
        assert!(all.iter().any(|known| known == name), "there is no command {name}");
    }
    for name in all {
        let command = name.split(' ').try_fold(&root, |command, word| command.find_subcommand(word)).unwrap();
        let option = command.get_arguments().find(|argument| argument.get_id() == "server");
        let shows_it = option.is_some_and(|option| !option.is_hide_set());
        let words = ["valetkey"].into_iter().chain(name.split(' ')).chain(["--server", "https://id.example"]);
        let words: Vec<OsString> = words.map(OsString::from).collect();
        let refuses = command_line::doors::refuse_server(&words).is_err();
        let is_listed = OVER_THE_API.contains(&name.as_str());
        assert_eq!((shows_it, refuses), (is_listed, !is_listed), "{name}");
    }
}

#[test]
fn the_table_in_the_documents_is_made_from_the_code() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/administration-doors.md");
    let made = table();
    if std::env::var_os("VALETKEY_WRITE_DOCS").is_some() {
        fs::write(&path, &made).unwrap();
    }
    let stored = fs::read_to_string(&path).unwrap_or_default();
    let hint = "write it anew with VALETKEY_WRITE_DOCS=1 cargo test -p valetkey --bin valetkey doors";
    assert!(stored == made, "docs/administration-doors.md differs from the code; {hint}");
}
