//! The page before an operation: its consequences, and the button that starts it.

use askama::Template;

use super::{ConsoleKind, FieldDifference};
use crate::page::html_of;
use crate::{ConsoleMenu, ConsoleSection, Frame, Language, Page};

/// Describes an operation before it starts. Button `confirm`; hidden fields `form_state` and `revision`.
#[derive(Clone, Debug)]
pub struct ConsoleConfirmPage {
    /// The frame.
    pub menu: ConsoleMenu,
    /// The operation.
    pub operation: ConsoleOperation,
    /// The name of the record; empty where the operation is about none.
    pub name: String,
    /// The sealed state of the record that the page shows, hidden field `revision`.
    pub revision: String,
    /// The known consequences.
    pub consequences: Vec<Consequence>,
    /// The same as a command.
    pub command: String,
    /// The target of the form: a path of this server.
    pub action: String,
    /// The page to return to without a change: a path of this server.
    pub back_uri: String,
    /// The changes of another administrator meanwhile; nothing was stored. `None` for a page that was just opened.
    pub conflict: Option<Vec<FieldDifference>>,
}

/// An operation that is confirmed first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConsoleOperation {
    /// Disable a user.
    DisableUser,
    /// Enable a user.
    EnableUser,
    /// End every session of a user.
    SignOutUser,
    /// Remove the second factors and passkeys of a user.
    RemoveFactors,
    /// Make a link with which a user chooses a password.
    ResetLink,
    /// Reset the failed sign-ins of a user.
    UnlockUser,
    /// Delete a user in 14 days.
    DeleteUserLater,
    /// Keep a user who was to be deleted.
    KeepUser,
    /// Remove a user.
    RemoveUser,
    /// Disable an application.
    DisableApplication,
    /// Enable an application.
    EnableApplication,
    /// Replace the secret of an application. Field `keep_old_for`, in seconds, unless [`Consequence::OldSecret`] is among the consequences.
    RotateSecret,
    /// End the old secret of an application.
    EndSecret,
    /// Remove an application.
    RemoveApplication,
    /// Remove a record of a kind.
    Remove(ConsoleKind),
    /// Remove a webhook.
    RemoveWebhook,
    /// Make a link for the first administrator of a tenant.
    SetUpLink,
    /// Remove a tenant.
    RemoveTenant,
    /// Make new signing keys.
    RotateKeys,
}

/// A consequence of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Consequence {
    /// Sessions end.
    Sessions(usize),
    /// Applications lose their access to the account of a user.
    Applications(usize),
    /// Passkeys are removed.
    Passkeys(usize),
    /// The authenticator app is removed.
    Authenticator,
    /// Applications may ask for a scope.
    Requesting(usize),
    /// Scopes forget a claim.
    Forgetting(usize),
    /// Accounts that are linked with a provider do not count any more.
    LinkedAccounts(usize),
    /// So many linked accounts, or more, do not count any more.
    ManyLinkedAccounts(usize),
    /// The account is the administrator's own.
    OwnAccount,
    /// No way to sign in is left.
    LastWay,
    /// Users are removed.
    Users(usize),
    /// Applications are removed.
    Clients(usize),
    /// A count was ended before it was complete.
    More,
    /// The old secret of an application stops working.
    OldSecret,
}

impl ConsoleOperation {
    /// Every operation.
    pub const ALL: [Self; 23] = [
        Self::DisableUser,
        Self::EnableUser,
        Self::SignOutUser,
        Self::RemoveFactors,
        Self::ResetLink,
        Self::UnlockUser,
        Self::DeleteUserLater,
        Self::KeepUser,
        Self::RemoveUser,
        Self::DisableApplication,
        Self::EnableApplication,
        Self::RotateSecret,
        Self::EndSecret,
        Self::RemoveApplication,
        Self::Remove(ConsoleKind::Group),
        Self::Remove(ConsoleKind::Role),
        Self::Remove(ConsoleKind::Scope),
        Self::Remove(ConsoleKind::Attribute),
        Self::Remove(ConsoleKind::Provider),
        Self::RemoveWebhook,
        Self::SetUpLink,
        Self::RemoveTenant,
        Self::RotateKeys,
    ];

