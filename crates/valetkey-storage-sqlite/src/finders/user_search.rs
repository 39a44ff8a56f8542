//! Finding people by how a name begins: a walk along one index after the other, until the page is full.

use rusqlite::{Connection, named_params};
use valetkey_accounts::User;
use valetkey_storage::user_search::{FoundBy, Walk};
use valetkey_types::TenantId;

use super::users::read;
use crate::{
    failure::Failure,
    query::{Limit, find_all},
};

/// The key of a name, as the index spells it.
macro_rules! name_key {
    () => {
        "CASE WHEN instr(document, '\\u0000') = 0 THEN lower(substr(json_extract(document, '$.name'), 1, 200)) END"
    };
}

/// A page: along which index, which rows, and in which order. The index has whatever is asked about: the row of somebody who
/// is passed by is not read.
macro_rules! page {
    ($index:literal, $($rows:expr),+) => {
        concat!(
            "SELECT document, sign_in_failure_count, sign_in_failure_last_at FROM users INDEXED BY ",
            $index,
            " WHERE tenant = :tenant AND ",
            $($rows),+,
            " LIMIT :at_most"
        )
    };
}

const BY_USERNAME: &str =
    page!("users_by_username", "username_key >= :from AND username_key < :below ORDER BY username_key");

const BY_EMAIL: &str = page!(
    "users_by_email_alone",
    "email_key >= :from AND email_key < :below
        AND NOT (username_key >= :beginning AND username_key < :below)
     ORDER BY email_key, username_key"
);

const BY_NAME: &str = page!(
    "users_by_name_alone",
    name_key!(),
    " >= :from AND ",
    name_key!(),
    " < :below
        AND (",
    name_key!(),
    " > :from OR username_key >= :username_from)
        AND NOT (username_key >= :beginning AND username_key < :below)
        AND (email_key IS NULL OR NOT (email_key >= :beginning AND email_key < :below))
     ORDER BY ",
    name_key!(),
    ", username_key"
);

pub(crate) fn find_users(
    connection: &Connection,
    tenant: &TenantId,
    walks: Vec<Walk>,
    at_most: usize,
) -> Result<Vec<User>, Failure> {
    let mut found = Vec::new();
    for walk in walks {
        let left = at_most - found.len();
        if left > 0 {
            found.extend(page(connection, tenant, walk, left)?);
        }
    }
    Ok(found)
}

fn page(
    connection: &Connection,
    tenant: &TenantId,
    walk: Walk,
    at_most: usize,
) -> Result<Vec<User>, Failure> {
    let at_most = i64::try_from(at_most).unwrap_or(i64::MAX);
    let (tenant, from, below) = (tenant.as_str(), Limit(walk.from), Limit(walk.below));
    let (username_from, beginning) = (Limit(walk.username_from), Limit(walk.beginning));
    let people = match walk.by {
        FoundBy::Username => {
            let values =
                named_params! {":tenant": tenant, ":from": from, ":below": below, ":at_most": at_most};
            find_all(connection, BY_USERNAME, values, |row| read(row, 0))
        }
        FoundBy::Email => {
            let values = named_params! {
                ":tenant": tenant, ":from": from, ":below": below, ":beginning": beginning, ":at_most": at_most,
            };
            find_all(connection, BY_EMAIL, values, |row| read(row, 0))
        }
        FoundBy::Name => {
            let values = named_params! {
                ":tenant": tenant, ":from": from, ":below": below, ":beginning": beginning, ":at_most": at_most,
                ":username_from": username_from,
            };
            find_all(connection, BY_NAME, values, |row| read(row, 0))
        }
    };
    Ok(people?.into_iter().flatten().collect())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;

    #[test]
    fn every_page_is_a_walk_along_its_index_and_sorts_nothing() {
        let connection = Connection::open_in_memory().unwrap();
        for step in [
            include_str!("../../migrations/V1__first.sql"),
            include_str!("../../migrations/V3__user_search.sql"),
            include_str!("../../migrations/V4__passing_by.sql"),
        ] {
            connection.execute_batch(step).unwrap();
        }
        for (sql, index) in [
            (
                BY_USERNAME,
                "SEARCH users USING INDEX users_by_username (tenant=? AND username_key>? AND username_key<?)",
            ),
            (
                BY_EMAIL,
                "SEARCH users USING INDEX users_by_email_alone (tenant=? AND email_key>? AND email_key<?)",
            ),
            (BY_NAME, "SEARCH users USING INDEX users_by_name_alone (tenant=? AND <expr>>? AND <expr><?)"),
        ] {
            let mut plan = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
            let mut rows = plan.raw_query();
            let mut steps: Vec<String> = Vec::new();
            while let Some(row) = rows.next().unwrap() {
                steps.push(row.get(3).unwrap());
            }
            assert_eq!(steps, [index]);
        }
    }
}
