//! Every record of a database in an order of its own, page by page: for moving and comparing databases.

use serde::Serialize;
use uuid::Uuid;
use valetkey_accounts::User;
use valetkey_authorization_server::{
    Change,
    record::{Client, Consent, Grant, Session, SigningKeyRecord, TenantRecord},
};
use valetkey_types::{TenantId, Timestamp};

/// A kind of record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RecordKind {
    /// Tenants with their issuers.
    Tenant,
    /// Clients.
    Client,
    /// People.
    User,
    /// Signing keys.
    SigningKey,
    /// Consents.
    Consent,
    /// Browser sessions.
    Session,
    /// Grants.
    Grant,
    /// Revocations of single access tokens.
    RevokedAccessToken,
}

/// One record of any kind.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Record {
    /// A tenant with its issuer.
    Tenant(TenantRecord),
    /// A client.
    Client(Box<Client>),
    /// A person, with the counter of wrong passwords.
    User(Box<User>),
    /// A signing key, its private half still sealed.
    SigningKey(SigningKeyRecord),
    /// A consent.
    Consent(Consent),
    /// A session, ended or not.
    Session(Session),
    /// A grant, revoked or not.
    Grant(Grant),
    /// The revocation of a single access token.
    RevokedAccessToken {
        /// The tenant.
        tenant: TenantId,
        /// Its `jti`.
        id: Uuid,
        /// When it would have expired.
        expires_at: Timestamp,
    },
}

/// What a record is found by, and its place in the order of its kind: tenant, then the rest, byte by byte.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct RecordKey {
    /// The tenant.
    pub tenant: Vec<u8>,
    /// The identifier: text as UTF-8, a UUID as its sixteen bytes; of a consent the person.
    pub id: Vec<u8>,
    /// The client of a consent; empty otherwise.
    pub second: Vec<u8>,
}

impl RecordKind {
    /// Every kind, in an order in which they can be written.
    pub const ALL: [Self; 8] = [
        Self::Client,
        Self::User,
        Self::SigningKey,
        Self::Consent,
        Self::Session,
        Self::Grant,
        Self::RevokedAccessToken,
        Self::Tenant,
    ];

    /// Its name in the plural, for people.
    pub fn plural(self) -> &'static str {
        match self {
            Self::Tenant => "tenants",
            Self::Client => "clients",
            Self::User => "people",
            Self::SigningKey => "signing keys",
            Self::Consent => "consents",
            Self::Session => "sessions",
            Self::Grant => "grants",
            Self::RevokedAccessToken => "revoked access tokens",
        }
    }
}

impl Record {
    /// What it is found by.
    pub fn key(&self) -> RecordKey {
        let of_uuid = |tenant: &TenantId, id: &Uuid| RecordKey::new(tenant, id.as_bytes(), "");
        match self {
            Self::Tenant(record) => RecordKey::new(&record.tenant, &[], ""),
            Self::Client(client) => RecordKey::new(&client.tenant, client.id.as_str().as_bytes(), ""),
            Self::User(user) => RecordKey::new(&user.tenant, user.id.as_str().as_bytes(), ""),
            Self::SigningKey(key) => RecordKey::new(&key.tenant, key.kid.as_bytes(), ""),
            Self::Consent(consent) => {
                let user_id = consent.user_id.as_str().as_bytes();
                RecordKey::new(&consent.tenant, user_id, consent.client_id.as_str())
            }
            Self::Session(session) => of_uuid(&session.tenant, &session.id),
            Self::Grant(grant) => of_uuid(&grant.tenant, &grant.id),
            Self::RevokedAccessToken { tenant, id, .. } => of_uuid(tenant, id),
        }
    }

    /// The change that stores it in a database that does not have it.
    pub fn into_change(self) -> Change {
        match self {
            Self::Tenant(record) => Change::AddTenant(record),
            Self::Client(client) => Change::AddClient(client),
            Self::User(user) => Change::AddUser(user),
            Self::SigningKey(key) => Change::PutSigningKey(key),
            Self::Consent(consent) => Change::RememberConsent(consent),
            Self::Session(session) => Change::StartSession(session),
            Self::Grant(grant) => Change::StoreGrant(grant),
            Self::RevokedAccessToken { tenant, id, expires_at } => {
                Change::RevokeAccessToken { tenant, id, expires_at }
            }
        }
    }
}

impl RecordKey {
    fn new(tenant: &TenantId, id: &[u8], second: &str) -> Self {
        Self {
            tenant: tenant.as_str().as_bytes().to_vec(),
            id: id.to_vec(),
            second: second.as_bytes().to_vec(),
        }
    }
}