    /// Returns the messages: the heading, the explanation and the button.
    fn messages(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::DisableUser => {
                ("console-disable-user-heading", "console-disable-user-text", "console-disable")
            }
            Self::EnableUser => ("console-enable-user-heading", "console-enable-user-text", "console-enable"),
            Self::SignOutUser => {
                ("console-sign-out-user-heading", "console-sign-out-user-text", "console-sign-out-user")
            }
            Self::RemoveFactors => {
                ("console-remove-factors-heading", "console-remove-factors-text", "console-remove-factors")
            }
            Self::ResetLink => {
                ("console-reset-link-heading", "console-reset-link-text", "console-reset-link")
            }
            Self::UnlockUser => ("console-unlock-heading", "console-unlock-text", "console-unlock"),
            Self::DeleteUserLater => {
                ("console-delete-later-heading", "console-delete-later-text", "console-delete-later")
            }
            Self::KeepUser => ("console-keep-user-heading", "console-keep-user-text", "console-keep-user"),
            Self::RemoveUser => ("console-remove-user-heading", "console-remove-user-text", "console-remove"),
            Self::DisableApplication => {
                ("console-disable-application-heading", "console-disable-application-text", "console-disable")
            }
            Self::EnableApplication => {
                ("console-enable-application-heading", "console-enable-application-text", "console-enable")
            }
            Self::RotateSecret => {
                ("console-rotate-secret-heading", "console-rotate-secret-text", "console-rotate-secret")
            }
            Self::EndSecret => {
                ("console-end-secret-heading", "console-end-secret-text", "console-end-secret")
            }
            Self::RemoveApplication => {
                ("console-remove-application-heading", "console-remove-application-text", "console-remove")
            }
            Self::Remove(kind) => {
                let [heading, explanation] = kind.messages().removal;
                (heading, explanation, "console-remove")
            }
            Self::RemoveWebhook => {
                ("console-remove-webhook-heading", "console-remove-webhook-text", "console-remove")
            }
            Self::SetUpLink => {
                ("console-set-up-link-heading", "console-set-up-link-text", "console-tenant-set-up-link")
            }
            Self::RemoveTenant => {
                ("console-remove-tenant-heading", "console-remove-tenant-text", "console-remove-tenant")
            }
            Self::RotateKeys => {
                ("console-rotate-keys-heading", "console-rotate-keys-text", "console-rotate-keys")
            }
        }
    }

    fn is_severe(self) -> bool {
        !matches!(
            self,
            Self::EnableUser
                | Self::EnableApplication
                | Self::ResetLink
                | Self::UnlockUser
                | Self::KeepUser
                | Self::SetUpLink
                | Self::RotateKeys
        )
    }

    fn section(self) -> ConsoleSection {
        match self {
            Self::DisableUser
            | Self::EnableUser
            | Self::SignOutUser
            | Self::RemoveFactors
            | Self::ResetLink
            | Self::UnlockUser
            | Self::DeleteUserLater
            | Self::KeepUser
            | Self::RemoveUser => ConsoleSection::Users,
            Self::DisableApplication
            | Self::EnableApplication
            | Self::RotateSecret
            | Self::EndSecret
            | Self::RemoveApplication => ConsoleSection::Applications,
            Self::Remove(kind) => kind.section(),
            Self::RemoveWebhook => ConsoleSection::Webhooks,
            Self::SetUpLink | Self::RemoveTenant => ConsoleSection::Tenants,
            Self::RotateKeys => ConsoleSection::Keys,
        }
    }

    fn sample_name(self) -> &'static str {
        match self {
            Self::DisableUser => "disable-user",
            Self::EnableUser => "enable-user",
            Self::SignOutUser => "sign-out-user",
            Self::RemoveFactors => "remove-factors",
            Self::ResetLink => "reset-link",
            Self::UnlockUser => "unlock-user",
            Self::DeleteUserLater => "delete-user-later",
            Self::KeepUser => "keep-user",
            Self::RemoveUser => "remove-user",
            Self::DisableApplication => "disable-application",
            Self::EnableApplication => "enable-application",
            Self::RotateSecret => "rotate-secret",
            Self::EndSecret => "end-secret",
            Self::RemoveApplication => "remove-application",
            Self::Remove(kind) => kind.removal_sample(),
            Self::RemoveWebhook => "remove-webhook",
            Self::SetUpLink => "set-up-link",
            Self::RemoveTenant => "remove-tenant",
            Self::RotateKeys => "rotate-keys",
        }
    }
}

