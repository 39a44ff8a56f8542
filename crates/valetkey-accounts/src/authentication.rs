//! The proofs of a sign-in with their times: `amr`, `acr` and `auth_time`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use valetkey_types::Timestamp;

/// A method that took part in a sign-in.
///
/// [`Amr::values`] gives the values of RFC 8176 for it. A passkey is `hwk` when its key never leaves one device, and `swk` when it
/// may be copied to others (WebAuthn Level 3 section 6.1.3, the flag "backup eligible"): a key that is copied is as safe as the
/// software that copies it. Both are `user` as well, because WebAuthn always tests the presence of a user.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Amr {
    /// A password.
    Password,
    /// A one-time password of an authenticator application (RFC 6238).
    OneTimePassword,
    /// A recovery code: a one-time password of a printed list.
    RecoveryCode,
    /// A code that was sent by mail. It never adds a factor to others (NIST SP 800-63B-4 section 3.1.3.1).
    MailCode,
    /// A passkey of one device, without user verification.
    DevicePasskey,
    /// A passkey of one device that verified the user by a PIN or a fingerprint: two factors at once.
    VerifiedDevicePasskey,
    /// A passkey that is copied between devices, without user verification.
    SyncedPasskey,
    /// A passkey that is copied between devices and verified the user: two factors at once.
    VerifiedSyncedPasskey,
    /// A sign-in at another provider. We do not know the methods used there, so it counts as one factor, like a password.
    Provider,
}

/// The factors that a method proves (NIST SP 800-63B-4 section 2.1).
#[derive(Clone, Copy, Debug, Default)]
struct Factors {
    /// Something the user knows, or is.
    user: bool,
    /// Something the user has.
    possession: bool,
    /// Whether a page that imitates ours can't pass the proof on (NIST SP 800-63B-4 section 3.2.5).
    phishing_resistant: bool,
}

impl Factors {
    fn and(self, other: Self) -> Self {
        Self {
            user: self.user || other.user,
            possession: self.possession || other.possession,
            phishing_resistant: self.phishing_resistant || other.phishing_resistant,
        }
    }
}

/// The authentication context class that follows from the methods. A later one is stronger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Acr {
    /// One factor: `urn:valetkey:acr:single-factor`.
    SingleFactor,
    /// Two factors of different kinds: `urn:valetkey:acr:multi-factor`.
    MultiFactor,
    /// Two factors of different kinds, one of them a passkey: `urn:valetkey:acr:phishing-resistant`.
    PhishingResistant,
}

impl Amr {
    /// Every method.
    pub const ALL: [Self; 9] = [
        Self::Password,
        Self::OneTimePassword,
        Self::RecoveryCode,
        Self::MailCode,
        Self::DevicePasskey,
        Self::VerifiedDevicePasskey,
        Self::SyncedPasskey,
        Self::VerifiedSyncedPasskey,
        Self::Provider,
    ];

    /// Returns the method of a passkey. `backup_eligible` and `user_verified` are the flags BE and UV of its answer.
    pub fn of_passkey(backup_eligible: bool, user_verified: bool) -> Self {
        match (backup_eligible, user_verified) {
            (false, false) => Self::DevicePasskey,
            (false, true) => Self::VerifiedDevicePasskey,
            (true, false) => Self::SyncedPasskey,
            (true, true) => Self::VerifiedSyncedPasskey,
        }
    }

    /// Returns the method of a name; `None` when this version does not know it.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.name() == name)
    }

    /// Returns the name in sealed values. Each method has one of its own.
    pub fn name(self) -> &'static str {
        match self {
            Self::Password => "pwd",
            Self::OneTimePassword => "otp",
            Self::RecoveryCode => "recovery_code",
            Self::MailCode => "mail_code",
            Self::DevicePasskey => "hwk",
            Self::VerifiedDevicePasskey => "hwk_user_verified",
            Self::SyncedPasskey => "swk",
            Self::VerifiedSyncedPasskey => "swk_user_verified",
            Self::Provider => "provider",
        }
    }

    /// Returns the values of `amr` (RFC 8176 section 2). No registered value means a code by mail, and `otp` would
    /// promise more; none means a sign-in at another provider.
    pub fn values(self) -> &'static [&'static str] {
        match self {
            Self::Password => &["pwd"],
            Self::OneTimePassword | Self::RecoveryCode => &["otp"],
            Self::MailCode => &["urn:valetkey:amr:mail-code"],
            Self::DevicePasskey | Self::VerifiedDevicePasskey => &["hwk", "user"],
            Self::SyncedPasskey | Self::VerifiedSyncedPasskey => &["swk", "user"],
            Self::Provider => &["urn:valetkey:amr:provider"],
        }
    }

    /// Whether a sign-in may begin with it. The others only add to a proof: a code of six digits, one from a list, or the touch of
    /// a passkey is not enough to sign in.
    pub fn begins_a_sign_in(self) -> bool {
        match self {
            Self::OneTimePassword | Self::RecoveryCode | Self::DevicePasskey | Self::SyncedPasskey => false,
            Self::Password
            | Self::MailCode
            | Self::VerifiedDevicePasskey
            | Self::VerifiedSyncedPasskey
            | Self::Provider => true,
        }
    }

    /// Whether it is a passkey of any kind.
    pub fn is_passkey(self) -> bool {
        self.factors().phishing_resistant
    }

    /// Whether one of these methods proves something the user has.
    pub(crate) fn prove_possession(methods: &[Self]) -> bool {
        methods.iter().any(|method| method.factors().possession)
    }

    fn factors(self) -> Factors {
        let none = Factors::default();
        let passkey = Factors { possession: true, phishing_resistant: true, ..none };
        match self {
            Self::Password | Self::Provider => Factors { user: true, ..none },
            Self::OneTimePassword | Self::RecoveryCode => Factors { possession: true, ..none },
            Self::MailCode => none,
            Self::DevicePasskey | Self::SyncedPasskey => passkey,
            Self::VerifiedDevicePasskey | Self::VerifiedSyncedPasskey => Factors { user: true, ..passkey },
        }
    }
}

