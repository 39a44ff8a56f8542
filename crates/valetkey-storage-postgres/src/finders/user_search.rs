//! Finding people by how a name begins: each page is a walk along one index.
//!
//! PostgreSQL reads a row for every condition that is not a limit on a column of the index. So that nobody's row is read only to
//! pass by them, whom a walk leaves to those before it is a limit, too: they have more bytes in common than the text is long.

use valetkey_storage::user_search::{FoundBy, Walk};
use valetkey_types::TenantId;

use super::Question;
use crate::parameter::{text, value};

/// A page: which rows, and in which order.
macro_rules! page {
    ($rows:literal) => {
        concat!(
            "SELECT document, sign_in_failure_count, sign_in_failure_last_at FROM users WHERE tenant = $1 AND ",
            $rows,
            " LIMIT $2"
        )
    };
}

const BY_USERNAME: &str = page!("username_key >= $3 AND username_key < $4 ORDER BY username_key");

const BY_EMAIL: &str = page!(
    "email_key >= $3 AND email_key < $4 AND bytes_in_common(email_key, username_key) < $5 ORDER BY email_key"
);

const BY_NAME: &str = page!(
    "(user_name_key(document), username_key) >= ($3, $6) AND user_name_key(document) < $4
        AND greatest(
            bytes_in_common(user_name_key(document), username_key),
            bytes_in_common(user_name_key(document), email_key)
        ) < $5
     ORDER BY user_name_key(document), username_key"
);

pub(crate) fn page(tenant: &TenantId, walk: Walk, at_most: usize) -> Question {
    let at_most = i64::try_from(at_most).unwrap_or(i64::MAX);
    let length = i32::try_from(walk.beginning.len()).unwrap_or(i32::MAX);
    let mut parameters = vec![text(tenant.as_str()), value(at_most), value(walk.from), value(walk.below)];
    let sql = match walk.by {
        FoundBy::Username => BY_USERNAME,
        FoundBy::Email => {
            parameters.push(value(length));
            BY_EMAIL
        }
        FoundBy::Name => {
            parameters.extend([value(length), value(walk.username_from)]);
            BY_NAME
        }
    };
    Question { sql, parameters }
}
