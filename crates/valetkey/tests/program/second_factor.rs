//! Second factors at the command line: what a sign-in must have, and what an administrator removes.

use serde_json::json;
use valetkey_accounts::{FactorKind, User};
use valetkey_authorization_server::{
    Change,
    record::{Authenticator, SecondFactors},
};
use valetkey_storage::Storage as _;
use valetkey_storage_sqlite::SqliteStorage;
use valetkey_types::{TenantId, Timestamp};

use crate::support::{
    folder::Folder,
    program::{run, run_with_input},
};

/// Gives alice an authenticator, as the account page does.
async fn enrol(folder: &Folder) {
    let storage = SqliteStorage::open(&folder.path().join("valetkey.db")).expect("the database");
    let tenant = TenantId::default();
    let alice = storage.user_by_sign_in_name(&tenant, "alice").await.expect("an answer").expect("alice");
    let authenticator = Authenticator {
        seed_sealed: "sealed".to_owned(),
        last_step: 1,
        clock_drift: 0,
        label: None,
        created_at: Timestamp(1),
        last_used_at: Timestamp(1),
    };
    let none = SecondFactors::none(tenant, alice.id.clone());
    let factors = SecondFactors { authenticator: Some(authenticator), ..none };
    let after: User = alice.clone().with_factor(FactorKind::Authenticator);
    let changes = vec![
        Change::PutSecondFactors(Box::new(factors)),
        Change::ReplaceUser { before: Box::new(alice), after: Box::new(after) },
    ];
    storage.apply(changes).await.expect("stored");
}

#[test]
fn an_authenticator_is_shown_and_removed_with_an_event() {
    let folder = Folder::new();
    let add = ["user", "add", "--username", "alice", "--email", "a@example.com", "--password-stdin"];
    assert_eq!(run_with_input(&folder, &add, "correct horse battery\n").code, 0);
    let remove = ["user", "remove-factor", "alice", "--factor", "authenticator"];
    let refused = run(&folder, &remove);
    assert!(refused.refusal(1).contains("an authenticator app, got alice"), "{}", refused.stderr);
    tokio::runtime::Runtime::new().expect("a runtime").block_on(enrol(&folder));
    let shown = run(&folder, &["user", "show", "alice"]).stdout;
    assert!(shown.contains("authenticator"), "{shown}");
    let removed = run(&folder, &[&remove[..], &["--json"]].concat()).json();
    assert_eq!((&removed["removed"], &removed["second_factors"]), (&json!("authenticator"), &json!([])));
    let shown = run(&folder, &["user", "show", "alice"]).stdout;
    assert!(!shown.contains("authenticator"), "{shown}");
    let events = run(&folder, &["event", "list", "--json"]).stdout;
    assert!(events.contains("user.second_factor_removed"), "{events}");
}

#[test]
fn the_strength_of_a_sign_in_is_required_of_a_client() {
    let folder = Folder::new();
    let add = ["client", "add", "--name", "Notes", "--redirect-uri", "https://a.example/cb", "--json"];
    let added = run(&folder, &[&add[..], &["--require", "two-factors"]].concat()).json();
    let id = added["client_id"].as_str().expect("an id");
    let shown = run(&folder, &["client", "show", id]).stdout;
    assert!(shown.contains("urn:valetkey:acr:multi-factor"), "{shown}");
    let edited = run(&folder, &["client", "edit", id, "--require", "one-factor"]).stdout;
    assert!(edited.contains("urn:valetkey:acr:single-factor"), "{edited}");
    let refused = run(&folder, &["client", "edit", id, "--require", "three-factors"]);
    assert!(refused.refusal(2).contains("phishing-resistant"), "{}", refused.stderr);
}
