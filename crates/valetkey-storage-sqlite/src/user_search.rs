//! Finds users by a prefix of their names. Scans one index after the other until the page is full.

use std::sync::OnceLock;

use rusqlite::Connection;
use valetkey_accounts::User;
use valetkey_storage::{
    Columns,
    record::{USER, listed_user},
    sql::select_list,
    user_search::{FoundBy, Walk},
    value::ValueRef,
};
use valetkey_types::TenantId;

use crate::{failure::Failure, query::find};

/// The indexed expression for a name.
macro_rules! name_key {
    () => {
        "CASE WHEN instr(document, '\\u0000') = 0 THEN lower(substr(json_extract(document, '$.name'), 1, 200)) END"
    };
}

/// The index, the condition and the order. The index contains all columns of the condition, so skipped rows are not read. The
/// values are: tenant, from, below, maximum rows, prefix, first username.
const BY_USERNAME: (&str, &str) =
    ("users_by_username", "username_key >= ?2 AND username_key < ?3 ORDER BY username_key");

const BY_EMAIL: (&str, &str) = (
    "users_by_email_alone",
    "email_key >= ?2 AND email_key < ?3 AND NOT (username_key >= ?5 AND username_key < ?3)
     ORDER BY email_key, username_key",
);

const BY_NAME: (&str, &str) = (
    "users_by_name_alone",
    concat!(
        name_key!(),
        " >= ?2 AND ",
        name_key!(),
        " < ?3 AND (",
        name_key!(),
        " > ?2 OR username_key >= ?6)
            AND NOT (username_key >= ?5 AND username_key < ?3)
            AND (email_key IS NULL OR NOT (email_key >= ?5 AND email_key < ?3))
         ORDER BY ",
        name_key!(),
        ", username_key"
    ),
);

/// Returns the statement for a scan.
fn statement(by: FoundBy) -> &'static str {
    static STATEMENTS: [OnceLock<String>; 3] = [const { OnceLock::new() }; 3];
    let [username, email, name] = &STATEMENTS;
    let (text, (index, rows)) = match by {
        FoundBy::Username => (username, BY_USERNAME),
        FoundBy::Email => (email, BY_EMAIL),
        FoundBy::Name => (name, BY_NAME),
    };
    text.get_or_init(|| {
        let list = select_list(&USER, "", Columns::Own);
        format!("SELECT {list} FROM users INDEXED BY {index} WHERE tenant = ?1 AND {rows} LIMIT ?4")
    })
}

pub(crate) fn page(
    connection: &Connection,
    tenant: &TenantId,
    walk: Walk,
    limit: usize,
) -> Result<Vec<Option<User>>, Failure> {
    let limit = ValueRef::Integer(i64::try_from(limit).unwrap_or(i64::MAX));
    let Walk { by, from, username_from, below, beginning } = &walk;
    let mut values =
        vec![ValueRef::Text(tenant.as_str()), ValueRef::Bytes(from), ValueRef::Bytes(below), limit];
    if *by > FoundBy::Username {
        values.push(ValueRef::Bytes(beginning));
    }
    if *by == FoundBy::Name {
        values.push(ValueRef::Bytes(username_from));
    }
    find(connection, statement(*by), values, |cells| Ok(Some(listed_user(cells)?)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;

    #[test]
    fn every_page_is_a_walk_along_its_index_and_sorts_nothing() {
        let connection = Connection::open_in_memory().unwrap();
        for step in [
            include_str!("../migrations/V1__first.sql"),
            include_str!("../migrations/V3__user_search.sql"),
            include_str!("../migrations/V4__passing_by.sql"),
            "ALTER TABLE users ADD COLUMN revision INTEGER NOT NULL DEFAULT 1",
        ] {
            connection.execute_batch(step).unwrap();
        }
        for (by, index) in [
            (
                FoundBy::Username,
                "SEARCH users USING INDEX users_by_username (tenant=? AND username_key>? AND username_key<?)",
            ),
            (
                FoundBy::Email,
                "SEARCH users USING INDEX users_by_email_alone (tenant=? AND email_key>? AND email_key<?)",
            ),
            (
                FoundBy::Name,
                "SEARCH users USING INDEX users_by_name_alone (tenant=? AND <expr>>? AND <expr><?)",
            ),
        ] {
            let mut plan = connection.prepare(&format!("EXPLAIN QUERY PLAN {}", statement(by))).unwrap();
            let mut rows = plan.raw_query();
            let mut steps: Vec<String> = Vec::new();
            while let Some(row) = rows.next().unwrap() {
                steps.push(row.get(3).unwrap());
            }
            assert_eq!(steps, [index]);
        }
    }
}
