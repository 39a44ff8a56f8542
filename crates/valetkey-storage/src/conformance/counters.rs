//! Counters that expire.

use std::sync::Arc;

use super::{changes::*, sample::*};
use crate::{Listing, Storage, directory, record::COUNTER, row::Stored as _};
use valetkey_accounts::SignInFailures;
use valetkey_authorization_server::{
    Change,
    record::{Counter, CounterKey},
};
use valetkey_types::TenantId;

/// Adds to a counter; everything after the time 0 counts.
fn add(number: u32, count: u32, at: i64) -> Change {
    let counter = Counter { count, last_at: moment(at), expires_at: moment(at + 100), ..counter(number) };
    Change::AddToCounter { counter, since: moment(0) }
}

async fn stored(storage: &dyn Storage) -> Vec<Counter> {
    let listing = Listing::of_tenant(&COUNTER, &tenant(), 100);
    directory::page(storage, &listing).await.unwrap().records
}

async fn failures(storage: &dyn Storage, first: u32, second: u32) -> [SignInFailures; 2] {
    let keys = [counter(first).key, counter(second).key];
    storage.sign_in_failures(&tenant(), [&keys[0], &keys[1]]).await.unwrap()
}

pub(super) async fn a_counter_begins_adds_up_and_expires_later(storage: Arc<dyn Storage>) {
    assert_eq!(failures(&*storage, 1, 2).await, [SignInFailures::default(); 2]);
    apply(&*storage, [add(1, 1, 7), add(2, 5, 7)]).await;
    apply(&*storage, [add(1, 1, 8), add(1, 3, 9)]).await;
    let sum = Counter { count: 5, last_at: moment(9), expires_at: moment(109), ..counter(1) };
    let other = Counter { count: 5, last_at: moment(7), expires_at: moment(107), ..counter(2) };
    assert_eq!(stored(&*storage).await, [sum, other]);
    let of = |count, at| SignInFailures { count, last_at: Some(moment(at)) };
    assert_eq!(failures(&*storage, 1, 2).await, [of(5, 9), of(5, 7)]);
    assert_eq!(failures(&*storage, 3, 1).await, [SignInFailures::default(), of(5, 9)]);
}

pub(super) async fn a_counter_that_ended_starts_again(storage: Arc<dyn Storage>) {
    apply(&*storage, [add(1, 9, 7)]).await;
    let anew = Counter { count: 2, last_at: moment(8), expires_at: moment(50), ..counter(1) };
    apply(&*storage, [Change::AddToCounter { counter: anew.clone(), since: moment(7) }]).await;
    assert_eq!(stored(&*storage).await, std::slice::from_ref(&anew), "the last one came at that moment");
    apply(&*storage, [Change::AddToCounter { counter: anew, since: moment(7) }]).await;
    assert_eq!(failures(&*storage, 1, 2).await[0].count, 4, "the last one came after it");
}

pub(super) async fn a_counter_does_not_overflow(storage: Arc<dyn Storage>) {
    apply(&*storage, [add(1, u32::MAX - 1, 7), add(1, 3, 8)]).await;
    assert_eq!(failures(&*storage, 1, 2).await[0].count, u32::MAX);
}

pub(super) async fn a_counter_that_changed_meanwhile_is_not_removed(storage: Arc<dyn Storage>) {
    apply(&*storage, [add(1, 1, 7), add(2, 1, 7)]).await;
    let seen = stored(&*storage).await;
    apply(&*storage, [add(1, 1, 7), add(2, 0, 8)]).await;
    apply(&*storage, seen.into_iter().map(Change::RemoveCounter)).await;
    let counts = stored(&*storage).await.into_iter().map(|counter| counter.count).collect::<Vec<_>>();
    assert_eq!(counts, [2, 1], "one more came, or one came later");
    apply(&*storage, stored(&*storage).await.into_iter().map(Change::RemoveCounter)).await;
    assert_eq!(stored(&*storage).await, []);
    apply(&*storage, [Change::RemoveCounter(counter(1))]).await;
}

pub(super) async fn counters_differ_by_tenant_kind_and_number(storage: Arc<dyn Storage>) {
    let kind = CounterKey { kind: "another kind".into(), ..counter(1).key };
    let others = [
        Counter { tenant: TenantId::new("other"), ..counter(1) },
        Counter { key: kind.clone(), ..counter(1) },
        counter(2),
    ];
    let changes = others.map(|counter| Change::AddToCounter { counter, since: moment(0) });
    apply(&*storage, changes).await;
    assert_eq!(failures(&*storage, 1, 1).await, [SignInFailures::default(); 2]);
    let key = counter(1).key;
    let found = storage.sign_in_failures(&tenant(), [&key, &kind]).await.unwrap();
    assert_eq!(found.map(|failures| failures.count), [0, counter(1).count]);
    let other = storage.sign_in_failures(&TenantId::new("other"), [&key, &kind]).await.unwrap();
    assert_eq!(other.map(|failures| failures.count), [counter(1).count, 0]);
}

pub(super) async fn a_counter_has_the_values_of_its_row(storage: Arc<dyn Storage>) {
    apply(&*storage, [Change::AddToCounter { counter: counter(1), since: moment(0) }]).await;
    let rows = storage.rows(&Listing::of_tenant(&COUNTER, &tenant(), 10)).await.unwrap();
    assert_eq!(rows, [counter(1).into_row().unwrap()]);
}
