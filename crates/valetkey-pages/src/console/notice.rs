//! The notice of a page of the console about the last change.

use serde::{Deserialize, Serialize};

use super::ConsoleKind;
use crate::Language;

/// The notice about the last change. It travels sealed in the address of the redirect.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "name", rename_all = "snake_case")]
pub enum ConsoleNotice {
    /// The first administrator was made.
    SetUp,
    /// Nothing changed, so nothing was stored.
    NothingChanged,
    /// A user was disabled.
    UserDisabled(String),
    /// A user was enabled.
    UserEnabled(String),
    /// Every session of a user ended.
    UserSignedOut(String),
    /// The second factors and passkeys of a user were removed.
    FactorsRemoved(String),
    /// The failed sign-ins of a user were reset.
    UserUnlocked(String),
    /// A user will be deleted.
    UserLeaves(String),
    /// A user who was to be deleted is kept.
    UserKept(String),
    /// A session of a user ended.
    SessionEnded(String),
    /// An application lost its access to the account of a user.
    AccessWithdrawn(String),
    /// A way of a user to sign in was removed, by its name.
    MethodRemoved(String),
    /// A role was granted to a user, group or application.
    RoleGranted(String),
    /// A role was taken from a user, group or application.
    RoleTakenAway(String),
    /// A record was added.
    Added(ConsoleKind, String),
    /// A record was edited.
    Saved(ConsoleKind, String),
    /// A record was removed.
    Removed(ConsoleKind, String),
    /// A user became a member of a group.
    MemberAdded(String),
    /// A user is not a member of a group any more.
    MemberRemoved(String),
    /// A user was removed.
    UserRemoved(String),
    /// A user was edited.
    UserSaved(String),
    /// An invitation was sent to this address.
    InvitationSent(String),
    /// An application was edited.
    ApplicationSaved(String),
    /// A redirect URI of an application is allowed now.
    AddressAllowed(String),
    /// An application was disabled.
    ApplicationDisabled(String),
    /// An application was enabled.
    ApplicationEnabled(String),
    /// The old secret of an application was ended.
    SecretEnded(String),
    /// An application was removed.
    ApplicationRemoved(String),
    /// The settings of a tenant were edited.
    SettingsSaved(String),
    /// A tenant was added.
    TenantAdded(String),
    /// A tenant was removed with all of its records.
    TenantRemoved(String),
    /// A tenant was removed. Some of its records are left.
    TenantRemovedInPart(String),
    /// A webhook was edited.
    WebhookSaved(String),
    /// A webhook was removed.
    WebhookRemoved(String),
    /// The test event arrived at a webhook.
    WebhookTested(String),
    /// Messages are sent to a webhook again.
    WebhookReplayed(String),
    /// New signing keys were made.
    KeysRotated,
}

impl ConsoleNotice {
    /// Returns the sentence.
    pub(crate) fn text(&self, text: Language) -> String {
        let (id, name) = match self {
            Self::SetUp => ("console-notice-set-up", None),
            Self::NothingChanged => ("console-notice-nothing-changed", None),
            Self::UserDisabled(name) => ("console-notice-user-disabled", Some(name)),
            Self::UserEnabled(name) => ("console-notice-user-enabled", Some(name)),
            Self::UserSignedOut(name) => ("console-notice-user-signed-out", Some(name)),
            Self::FactorsRemoved(name) => ("console-notice-factors-removed", Some(name)),
            Self::UserUnlocked(name) => ("console-notice-user-unlocked", Some(name)),
            Self::UserLeaves(name) => ("console-notice-user-leaves", Some(name)),
            Self::UserKept(name) => ("console-notice-user-kept", Some(name)),
            Self::SessionEnded(name) => ("console-notice-session-ended", Some(name)),
            Self::AccessWithdrawn(name) => ("console-notice-access-withdrawn", Some(name)),
            Self::MethodRemoved(name) => ("console-notice-method-removed", Some(name)),
            Self::RoleGranted(name) => ("console-notice-role-granted", Some(name)),
            Self::RoleTakenAway(name) => ("console-notice-role-taken-away", Some(name)),
            Self::Added(kind, name) => (kind.messages().notices[0], Some(name)),
            Self::Saved(kind, name) => (kind.messages().notices[1], Some(name)),
            Self::Removed(kind, name) => (kind.messages().notices[2], Some(name)),
            Self::MemberAdded(name) => ("console-notice-member-added", Some(name)),
            Self::MemberRemoved(name) => ("console-notice-member-removed", Some(name)),
            Self::UserRemoved(name) => ("console-notice-user-removed", Some(name)),
            Self::UserSaved(name) => ("console-notice-user-saved", Some(name)),
            Self::InvitationSent(name) => ("console-notice-invitation-sent", Some(name)),
            Self::ApplicationSaved(name) => ("console-notice-application-saved", Some(name)),
            Self::AddressAllowed(name) => ("console-notice-address-allowed", Some(name)),
            Self::ApplicationDisabled(name) => ("console-notice-application-disabled", Some(name)),
            Self::SecretEnded(name) => ("console-notice-secret-ended", Some(name)),
            Self::ApplicationEnabled(name) => ("console-notice-application-enabled", Some(name)),
            Self::ApplicationRemoved(name) => ("console-notice-application-removed", Some(name)),
            Self::SettingsSaved(name) => ("console-notice-settings-saved", Some(name)),
            Self::TenantAdded(name) => ("console-notice-tenant-added", Some(name)),
            Self::TenantRemoved(name) => ("console-notice-tenant-removed", Some(name)),
            Self::TenantRemovedInPart(name) => ("console-notice-tenant-removed-in-part", Some(name)),
            Self::WebhookSaved(name) => ("console-notice-webhook-saved", Some(name)),
            Self::WebhookRemoved(name) => ("console-notice-webhook-removed", Some(name)),
            Self::WebhookTested(name) => ("console-notice-webhook-tested", Some(name)),
            Self::WebhookReplayed(name) => ("console-notice-webhook-replayed", Some(name)),
            Self::KeysRotated => ("console-notice-keys-rotated", None),
        };
        match name {
            Some(name) => text.say_with(id, "name", name),
            None => text.say(id),
        }
    }
}
