//! The read side for administration, dump and copy: any kind of record, page by page.

mod access;
mod claim_map;
mod role_map;

use std::collections::BTreeSet;

use valetkey_accounts::User;
use valetkey_authorization_server::record::{Client, Grant, Session};
use valetkey_types::{TenantId, Timestamp, UserId};

use crate::{
    Storage, StorageError,
    description::Description,
    record::{GRANT, SESSION, USER},
    row::{Key, Row, Stored},
    value::{ColumnKind, Value},
};

pub use access::{ClientWithAccess, clients_with_access};
pub use claim_map::claim_map;
pub use role_map::{holders, members, role_map, role_map_revision};

/// A page of rows of one kind: which, in which order, from where, how many.
#[derive(Clone, Debug)]
pub struct Listing {
    /// The kind of record.
    pub description: &'static Description,
    /// Which rows: all match.
    pub filters: Vec<(&'static str, Match)>,
    /// The column that orders the rows before their key does.
    pub order: Option<&'static str>,
    /// Whether the last row in this order comes first.
    pub is_reversed: bool,
    /// The page starts behind the row with these values: that of `order`, then the key.
    pub after: Option<Key>,
    /// The most rows.
    pub limit: usize,
}

/// The most rows of a short page.
const SHORT_PAGE: usize = 64;

/// What a column must be.
#[derive(Clone, Debug)]
pub enum Match {
    /// This value.
    Equals(Value),
    /// A text that starts with this one, byte by byte.
    StartsWith(String),
    /// Empty.
    IsEmpty,
    /// A number that is not greater than this one.
    AtMost(i64),
}

/// A page of records.
#[derive(Clone, Debug)]
pub struct Page<T> {
    /// The records that this version can read.
    pub records: Vec<T>,
    /// Why others can't be read, each with its name.
    pub unreadable: Vec<String>,
    /// Where the next page starts; `None` on the last.
    pub next: Option<Key>,
}

impl Listing {
    /// All rows of a kind, of every tenant, by key.
    pub fn all(description: &'static Description, after: Option<Key>, limit: usize) -> Self {
        Self { description, filters: Vec::new(), order: None, is_reversed: false, after, limit }
    }

    /// The rows of a tenant, by key.
    pub fn of_tenant(description: &'static Description, tenant: &TenantId, limit: usize) -> Self {
        let is_theirs = ("tenant", Match::Equals(Value::text(tenant.as_str())));
        Self { filters: vec![is_theirs], ..Self::all(description, None, limit) }
    }

    /// Leaves out rows whose column is something else.
    #[must_use]
    pub fn with(mut self, column: &'static str, wanted: Match) -> Self {
        self.filters.push((column, wanted));
        self
    }

    /// Orders by a column, then by the key.
    #[must_use]
    pub fn ordered_by(self, column: &'static str) -> Self {
        Self { order: Some(column), ..self }
    }

    /// Reverses the order: the last row comes first.
    #[must_use]
    pub fn reversed(self) -> Self {
        Self { is_reversed: true, ..self }
    }

    /// Starts behind the page before.
    #[must_use]
    pub fn behind(self, after: Option<Key>) -> Self {
        Self { after, ..self }
    }

    /// Whether it reads few rows, one after the other from an index, so that nobody has to wait for it.
    pub fn is_short(&self) -> bool {
        self.limit <= SHORT_PAGE && self.filters.iter().all(|(column, _)| *column == "tenant")
    }

    /// Returns the columns that order the rows.
    pub fn order_columns(&self) -> Vec<&'static str> {
        self.order.into_iter().chain(self.description.key().iter().map(|column| column.name)).collect()
    }

    /// Returns where a row stands in the order.
    pub fn place_of(&self, row: &Row) -> Key {
        self.order_columns().iter().filter_map(|column| row.get(column).cloned()).collect()
    }

    /// Refuses columns that the kind has not, and an order by one that may be empty.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] with the name of the column.
    pub fn check(&self) -> Result<(), StorageError> {
        let refused = |column: &str, what: &str| {
            let kind = self.description.name;
            Err(StorageError::Corrupt(format!("expected {what} of a {kind}, got {column:?}")))
        };
        let column = |name: &str| self.description.columns.iter().find(|column| column.name == name);
        for (name, wanted) in &self.filters {
            let is_right = column(name).is_some_and(|column| match wanted {
                Match::Equals(value) => value.as_ref().to_value(column.kind).is_some(),
                Match::StartsWith(_) => column.kind == ColumnKind::Text,
                Match::IsEmpty => column.is_optional,
                Match::AtMost(_) => column.kind == ColumnKind::Integer,
            });
            if !is_right {
                return refused(name, "a column with such a value");
            }
        }
        match self.order {
            Some(name) if column(name).is_none_or(|column| column.is_optional) => {
                refused(name, "a column that is never empty")
            }
            _ => Ok(()),
        }
    }

    /// Returns the values of its statement, see [`crate::sql::page`]. The end of a beginning is no text: a byte that no
    /// UTF-8 has.
    pub fn values(&self) -> Vec<PageValue> {
        let mut values = Vec::new();
        for (_, wanted) in &self.filters {
            match wanted {
                Match::Equals(value) => values.push(PageValue::Value(value.clone())),
                Match::StartsWith(text) => {
                    values.push(PageValue::Value(Value::text(text)));
                    values.push(PageValue::Bytes([text.as_bytes(), &[0xff]].concat()));
                }
                Match::AtMost(greatest) => values.push(PageValue::Value(Value::Integer(*greatest))),
                Match::IsEmpty => {}
            }
        }
        values.extend(self.after.iter().flatten().cloned().map(PageValue::Value));
        values.push(PageValue::Value(Value::Integer(i64::try_from(self.limit).unwrap_or(i64::MAX))));
        values
    }
}

