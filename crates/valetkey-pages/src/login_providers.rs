//! The part of the login page with other providers.

use serde::{Deserialize, Serialize};

use crate::Language;

/// The providers that users can sign in with, and what happened at one of them.
#[derive(Clone, Debug, Default)]
pub struct LoginProviders {
    /// The providers, in the order to show. Their form sends `continue`, and `provider` with the name of one.
    pub buttons: Vec<ProviderButton>,
    /// The target of the form: a path of this server.
    pub action: String,
    /// The outcome at a provider.
    pub notice: Option<ProviderNotice>,
}

/// A provider.
#[derive(Clone, Debug)]
pub struct ProviderButton {
    /// The name that the form sends.
    pub name: String,
    /// The display name.
    pub display_name: String,
}

/// The outcome at a provider.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProviderNotice {
    /// The display name of the provider.
    pub provider: String,
    /// The kind of change.
    pub outcome: ProviderOutcome,
}

/// The outcome at a provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProviderOutcome {
    /// The user said no there.
    Cancelled,
    /// The provider does not answer.
    Unreachable,
    /// The provider's answer does not fit, or it refused.
    Failed,
    /// This server is not set up correctly at the provider.
    NotSetUp,
    /// The provider is not offered any more.
    NotOffered,
    /// The account that signed in there is not linked.
    NotLinked,
    /// The account may not sign in here: its domain, or its user, is not allowed.
    NotAllowed,
    /// A user must sign in here; then the account is linked.
    LinkAfterSignIn,
    /// The same, because the address is that of a user.
    AddressIsKnown,
}

impl ProviderOutcome {
    /// Every outcome.
    pub const ALL: [Self; 9] = [
        Self::Cancelled,
        Self::Unreachable,
        Self::Failed,
        Self::NotSetUp,
        Self::NotOffered,
        Self::NotLinked,
        Self::NotAllowed,
        Self::LinkAfterSignIn,
        Self::AddressIsKnown,
    ];

    /// Returns the id of its message.
    pub(crate) fn message(self) -> &'static str {
        match self {
            Self::Cancelled => "login-provider-cancelled",
            Self::Unreachable => "login-provider-unreachable",
            Self::Failed => "login-provider-failed",
            Self::NotSetUp => "login-provider-not-set-up",
            Self::NotOffered => "login-provider-not-offered",
            Self::NotLinked => "login-provider-not-linked",
            Self::NotAllowed => "login-provider-not-allowed",
            Self::LinkAfterSignIn => "login-provider-link-after-sign-in",
            Self::AddressIsKnown => "login-provider-address-is-known",
        }
    }

    /// Whether the sign-in goes on with the form of the page.
    pub(crate) fn goes_on(self) -> bool {
        matches!(self, Self::LinkAfterSignIn | Self::AddressIsKnown)
    }
}

impl LoginProviders {
    /// Returns the sentence of the notice.
    pub(crate) fn notice(&self, text: Language) -> Option<String> {
        let ProviderNotice { provider, outcome } = self.notice.as_ref()?;
        Some(text.say_with(outcome.message(), "provider", provider))
    }

    /// Whether the notice is a failure.
    pub(crate) fn has_failed(&self) -> bool {
        self.notice.as_ref().is_some_and(|notice| !notice.outcome.goes_on())
    }

    /// Returns two providers, for samples.
    pub(crate) fn sample() -> Self {
        let button = |name: &str, display_name: &str| ProviderButton {
            name: name.to_owned(),
            display_name: display_name.to_owned(),
        };
        Self {
            buttons: vec![button("github", "GitHub"), button("google", "Google")],
            action: "/login/provider".to_owned(),
            notice: None,
        }
    }
}
