//! The actions of an administrator on a user. Each is a page of its own.

/// An action of an administrator on a user.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConsoleUserAction {
    /// Edit the names and the address.
    Edit,
    /// Grant roles and take them away.
    Roles,
    /// Make a link with which the user chooses a password.
    ResetLink,
    /// End every session.
    SignOut,
    /// Reset the failed sign-ins.
    Unlock,
    /// Remove second factors and passkeys.
    RemoveFactors,
    /// Disable the user.
    Disable,
    /// Enable the user.
    Enable,
    /// Delete the user in 14 days.
    DeleteLater,
    /// Keep a user who was to be deleted.
    Keep,
    /// Remove the user.
    Remove,
}

impl ConsoleUserAction {
    /// Every action, in the order to show.
    pub const ALL: [Self; 11] = [
        Self::Edit,
        Self::Roles,
        Self::ResetLink,
        Self::SignOut,
        Self::Unlock,
        Self::RemoveFactors,
        Self::Disable,
        Self::Enable,
        Self::DeleteLater,
        Self::Keep,
        Self::Remove,
    ];

    /// Returns the last part of the path of its page. The `id` of its link is `action-` and this.
    pub fn word(self) -> &'static str {
        match self {
            Self::Edit => "edit",
            Self::Roles => "roles",
            Self::ResetLink => "reset-link",
            Self::SignOut => "sign-out",
            Self::Unlock => "unlock",
            Self::RemoveFactors => "remove-factors",
            Self::Disable => "disable",
            Self::Enable => "enable",
            Self::DeleteLater => "delete-later",
            Self::Keep => "keep",
            Self::Remove => "remove",
        }
    }

    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Edit => "console-edit",
            Self::Roles => "console-change-roles",
            Self::ResetLink => "console-reset-link",
            Self::SignOut => "console-sign-out-user",
            Self::Unlock => "console-unlock",
            Self::RemoveFactors => "console-remove-factors",
            Self::Disable => "console-disable",
            Self::Enable => "console-enable",
            Self::DeleteLater => "console-delete-later",
            Self::Keep => "console-keep-user",
            Self::Remove => "console-remove",
        }
    }

    pub(super) fn is_severe(self) -> bool {
        matches!(self, Self::Disable | Self::Remove | Self::RemoveFactors | Self::DeleteLater)
    }
}
