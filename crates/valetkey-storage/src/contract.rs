//! The contract every backend keeps.

use std::sync::Arc;

use async_trait::async_trait;
use uuid::Uuid;
use valetkey_accounts::{SignInFailures, User};
use valetkey_authorization_server::{
    Change,
    facts::{
        AccessTokenFacts, AccessTokenKey, AuthorizationFacts, CodeFacts, CodeKey, RefreshFacts, SessionFacts,
    },
    record::{Client, Consent, CounterKey, SigningKeyRecord, TenantRecord},
};
use valetkey_types::{ClientId, TenantId, UserId};

use crate::{ApplyError, Listing, Notices, Row, RowList, StorageError, lower};

/// Finders and one atomic `apply`.
///
/// A finder returns records as they are, expired or revoked ones included: whether they count is decided elsewhere, at
/// the moment of the request. Each `…_facts` finder returns one consistent picture in one round trip. Text is kept byte
/// for byte.
///
/// A database implements [`crate::Backend`] and has this for it. A list leaves out a record that this version can't read and
/// reports it; a finder of that one record fails.
#[async_trait]
pub trait Storage: Send + Sync + 'static {
    /// Applies the whole list in order and durably, or nothing of it. When it returns `Ok`, a crash of the program or
    /// the machine loses nothing of the list. A caller that stops waiting does not stop the list.
    ///
    /// Nothing is ever stored over a session or grant that exists: an identifier that is taken is a conflict, too. Changes
    /// that are not conditional do nothing when their record is unknown.
    ///
    /// # Errors
    ///
    /// [`ApplyError::Conflict`] when a condition did not hold; [`ApplyError::Storage`] when the database did not
    /// take the list.
    async fn apply(&self, changes: Vec<Change>) -> Result<(), ApplyError> {
        self.store(lower(changes)?).await
    }

    /// Applies operations on rows as [`Storage::apply`] applies changes. Every change of every record passes here; a wrapper
    /// that must see them all looks here.
    ///
    /// # Errors
    ///
    /// As [`Storage::apply`].
    async fn store(&self, list: RowList) -> Result<(), ApplyError>;

    /// Returns a tenant; `None` while no server has recorded its issuer.
    async fn tenant(&self, id: &TenantId) -> Result<Option<TenantRecord>, StorageError>;

    /// A client by its identifier, compared byte for byte. Shared, so that a cache can keep it.
    async fn client(&self, tenant: &TenantId, id: &ClientId) -> Result<Option<Arc<Client>>, StorageError>;

    /// Every client, by name, then by identifier.
    async fn clients(&self, tenant: &TenantId) -> Result<Vec<Client>, StorageError>;

    /// A user by identifier.
    async fn user(&self, tenant: &TenantId, id: &UserId) -> Result<Option<User>, StorageError>;

    /// A user by username or mail address, both without regard to ASCII case. A username wins over an address.
    async fn user_by_sign_in_name(&self, tenant: &TenantId, name: &str)
    -> Result<Option<User>, StorageError>;

    /// Returns what two counters of failed sign-ins say, in one statement. Whether it still counts is decided elsewhere.
    async fn sign_in_failures(
        &self,
        tenant: &TenantId,
        counters: [&CounterKey; 2],
    ) -> Result<[SignInFailures; 2], StorageError>;

    /// At most so many of the users whose username, mail address or full name begins with this text, without regard to ASCII
    /// case: from the first, or behind a user of the page before. First come those whose username fits, by username; then
    /// by address; then by name. So every page is a walk along an index, however many users there are.
    ///
    /// Of a name two hundred characters count. Other letters than ASCII are compared as they are: usernames and addresses
    /// are unique by the same rule, and no two databases agree on more. An empty text finds everybody, by username. A page
    /// that is not full is the last. What others change between two pages may be on the next one or not.
    async fn find_users(
        &self,
        tenant: &TenantId,
        beginning: &str,
        after: Option<&User>,
        at_most: usize,
    ) -> Result<Vec<User>, StorageError>;

    /// A browser's session with its user, and the user's consent to the client.
    async fn authorization_facts(
        &self,
        tenant: &TenantId,
        client_id: &ClientId,
        session: Uuid,
    ) -> Result<AuthorizationFacts, StorageError>;

    /// A session with its user, by the selector of its cookie; `None` when either is unknown.
    async fn session_facts(
        &self,
        tenant: &TenantId,
        session: Uuid,
    ) -> Result<Option<SessionFacts>, StorageError>;

    /// For a code: the grant that it names, if it was redeemed, the user who allowed it, what they allow its client, and its
    /// session, or the one that continues it.
    async fn code_facts(&self, tenant: &TenantId, key: CodeKey<'_>) -> Result<CodeFacts, StorageError>;

    /// For a refresh token: its grant with its user; `None` when the grant is unknown.
    async fn refresh_facts(
        &self,
        tenant: &TenantId,
        grant: Uuid,
    ) -> Result<Option<RefreshFacts>, StorageError>;

    /// For an access token: whether it was revoked, its grant, and the grant's user.
    async fn access_token_facts(
        &self,
        tenant: &TenantId,
        key: AccessTokenKey,
    ) -> Result<AccessTokenFacts, StorageError>;

    /// Returns the clients that hold a grant, live or not, that began in this session of this user; each once, by name, then
    /// by identifier.
    async fn clients_of_session(
        &self,
        tenant: &TenantId,
        user_id: &UserId,
        sid: Uuid,
    ) -> Result<Vec<Client>, StorageError>;

    /// What a user allowed, or withdrew (`Consent::is_given` tells), by client identifier, with the client where it still
    /// exists.
    async fn consents(
        &self,
        tenant: &TenantId,
        user_id: &UserId,
    ) -> Result<Vec<(Consent, Option<Client>)>, StorageError>;

    /// The signing keys, oldest first.
    async fn signing_keys(&self, tenant: &TenantId) -> Result<Vec<SigningKeyRecord>, StorageError>;

    /// Returns a page of rows of one kind. What others change between two pages may be on the next one or not.
    async fn rows(&self, listing: &Listing) -> Result<Vec<Row>, StorageError>;

    /// Whether the database can be read and would take a list now: a cheap question for health checks that writes nothing.
    /// A disk that is full is seen by who writes.
    async fn ping(&self) -> Result<(), StorageError>;

    /// Nothing waits: a moment to give space back. Takes milliseconds at most; writers wait for so long.
    async fn reclaim_space(&self) -> Result<(), StorageError> {
        Ok(())
    }

    /// News about changes of signing keys, clients and tenants, this process's own among them, from now on. A backend that hears
    /// none says nothing, and a server that keeps copies finds changes when it reads again. A wrapper passes this on.
    fn notices(&self) -> Notices {
        Notices::none()
    }
}
