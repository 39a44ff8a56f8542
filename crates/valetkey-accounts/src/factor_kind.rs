//! The kinds of second factors.

/// A kind of second factor in the record of a user.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FactorKind {
    /// An authenticator application (RFC 6238).
    Authenticator,
    /// A passkey. It can be the only factor too.
    Passkey,
    /// Recovery codes.
    RecoveryCodes,
}

impl FactorKind {
    /// All kinds.
    pub const ALL: [Self; 3] = [Self::Authenticator, Self::Passkey, Self::RecoveryCodes];

    /// Returns the name for administrators.
    pub fn name(self) -> &'static str {
        match self {
            Self::Authenticator => "authenticator",
            Self::Passkey => "passkey",
            Self::RecoveryCodes => "recovery_codes",
        }
    }

    /// Returns the kind with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}
