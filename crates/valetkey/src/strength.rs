//! How strong a sign-in must be, in the words of the command line.

use clap::ValueEnum;
use valetkey_accounts::Acr;

/// The value of `--require`.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Strength {
    /// A password is enough
    OneFactor,
    /// A second factor as well
    TwoFactors,
    /// Two factors, one of them a passkey
    PhishingResistant,
}

impl From<Strength> for Acr {
    fn from(strength: Strength) -> Self {
        match strength {
            Strength::OneFactor => Self::SingleFactor,
            Strength::TwoFactors => Self::MultiFactor,
            Strength::PhishingResistant => Self::PhishingResistant,
        }
    }
}
