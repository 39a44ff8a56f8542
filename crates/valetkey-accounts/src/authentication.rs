//! The proofs of a sign-in with their times: `amr`, `acr` and `auth_time`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use valetkey_types::Timestamp;

/// A method of RFC 8176 that took part in a sign-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Amr {
    /// A password.
    #[serde(rename = "pwd")]
    Password,
    /// A one-time password of a device. No page asks for one yet.
    #[serde(rename = "otp")]
    OneTimePassword,
}

/// The kind of a factor (NIST SP 800-63B-4 section 2.1). Two methods of one kind are one factor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Factor {
    /// Something the user knows.
    Knowledge,
    /// Something the user has.
    Possession,
}

/// The authentication context class that follows from the methods.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Acr {
    /// One factor: `urn:valetkey:acr:single-factor`.
    #[serde(rename = "urn:valetkey:acr:single-factor")]
    SingleFactor,
    /// Two factors of different kinds: `urn:valetkey:acr:multi-factor`.
    #[serde(rename = "urn:valetkey:acr:multi-factor")]
    MultiFactor,
}

impl Amr {
    /// Every method.
    pub const ALL: [Self; 2] = [Self::Password, Self::OneTimePassword];
    /// The methods that our pages ask for.
    pub const OFFERED: [Self; 1] = [Self::Password];

    /// Returns the method of a value on the wire; `None` when this version does not know it.
    pub fn from_wire(value: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.as_str() == value)
    }

    /// The value on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Password => "pwd",
            Self::OneTimePassword => "otp",
        }
    }

    fn factor(self) -> Factor {
        match self {
            Self::Password => Factor::Knowledge,
            Self::OneTimePassword => Factor::Possession,
        }
    }

    /// Whether both rely on the same kind of factor.
    pub(crate) fn is_same_factor(self, other: Self) -> bool {
        self.factor() == other.factor()
    }
}

impl Acr {
    /// Every class, weakest first.
    pub const ALL: [Self; 2] = [Self::SingleFactor, Self::MultiFactor];

    /// Returns the classes that our pages reach, weakest first, as metadata lists them.
    pub fn offered() -> impl Iterator<Item = Self> {
        let strongest = Self::of(&Amr::OFFERED);
        Self::ALL.into_iter().filter(move |class| *class <= strongest)
    }

    /// The value on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SingleFactor => "urn:valetkey:acr:single-factor",
            Self::MultiFactor => "urn:valetkey:acr:multi-factor",
        }
    }

    /// Returns the class that a set of methods reaches.
    pub fn of(methods: &[Amr]) -> Self {
        let Some((first, others)) = methods.split_first() else { return Self::SingleFactor };
        if others.iter().all(|method| method.is_same_factor(*first)) {
            Self::SingleFactor
        } else {
            Self::MultiFactor
        }
    }
}

/// One method that a user proved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proof {
    /// The method.
    pub method: Amr,
    /// When.
    pub at: Timestamp,
}

/// When and how a user proved who they are.
///
/// A sealed code carries it. Methods that this version does not know are left out when it is read, and the class is that of the
/// methods that are left: never more than was proved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "WrittenAuthentication", into = "WrittenAuthentication")]
pub struct Authentication {
    /// `auth_time` of OpenID Connect Core section 2: the time of the latest proof.
    pub auth_time: Timestamp,
    /// The methods, each once, with the time of its latest proof.
    pub proofs: Vec<Proof>,
}

impl Authentication {
    /// Returns an authentication by one method.
    pub fn by(method: Amr, at: Timestamp) -> Self {
        Self { auth_time: at, proofs: vec![Proof { method, at }] }
    }

    /// Returns an authentication by these proofs; `None` when there are none.
    pub fn of(proofs: Vec<Proof>) -> Option<Self> {
        let auth_time = proofs.iter().map(|proof| proof.at).max()?;
        Some(Self { auth_time, proofs })
    }

    /// Returns an authentication as it was written down: `auth_time`, the methods, and the times of those methods that were
    /// proved before `auth_time`.
    pub fn read(
        auth_time: Timestamp,
        methods: impl IntoIterator<Item = Amr>,
        earlier: impl Fn(Amr) -> Option<Timestamp>,
    ) -> Self {
        let proof = |method| Proof { method, at: earlier(method).unwrap_or(auth_time) };
        Self { auth_time, proofs: methods.into_iter().map(proof).collect() }
    }

    /// Returns the proofs from before `auth_time`.
    pub fn earlier(&self) -> impl Iterator<Item = &Proof> {
        self.proofs.iter().filter(|proof| proof.at != self.auth_time)
    }

    /// Returns `amr`: the methods.
    pub fn amr(&self) -> Vec<Amr> {
        self.proofs.iter().map(|proof| proof.method).collect()
    }

    /// Returns `acr`: the class that the methods reach.
    pub fn acr(&self) -> Acr {
        Acr::of(&self.amr())
    }
}

/// An authentication in a sealed value, in the words of any version.
#[derive(Serialize, Deserialize)]
struct WrittenAuthentication {
    auth_time: Timestamp,
    /// A version before this one reads it.
    #[serde(default)]
    acr: String,
    amr: Vec<String>,
    /// The times of the methods that were proved before `auth_time`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    earlier: BTreeMap<String, Timestamp>,
}

impl From<WrittenAuthentication> for Authentication {
    fn from(written: WrittenAuthentication) -> Self {
        let methods = written.amr.iter().filter_map(|method| Amr::from_wire(method));
        Self::read(written.auth_time, methods, |method| written.earlier.get(method.as_str()).copied())
    }
}

impl From<Authentication> for WrittenAuthentication {
    fn from(authentication: Authentication) -> Self {
        let earlier = authentication.earlier().map(|proof| (proof.method.as_str().to_owned(), proof.at));
        Self {
            auth_time: authentication.auth_time,
            acr: authentication.acr().as_str().to_owned(),
            amr: authentication.amr().iter().map(|method| method.as_str().to_owned()).collect(),
            earlier: earlier.collect(),
        }
    }
}

/// A proof in a sealed value, in the words of any version.
#[derive(Serialize, Deserialize)]
pub(crate) struct WrittenProof {
    method: String,
    at: Timestamp,
}

impl WrittenProof {
    pub(crate) fn of(proof: &Proof) -> Self {
        Self { method: proof.method.as_str().to_owned(), at: proof.at }
    }

    /// Returns the proof; `None` when this version does not know the method.
    pub(crate) fn read(&self) -> Option<Proof> {
        Some(Proof { method: Amr::from_wire(&self.method)?, at: self.at })
    }
}
