//! `valetkey user session`, `unlink` and `why --permission`.

use serde_json::{Value, json};
use uuid::Uuid;
use valetkey_accounts::{Amr, Authentication};
use valetkey_authorization_server::{
    Change,
    record::{LinkedAccount, Session, Sha256Hash},
};
use valetkey_storage::Storage as _;
use valetkey_storage_sqlite::SqliteStorage;
use valetkey_types::{TenantId, Timestamp, Unknown, UserId};

use crate::support::{
    folder::Folder,
    program::{run, run_with_input},
};

fn alice(folder: &Folder) -> UserId {
    let words =
        ["user", "add", "--username", "alice", "--email", "a@example.com", "--password-stdin", "--json"];
    let added = run_with_input(folder, &words, "correct horse battery\n").json();
    UserId::new(added["sub"].as_str().expect("a sub"))
}

fn store(folder: &Folder, changes: Vec<Change>) {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let storage = SqliteStorage::open(&folder.path().join("valetkey.db")).expect("the database");
        storage.apply(changes).await.expect("stored");
    });
}

fn session(user_id: &UserId, sid: Uuid, begun: Timestamp, expires_at: Timestamp) -> Change {
    Change::StartSession(Session {
        tenant: TenantId::default(),
        id: sid,
        verifier_hash: Sha256Hash::of(b"verifier"),
        sid,
        user_id: user_id.clone(),
        authentication: Authentication::by(Amr::Password, begun),
        attempt: None,
        by_trusted_device: false,
        kept: false,
        device: Some("firefox linux".to_owned()),
        address: Some("192.0.2.7".to_owned()),
        expires_at,
        ended_at: None,
        continued_by: None,
    })
}

fn sids(listed: &Value) -> Vec<&str> {
    let sessions = listed["sessions"].as_array().expect("a list");
    sessions.iter().map(|session| session["sid"].as_str().expect("a sid")).collect()
}

#[test]
fn an_operator_lists_the_sessions_of_a_user_and_ends_one() {
    let folder = Folder::new();
    let user = alice(&folder);
    assert!(run(&folder, &["user", "session", "list", "alice"]).stdout.contains("not signed in anywhere"));
    let far = Timestamp(4_000_000_000);
    let (first, second, over) = (Uuid::from_u128(1), Uuid::from_u128(2), Uuid::from_u128(3));
    store(
        &folder,
        vec![
            session(&user, first, Timestamp(1_800_000_000), far),
            session(&user, second, Timestamp(1_800_000_500), far),
            session(&user, over, Timestamp(1_000_000_000), Timestamp(1_000_000_600)),
        ],
    );
    let list = || run(&folder, &["user", "session", "list", "alice", "--json"]).json();
    let (one, two) = (first.to_string(), second.to_string());
    assert_eq!(sids(&list()), [&one, &two], "an expired session does not count");
    let shown = run(&folder, &["user", "session", "list", "alice"]).stdout;
    assert!(shown.contains("firefox linux") && shown.contains("192.0.2.7"), "{shown}");
    let ended = run(&folder, &["user", "session", "end", "alice", &one, "--json"]).json();
    assert_eq!((&ended["ended"], &ended["told"]), (&json!(one), &json!([])));
    assert_eq!(sids(&list()), [&two]);
    let events = run(&folder, &["event", "list", "--kind", "session", "--json"]).stdout;
    assert!(events.contains("session.ended") && events.contains("command_line"), "{events}");
    for gone in [&one, &over.to_string()] {
        let refused = run(&folder, &["user", "session", "end", "alice", gone]);
        assert!(refused.refusal(1).contains("expected a session of alice"));
    }
    run(&folder, &["user", "session", "end", "alice", "nonsense"]).refusal(2);
}

#[test]
fn an_operator_unlinks_an_account_of_a_user() {
    let folder = Folder::new();
    let user = alice(&folder);
    let account = |subject: &str| {
        Change::AddLinkedAccount(LinkedAccount {
            tenant: TenantId::default(),
            issuer: "https://github.com".to_owned(),
            subject: subject.to_owned(),
            user_id: user.clone(),
            provider: "github".to_owned(),
            label: None,
            linked_at: Timestamp(1_800_000_000),
            last_used_at: None,
            revision: 0,
            unknown: Unknown::default(),
        })
    };
    store(&folder, vec![account("1"), account("2")]);
    let several = run(&folder, &["user", "unlink", "alice", "github"]);
    let refused = several.refusal(1);
    assert!(refused.contains("github --subject 1, github --subject 2") && refused.contains("names 2"));
    let unlinked = run(&folder, &["user", "unlink", "alice", "github", "--subject", "2", "--json"]).json();
    assert_eq!((&unlinked["unlinked"], &unlinked["subject"]), (&json!("github"), &json!("2")));
    run(&folder, &["user", "unlink", "alice", "github", "--json"]).json();
    assert!(run(&folder, &["user", "unlink", "alice", "github"]).refusal(1).contains("none is linked"));
    let events = run(&folder, &["event", "list", "--kind", "linked_account", "--json"]).stdout;
    assert_eq!(events.matches("linked_account.removed").count(), 2, "{events}");
}

#[test]
fn the_reasons_of_a_permission_are_told() {
    let folder = Folder::new();
    alice(&folder);
    for words in [
        &["group", "add", "staff"][..],
        &["group", "add", "support", "--parent", "staff"],
        &["group", "add-member", "support", "alice"],
        &["role", "add", "helpdesk", "--permission", "users:write"],
        &["role", "grant", "helpdesk", "--group", "staff"],
    ] {
        run(&folder, &[words, &["--json"]].concat()).json();
    }
    let why = |permission: &str| {
        run(&folder, &["user", "why", "alice", "--permission", permission, "--json"]).json()
    };
    let way = json!([{ "kind": "group", "path": ["support", "staff"], "role": "helpdesk" }]);
    assert_eq!((&why("users:read")["has"], &why("users:write")["ways"]), (&json!(true), &way));
    assert_eq!(why("keys:read")["has"], json!(false));
    let shown = run(&folder, &["user", "why", "alice", "--permission", "users:read"]).stdout;
    assert!(shown.contains("the role helpdesk, through the group support < staff"), "{shown}");
    let none = run(&folder, &["user", "why", "alice", "--permission", "keys:read"]).stdout;
    assert!(none.contains("does not have the permission keys:read"), "{none}");
    assert!(
        run(&folder, &["user", "why", "alice", "--permission", "users"]).refusal(2).contains("users:read")
    );
}
