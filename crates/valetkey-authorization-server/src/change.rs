//! Changes of records. A decision returns a list; storage applies the whole list or nothing.

mod audit;
mod claim_map;
mod file_ownership;
mod logo;
mod trusted_device;
mod user;
mod webhook;

use uuid::Uuid;
use valetkey_accounts::User;
use valetkey_types::{ClientId, TenantId, Timestamp, UserId};

use crate::record::{
    Client, Consent, Counter, Delivery, Event, Grant, Group, IdentityProvider, KeptAnswer, LinkedAccount,
    MailChallenge, Passkey, PasskeyUse, ProviderSession, Role, SecondFactors, Session, SigningKeyRecord,
    TenantRecord, UsedChallenge, WaitingRequest,
};

pub use audit::AuditChange;
pub use claim_map::ClaimMapChange;
pub use file_ownership::FileOwnershipChange;
pub use logo::LogoChange;
pub use trusted_device::TrustedDeviceChange;
pub use user::{PictureChange, RemainsChange};
pub use webhook::WebhookChange;

/// One change. Those marked *conditional* cancel the whole list when their condition does not hold; storage then
/// reports a conflict, and the edge loads and decides again.
#[derive(Clone, Debug)]
pub enum Change {
    /// Records a tenant with its issuer. *Conditional*: the identifier is free.
    AddTenant(TenantRecord),
    /// Replaces a tenant by an edited one. *Conditional*: the stored revision is that of the record.
    ReplaceTenant(TenantRecord),
    /// Removes a tenant. Its other records stay until [`Change::RemoveRecordsOfTenant`]. *Conditional*: it exists.
    RemoveTenant {
        /// The tenant.
        tenant: TenantId,
    },
    /// Removes at most `at_most` records of each kind of a tenant, but not the tenant itself.
    RemoveRecordsOfTenant {
        /// The tenant.
        tenant: TenantId,
        /// The most records removed per kind.
        at_most: u32,
    },
    /// Registers a client. *Conditional*: the identifier is free.
    AddClient(Box<Client>),
    /// Replaces a client by an edited one. *Conditional*: the stored revision is that of the record. It is stored as the next
    /// revision, so nobody overwrites an edit that they did not see.
    ReplaceClient(Box<Client>),
    /// Removes a client with its consents. Its grants count nothing without it, nor with a client that is registered later
    /// under the same identifier. *Conditional*: it exists.
    RemoveClient {
        /// The tenant.
        tenant: TenantId,
        /// The client.
        id: ClientId,
        /// The moment of the revocation.
        at: Timestamp,
    },
    /// Adds a user. *Conditional*: the identifier is free, and neither the username nor the mail address is a username or mail
    /// address of somebody else, without regard to case.
    AddUser(Box<User>),
    /// Replaces a user by an edited one. *Conditional*: the stored revision is that of the record, and no new username or mail
    /// address is a username or mail address of somebody else. It is stored as the next revision.
    ReplaceUser {
        /// The user as stored.
        before: Box<User>,
        /// The user to store.
        after: Box<User>,
    },
    /// Gives a user the sign-in name that another user gave up before it in the list. Only users who share a name from before
    /// usernames and mail addresses became one set need it. *Conditional*: the name is free, and is the mail address of the
    /// user.
    InheritName {
        /// The tenant.
        tenant: TenantId,
        /// The user.
        user_id: UserId,
        /// The name, in lower case.
        name: String,
    },
    /// Removes a user with consents, passkeys, second factors, linked accounts, trusted devices, pictures and sessions, and revokes
    /// their grants. *Conditional*: they exist.
    RemoveUser {
        /// The tenant.
        tenant: TenantId,
        /// The user.
        id: UserId,
        /// The moment of the revocation.
        at: Timestamp,
    },
    /// Adds a passkey. *Conditional*: no other passkey of the tenant has its credential ID.
    AddPasskey(Passkey),
    /// Replaces a passkey by one with another name. *Conditional*: the stored revision is that of the record. It is stored as
    /// the next revision; what a use sets stays.
    ReplacePasskey(Passkey),
    /// Records the use of a passkey. *Conditional*: it exists, and its signature counter is the one that the decision saw.
    UsePasskey(PasskeyUse),
    /// Removes a passkey. *Conditional*: it exists.
    RemovePasskey {
        /// The tenant.
        tenant: TenantId,
        /// The credential ID.
        credential_id: String,
    },
    /// Uses a challenge up. *Conditional*: it was not used before.
    UseChallenge(UsedChallenge),

