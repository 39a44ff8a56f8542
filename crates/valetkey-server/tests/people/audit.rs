//! The audit chain: blocks are made after the commits of their events, and show every change, removal and insertion.

mod forged;

use std::{sync::Arc, time::Duration};

use uuid::Uuid;
use valetkey_accounts::User;
use valetkey_authorization_server::{
    AuditChange, Change, RemainsChange,
    audit::{BlockFault, EventFault},
    record::{AuditBlock, AuditHash, Event, EventKind, FieldChange},
};
use valetkey_server::{
    Environment as _,
    audit::{Chainer, Reason, Report, verify},
    housekeeping::Housekeeper,
    testing::TestServer,
};
use valetkey_storage::{
    Listing, Row, RowList, RowOperation, Storage,
    conformance::sample,
    directory,
    operation::{Deletion, Test::Equal},
    record::{AUDIT_BLOCK, EVENT},
    sql::Text,
    value::Value,
};
use valetkey_types::{Seconds, TenantId, UserId};

use crate::{databases::on_every_database, support::*};

on_every_database! {
    events_are_chained_once_they_have_settled,
    a_changed_event_shows,
    a_removed_event_shows_until_its_time_is_over,
    a_late_event_gets_into_a_later_block,
    a_removed_or_replaced_block_shows,
    an_erased_user_keeps_the_chain_valid_and_an_erased_event_of_a_present_user_shows,
    two_nodes_build_one_chain,
    a_node_that_is_stopped_anywhere_goes_on,
    old_blocks_go_in_order_and_not_before_their_time,
    tenants_have_chains_of_their_own,
}

const TEN_MINUTES: i64 = 600;

async fn start(storage: Arc<dyn Storage>) -> TestServer {
    TestServer::builder().storage(storage).build().await
}

/// An event with personal values, about alice unless changed, that is not stored yet.
fn new_event(server: &TestServer) -> Event {
    let now = server.environment.now();
    Event {
        id: server.environment.identifier(),
        at: now,
        subject: Some(UserId::new("user-alice")),
        salt: Some(server.environment.identifier()),
        expires_at: now.plus(Seconds::days(365)),
        ..sample::event(1, "alice")
    }
}

async fn store_event(server: &TestServer) -> Event {
    let event = new_event(server);
    server.apply(vec![Change::StoreEvent(event.clone())]).await;
    event
}

/// Chains as a process does that was just started; returns how many blocks it appended.
async fn chain(server: &TestServer) -> usize {
    Chainer::new(server.issuers.clone()).tenant(&TenantId::default()).await.unwrap()
}

async fn checked(server: &TestServer, head: Option<AuditHash>) -> Report {
    let now = || server.environment.now();
    verify(&*server.storage, &TenantId::default(), head, &now).await.unwrap()
}

/// The report of a chain that is whole.
async fn whole(server: &TestServer) -> Report {
    let report = checked(server, None).await;
    assert_eq!(report.trouble, None, "{report:?}");
    report
}

/// Where and why a chain fails.
async fn trouble(server: &TestServer) -> (Option<u32>, Option<Uuid>, Reason) {
    let trouble = checked(server, None).await.trouble.expect("trouble");
    (trouble.block, trouble.event, trouble.reason)
}

async fn row_of(server: &TestServer, event: &Event) -> Row {
    let rows = server.storage.rows(&Listing::all(&EVENT, None, 1_000)).await.unwrap();
    rows.into_iter().find(|row| row.get("id") == Some(&Value::Uuid(event.id))).expect("the event")
}

/// Writes over the row of an event, as somebody with the database does.
async fn overwrite(server: &TestServer, event: &Event, replace: (&str, &str)) {
    let mut row = row_of(server, event).await;
    assert!(row.document.contains(replace.0), "{} is not in {}", replace.0, row.document);
    row.document = row.document.replace(replace.0, replace.1);
    let expected = row.revision;
    server.storage.store(RowList::of(vec![RowOperation::Replace { row, expected }])).await.unwrap();
}

static REMOVE_EVENT: Deletion = Deletion {
    description: &EVENT,
    filter: &[("tenant", Equal(0)), ("id", Equal(1))],
    is_needed: true,
    text: Text::new(),
};

async fn remove(server: &TestServer, event: &Event) {
    let values = vec![Value::text(event.tenant.as_str()), Value::Uuid(event.id)];
    let removal = RowOperation::Delete { deletion: &REMOVE_EVENT, values };
    server.storage.store(RowList::of(vec![removal])).await.unwrap();
}