impl Consequence {
    fn text(self, text: Language) -> String {
        match self {
            Self::Sessions(count) => text.say_with_count("console-ends-sessions", count),
            Self::Applications(count) => text.say_with_count("console-ends-access", count),
            Self::Passkeys(count) => text.say_with_count("console-removes-passkeys", count),
            Self::Authenticator => text.say("console-removes-authenticator"),
            Self::Requesting(count) => text.say_with_count("console-scope-requesting", count),
            Self::Forgetting(count) => text.say_with_count("console-scopes-forgetting", count),
            Self::LinkedAccounts(count) => text.say_with_count("console-linked-accounts", count),
            Self::ManyLinkedAccounts(count) => text.say_with_count("console-many-linked-accounts", count),
            Self::OwnAccount => text.say("console-is-own-account"),
            Self::LastWay => text.say("console-is-last-way"),
            Self::Users(count) => text.say_with_count("console-removes-users", count),
            Self::Clients(count) => text.say_with_count("console-removes-clients", count),
            Self::More => text.say("console-removes-more"),
            Self::OldSecret => text.say("console-ends-old-secret"),
        }
    }
}

impl Page for ConsoleConfirmPage {
    const NAME: &'static str = "console-confirm";

    fn render(&self, frame: &Frame<'_>) -> String {
        let frame = frame.of_console();
        html_of(&View { page: self, text: frame.language, frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let page = |operation: ConsoleOperation| Self {
            menu: ConsoleMenu::sample_below(operation.section()),
            operation,
            name: "ada".to_owned(),
            revision: "c2VhbGVk".to_owned(),
            consequences: Vec::new(),
            command: "valetkey user disable ada".to_owned(),
            action: "/admin/users/u1/disable".to_owned(),
            back_uri: "/admin/users/u1".to_owned(),
            conflict: None,
        };
        let all = [
            Consequence::Sessions(3),
            Consequence::Applications(1),
            Consequence::Passkeys(2),
            Consequence::Authenticator,
            Consequence::Requesting(3),
            Consequence::Forgetting(1),
            Consequence::LinkedAccounts(12),
            Consequence::ManyLinkedAccounts(1_000),
            Consequence::OwnAccount,
            Consequence::LastWay,
            Consequence::Users(1_000),
            Consequence::Clients(1),
            Consequence::More,
        ];
        let remove = Self { consequences: all.into(), ..page(ConsoleOperation::RemoveUser) };
        let second =
            Self { consequences: vec![Consequence::OldSecret], ..page(ConsoleOperation::RotateSecret) };
        let conflict = Self { conflict: Some(vec![FieldDifference::sample()]), ..remove.clone() };
        let unseen = Self { conflict: Some(Vec::new()), ..remove.clone() };
        let mut samples: Vec<_> = ConsoleOperation::ALL.map(|one| (one.sample_name(), page(one))).into();
        samples.extend([
            ("consequences", remove),
            ("rotate-secret-with-old", second),
            ("conflict", conflict),
            ("conflict-without-difference", unseen),
        ]);
        samples
    }
}

#[derive(Template)]
#[template(path = "console_confirm.html")]
struct View<'a> {
    page: &'a ConsoleConfirmPage,
    text: Language,
    frame: Frame<'a>,
}

impl View<'_> {
    fn title(&self) -> String {
        self.text.title_of(&self.heading(), None, self.failure().is_some())
    }

    fn heading(&self) -> String {
        self.text.say_with(self.page.operation.messages().0, "name", &self.page.name)
    }

    fn explanation(&self) -> String {
        self.text.say(self.page.operation.messages().1)
    }

    fn button(&self) -> String {
        self.text.say(self.page.operation.messages().2)
    }

    /// Returns the times for which an old secret can be kept, in seconds, with their names; none for another operation.
    fn times(&self) -> Vec<(i64, String)> {
        let has_old = self.page.consequences.contains(&Consequence::OldSecret);
        if self.page.operation != ConsoleOperation::RotateSecret || has_old {
            return Vec::new();
        }
        let days = [1, 7, 30, 90].map(|days: usize| {
            let seconds = i64::try_from(days).unwrap_or_default() * 86_400;
            (seconds, self.text.say_with_count("console-old-secret-days", days))
        });
        std::iter::once((0, self.text.say("console-old-secret-at-once"))).chain(days).collect()
    }

    fn failure(&self) -> Option<String> {
        self.page.conflict.as_ref().map(|_| self.text.say("console-conflict"))
    }

    fn differences(&self) -> Vec<String> {
        let differences = self.page.conflict.as_deref().unwrap_or_default();
        differences.iter().map(|difference| difference.text(self.text)).collect()
    }

    fn consequences(&self) -> Vec<String> {
        self.page.consequences.iter().map(|consequence| consequence.text(self.text)).collect()
    }
}
