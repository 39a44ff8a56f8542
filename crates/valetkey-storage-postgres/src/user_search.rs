//! Finds users by a prefix of their names. Each page scans a part of one index.
//!
//! PostgreSQL reads a row to check any condition that is not a bound on an indexed column. A scan must not read rows only to
//! skip them. Therefore a bound also excludes the users of an earlier scan: they have all bytes of the prefix in common with
//! it.

use std::sync::OnceLock;

use valetkey_storage::{
    Columns,
    record::USER,
    sql::select_list,
    user_search::{FoundBy, Walk},
    value::Value,
};
use valetkey_types::TenantId;

use crate::parameter::{Parameter, number};

const BY_USERNAME: &str = "username_key >= $3 AND username_key < $4 ORDER BY username_key";

const BY_EMAIL: &str = "email_key >= $3 AND email_key < $4 AND bytes_in_common(email_key, username_key) < $5::BIGINT ORDER BY email_key";

const BY_NAME: &str = "(user_name_key(document), username_key) >= ($3, $6) AND user_name_key(document) < $4
        AND greatest(
            bytes_in_common(user_name_key(document), username_key),
            bytes_in_common(user_name_key(document), email_key)
        ) < $5::BIGINT
     ORDER BY user_name_key(document), username_key";

/// Returns the statement of a scan: its condition and its order.
fn statement(by: FoundBy) -> &'static str {
    static STATEMENTS: [OnceLock<String>; 3] = [const { OnceLock::new() }; 3];
    let [username, email, name] = &STATEMENTS;
    let (text, rows) = match by {
        FoundBy::Username => (username, BY_USERNAME),
        FoundBy::Email => (email, BY_EMAIL),
        FoundBy::Name => (name, BY_NAME),
    };
    text.get_or_init(|| {
        let list = select_list(&USER, "", Columns::Own);
        format!("SELECT {list} FROM users WHERE tenant = $1 AND {rows} LIMIT $2")
    })
}

/// Returns the statement of a page and its values.
pub(crate) fn page(tenant: &TenantId, walk: Walk, limit: usize) -> (&'static str, Vec<Parameter>) {
    let Walk { by, from, username_from, below, beginning } = walk;
    let length = i64::try_from(beginning.len()).unwrap_or(i64::MAX);
    let tenant = Parameter::Value(Value::text(tenant.as_str()));
    let limit = number(i64::try_from(limit).unwrap_or(i64::MAX));
    let mut parameters = vec![tenant, limit, Parameter::Bytes(from), Parameter::Bytes(below)];
    if by > FoundBy::Username {
        parameters.push(number(length));
    }
    if by == FoundBy::Name {
        parameters.push(Parameter::Bytes(username_from));
    }
    (statement(by), parameters)
}