async fn blocks(server: &TestServer) -> Vec<AuditBlock> {
    directory::page(&*server.storage, &Listing::all(&AUDIT_BLOCK, None, 1_000)).await.unwrap().records
}

fn without(block: &AuditBlock) -> Change {
    Change::Audit(AuditChange::Remove { tenant: block.tenant.clone(), number: block.number })
}

/// Stores an event and chains it: each call makes one block.
async fn chained_event(server: &TestServer) -> Event {
    let event = store_event(server).await;
    server.advance(70);
    assert_eq!(chain(server).await, 1);
    event
}

async fn events_are_chained_once_they_have_settled(storage: Arc<dyn Storage>) {
    let server = start(storage).await;
    let event = store_event(&server).await;
    assert_eq!(chain(&server).await, 0, "its commit was this moment");
    assert_eq!(whole(&server).await.head, None);
    server.advance(30);
    assert_eq!(chain(&server).await, 0, "one block a minute is enough");
    server.advance(40);
    assert_eq!(chain(&server).await, 1);
    assert_eq!(chain(&server).await, 0, "nothing is left to do");
    let report = whole(&server).await;
    // The other event is that of the signing key.
    assert_eq!((report.blocks, report.unchanged, report.waiting), (1, 2, 0));
    assert_eq!(report.personal_not_covered, 0);
    let block = &blocks(&server).await[0];
    assert!(block.entries.iter().any(|entry| entry.id == event.id));
    assert_eq!((block.number, block.previous, block.at), (1, AuditHash::NONE, server.environment.now()));
    store_event(&server).await;
    assert_eq!(whole(&server).await.waiting, 1);
    server.advance(70);
    assert_eq!(chain(&server).await, 1);
    assert_eq!(blocks(&server).await[1].previous, block.hash);
}

async fn a_changed_event_shows(storage: Arc<dyn Storage>) {
    let server = start(storage).await;
    chained_event(&server).await;
    let event = chained_event(&server).await;
    chained_event(&server).await;
    let found = |fault: EventFault| (Some(2), Some(event.id), Reason::Event(fault));
    let at = format!("\"at\":{}", event.at.seconds());
    for (stored, changed, fault) in [
        ("user.edited", "user.removed", EventFault::Changed),
        ("\"subject\":\"user-alice\"", "\"subject\":\"user-bob\"", EventFault::Changed),
        (&at, "\"at\":1", EventFault::Changed),
        ("\"account\":\"alice\"", "\"account\":\"bob\"", EventFault::Changed),
        ("192.0.2.1", "192.0.2.2", EventFault::PersonalChanged),
        ("7F3K-9QTM", "7F3K-9QTN", EventFault::PersonalChanged),
        ("\"after\":\"New\"", "\"after\":\"Old\"", EventFault::PersonalChanged),
    ] {
        overwrite(&server, &event, (stored, changed)).await;
        assert_eq!(trouble(&server).await, found(fault), "{stored}");
        overwrite(&server, &event, (changed, stored)).await;
        whole(&server).await;
    }
    // Without its salt the personal values prove nothing.
    let salt = format!("\"salt\":\"{}\"", event.salt.unwrap());
    overwrite(&server, &event, (&salt, "\"salt\":null")).await;
    assert_eq!(trouble(&server).await, found(EventFault::PersonalChanged));
    overwrite(&server, &event, ("\"salt\":null", &salt)).await;
    overwrite(&server, &event, ("{", "[")).await;
    let (block, _, reason) = trouble(&server).await;
    assert!(block == Some(2) && matches!(reason, Reason::Unreadable(_)), "{reason:?}");
}

async fn a_removed_event_shows_until_its_time_is_over(storage: Arc<dyn Storage>) {
    let server = start(storage).await;
    chained_event(&server).await;
    let event = Event { expires_at: server.environment.now().plus(Seconds(1_000)), ..new_event(&server) };
    server.apply(vec![Change::StoreEvent(event.clone())]).await;
    server.advance(70);
    chain(&server).await;
    whole(&server).await;
    remove(&server, &event).await;
    assert_eq!(trouble(&server).await, (Some(2), Some(event.id), Reason::Removed));
    server.advance(1_000);
    let report = whole(&server).await;
    assert_eq!((report.blocks, report.expired), (2, 1), "housekeeping may have done it by now");
}

