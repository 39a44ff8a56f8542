//! What a sign-in proved: `amr` and `acr`.

use serde::{Deserialize, Serialize};

/// A method of RFC 8176 that took part in a sign-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Amr {
    /// A password.
    #[serde(rename = "pwd")]
    Password,
}

/// The authentication context class that follows from the methods.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Acr {
    /// One factor: `urn:valetkey:acr:single-factor`.
    #[serde(rename = "urn:valetkey:acr:single-factor")]
    SingleFactor,
}

impl Amr {
    /// Every method.
    pub const ALL: [Self; 1] = [Self::Password];

    /// Returns the method of a value on the wire; `None` when this version does not know it.
    pub fn from_wire(value: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.as_str() == value)
    }

    /// The value on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Password => "pwd",
        }
    }
}

impl Acr {
    /// Every class, weakest first, as metadata lists them.
    pub const ALL: [Self; 1] = [Self::SingleFactor];

    /// Returns the class of a value on the wire; `None` when this version does not know it.
    pub fn from_wire(value: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.as_str() == value)
    }

    /// The value on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SingleFactor => "urn:valetkey:acr:single-factor",
        }
    }

    /// The class that a set of methods reaches.
    pub fn of(_methods: &[Amr]) -> Self {
        Self::SingleFactor
    }
}
