//! The contract that every backend keeps.

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

use crate::{ApplyError, Listing, Notices, Row, RowList, StorageError, StorageTimes, lower};

/// A storage with finders and one atomic `apply`.
///
/// A finder returns records as they are stored, expired and revoked ones included. The caller decides whether they count at the
/// time of the request. Each `…_facts` finder returns a consistent state in one round trip. Texts are stored byte for byte.
///
/// A database implements [`crate::Backend`], and this trait is implemented for every backend. Lists leave out records that this
/// version can't read and log them. A finder of a single unreadable record fails.
#[async_trait]
pub trait Storage: Send + Sync + 'static {
    /// Applies the whole list in order and durably, or nothing of it. After it returns `Ok`, a crash of the program or of the
    /// machine loses nothing of the list. If the caller stops waiting, the list is applied all the same.
    ///
    /// An existing session or grant is never overwritten: an identifier that exists already is a conflict. Changes without a
    /// condition do nothing if their record does not exist.
    ///
    /// # Errors
    ///
    /// [`ApplyError::Conflict`] if a condition does not hold; [`ApplyError::Storage`] if the database can't store the list.
    async fn apply(&self, changes: Vec<Change>) -> Result<(), ApplyError> {
        self.store(lower(changes)?).await
    }

    /// Applies operations on rows as [`Storage::apply`] applies changes. Every change of every record goes through this
    /// function, so that a wrapper sees all of them here.
    ///
    /// # Errors
    ///
    /// See [`Storage::apply`].
    async fn store(&self, list: RowList) -> Result<(), ApplyError>;

    /// Returns a tenant; `None` while no server has recorded its issuer.
    async fn tenant(&self, id: &TenantId) -> Result<Option<TenantRecord>, StorageError>;

    /// Returns a client by its identifier, compared byte for byte. The client is shared, so that a cache can keep it.
    async fn client(&self, tenant: &TenantId, id: &ClientId) -> Result<Option<Arc<Client>>, StorageError>;

    /// Returns every client, by name, then by identifier.
    async fn clients(&self, tenant: &TenantId) -> Result<Vec<Client>, StorageError>;

    /// Returns a user by identifier.
    async fn user(&self, tenant: &TenantId, id: &UserId) -> Result<Option<User>, StorageError>;

    /// Returns a user by username or mail address, both without regard to ASCII case. If one user has the name as a username and
    /// another one as an address, returns the user with the username.
    async fn user_by_sign_in_name(&self, tenant: &TenantId, name: &str)
    -> Result<Option<User>, StorageError>;

    /// Returns two counters of failed sign-ins, in one statement. The caller decides whether they still count.
    async fn sign_in_failures(
        &self,
        tenant: &TenantId,
        counters: [&CounterKey; 2],
    ) -> Result<[SignInFailures; 2], StorageError>;

    /// Returns up to `limit` users whose username, mail address or full name begins with `beginning`, without regard to ASCII
    /// case. The page starts with the first user, or after the user `after` of the previous page. Users whose username matches
    /// come first, by username; then the users whose address matches, by address; then those whose full name matches, by name.
    /// So every page is a scan of an index, and takes the same time with any number of users.
    ///
    /// Only the first two hundred characters of a full name are compared. Letters that are not ASCII are compared as they are:
    /// usernames and addresses are unique by the same rule, and databases differ in all other rules. An empty text finds all
    /// users, by username. A page that is not full is the last one. A change between two pages may be visible on the next page
    /// or not.
    async fn find_users(
        &self,
        tenant: &TenantId,
        beginning: &str,
        after: Option<&User>,
        at_most: usize,
    ) -> Result<Vec<User>, StorageError>;

    /// Returns a browser's session with its user, and the user's consent to the client.
    async fn authorization_facts(
        &self,
        tenant: &TenantId,
        client_id: &ClientId,
        session: Uuid,
    ) -> Result<AuthorizationFacts, StorageError>;

    /// Returns a session with its user, by the selector of its cookie; `None` if the session or the user does not exist.
    async fn session_facts(
        &self,
        tenant: &TenantId,
        session: Uuid,
    ) -> Result<Option<SessionFacts>, StorageError>;

    /// Returns the facts about a code: the grant that it names if the code was redeemed, its user, the user's consent to the
    /// client, and its session or the session that continues it.
    async fn code_facts(&self, tenant: &TenantId, key: CodeKey<'_>) -> Result<CodeFacts, StorageError>;

    /// Returns the grant of a refresh token with its user; `None` if the grant does not exist.
    async fn refresh_facts(
        &self,
        tenant: &TenantId,
        grant: Uuid,
    ) -> Result<Option<RefreshFacts>, StorageError>;

    /// Returns the facts about an access token: whether it was revoked, its grant, and the grant's user.
    async fn access_token_facts(
        &self,
        tenant: &TenantId,
        key: AccessTokenKey,
    ) -> Result<AccessTokenFacts, StorageError>;

    /// Returns the clients with a grant, live or not, that began in this session of this user. Each client is returned once,
    /// sorted by name, then by identifier.
    async fn clients_of_session(
        &self,
        tenant: &TenantId,
        user_id: &UserId,
        sid: Uuid,
    ) -> Result<Vec<Client>, StorageError>;

    /// Returns the consents of a user, also the withdrawn ones (see `Consent::is_given`), by client identifier, each with its
    /// client if it still exists.
    async fn consents(
        &self,
        tenant: &TenantId,
        user_id: &UserId,
    ) -> Result<Vec<(Consent, Option<Client>)>, StorageError>;

    /// Returns the signing keys, oldest first.
    async fn signing_keys(&self, tenant: &TenantId) -> Result<Vec<SigningKeyRecord>, StorageError>;

    /// Returns a page of rows of one kind. A change between two pages may be visible on the next page or not.
    async fn rows(&self, listing: &Listing) -> Result<Vec<Row>, StorageError>;

    /// Checks that the database can be read and would accept a list now. Health checks use it: it is cheap and writes nothing,
    /// so it does not detect a full disk.
    async fn ping(&self) -> Result<(), StorageError>;

    /// Returns unused space to the operating system. Called when the server is idle. Takes a few milliseconds at most, and
    /// writers wait meanwhile.
    async fn reclaim_space(&self) -> Result<(), StorageError> {
        Ok(())
    }

    /// Returns the notices about later changes of signing keys, clients and tenants, also of those that this process makes. A
    /// backend without notices returns none, and a server with copies sees changes when it reads again. A wrapper must forward
    /// this call.
    fn notices(&self) -> Notices {
        Notices::none()
    }

    /// Returns how long reads and commits took so far; `None` where nobody measures. A wrapper passes this on.
    fn times(&self) -> Option<Arc<StorageTimes>> {
        None
    }
}
