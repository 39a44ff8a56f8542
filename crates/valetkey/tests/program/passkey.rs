//! `valetkey user passkey`, and passkeys in `valetkey user show`.

use serde_json::json;
use valetkey_authorization_server::{Change, record::Passkey};
use valetkey_storage::Storage as _;
use valetkey_storage_sqlite::SqliteStorage;
use valetkey_types::{TenantId, Timestamp, Unknown, UserId};

use crate::support::{
    folder::Folder,
    program::{command, finish, run, run_with_input},
};

/// Adds a user with passkeys of these names; the identifiers are `id-1` and so on.
fn alice_with(folder: &Folder, names: &[&str]) {
    let words =
        ["user", "add", "--username", "alice", "--email", "alice@example.com", "--password-stdin", "--json"];
    let added = run_with_input(folder, &words, "correct horse battery\n").json();
    let user_id = UserId::new(added["sub"].as_str().expect("a sub"));
    let passkey = |(number, name): (usize, &&str)| Passkey {
        tenant: TenantId::default(),
        credential_id: format!("id-{}", number + 1),
        user_id: user_id.clone(),
        user_handle: "handle".to_owned(),
        public_key: "key".to_owned(),
        name: (*name).to_owned(),
        aaguid: Default::default(),
        transports: Vec::new(),
        backup_eligible: number > 0,
        created_at: Timestamp(1_800_000_000 + i64::try_from(number).expect("few")),
        sign_count: 0,
        backed_up: false,
        last_used_at: None,
        revision: 0,
        unknown: Unknown::default(),
    };
    let changes = names.iter().enumerate().map(passkey).map(Change::AddPasskey).collect();
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let storage = SqliteStorage::open(&folder.path().join("valetkey.db")).expect("the database");
        storage.apply(changes).await.expect("stored");
    });
}

#[test]
fn an_operator_sees_the_passkeys_of_a_user_and_removes_one() {
    let folder = Folder::new();
    alice_with(&folder, &["Phone", "Key", "Key"]);
    let shown = run(&folder, &["user", "show", "alice"]).stdout;
    for part in ["Phone, on one device, added 2027-", "never used", "ID id-1", "Key, synchronised"] {
        assert!(shown.contains(part), "expected {part} in {shown}");
    }
    assert!(!shown.contains("handle"), "{shown}");
    let removed = run(&folder, &["user", "passkey", "remove", "alice", "Phone", "--json"]).json();
    assert_eq!((&removed["removed"], &removed["name"]), (&json!("id-1"), &json!("Phone")));
    let shown = run(&folder, &["user", "show", "alice", "--json"]).json();
    let ids: Vec<_> =
        shown["passkeys"].as_array().expect("a list").iter().map(|one| &one["credential_id"]).collect();
    assert_eq!(ids, [&json!("id-2"), &json!("id-3")]);
    let events = run(&folder, &["event", "list", "--kind", "passkey", "--json"]).stdout;
    assert!(events.contains("passkey.removed") && events.contains("command_line"), "{events}");
}

#[test]
fn a_user_is_told_of_a_removed_passkey_by_mail() {
    let folder = Folder::new();
    alice_with(&folder, &["Phone"]);
    run(&folder, &["tenant", "edit", "--issuer", "https://id.example", "--json"]).json();
    let mut removal = command(&folder, &["user", "passkey", "remove", "alice", "Phone", "--json"]);
    removal.env("VALETKEY_MAIL_FOLDER", folder.path()).env("VALETKEY_MAIL_FROM", "no-reply@id.example");
    finish(removal, "").json();
    let mail = run(&folder, &["mail", "list", "--json"]).json();
    assert_eq!((&mail["purpose"], &mail["to"]), (&json!("factor_removed"), &json!("alice@example.com")));
}

#[test]
fn a_passkey_that_is_nobodys_or_not_the_only_one_is_refused() {
    let folder = Folder::new();
    alice_with(&folder, &["Key", "Key"]);
    let refused =
        |passkey| run(&folder, &["user", "passkey", "remove", "alice", passkey]).refusal(1).to_owned();
    let unknown = refused("Phone");
    assert!(unknown.contains("id-1") && unknown.contains("got \"Phone\""), "{unknown}");
    let two = refused("Key");
    assert!(two.contains("expected one passkey") && two.contains("id-2"), "{two}");
    assert_eq!(
        run(&folder, &["user", "passkey", "remove", "alice", "id-2", "--json"]).json()["removed"],
        "id-2"
    );
    run(&folder, &["user", "passkey", "remove", "alice", "Key"]);
    assert!(refused("Key").contains("who has none"));
}