impl Acr {
    /// Every class, weakest first.
    pub const ALL: [Self; 3] = [Self::SingleFactor, Self::MultiFactor, Self::PhishingResistant];

    /// Returns the classes that these methods reach together, weakest first, as metadata lists them.
    pub fn reached_by(methods: &[Amr]) -> impl Iterator<Item = Self> + use<> {
        let strongest = Self::of(methods);
        Self::ALL.into_iter().filter(move |class| *class <= strongest)
    }

    /// Returns the class of a value on the wire; `None` when this version does not know it.
    pub fn from_wire(value: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.as_str() == value)
    }

    /// The value on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SingleFactor => "urn:valetkey:acr:single-factor",
            Self::MultiFactor => "urn:valetkey:acr:multi-factor",
            Self::PhishingResistant => "urn:valetkey:acr:phishing-resistant",
        }
    }

    /// Returns the class that a set of methods reaches.
    pub fn of(methods: &[Amr]) -> Self {
        let factors = methods.iter().fold(Factors::default(), |sum, method| sum.and(method.factors()));
        match (factors.user && factors.possession, factors.phishing_resistant) {
            (false, _) => Self::SingleFactor,
            (true, false) => Self::MultiFactor,
            (true, true) => Self::PhishingResistant,
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

    /// Returns the proofs since a moment; `None` when there are none, or none that a sign-in may begin with: a code of six digits
    /// does not renew an old sign-in.
    pub fn since(&self, moment: Timestamp) -> Option<Self> {
        let fresh = self.proofs.iter().filter(|proof| proof.at >= moment).copied().collect();
        Self::of(fresh).filter(|fresh| fresh.began_at().is_some())
    }

    /// Returns the time of the latest proof that a sign-in may begin with.
    pub fn began_at(&self) -> Option<Timestamp> {
        let beginnings = self.proofs.iter().filter(|proof| proof.method.begins_a_sign_in());
        beginnings.map(|proof| proof.at).max()
    }

    /// Returns the proofs from before `auth_time`.
    pub fn earlier(&self) -> impl Iterator<Item = &Proof> {
        self.proofs.iter().filter(|proof| proof.at != self.auth_time)
    }

    /// Returns the methods.
    pub fn methods(&self) -> Vec<Amr> {
        self.proofs.iter().map(|proof| proof.method).collect()
    }

    /// Returns `amr`: the values of the methods, each once, and `mfa` where they are two factors (RFC 8176 section 2).
    pub fn amr(&self) -> Vec<&'static str> {
        let mut values = Vec::new();
        let of_methods = self.proofs.iter().flat_map(|proof| proof.method.values());
        let of_all: &[_] = if self.acr() > Acr::SingleFactor { &["mfa"] } else { &[] };
        for value in of_methods.chain(of_all) {
            if !values.contains(value) {
                values.push(*value);
            }
        }
        values
    }

    /// Returns `acr`: the class that the methods reach.
    pub fn acr(&self) -> Acr {
        Acr::of(&self.methods())
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
        let methods = written.amr.iter().filter_map(|method| Amr::named(method));
        Self::read(written.auth_time, methods, |method| written.earlier.get(method.name()).copied())
    }
}

impl From<Authentication> for WrittenAuthentication {
    fn from(authentication: Authentication) -> Self {
        let earlier = authentication.earlier().map(|proof| (proof.method.name().to_owned(), proof.at));
        Self {
            auth_time: authentication.auth_time,
            acr: authentication.acr().as_str().to_owned(),
            amr: authentication.methods().iter().map(|method| method.name().to_owned()).collect(),
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
        Self { method: proof.method.name().to_owned(), at: proof.at }
    }

    /// Returns the proof; `None` when this version does not know the method.
    pub(crate) fn read(&self) -> Option<Proof> {
        Some(Proof { method: Amr::named(&self.method)?, at: self.at })
    }
}
