//! People.

use valetkey_accounts::{SignInFailures, User};
use valetkey_types::{TenantId, Timestamp, UserId};

use super::{Made, conditional, new_row, step};
use crate::{
    document,
    parameter::{optional_text, text, value},
};

pub(super) fn add(user: &User) -> Made {
    new_row!(
        "users (tenant, id, username_key, email_key, document, sign_in_failure_count, sign_in_failure_last_at)",
        "$1, $2, $3, $4, $5, $6, $7",
        "$1::BYTEA[], $2::BYTEA[], $3::BYTEA[], $4::BYTEA[], $5::TEXT[], $6::BIGINT[], $7::BIGINT[]",
        text(user.tenant.as_str()),
        text(user.id.as_str()),
        text(&user.username.to_ascii_lowercase()),
        optional_text(email_key(user).as_deref()),
        value(document::write(user)?),
        value(i64::from(user.sign_in_failures.count)),
        value(user.sign_in_failures.last_at.map(Timestamp::seconds)),
    )
}

/// The counter of wrong passwords stays. A name that is somebody else's breaks the rule of an index: a conflict, too.
pub(super) fn replace(user: &User) -> Made {
    step!(
        conditional!(
            "UPDATE users SET username_key = $3, email_key = $4, document = $5 WHERE tenant = $1 AND id = $2"
        ),
        text(user.tenant.as_str()),
        text(user.id.as_str()),
        text(&user.username.to_ascii_lowercase()),
        optional_text(email_key(user).as_deref()),
        value(document::write(user)?),
    )
}

pub(super) fn remove(tenant: &TenantId, id: &UserId, at: Timestamp) -> Made {
    step!(
        "WITH changed AS (DELETE FROM users WHERE tenant = $1 AND id = $2 RETURNING 1),
             forgotten AS (DELETE FROM consents WHERE tenant = $1 AND user_id = $2),
             ended AS (DELETE FROM sessions WHERE tenant = $1 AND user_id = $2),
             revoked AS (UPDATE grants SET revoked_at = $3
                         WHERE tenant = $1 AND user_id = $2 AND revoked_at IS NULL)
         SELECT 1 / count(*) FROM changed",
        text(tenant.as_str()),
        text(id.as_str()),
        value(at.seconds()),
    )
}

/// Nothing is counted for somebody who is unknown.
pub(super) fn count_failure(tenant: &TenantId, id: &UserId, at: Timestamp) -> Made {
    step!(
        "UPDATE users SET sign_in_failure_count = least(sign_in_failure_count + 1, 4294967295),
             sign_in_failure_last_at = $3
         WHERE tenant = $1 AND id = $2",
        text(tenant.as_str()),
        text(id.as_str()),
        value(at.seconds()),
    )
}

pub(super) fn reset_failures(tenant: &TenantId, id: &UserId, expected: &SignInFailures) -> Made {
    step!(
        conditional!(
            "UPDATE users SET sign_in_failure_count = 0, sign_in_failure_last_at = NULL
             WHERE tenant = $1 AND id = $2 AND sign_in_failure_count = $3
                 AND sign_in_failure_last_at IS NOT DISTINCT FROM $4"
        ),
        text(tenant.as_str()),
        text(id.as_str()),
        value(i64::from(expected.count)),
        value(expected.last_at.map(Timestamp::seconds)),
    )
}

fn email_key(user: &User) -> Option<String> {
    user.email.as_ref().map(|email| email.to_ascii_lowercase())
}
