//! Reads records of any kind, page by page, for administration, dump and copy.

mod access;
mod claim_map;
mod file_ownership;
mod role_map;
mod shape;
mod users;

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
pub use file_ownership::{file_owner, file_ownerships};
pub use role_map::{holders, members, role_map, role_map_revision, visit_holders};
pub(crate) use shape::index_of;
pub use shape::{SHAPES, Shape, Test};

/// A request for a page of rows of one kind: the filters, the order, the start and the limit.
#[derive(Clone, Debug)]
pub struct Listing {
    /// The kind of record.
    pub description: &'static Description,
    /// The filters. A row must match all of them.
    pub filters: Vec<(&'static str, Match)>,
    /// The column by which rows are sorted before the key.
    pub order: Option<&'static str>,
    /// Whether the order is reversed.
    pub is_reversed: bool,
    /// The page starts after the row with these values: the value of `order`, then the key.
    pub after: Option<Key>,
    /// The maximum number of rows.
    pub limit: usize,
    /// Whether the listing may read rows that it does not return.
    pub may_scan: bool,
}

/// The maximum number of rows of a short page.
const SHORT_PAGE: usize = 64;

/// A condition on a column.
#[derive(Clone, Debug)]
pub enum Match {
    /// The column has this value.
    Equals(Value),
    /// The column is a text that starts with this text, byte by byte.
    StartsWith(String),
    /// The column is `NULL`.
    IsEmpty,
    /// The column is a number that is not greater than this number.
    AtMost(i64),
}

/// A page of records.
#[derive(Clone, Debug)]
pub struct Page<T> {
    /// The records that this version can read.
    pub records: Vec<T>,
    /// For each unreadable record, its name and the reason.
    pub unreadable: Vec<String>,
    /// The start of the next page; `None` on the last page.
    pub next: Option<Key>,
}

impl Listing {
    /// Lists all rows of a kind, of all tenants, by key.
    pub fn all(description: &'static Description, after: Option<Key>, limit: usize) -> Self {
        Self {
            description,
            filters: Vec::new(),
            order: None,
            is_reversed: false,
            after,
            limit,
            may_scan: false,
        }
    }

    /// Lists the rows of a tenant, by key.
    pub fn of_tenant(description: &'static Description, tenant: &TenantId, limit: usize) -> Self {
        let is_theirs = ("tenant", Match::Equals(Value::text(tenant.as_str())));
        Self { filters: vec![is_theirs], ..Self::all(description, None, limit) }
    }

    /// Adds a condition on a column.
    #[must_use]
    pub fn with(mut self, column: &'static str, wanted: Match) -> Self {
        self.filters.push((column, wanted));
        self
    }

    /// Sorts by a column, then by the key.
    #[must_use]
    pub fn ordered_by(self, column: &'static str) -> Self {
        Self { order: Some(column), ..self }
    }

    /// Reverses the order.
    #[must_use]
    pub fn reversed(self) -> Self {
        Self { is_reversed: true, ..self }
    }

    /// Starts after the previous page.
    #[must_use]
    pub fn behind(self, after: Option<Key>) -> Self {
        Self { after, ..self }
    }

    /// Allows filters and an order without an index, for rare commands: the database may read all rows of the kind.
    #[must_use]
    pub fn scanning(self) -> Self {
        Self { may_scan: true, ..self }
    }

    /// Returns whether the page has few rows that are read in sequence from an index, so that other reads need not wait for it.
    pub fn is_short(&self) -> bool {
        self.limit <= SHORT_PAGE
            && self.filters.iter().all(|(column, wanted)| {
                *column == "tenant" || (*column == "lane" && matches!(wanted, Match::Equals(_)))
            })
    }

    /// Returns the columns by which the rows are sorted.
    pub fn order_columns(&self) -> Vec<&'static str> {
        self.order.into_iter().chain(self.description.key().iter().map(|column| column.name)).collect()
    }

    /// Returns the columns by which the rows differ in the order. Those with one wanted value are the same in all rows.
    pub fn varying_columns(&self) -> Vec<&'static str> {
        self.order_columns().into_iter().filter(|column| !self.is_fixed(column)).collect()
    }

    fn is_fixed(&self, column: &str) -> bool {
        self.filters.iter().any(|(name, wanted)| *name == column && matches!(wanted, Match::Equals(_)))
    }

    /// Returns the position of a row in the order.
    pub fn place_of(&self, row: &Row) -> Key {
        self.order_columns().iter().filter_map(|column| row.get(column).cloned()).collect()
    }

    /// Refuses columns that do not exist or can't have such a value, an order by a column that may be `NULL`, and a listing without an
    /// index that does not say so.
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
            _ if self.may_scan || self.is_by_key() || self.shape().is_some() => Ok(()),
            _ => {
                let columns: Vec<&str> =
                    self.filters.iter().map(|(name, _)| *name).chain(self.order).collect();
                refused(&columns.join(", "), "filters and an order with an index")
            }
        }
    }

    /// Returns the values of its statement, see [`crate::sql::page`]. The upper limit of [`Match::StartsWith`] ends with a byte
    /// that never occurs in UTF-8, so it is not a text.
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
        let place = self.after.iter().flatten().zip(self.order_columns());
        let varying = place.filter(|(_, column)| !self.is_fixed(column)).map(|(value, _)| value.clone());
        values.extend(varying.map(PageValue::Value));
        values.push(PageValue::Value(Value::Integer(i64::try_from(self.limit).unwrap_or(i64::MAX))));
        values
    }
}

/// A value for the statement of a page.
#[derive(Clone, Debug)]
pub enum PageValue {
    /// A value of a column.
    Value(Value),
    /// A limit of a range of texts. It may be invalid UTF-8.
    Bytes(Vec<u8>),
}

/// Reads a page of records.
///
/// # Errors
/// [`StorageError`] when the database does not answer. A record that this version can't read is not an error: the page names it.
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

/// The number of records that are read at once.
const PAGE: usize = 500;

/// Returns the clients with a grant of a user, live or not, each once.
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

/// Returns a page of the users of all tenants whose time to return is over, behind the page before.
///
/// # Errors
/// [`StorageError`] when the database does not answer.
pub async fn users_to_remove(
    storage: &dyn Storage,
    now: Timestamp,
    after: Option<Key>,
    limit: usize,
) -> Result<Page<User>, StorageError> {
    page(storage, &Listing::all(&USER, after, limit).with("deletion_at", Match::AtMost(now.seconds()))).await
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

/// Returns the users whose username or email address is this name, without regard to ASCII case. There can be two users only if
/// they have had the name since before usernames and addresses became one set. Then the user with the username comes first.
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

/// Reads every record of a listing. A record that this version can't read is left out.
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