/// A value of the statement of a page.
#[derive(Clone, Debug)]
pub enum PageValue {
    /// A value as a column has it.
    Value(Value),
    /// A limit of a range of texts, which need not be UTF-8 itself.
    Bytes(Vec<u8>),
}

/// Reads a page of records.
///
/// # Errors
/// [`StorageError`] when the database does not answer. A record that this version can't read is no error: the page says so.
pub async fn page<T: Stored>(storage: &dyn Storage, listing: &Listing) -> Result<Page<T>, StorageError> {
    let rows = storage.rows(listing).await?;
    let is_last = rows.len() < listing.limit;
    let next = rows.last().filter(|_| !is_last).map(|row| listing.place_of(row));
    let (mut records, mut unreadable) = (Vec::with_capacity(rows.len()), Vec::new());
    for row in rows {
        match row.read::<T>() {
            Ok(record) => records.push(record),
            Err(error) => unreadable.push(error.to_string()),
        }
    }
    Ok(Page { records, unreadable, next })
}

/// Records that one question asks for.
const PAGE: usize = 500;

/// Returns the clients that hold a grant of a user, live or not, each once.
///
/// # Errors
/// [`StorageError`] when the database does not answer.
pub async fn clients_of_user(
    storage: &dyn Storage,
    tenant: &TenantId,
    user: &UserId,
) -> Result<Vec<Client>, StorageError> {
    let grants: Vec<Grant> = every(storage, of_user(tenant, user)).await?;
    let ids: BTreeSet<_> = grants.into_iter().map(|grant| grant.client_id).collect();
    let mut clients = Vec::new();
    for id in ids {
        clients.extend(storage.client(tenant, &id).await?.map(|client| Client::clone(&client)));
    }
    Ok(clients)
}

/// Returns every session of a user, live or not, by identifier.
///
/// # Errors
/// [`StorageError`] when the database does not answer.
pub async fn sessions_of_user(
    storage: &dyn Storage,
    tenant: &TenantId,
    user: &UserId,
) -> Result<Vec<Session>, StorageError> {
    let is_theirs = Match::Equals(Value::text(user.as_str()));
    every(storage, Listing::of_tenant(&SESSION, tenant, PAGE).with("user_id", is_theirs)).await
}

/// Returns up to `limit` users of all tenants whose time to return is over. A user that this version can't read is left out.
///
/// # Errors
/// [`StorageError`] when the database does not answer.
pub async fn users_to_remove(
    storage: &dyn Storage,
    now: Timestamp,
    limit: usize,
) -> Result<Vec<User>, StorageError> {
    let listing = Listing::all(&USER, None, limit).with("deletion_at", Match::AtMost(now.seconds()));
    Ok(page(storage, &listing).await?.records)
}

/// Returns the users of all tenants who asked for the deletion of their account.
///
/// # Errors
/// [`StorageError`] when the database does not answer.
pub async fn leaving_users(storage: &dyn Storage) -> Result<Vec<User>, StorageError> {
    every(storage, Listing::all(&USER, None, PAGE).with("deletion_at", Match::AtMost(i64::MAX))).await
}

/// Returns the grants of a user that are not revoked, expired or not, oldest first.
///
/// # Errors
/// [`StorageError`] when the database does not answer.
pub async fn grants_of_user(
    storage: &dyn Storage,
    tenant: &TenantId,
    user: &UserId,
) -> Result<Vec<Grant>, StorageError> {
    every(storage, of_user(tenant, user).with("revoked_at", Match::IsEmpty)).await
}

/// Returns the users whose username or email address is this name, without regard to ASCII case. Two users can have one only
/// if they do since before usernames and addresses became one set; the first is the one with the username.
///
/// # Errors
/// [`StorageError`] when the database does not answer.
pub async fn users_called(
    storage: &dyn Storage,
    tenant: &TenantId,
    name: &str,
) -> Result<Vec<User>, StorageError> {
    let key = Value::Text(name.to_ascii_lowercase());
    let mut found: Vec<User> = Vec::new();
    for column in ["username_key", "email_key"] {
        let called = Listing::of_tenant(&USER, tenant, 1).with(column, Match::Equals(key.clone()));
        let page: Page<User> = page(storage, &called).await?;
        if let Some(reason) = page.unreadable.into_iter().next() {
            return Err(StorageError::Corrupt(reason));
        }
        for user in page.records {
            if found.iter().all(|known| known.id != user.id) {
                found.push(user);
            }
        }
    }
    Ok(found)
}

fn of_user(tenant: &TenantId, user: &UserId) -> Listing {
    Listing::of_tenant(&GRANT, tenant, PAGE).with("user_id", Match::Equals(Value::text(user.as_str())))
}

/// Reads every record of a listing. One that this version can't read is left out.
async fn every<T: Stored>(storage: &dyn Storage, listing: Listing) -> Result<Vec<T>, StorageError> {
    let (mut records, mut after) = (Vec::new(), None);
    loop {
        let page: Page<T> = page(storage, &listing.clone().behind(after)).await?;
        records.extend(page.records);
        after = page.next;
        if after.is_none() {
            return Ok(records);
        }
    }
}
