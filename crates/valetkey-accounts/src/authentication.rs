//! The proofs of a sign-in with their times: `amr`, `acr` and `auth_time`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use valetkey_types::Timestamp;

/// A method that was used in a sign-in.
///
/// [`Amr::values`] returns its values of RFC 8176. A passkey is `hwk` if its key never leaves the device, and `swk` if it can
/// be copied to other devices (WebAuthn Level 3 section 6.1.3, the flag "backup eligible"), because a copied key is only as
/// safe as the software that copies it. Both are also `user`, because WebAuthn always tests the presence of a user.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Amr {
    /// A password.
    Password,
    /// A one-time password of an authenticator application (RFC 6238).
    OneTimePassword,
    /// A recovery code: a one-time password from a printed list.
    RecoveryCode,
    /// A code that was sent by mail. It never counts as an additional factor (NIST SP 800-63B-4 section 3.1.3.1).
    MailCode,
    /// A passkey of one device, without user verification.
    DevicePasskey,
    /// A passkey of one device that verified the user by a PIN or a fingerprint: two factors at once.
    VerifiedDevicePasskey,
    /// A passkey that is copied between devices, without user verification.
    SyncedPasskey,
    /// A passkey that is copied between devices and verified the user: two factors at once.
    VerifiedSyncedPasskey,
    /// A sign-in at another provider. The methods used there are unknown, so it counts as one factor, like a password.
    Provider,
}

/// The factors that a method proves (NIST SP 800-63B-4 section 2.1).
#[derive(Clone, Copy, Debug, Default)]
struct Factors {
    /// Something the user knows, or is.
    user: bool,
    /// Something the user has.
    possession: bool,
    /// `true` if a page that imitates ours can't forward the proof (NIST SP 800-63B-4 section 3.2.5).
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

/// The authentication context class, which follows from the methods. Later variants are stronger.
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
    /// All methods.
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

    /// Returns the method of a passkey. `backup_eligible` and `user_verified` are the flags BE and UV of its response.
    pub fn of_passkey(backup_eligible: bool, user_verified: bool) -> Self {
        match (backup_eligible, user_verified) {
            (false, false) => Self::DevicePasskey,
            (false, true) => Self::VerifiedDevicePasskey,
            (true, false) => Self::SyncedPasskey,
            (true, true) => Self::VerifiedSyncedPasskey,
        }
    }

    /// Returns the method with this name; `None` if this version does not know it.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.name() == name)
    }

    /// Returns the name in sealed values, which is unique for each method.
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

    /// Returns the values of `amr` (RFC 8176 section 2). No registered value fits a code by mail, because `otp` would be too strong,
    /// or a sign-in at another provider: these have values of this server.
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

    /// Returns whether a sign-in may begin with this method. The other methods only add to a proof: a code of six digits, a
    /// code from a list, or a touch of a passkey is not enough to sign in.
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

    /// Returns whether this method is a passkey of any kind.
    pub fn is_passkey(self) -> bool {
        self.factors().phishing_resistant
    }

    /// Returns whether one of these methods proves the possession of something.
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
    /// All classes, the weakest first.
    pub const ALL: [Self; 3] = [Self::SingleFactor, Self::MultiFactor, Self::PhishingResistant];

    /// Returns the classes that these methods can reach together, the weakest first, for the metadata.
    pub fn reached_by(methods: &[Amr]) -> impl Iterator<Item = Self> + use<> {
        let strongest = Self::of(methods);
        Self::ALL.into_iter().filter(move |class| *class <= strongest)
    }

    /// Returns the class of a received value; `None` if this version does not know it.
    pub fn from_wire(value: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.as_str() == value)
    }

    /// Returns the value as it is sent.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SingleFactor => "urn:valetkey:acr:single-factor",
            Self::MultiFactor => "urn:valetkey:acr:multi-factor",
            Self::PhishingResistant => "urn:valetkey:acr:phishing-resistant",
        }
    }

    /// Returns the class that a set of methods reaches.
    pub fn of(methods: &[Amr]) -> Self {
        Self::of_each(methods.iter().copied())
    }

    fn of_each(methods: impl Iterator<Item = Amr>) -> Self {
        let factors = methods.fold(Factors::default(), |sum, method| sum.and(method.factors()));
        match (factors.user && factors.possession, factors.phishing_resistant) {
            (false, _) => Self::SingleFactor,
            (true, false) => Self::MultiFactor,
            (true, true) => Self::PhishingResistant,
        }
    }
}

