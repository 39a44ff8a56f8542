//! The audit trail.

use serde::{Deserialize, Serialize};
use uuid::Uuid;
use valetkey_types::{ClientId, TenantId, Timestamp, UserId};

/// One entry of the audit trail: kind, time, actor, user and client. Holds no secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The tenant it belongs to.
    pub tenant: TenantId,
    /// Its identifier, in time order (UUID version 7).
    pub id: Uuid,
    /// When it happened.
    pub at: Timestamp,
    /// The kind of event.
    pub kind: EventKind,
    /// The actor.
    pub actor: Actor,
    /// The user it is about.
    pub subject: Option<UserId>,
    /// The client it is about.
    pub client_id: Option<ClientId>,
    /// The network address of the request, if it came over the network.
    pub network_address: Option<String>,
    /// The reference of the request, as its log line and its error page show it.
    pub reference: Option<String>,
    /// The fields that an edit changed.
    pub changed: Vec<FieldChange>,
    /// Random bits that are hashed with the personal values, so that erased values cannot be found by trying. `None` once the values
    /// are erased, and for an event from before there was an audit chain.
    pub salt: Option<Uuid>,
    /// When housekeeping may remove it.
    pub expires_at: Timestamp,
}

impl Event {
    /// Returns whether it holds personal values: a network address, a reference to a request, or edited values.
    pub fn is_personal(&self) -> bool {
        self.network_address.is_some() || self.reference.is_some() || !self.changed.is_empty()
    }

    /// Returns the event without personal values: kind, time, actor, user and client stay. An identifier of a user is random and
    /// is never given to another user.
    #[must_use]
    pub fn anonymous(self) -> Self {
        Self { network_address: None, reference: None, changed: Vec::new(), salt: None, ..self }
    }
}

/// One field of a record, before and after an edit. A secret appears as a fixed word.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldChange {
    /// The name of the field.
    pub field: String,
    /// Its value before; empty for no value.
    pub before: String,
    /// Its value after; empty for no value.
    pub after: String,
}

impl FieldChange {
    /// Returns a change of a field. An empty value is no value.
    pub fn new(field: &str, before: &str, after: &str) -> Self {
        Self { field: field.to_owned(), before: before.to_owned(), after: after.to_owned() }
    }
}

/// The actor of an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Actor {
    /// The server itself, by its own rules.
    Server,
    /// Somebody at the command line of the server's machine.
    CommandLine {
        /// The name of the operating system account, if it has one.
        account: Option<String>,
    },
    /// A user.
    User {
        /// The `sub` of the user.
        id: UserId,
    },
    /// A client that acts for itself.
    Client {
        /// Its `client_id`.
        id: ClientId,
    },
    /// Somebody that a newer version stored.
    #[serde(other)]
    Unknown,
}

/// Writes the enum, its names and the list of all of them from one table.
macro_rules! event_kinds {
    ($($variant:ident $name:literal $says:literal,)+) => {
        /// A kind of event. The name is stored, so it never changes its meaning.
        #[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(from = "String", into = "String")]
        #[non_exhaustive]
        pub enum EventKind {
            $(#[doc = $says] $variant,)+
            /// A kind that a newer version stored.
            Unknown(String),
        }

        impl EventKind {
            /// Every kind that this version stores.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The stored name, such as `user.disabled`.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $name,)+
                    Self::Unknown(name) => name,
                }
            }
        }

        impl From<String> for EventKind {
            fn from(name: String) -> Self {
                match name.as_str() {
                    $($name => Self::$variant,)+
                    _ => Self::Unknown(name),
                }
            }
        }
    };
}

