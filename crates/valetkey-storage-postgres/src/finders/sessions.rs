//! Sessions, and what the authorization endpoint loads with them.

use tokio_postgres::Row;
use uuid::Uuid;
use valetkey_authorization_server::{
    facts::{AuthorizationFacts, SessionFacts},
    record::Session,
};
use valetkey_storage::StorageError;
use valetkey_types::{ClientId, TenantId};

use super::{Question, consents, question, users};
use crate::{
    parameter::{text, value},
    row::{moment_in, optional_document_in},
};

pub(crate) fn authorization_facts(tenant: &TenantId, client_id: &ClientId, session: Uuid) -> Question {
    question!(
        "SELECT session.document, session.ended_at,
             person.document, person.sign_in_failure_count, person.sign_in_failure_last_at,
             consent.document, consent.revision
         FROM sessions AS session
         JOIN users AS person ON person.tenant = $1 AND person.id = session.user_id
         LEFT JOIN consents AS consent
             ON consent.tenant = $1 AND consent.user_id = person.id AND consent.client_id = $2
         WHERE session.tenant = $1 AND session.id = $3",
        text(tenant.as_str()),
        text(client_id.as_str()),
        value(session),
    )
}

pub(crate) fn read_authorization_facts(row: &Row) -> Result<AuthorizationFacts, StorageError> {
    Ok(AuthorizationFacts { session: read_facts(row)?, consent: consents::read_optional(row, 5)? })
}

pub(crate) fn facts(tenant: &TenantId, id: Uuid) -> Question {
    question!(
        "SELECT session.document, session.ended_at,
             person.document, person.sign_in_failure_count, person.sign_in_failure_last_at
         FROM sessions AS session
         JOIN users AS person ON person.tenant = session.tenant AND person.id = session.user_id
         WHERE session.tenant = $1 AND session.id = $2",
        text(tenant.as_str()),
        value(id),
    )
}

/// A session counts only with its person.
pub(crate) fn read_facts(row: &Row) -> Result<Option<SessionFacts>, StorageError> {
    let (session, user) = (read_optional(row)?, users::read_optional(row, 2)?);
    Ok(session.zip(user).map(|(session, user)| SessionFacts { session, user }))
}

/// From the columns `document, ended_at`, which come first.
pub(crate) fn read_optional(row: &Row) -> Result<Option<Session>, StorageError> {
    let Some(mut session) = optional_document_in::<Session>(row, 0)? else { return Ok(None) };
    session.ended_at = moment_in(row, 1)?;
    Ok(Some(session))
}
