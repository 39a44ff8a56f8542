//! `valetkey audit`.

use std::sync::Arc;

use valetkey_authorization_server::{
    AuditChange, Change,
    audit::{self, NewEntries, first_id_at},
    record::{AuditBlock, Event},
};
use valetkey_storage::{Listing, Storage, directory, record::EVENT};
use valetkey_storage_sqlite::SqliteStorage;
use valetkey_types::{TenantId, Timestamp};

use crate::support::{folder::Folder, program::run};

fn blocking<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime").block_on(work)
}

fn open(folder: &Folder) -> Arc<dyn Storage> {
    Arc::new(SqliteStorage::open(&folder.path().join("valetkey.db")).expect("the database"))
}

/// Appends a block with every event that none has yet, as a server does a minute later.
fn chain(folder: &Folder, before: Option<&AuditBlock>) -> AuditBlock {
    blocking(async {
        let storage = open(folder);
        let listing = Listing::all(&EVENT, None, 1_000);
        let mut events = directory::page::<Event>(&*storage, &listing).await.expect("events").records;
        events.retain(|event| before.is_none_or(|before| event.id > before.through));
        let through = events.last().expect("an event").id;
        let entries = events.iter().map(audit::entry).collect();
        let new = NewEntries { entries, through, swept_to: first_id_at(0) };
        let head = before.map(AuditBlock::head);
        let block = audit::next_block(&TenantId::default(), head.as_ref(), new, Timestamp(1_800_000_000));
        let append = Change::Audit(AuditChange::Append(Box::new(block.clone())));
        storage.apply(vec![append]).await.expect("a block");
        block
    })
}

fn add(folder: &Folder, name: &str) {
    let address = format!("{name}@example.com");
    assert_eq!(run(folder, &["user", "add", "--username", name, "--email", &address]).code, 0);
}

#[test]
fn the_chain_is_verified_and_the_first_block_that_fails_is_named() {
    let folder = Folder::new();
    add(&folder, "alice");
    let waiting = run(&folder, &["audit", "verify"]);
    assert!(waiting.stdout.starts_with("There is no block yet. 1 events wait"), "{}", waiting.stdout);
    assert!(run(&folder, &["audit", "head"]).refusal(1).contains("there is no block yet"));
    let first = chain(&folder, None);
    add(&folder, "bob");
    let second = chain(&folder, Some(&first));
    let head = run(&folder, &["audit", "head", "--json"]).json();
    assert_eq!(head["hash"], second.hash.to_string());
    assert_eq!(head["number"], 2);
    let hash = second.hash.to_string();
    let verified = run(&folder, &["audit", "verify", "--head", &hash, "--json"]).json();
    assert_eq!(
        (verified["blocks"].as_u64(), verified["unchanged"].as_u64()),
        (Some(2), Some(2)),
        "{verified}"
    );

    let database = rusqlite::Connection::open(folder.path().join("valetkey.db")).expect("the database");
    database.execute("DELETE FROM audit_blocks WHERE number = 2", []).expect("a deletion");
    let cut = run(&folder, &["audit", "verify", "--head", &hash]);
    assert!(cut.refusal(1).contains("blocks were removed from the end"), "{}", cut.stderr);
    assert_eq!(run(&folder, &["audit", "verify"]).code, 0, "what is left is whole");
    let changed = "UPDATE events SET document = replace(document, 'user.added', 'user.edited')";
    assert!(database.execute(changed, []).expect("a change") > 0);
    let refused = run(&folder, &["audit", "verify"]);
    let text = refused.refusal(1);
    assert!(text.contains("block 1, event ") && text.contains("the event was changed"), "{text}");
}

#[test]
fn a_wrong_hash_is_a_wrong_command_line() {
    let folder = Folder::new();
    add(&folder, "alice");
    let refused = run(&folder, &["audit", "verify", "--head", "5f0c"]);
    assert!(refused.refusal(2).contains("64 hexadecimal digits"), "{}", refused.stderr);
}