async fn a_late_event_gets_into_a_later_block(storage: Arc<dyn Storage>) {
    let server = start(storage).await;
    // Its commit takes longer than that of the next one.
    let late = new_event(&server);
    server.advance(1);
    chained_event(&server).await;
    server.apply(vec![Change::StoreEvent(late.clone())]).await;
    let report = whole(&server).await;
    assert_eq!((report.waiting, report.unchanged), (1, 2), "it waits, and is no sign of a forgery");
    assert_eq!(chain(&server).await, 0, "it is found when its time is read again");
    server.advance(TEN_MINUTES);
    assert_eq!(chain(&server).await, 1);
    let report = whole(&server).await;
    assert_eq!((report.blocks, report.waiting, report.unchanged), (2, 0, 3));
    let last = blocks(&server).await.pop().unwrap();
    assert_eq!(last.entries.iter().map(|entry| entry.id).collect::<Vec<_>>(), [late.id]);
    // From now on it is protected as any other.
    remove(&server, &late).await;
    assert_eq!(trouble(&server).await, (Some(2), Some(late.id), Reason::Removed));
}

async fn a_removed_or_replaced_block_shows(storage: Arc<dyn Storage>) {
    let server = start(storage).await;
    for _ in 0..3 {
        chained_event(&server).await;
    }
    let stored = blocks(&server).await;
    let head = Some(stored[2].hash);
    assert_eq!(checked(&server, head).await.trouble, None);
    assert_eq!(checked(&server, Some(stored[0].hash)).await.trouble, None, "an older head is in it too");
    let put = async |block: &AuditBlock| {
        server.apply(vec![Change::Audit(AuditChange::Append(Box::new(block.clone())))]).await;
    };
    // From the middle.
    server.apply(vec![without(&stored[1])]).await;
    let fault = BlockFault::Number { expected: 2, got: 3 };
    assert_eq!(trouble(&server).await, (Some(3), None, Reason::Block(fault)));
    // A block with another content, and one whose hash fits its content but not the next block.
    let changed = AuditBlock { entries: stored[0].entries.clone(), ..stored[1].clone() };
    put(&changed).await;
    assert_eq!(trouble(&server).await, (Some(2), None, Reason::Block(BlockFault::Hash)));
    server.apply(vec![without(&changed), without(&stored[2])]).await;
    // From the end: the chain that is left is whole, but not the one that was noted.
    put(&stored[1]).await;
    assert_eq!(whole(&server).await.waiting, 1);
    let cut = checked(&server, head).await.trouble.expect("trouble");
    assert_eq!((cut.block, cut.reason), (None, Reason::Head));
    // The server goes on, with another block of the same number.
    server.advance(70);
    assert_eq!(chain(&server).await, 1);
    whole(&server).await;
    assert!(checked(&server, head).await.trouble.is_some());
    // From the beginning.
    server.apply(vec![without(&stored[0])]).await;
    assert_eq!(trouble(&server).await, (Some(2), None, Reason::Block(BlockFault::Beginning)));
}

async fn an_erased_user_keeps_the_chain_valid_and_an_erased_event_of_a_present_user_shows(
    storage: Arc<dyn Storage>,
) {
    let server = start(storage).await;
    let alice = server.add_user("alice", PASSWORD).await;
    let event = chained_event(&server).await;
    let before = row_of(&server, &event).await;
    server.apply(vec![Change::Remains(RemainsChange::AnonymiseEvent(event.clone()))]).await;
    assert_eq!(trouble(&server).await, (Some(1), Some(event.id), Reason::ErasedWithoutRemoval));
    let expected = row_of(&server, &event).await.revision;
    let restore = RowOperation::Replace { row: before, expected };
    server.storage.store(RowList::of(vec![restore])).await.unwrap();
    whole(&server).await;
    let leaving = User { deletion_at: Some(server.environment.now()), ..alice.clone() };
    server.replace_user(&alice, leaving).await;
    Housekeeper::new(server.server.clone()).step().await.unwrap();
    let stored: Event = row_of(&server, &event).await.read().unwrap();
    assert!(!stored.is_personal() && stored.salt.is_none(), "nothing is left to try addresses with");
    let report = whole(&server).await;
    assert_eq!(report.erased, 1);
    // What is left of it is protected as before.
    overwrite(&server, &event, ("user.edited", "user.disabled")).await;
    assert_eq!(trouble(&server).await, (Some(1), Some(event.id), Reason::Event(EventFault::Changed)));
}

