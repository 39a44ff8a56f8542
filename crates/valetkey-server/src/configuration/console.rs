//! `[console]`: the console of administrators.

use serde::Deserialize;
use valetkey_accounts::Acr;

/// `[console]`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ConsoleSettings {
    /// How strong a sign-in of an administrator must be at least.
    pub require: ConsoleStrength,
}

/// The strength of a sign-in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ConsoleStrength {
    /// One factor, such as a password.
    OneFactor,
    /// Two factors of different kinds.
    #[default]
    TwoFactors,
    /// Two factors, one of them a passkey. A passkey that verifies the user is both.
    PhishingResistant,
}

impl From<ConsoleStrength> for Acr {
    fn from(strength: ConsoleStrength) -> Self {
        match strength {
            ConsoleStrength::OneFactor => Self::SingleFactor,
            ConsoleStrength::TwoFactors => Self::MultiFactor,
            ConsoleStrength::PhishingResistant => Self::PhishingResistant,
        }
    }
}
