//! The questions of the finders, and the functions that read their rows. Each question is one statement on every backend.

use valetkey_accounts::{SignInFailures, User};
use valetkey_authorization_server::{
    facts::{AccessTokenFacts, AuthorizationFacts, CodeFacts, RefreshFacts, RoleMapFacts, SessionFacts},
    record::{Client, Consent, SigningKeyRecord},
};

use crate::{
    StorageError,
    question::{
        Join::{Inner, Outer},
        Operand::{Column, Value},
        Part, Parts, Question,
    },
    record::{
        CLIENT, CONSENT, COUNTER, GRANT, REVOKED_ACCESS_TOKEN, ROLE_MAP, SESSION, SIGNING_KEY, TENANT, USER,
        failures,
    },
    row::Stored,
    sql::Text,
};

macro_rules! questions {
    ($($(#[$doc:meta])* $name:ident $(($long:ident))? = [
        $($join:ident $description:ident { $($column:literal = $operand:expr),* $(,)? }),* $(,)?
    ] $(order $order:expr)?;)*) => {
        $($(#[$doc])* pub(crate) static $name: Question = Question {
            parts: &[$(Part {
                description: &$description,
                join: $join,
                on: &[$(($column, $operand)),*],
            }),*],
            order: questions!(@order $($order)?),
            is_long: questions!(@long $($long)?),
            text: Text::new(),
        };)*

        /// Every question.
        #[cfg(feature = "conformance")]
        pub(crate) static QUESTIONS: &[&Question] = &[$(&$name),*];
    };
    (@order $order:expr) => { &$order };
    (@order) => { &[] };
    (@long long) => { true };
    (@long) => { false };
}

questions! {
    /// Values: tenant.
    TENANT_BY_ID = [Inner TENANT { "tenant" = Value(0) }];
    /// Values: tenant, client.
    CLIENT_BY_ID = [Inner CLIENT { "tenant" = Value(0), "id" = Value(1) }];
    /// Values: tenant.
    CLIENTS (long) = [Inner CLIENT { "tenant" = Value(0) }] order [(0, "name"), (0, "id")];
    /// Values: tenant, user.
    USER_BY_ID = [Inner USER { "tenant" = Value(0), "id" = Value(1) }];
    /// Values: tenant, name in lower case.
    USER_BY_NAME = [
        Outer USER { "tenant" = Value(0), "username_key" = Value(1) },
        Outer USER { "tenant" = Value(0), "email_key" = Value(1) },
    ];
    /// Values: tenant, kind and number of a counter, kind and number of another one.
    SIGN_IN_FAILURES = [
        Outer COUNTER { "tenant" = Value(0), "kind" = Value(1), "number" = Value(2) },
        Outer COUNTER { "tenant" = Value(0), "kind" = Value(3), "number" = Value(4) },
    ];
    /// Values: tenant, client, session.
    AUTHORIZATION_FACTS = [
        Inner SESSION { "tenant" = Value(0), "id" = Value(2) },
        Inner USER { "tenant" = Value(0), "id" = Column(0, "user_id") },
        Outer CONSENT { "tenant" = Value(0), "user_id" = Column(0, "user_id"), "client_id" = Value(1) },
    ];
    /// Values: tenant, session.
    SESSION_FACTS = [
        Inner SESSION { "tenant" = Value(0), "id" = Value(1) },
        Inner USER { "tenant" = Value(0), "id" = Column(0, "user_id") },
    ];
    /// Values: tenant, grant, user, client, session.
    CODE_FACTS = [
        Outer GRANT { "tenant" = Value(0), "id" = Value(1) },
        Outer USER { "tenant" = Value(0), "id" = Value(2) },
        Outer CONSENT { "tenant" = Value(0), "user_id" = Value(2), "client_id" = Value(3) },
        Outer SESSION { "tenant" = Value(0), "id" = Value(4) },
        Outer SESSION { "tenant" = Value(0), "id" = Column(3, "continued_by") },
        Outer ROLE_MAP { "tenant" = Value(0) },
    ];
    /// Values: tenant, grant.
    REFRESH_FACTS = [
        Inner GRANT { "tenant" = Value(0), "id" = Value(1) },
        Outer USER { "tenant" = Value(0), "id" = Column(0, "user_id") },
        Outer ROLE_MAP { "tenant" = Value(0) },
    ];
    /// Values: tenant, token, grant.
    ACCESS_TOKEN_FACTS = [
        Outer REVOKED_ACCESS_TOKEN { "tenant" = Value(0), "id" = Value(1) },
        Outer GRANT { "tenant" = Value(0), "id" = Value(2) },
        Outer USER { "tenant" = Value(0), "id" = Column(1, "user_id") },
        Outer ROLE_MAP { "tenant" = Value(0) },
    ];
    /// One row for each grant. Values: tenant, user, `sid`.
    CLIENTS_OF_SESSION = [
        Inner GRANT { "tenant" = Value(0), "user_id" = Value(1), "sid" = Value(2) },
        Inner CLIENT { "tenant" = Value(0), "id" = Column(0, "client_id") },
    ] order [(1, "name"), (1, "id")];
    /// Values: tenant, user.
    CONSENTS_OF_USER = [
        Inner CONSENT { "tenant" = Value(0), "user_id" = Value(1) },
        Outer CLIENT { "tenant" = Value(0), "id" = Column(0, "client_id") },
    ] order [(0, "client_id")];
    /// Values: tenant.
    SIGNING_KEYS = [Inner SIGNING_KEY { "tenant" = Value(0) }] order [(0, "created_at"), (0, "kid")];
}