/// A method that a user has proved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proof {
    /// The method.
    pub method: Amr,
    /// The time of the proof.
    pub at: Timestamp,
}

/// The proofs of a sign-in, with their times.
///
/// A sealed code contains it. Reading drops methods that this version does not know, and the class follows from the remaining
/// methods, so it is never stronger than the proofs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "WrittenAuthentication", into = "WrittenAuthentication")]
pub struct Authentication {
    /// `auth_time` of OpenID Connect Core section 2: the time of the latest proof.
    pub auth_time: Timestamp,
    /// The latest proof of each method.
    pub proofs: Vec<Proof>,
}

impl Authentication {
    /// Creates an authentication with one method.
    pub fn by(method: Amr, at: Timestamp) -> Self {
        Self { auth_time: at, proofs: vec![Proof { method, at }] }
    }

    /// Creates an authentication with these proofs; `None` if there are none.
    pub fn of(proofs: Vec<Proof>) -> Option<Self> {
        let auth_time = proofs.iter().map(|proof| proof.at).max()?;
        Some(Self { auth_time, proofs })
    }

    /// Creates an authentication from its stored form: `auth_time`, the methods, and the times of the methods that were proved
    /// before `auth_time`.
    pub fn read(
        auth_time: Timestamp,
        methods: impl IntoIterator<Item = Amr>,
        earlier: impl Fn(Amr) -> Option<Timestamp>,
    ) -> Self {
        let proof = |method| Proof { method, at: earlier(method).unwrap_or(auth_time) };
        Self { auth_time, proofs: methods.into_iter().map(proof).collect() }
    }

    /// Returns the proofs since a time. `None` if there are none, or none with which a sign-in may begin, because a code of six
    /// digits does not renew an old sign-in.
    pub fn since(&self, moment: Timestamp) -> Option<Self> {
        let fresh = self.proofs.iter().filter(|proof| proof.at >= moment).copied().collect();
        Self::of(fresh).filter(|fresh| fresh.began_at().is_some())
    }

    /// Returns the time of the latest proof with which a sign-in may begin.
    pub fn began_at(&self) -> Option<Timestamp> {
        let beginnings = self.proofs.iter().filter(|proof| proof.method.begins_a_sign_in());
        beginnings.map(|proof| proof.at).max()
    }

    /// Returns whether a code by mail or a second factor confirmed the first factor.
    pub fn is_confirmed(&self) -> bool {
        self.acr() > Acr::SingleFactor || self.proofs.iter().any(|proof| proof.method == Amr::MailCode)
    }

    /// Returns the proofs from before `auth_time`.
    pub fn earlier(&self) -> impl Iterator<Item = &Proof> {
        self.proofs.iter().filter(|proof| proof.at != self.auth_time)
    }

    /// Returns the methods.
    pub fn methods(&self) -> Vec<Amr> {
        self.proofs.iter().map(|proof| proof.method).collect()
    }

    /// Returns `amr`: the values of the methods, each once, and `mfa` if they are two factors (RFC 8176 section 2).
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
        Acr::of_each(self.proofs.iter().map(|proof| proof.method))
    }
}

/// An authentication in a sealed value, with the method names of any version.
#[derive(Serialize, Deserialize)]
struct WrittenAuthentication {
    auth_time: Timestamp,
    /// Older versions read this member.
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

/// A proof in a sealed value, with the method name of any version.
#[derive(Serialize, Deserialize)]
pub(crate) struct WrittenProof {
    method: String,
    at: Timestamp,
}

impl WrittenProof {
    pub(crate) fn of(proof: &Proof) -> Self {
        Self { method: proof.method.name().to_owned(), at: proof.at }
    }

    /// Returns the proof; `None` if this version does not know the method.
    pub(crate) fn read(&self) -> Option<Proof> {
        Some(Proof { method: Amr::named(&self.method)?, at: self.at })
    }
}
