//! A storage in plain maps behind one lock, for tests and experiments. All records are lost when the process ends.

mod question;
mod table;
mod write;

use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard},
};

use tokio::sync::watch;
use valetkey_accounts::User;
use valetkey_types::TenantId;

use crate::{
    ApplyError, Backend, Description, Key, Listing, Notices, Row, StorageError,
    directory::Match,
    operation::RowOperation,
    question::{Question, Reader},
    record::USER,
    user_search::{FoundBy, Walk, keys_of},
    value::{Value, ValueRef},
};
use table::Table;

/// The memory backend. It keeps the whole contract except durability.
#[derive(Debug, Default)]
pub struct MemoryStorage {
    state: Mutex<State>,
    /// The number of announced writes. Several servers of one process may share the storage.
    announced: watch::Sender<u64>,
}

/// All stored rows, by the name of their kind.
#[derive(Debug, Default)]
struct State {
    tables: BTreeMap<&'static str, Table>,
}

impl State {
    fn table(&mut self, description: &'static Description) -> &mut Table {
        self.tables.entry(description.name).or_insert_with(|| Table::new(description))
    }
}

impl MemoryStorage {
    /// Creates an empty store.
    pub fn new() -> Self {
        Self::default()
    }

    fn lock(&self) -> Result<MutexGuard<'_, State>, StorageError> {
        self.state
            .lock()
            .map_err(|_| StorageError::Unavailable("a thread died while it held the lock".to_owned()))
    }
}

impl Backend for MemoryStorage {
    async fn write(&self, operations: Vec<RowOperation>) -> Result<(), ApplyError> {
        let is_announced = operations.iter().any(|operation| operation.description().is_announced);
        let mut state = self.lock()?;
        for (position, operation) in operations.into_iter().enumerate() {
            if !write::apply(&mut state, operation) {
                state.tables.values_mut().for_each(Table::roll_back);
                return Err(ApplyError::Conflict { position });
            }
        }
        state.tables.values_mut().for_each(Table::commit);
        if is_announced {
            self.announced.send_modify(|count| *count += 1);
        }
        Ok(())
    }

    fn notices(&self) -> Notices {
        Notices::from_counter(self.announced.subscribe())
    }

    async fn ask<T: Send + 'static>(
        &self,
        question: &'static Question,
        values: &[ValueRef<'_>],
        read: Reader<T>,
    ) -> Result<Vec<T>, StorageError> {
        question::answer(&mut *self.lock()?, question, values, read)
    }

    async fn page(&self, listing: &Listing) -> Result<Vec<Row>, StorageError> {
        let mut state = self.lock()?;
        let rows = state.table(listing.description).rows().filter(|row| {
            listing.filters.iter().all(|(column, wanted)| match (row.get(column), wanted) {
                (Some(value), Match::Equals(wanted)) => value == wanted,
                (Some(value), Match::IsEmpty) => *value == Value::Null,
                (Some(Value::Integer(number)), Match::AtMost(greatest)) => number <= greatest,
                (Some(Value::Text(text)), Match::StartsWith(beginning)) => text.starts_with(beginning),
                _ => false,
            })
        });
        let mut rows: Vec<_> = rows.map(|row| (listing.place_of(row), row)).collect();
        let compare = |one: &Key, other: &Key| match listing.is_reversed {
            true => other.cmp(one),
            false => one.cmp(other),
        };
        rows.retain(|(place, _)| listing.after.as_ref().is_none_or(|after| compare(place, after).is_gt()));
        rows.sort_by(|one, other| compare(&one.0, &other.0));
        Ok(rows.into_iter().take(listing.limit).map(|(_, row)| row.clone()).collect())
    }

    async fn walk_users(
        &self,
        tenant: &TenantId,
        walk: Walk,
        limit: usize,
    ) -> Result<Vec<Option<User>>, StorageError> {
        let tenant = Value::text(tenant.as_str());
        let mut state = self.lock()?;
        let rows = state.table(&USER).rows().filter(|row| row.get("tenant") == Some(&tenant));
        let users = rows.filter_map(|row| row.read::<User>().ok());
        let found = users.filter_map(|user| Some((place(&user, &walk)?, user)));
        let mut found: Vec<_> = found.collect();
        found.sort_by(|one, other| one.0.cmp(&other.0));
        Ok(found.into_iter().take(limit).map(|(_, user)| Some(user)).collect())
    }

    async fn ping(&self) -> Result<(), StorageError> {
        self.lock().map(|_| ())
    }
}

/// Returns the key and the username of a user that a walk finds.
fn place(user: &User, walk: &Walk) -> Option<(Vec<u8>, Vec<u8>)> {
    let [username, email, name] = keys_of(user).map(|key| key.map(String::into_bytes));
    let username = username.unwrap_or_default();
    let key = match walk.by {
        FoundBy::Username => Some(username.clone()),
        FoundBy::Email => email.clone(),
        FoundBy::Name => name,
    }?;
    let fits = |key: &[u8]| *walk.beginning <= *key && *key < *walk.below;
    let before = (walk.by > FoundBy::Username && fits(&username))
        || (walk.by > FoundBy::Email && email.is_some_and(|email| fits(&email)));
    let is_behind = key > walk.from || (key == walk.from && username >= walk.username_from);
    (is_behind && key < walk.below && !before).then_some((key, username))
}