type Read<T> = Result<Option<T>, StorageError>;

/// Reads the first record of a row. Fails if it can't be read.
pub(crate) fn first<T: Stored>(row: &Parts<'_>) -> Read<T> {
    row.read(0)
}

/// Reads a record of a list. A record that can't be read is logged and left out.
pub(crate) fn listed<T: Stored>(row: &Parts<'_>, part: usize) -> Read<T> {
    or_left_out(row.read(part))
}

pub(crate) fn or_left_out<T>(read: Read<T>) -> Read<T> {
    match read {
        Err(StorageError::Corrupt(reason)) => {
            tracing::error!(reason, "a stored record can't be read; it is left out of a list");
            Ok(None)
        }
        read => read,
    }
}

pub(crate) fn first_listed<T: Stored>(row: &Parts<'_>) -> Read<T> {
    listed(row, 0)
}

/// Reads the user with this username or mail address. Two users may have the same name since before usernames and addresses
/// became one set: then the user with the username is returned.
pub(crate) fn user_by_name(row: &Parts<'_>) -> Read<User> {
    match row.read(0)? {
        Some(user) => Ok(Some(user)),
        None => row.read(1),
    }
}

/// Reads a user for the facts of a request. The record is large and facts move often, so it is on the heap.
fn user(row: &Parts<'_>, part: usize) -> Read<Box<User>> {
    Ok(row.read(part)?.map(Box::new))
}

pub(crate) fn sign_in_failures(row: &Parts<'_>) -> Read<[SignInFailures; 2]> {
    Ok(Some([failures(&row.fields(0)?)?, failures(&row.fields(1)?)?]))
}

pub(crate) fn session_facts(row: &Parts<'_>) -> Read<SessionFacts> {
    Ok(row.read(0)?.zip(user(row, 1)?).map(|(session, user)| SessionFacts { session, user }))
}

pub(crate) fn authorization_facts(row: &Parts<'_>) -> Read<AuthorizationFacts> {
    Ok(Some(AuthorizationFacts { session: session_facts(row)?, consent: row.read(2)? }))
}

pub(crate) fn code_facts(row: &Parts<'_>) -> Read<CodeFacts> {
    let session = match row.read(4)? {
        Some(continuing) => Some(continuing),
        None => row.read(3)?,
    };
    Ok(Some(CodeFacts {
        grant: row.read(0)?,
        user: user(row, 1)?,
        consent: row.read(2)?,
        session,
        role_map: role_map(row, 5)?,
    }))
}

pub(crate) fn refresh_facts(row: &Parts<'_>) -> Read<RefreshFacts> {
    let (user, role_map) = (user(row, 1)?, role_map(row, 2)?);
    Ok(row.read(0)?.map(|grant| RefreshFacts { grant, user, role_map }))
}

pub(crate) fn access_token_facts(row: &Parts<'_>) -> Read<AccessTokenFacts> {
    let revoked = row.fields(0)?.is_present()?;
    let role_map = role_map(row, 3)?;
    Ok(Some(AccessTokenFacts { grant: row.read(1)?, user: user(row, 2)?, revoked, role_map }))
}

/// Returns the revision of the groups and roles. The caller reads the map itself only if the revision has changed.
fn role_map(row: &Parts<'_>, part: usize) -> Result<RoleMapFacts, StorageError> {
    let fields = row.fields(part)?;
    let revision = if fields.is_present()? { fields.revision()? } else { 0 };
    Ok(RoleMapFacts { revision, ..RoleMapFacts::default() })
}

pub(crate) fn client_of_session(row: &Parts<'_>) -> Read<Client> {
    listed(row, 1)
}

pub(crate) fn consent_with_client(row: &Parts<'_>) -> Read<(Consent, Option<Client>)> {
    let client = listed(row, 1)?;
    Ok(listed(row, 0)?.map(|consent| (consent, client)))
}

pub(crate) fn signing_key(row: &Parts<'_>) -> Read<SigningKeyRecord> {
    first_listed(row)
}