async fn two_nodes_build_one_chain(storage: Arc<dyn Storage>) {
    let nodes = [start(Arc::clone(&storage)).await, start(storage).await];
    let mut chainers = [0, 1].map(|number| Chainer::new(nodes[number].issuers.clone()));
    let tenant = TenantId::default();
    for round in 0..12 {
        for node in &nodes {
            let event = Event { id: id_of_node(node, round), ..new_event(node) };
            node.apply(vec![Change::StoreEvent(event)]).await;
        }
        nodes.iter().for_each(|node| node.advance(70));
        let [one, other] = &mut chainers;
        let (one, other) = tokio::join!(one.tenant(&tenant), other.tenant(&tenant));
        let appended = (one.unwrap(), other.unwrap());
        assert!(appended.0 + appended.1 >= 1, "{appended:?}");
    }
    let report = whole(&nodes[0]).await;
    assert_eq!(report.waiting, 0, "{report:?}");
    assert_eq!(report.unchanged, 24 + 1, "each event once, and that of the signing key");
}

/// An identifier of this moment that no other node makes: the chance of tests is the same at every node.
fn id_of_node(node: &TestServer, round: u128) -> Uuid {
    const LOW: u128 = 0xffff_ffff_ffff;
    let its_own = std::ptr::from_ref(node).addr() as u128;
    Uuid::from_u128((node.environment.identifier().as_u128() & !LOW) | ((its_own << 8 | round) & LOW))
}

async fn a_node_that_is_stopped_anywhere_goes_on(storage: Arc<dyn Storage>) {
    let server = start(storage).await;
    for round in 0..25 {
        store_event(&server).await;
        server.advance(70);
        // A task that is dropped while it waits for the database has done all of its block, or nothing.
        let mut chainer = Chainer::new(server.issuers.clone());
        let chaining = chainer.tenant(&server.server.tenant);
        let _ = tokio::time::timeout(Duration::from_micros(150 * round), chaining).await;
    }
    // A commit of a task that was dropped may overtake one of these.
    for _ in 0..5 {
        chain(&server).await;
    }
    let report = whole(&server).await;
    assert_eq!((report.waiting, report.unchanged), (0, 26));
    let numbers: Vec<_> = blocks(&server).await.iter().map(|block| block.number).collect();
    assert!(numbers.iter().copied().eq(1..=numbers.len() as u32), "{numbers:?}");
}

async fn old_blocks_go_in_order_and_not_before_their_time(storage: Arc<dyn Storage>) {
    let server = start(storage).await;
    let lasting = async |seconds: i64| {
        let expires_at = server.environment.now().plus(Seconds(seconds));
        let event = Event { expires_at, ..new_event(&server) };
        server.apply(vec![Change::StoreEvent(event.clone())]).await;
        server.advance(70);
        assert_eq!(chain(&server).await, 1);
        event
    };
    // The event of the signing key lasts a year, and so does the block that has it and every later one.
    let first = lasting(1_000).await;
    lasting(2_000).await;
    server.advance(10_000);
    chain(&server).await;
    assert_eq!(blocks(&server).await.len(), 2, "an older block lasts longer");
    remove(&server, &first).await;
    assert_eq!(whole(&server).await.expired, 1);
    server.advance(365 * 86_400);
    chain(&server).await;
    let left = blocks(&server).await;
    assert_eq!(left.iter().map(|block| block.number).collect::<Vec<_>>(), [2], "the newest stays");
    whole(&server).await;
    assert_eq!(chained_event(&server).await.kind, EventKind::UserEdited);
    assert_eq!(blocks(&server).await.last().unwrap().number, 3, "numbers go on");
    whole(&server).await;
}

async fn tenants_have_chains_of_their_own(storage: Arc<dyn Storage>) {
    let server = start(storage).await;
    let event = chained_event(&server).await;
    let elsewhere = TenantId::new("elsewhere");
    let mut theirs = new_event(&server);
    theirs.tenant = elsewhere.clone();
    theirs.changed = vec![FieldChange::new("name", "", "New")];
    server.apply(vec![Change::StoreEvent(theirs)]).await;
    server.advance(70);
    let mut chainer = Chainer::new(server.issuers.clone());
    assert_eq!(chainer.tenant(&elsewhere).await.unwrap(), 0, "a tenant that is gone gets no block");
    assert_eq!(whole(&server).await.waiting, 0, "its events are not theirs");
    assert!(blocks(&server).await.iter().all(|block| block.tenant == event.tenant));
}