    /// Increases the revision of the groups and roles of a tenant, in the list of each change of them. *Conditional*: the stored
    /// revision is this one; 0 means that there is none.
    AdvanceRoleMap {
        /// The tenant.
        tenant: TenantId,
        /// The revision that was read.
        revision: u64,
        /// When.
        at: Timestamp,
    },
    /// Adds a group. *Conditional*: identifier and name are free.
    AddGroup(Group),
    /// Replaces a group by an edited one. *Conditional*: the stored revision is that of the record, and the name is free. It is
    /// stored as the next revision.
    ReplaceGroup(Group),
    /// Removes a group and its memberships. *Conditional*: it exists.
    RemoveGroup {
        /// The tenant.
        tenant: TenantId,
        /// The group.
        id: Uuid,
    },
    /// Changes nothing. *Conditional*: the group exists. It is not removed before the list is stored.
    RequireGroup {
        /// The tenant.
        tenant: TenantId,
        /// The group.
        id: Uuid,
    },
    /// Adds a role. *Conditional*: the identifier is free, and the name is among the roles of its owner.
    AddRole(Role),
    /// Replaces a role by an edited one. *Conditional* as for a group.
    ReplaceRole(Role),
    /// Removes a role from everyone. *Conditional*: it exists.
    RemoveRole {
        /// The tenant.
        tenant: TenantId,
        /// The role.
        id: Uuid,
    },
    /// A change of the attributes and scopes of a tenant.
    ClaimMap(ClaimMapChange),
    /// Adds to a counter. One that does not exist, or was last added to at `since` or before, begins with `counter`. Additions
    /// at the same time all count.
    AddToCounter {
        /// The counter; its count is what to add.
        counter: Counter,
        /// Additions until this moment no longer count.
        since: Timestamp,
    },
    /// Removes a counter. Nothing happens if its count or its last moment is another one by now.
    RemoveCounter(Counter),

    /// Stores the second factors of a user. *Conditional*: the stored revision is that of the record; 0 means that nothing is
    /// stored. It is stored as the next revision, so a code that was used at the same moment counts once.
    PutSecondFactors(Box<SecondFactors>),

    /// Begins a session.
    StartSession(Session),
    /// Ends a session; nothing happens if it has ended or is unknown.
    EndSession {
        /// The tenant.
        tenant: TenantId,
        /// The selector of its cookie.
        id: Uuid,
        /// When.
        at: Timestamp,
    },
    /// Ends a session that goes on under another identifier, because its user signed in again; nothing happens if it has ended
    /// or is unknown. What was issued in it rests on the other one from then on.
    ContinueSession {
        /// The tenant.
        tenant: TenantId,
        /// The selector of its cookie.
        id: Uuid,
        /// The session that continues it.
        by: Uuid,
        /// When.
        at: Timestamp,
    },
    /// Changes nothing. *Conditional*: the session exists and has not ended. It does not end before the list is stored.
    RequireSession {
        /// The tenant.
        tenant: TenantId,
        /// The selector of its cookie.
        id: Uuid,
    },
    /// Ends every session of a user.
    EndSessionsOfUser {
        /// The tenant.
        tenant: TenantId,
        /// The user.
        user_id: UserId,
        /// When.
        at: Timestamp,
    },
    /// Revokes every grant of a user, offline grants included.
    RevokeGrantsOfUser {
        /// The tenant.
        tenant: TenantId,
        /// The user.
        user_id: UserId,
        /// When.
        at: Timestamp,
    },
    /// Stores an event of the audit trail. *Conditional*: its identifier is free.
    StoreEvent(Event),
    /// Changes the audit chain.
    Audit(AuditChange),
    /// Changes the webhooks of a tenant.
    Webhook(WebhookChange),
    /// Stores a delivery. *Conditional*: its identifier is free.
    StoreDelivery(Delivery),
    /// Replaces a delivery after an attempt or for a new lease. *Conditional*: it exists with the revision of this record.
    ReplaceDelivery(Delivery),
    /// Removes a delivery that arrived; nothing happens if it is unknown.
    RemoveDelivery {
        /// The tenant.
        tenant: TenantId,
        /// The delivery.
        id: Uuid,
    },
    /// Stores the provider that a session began with. *Conditional*: none is stored for this session.
    StoreProviderSession(ProviderSession),

    /// Stores the parameters of a request that waits for a user. *Conditional*: the identifier is free.
    StoreWaitingRequest(WaitingRequest),
    /// Removes them when the request is answered. *Conditional*: they are there, so a request is answered once.
    RemoveWaitingRequest {
        /// The tenant.
        tenant: TenantId,
        /// The request.
        id: Uuid,
    },
    /// Keeps the answer to a request of the administration API. *Conditional*: the stored revision is that of the record; 0 for none.
    KeepAnswer(KeptAnswer),
    /// Stores a link or code of a mail. *Conditional*: the identifier is free.
    StoreMailChallenge(Box<MailChallenge>),
    /// Takes one of the attempts to type a code, before the code is compared. *Conditional*: `attempts_left` is how many are
    /// left, so that attempts at the same time all count.
    TakeMailAttempt {
        /// The tenant.
        tenant: TenantId,
        /// The link or code.
        id: Uuid,
        /// The number of attempts that were left.
        attempts_left: u32,
    },
    /// Removes a link or code because it is used. *Conditional*: it is there, so it is used once.
    RemoveMailChallenge {
        /// The tenant.
        tenant: TenantId,
        /// The link or code.
        id: Uuid,
    },
    /// Removes every link and code of a user.
    RemoveMailChallengesOfUser {
        /// The tenant.
        tenant: TenantId,
        /// The user.
        user_id: UserId,
    },
    /// Changes the trusted devices of a user.
    TrustedDevice(TrustedDeviceChange),