event_kinds! {
    SignedIn "session.started" "A user signed in.",
    SignedOut "session.ended" "A user signed out, or the session was ended.",
    ConsentGiven "consent.given" "A user allowed an application something new.",
    ConsentWithdrawn "consent.withdrawn" "A user withdrew the access of an application.",
    GrantRevoked "grant.revoked" "An application gave back its access: it revoked its refresh token.",
    GrantReuseDetected "grant.reuse_detected" "A code or refresh token was used twice, so its grant was revoked.",
    AccessTokenRevoked "access_token.revoked" "An application revoked one of its access tokens.",
    ClientAdded "client.added" "A client was registered.",
    ClientEdited "client.edited" "A client was edited.",
    ClientDisabled "client.disabled" "A client was disabled.",
    ClientEnabled "client.enabled" "A client was enabled.",
    ClientRemoved "client.removed" "A client was removed.",
    ClientSecretRotated "client.secret_rotated" "A client got a new secret.",
    ClientTried "client.tried" "An administrator ran a sign-in as a client, and the console showed what came back.",
    ClientSecretEnded "client.secret_ended" "An old secret of a client was ended before its time.",
    UserAdded "user.added" "A user was added.",
    UserEdited "user.edited" "A user was edited.",
    UserDisabled "user.disabled" "A user was disabled.",
    UserEnabled "user.enabled" "A user was enabled.",
    UserRemoved "user.removed" "A user was removed.",
    UserPasswordSet "user.password_set" "A user got a new password.",
    SecondFactorAdded "user.second_factor_added" "A user added a second factor.",
    SecondFactorRemoved "user.second_factor_removed" "A second factor of a user was removed.",
    RecoveryCodesMade "user.recovery_codes_made" "A user got new recovery codes. The old ones count no more.",
    RecoveryCodeUsed "user.recovery_code_used" "A user signed in with a recovery code.",
    DeviceTrusted "user.device_trusted" "A user chose not to be asked for the second factor again in a browser.",
    DeviceForgotten "user.device_forgotten" "A user wants to be asked for the second factor in a browser again.",
    UserSignedOut "user.signed_out" "An administrator ended every session of a user.",
    UserPasswordReset "user.password_reset" "A user chose a new password with a link or code from a mail.",
    UserAddressVerified "user.address_verified" "A user proved their mail address.",
    UserAddressChanged "user.address_changed" "A user changed their mail address, and proved the new one.",
    UserRegistered "user.registered" "A user registered.",
    UserInvited "user.invited" "An administrator invited somebody.",
    UserInvitationAccepted "user.invitation_accepted" "A user accepted an invitation.",
    UserLinkMade "user.link_made" "An administrator made a link with which a user chooses a new password.",
    MailRequested "mail.requested" "Somebody asked for a mail with a link or code to an account.",
    TermsAccepted "user.terms_accepted" "A user accepted another version of the terms.",
    UserDataExported "user.data_exported" "A user downloaded everything that the server holds about them.",
    UserDeletionRequested "user.deletion_requested" "A user asked for the deletion of their account. They can return for 14 days.",
    UserDeletionCancelled "user.deletion_cancelled" "A user returned and kept the account.",
    UserClaimsPreviewed "user.claims_previewed" "An administrator looked at the claims that an application gets about a user.",
    UserUnlocked "user.unlocked" "An administrator reset the failed sign-ins of a user.",
    PasskeyAdded "passkey.added" "A user added a passkey.",
    PasskeyRenamed "passkey.renamed" "A user gave a passkey another name.",
    PasskeyRemoved "passkey.removed" "A passkey was removed.",
    PasskeyCloneSuspected "passkey.clone_suspected" "The signature counter of a passkey went back: it may have been copied. The sign-in was refused.",
    PasskeyOfferDeclined "passkey.offer_declined" "A user did not want a passkey when one was offered.",
    GroupAdded "group.added" "A group was added.",
    GroupEdited "group.edited" "A group was edited.",
    GroupRemoved "group.removed" "A group was removed.",
    GroupMemberAdded "group.member_added" "A user became a member of a group.",
    GroupMemberRemoved "group.member_removed" "A user stopped being a member of a group.",
    RoleAdded "role.added" "A role was added.",
    RoleEdited "role.edited" "The description or the permissions of a role were edited.",
    RoleRemoved "role.removed" "A role was removed.",
    RoleGranted "role.granted" "A user, group or client got a role.",
    RoleTakenAway "role.taken_away" "A role was taken from a user, group or client.",
    AttributeAdded "attribute.added" "An attribute of users was defined.",
    AttributeEdited "attribute.edited" "The definition of an attribute was edited.",
    AttributeRemoved "attribute.removed" "The definition of an attribute was removed. The values stay until they are removed too.",
    ScopeAdded "scope.added" "A scope was added.",
    ScopeEdited "scope.edited" "A scope was edited.",
    ScopeRemoved "scope.removed" "A scope was removed.",
    TenantAdded "tenant.added" "A tenant was added.",
    TenantEdited "tenant.edited" "A tenant was edited.",
    TenantRemoved "tenant.removed" "A tenant was removed. The default tenant has this event.",
    IdentityProviderAdded "identity_provider.added" "A provider was added to the sign-in page.",
    IdentityProviderEdited "identity_provider.edited" "A provider was edited.",
    IdentityProviderRemoved "identity_provider.removed" "A provider was removed from the sign-in page.",
    AccountLinked "linked_account.added" "An account at a provider was linked to a user.",
    AccountUnlinked "linked_account.removed" "An account at a provider was unlinked from a user.",
    SigningKeyAdded "signing_key.added" "A signing key was made.",
    SigningKeyRetired "signing_key.retired" "A signing key stopped signing. It stays published until its last token has expired.",
    SigningKeyRemoved "signing_key.removed" "A signing key was removed: it had expired, or it leaked.",
    SigningKeyResealed "signing_key.resealed" "A signing key was sealed with the current encryption key.",
    FileOwnersChanged "files.owners_changed" "Configuration files began or stopped to own things.",
    SetUpLinkMade "tenant.set_up_link_made" "A link to set up an administrator was made.",
    IssuerChanged "issuer.changed" "The issuer was recorded, or changed. All sessions and grants ended.",
    DatabaseRestored "database.restored" "A backup was restored: sessions and grants from before count no more.",
    WebhookAdded "webhook.added" "A webhook was added.",
    WebhookEdited "webhook.edited" "A webhook was edited, or got a new secret.",
    WebhookRemoved "webhook.removed" "A webhook was removed.",
    WebhookReplayed "webhook.replayed" "An administrator had events sent to a webhook again.",
    WebhookGivenUp "webhook.given_up" "A message to a webhook was given up after its last attempt.",
    DeliveryGivenUp "delivery.given_up" "A message to an application or a user was given up after its last attempt.",
}

impl EventKind {
    /// Returns whether this kind is `wanted`, such as `user.added`, or begins with the words of `wanted`, such as `user`.
    pub fn matches(&self, wanted: &str) -> bool {
        self.as_str().strip_prefix(wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    }
}

impl From<EventKind> for String {
    fn from(kind: EventKind) -> Self {
        kind.as_str().to_owned()
    }
}

impl std::fmt::Display for EventKind {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_name_reads_back_and_a_name_of_tomorrow_survives() {
        for kind in EventKind::ALL {
            assert_eq!(EventKind::from(kind.as_str().to_owned()), *kind);
        }
        let tomorrow = EventKind::from("user.cloned".to_owned());
        assert_eq!(
            (tomorrow.as_str(), String::from(tomorrow.clone())),
            ("user.cloned", "user.cloned".to_owned())
        );
    }
}