    /// Changes the owner of a thing that configuration files set.
    FileOwnership(FileOwnershipChange),
    /// Changes the logos of a tenant.
    Logo(LogoChange),
    /// Changes the picture of a user.
    Picture(PictureChange),
    /// Changes records that remain after a user is deleted.
    Remains(RemainsChange),
    /// Adds a provider to the sign-in page. *Conditional*: the name is free.
    AddIdentityProvider(Box<IdentityProvider>),
    /// Replaces a provider by an edited one. *Conditional*: the stored revision is that of the record.
    ReplaceIdentityProvider(Box<IdentityProvider>),
    /// Removes a provider. Accounts that are linked with it stay linked. *Conditional*: it exists.
    RemoveIdentityProvider {
        /// The tenant.
        tenant: TenantId,
        /// The name.
        name: String,
    },
    /// Links an account of a provider to a user. *Conditional*: the account is not linked yet.
    AddLinkedAccount(LinkedAccount),
    /// Replaces a linked account after a sign-in. *Conditional*: the stored revision is that of the record. It is stored as the
    /// next revision.
    ReplaceLinkedAccount(LinkedAccount),
    /// Unlinks an account. *Conditional*: it is linked to this user.
    RemoveLinkedAccount {
        /// The tenant.
        tenant: TenantId,
        /// The issuer of the account.
        issuer: String,
        /// The account, within the issuer.
        subject: String,
        /// The user.
        user_id: UserId,
    },
    /// Remembers a consent: replaces what was remembered for the same user and client. *Conditional*: the stored revision is
    /// that of the record; 0 means that nothing is stored. It is stored as the next revision.
    RememberConsent(Consent),
    /// Withdraws a consent: the next revision allows nothing. Nothing happens if nothing was ever remembered.
    WithdrawConsent {
        /// The tenant.
        tenant: TenantId,
        /// Whose.
        user_id: UserId,
        /// For whom.
        client_id: ClientId,
        /// When.
        at: Timestamp,
    },
    /// Stores a grant. *Conditional*: its identifier is free. The code that names the grant works only once by this.
    StoreGrant(Grant),
    /// Revokes a grant; nothing happens if it is revoked or unknown.
    RevokeGrant {
        /// The tenant.
        tenant: TenantId,
        /// The grant.
        id: Uuid,
        /// When.
        at: Timestamp,
    },
    /// Revokes the grants of a session that are not offline grants.
    RevokeGrantsOfSession {
        /// The tenant.
        tenant: TenantId,
        /// The user of the session.
        user_id: UserId,
        /// The `sid`.
        sid: Uuid,
        /// When.
        at: Timestamp,
    },
    /// Revokes every grant a user gave a client.
    RevokeGrantsOfConsent {
        /// The tenant.
        tenant: TenantId,
        /// Whose.
        user_id: UserId,
        /// For whom.
        client_id: ClientId,
        /// When.
        at: Timestamp,
    },
    /// Moves a grant on to the refresh token that was just used. *Conditional*: the grant is not revoked and the token
    /// redeemed last is still `expected`. A forgiven second use has `expected == Some(redeemed)`.
    RedeemRefreshToken {
        /// The tenant.
        tenant: TenantId,
        /// The grant.
        grant_id: Uuid,
        /// The token redeemed last, as the decision saw it.
        expected: Option<Uuid>,
        /// The token that is redeemed now.
        redeemed: Uuid,
    },

    /// Remembers that an access token, opaque or JWT, was revoked by itself; forgotten once it would have expired.
    RevokeAccessToken {
        /// The tenant.
        tenant: TenantId,
        /// Its `jti`.
        id: Uuid,
        /// When it would have expired.
        expires_at: Timestamp,
    },

    /// Stores a signing key as the next revision. *Conditional*: the stored revision is that of the record; 0: its `kid` is free.
    PutSigningKey(SigningKeyRecord),
    /// Removes a signing key; nothing happens if it is unknown.
    RemoveSigningKey {
        /// The tenant.
        tenant: TenantId,
        /// Its `kid`.
        kid: String,
    },

    /// Housekeeping: removes records whose time is over. Expiry is always checked on read; this only bounds the size.
    RemoveExpired {
        /// Records that expired before this moment are removed.
        before: Timestamp,
        /// The most records removed per kind.
        at_most: u32,
    },
}
