//! The steps of a sign-in: identify, prove, possibly prove more, signed in. An attempt exists before the session that it starts.

use serde::{Deserialize, Serialize};
use uuid::Uuid;
use valetkey_types::{Seconds, Timestamp, UserId};

use crate::{Acr, Amr, Authentication, Proof, User, authentication::WrittenProof};

/// An unfinished sign-in. It is sealed in the forms of its pages. The session that it starts gets its identifier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "WrittenAttempt", into = "WrittenAttempt")]
pub struct SignInAttempt {
    /// The identifier of the attempt.
    pub id: Uuid,
    /// The user, once identified.
    pub user_id: Option<UserId>,
    /// The proofs of this user.
    pub proofs: Vec<Proof>,
}

/// The requirements for a sign-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SignInRequirement<'a> {
    /// The required class.
    pub class: Acr,
    /// The time for which a proof counts in an attempt. An older proof must be made again.
    pub proof_lifetime: Seconds,
    /// The allowed methods. Proofs with other methods do not count.
    pub methods: &'a [Amr],
    /// The proofs of the user's current session, which also count at any age, to make a weak session stronger.
    pub standing: &'a [Proof],
    /// `true` if the user's own second factor is required: two factors, or one of the user's factors in addition to a code by
    /// mail.
    pub own_factor: bool,
    /// `true` if a code by mail is required when fewer than two factors are proved.
    pub confirm_by_mail: bool,
    /// `true` if a sign-in may begin with a code by mail. Otherwise such a code only adds to another proof.
    pub begin_by_mail: bool,
}

/// The next step of a sign-in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignInStep {
    /// The user must enter their name.
    Identify,
    /// The user must prove one of these methods. The list is empty if no allowed method reaches the class.
    Prove(Vec<Amr>),
    /// The user has proved enough.
    SignedIn(Authentication),
}

impl<'a> SignInRequirement<'a> {
    /// The time for which a proof counts in an attempt.
    pub const PROOF_LIFETIME: Seconds = Seconds::minutes(10);

    /// Creates the requirement of one factor with one of these methods.
    pub fn one_factor(methods: &'a [Amr]) -> Self {
        Self {
            class: Acr::SingleFactor,
            proof_lifetime: Self::PROOF_LIFETIME,
            methods,
            standing: &[],
            own_factor: false,
            confirm_by_mail: false,
            begin_by_mail: false,
        }
    }

    /// Returns whether these methods together meet the requirement. A code by mail is never a factor (NIST SP 800-63B-4 section
    /// 3.1.3.1), so it does not count for the class.
    fn is_met_by(&self, methods: &[Amr]) -> bool {
        let (class, has_mail_code) = (Acr::of(methods), methods.contains(&Amr::MailCode));
        let two_factors = class >= Acr::MultiFactor;
        let has_own_factor = two_factors || has_mail_code && Amr::prove_possession(methods);
        class >= self.class
            && (!self.own_factor || has_own_factor)
            && (!self.confirm_by_mail || two_factors || has_mail_code)
    }

    /// Returns whether a sign-in may begin with this method.
    fn may_begin_with(&self, method: Amr) -> bool {
        method.begins_a_sign_in() && (self.begin_by_mail || method != Amr::MailCode)
    }
}

impl SignInAttempt {
    /// Creates an attempt without a user. The identifier must be new.
    pub fn new(id: Uuid) -> Self {
        Self { id, user_id: None, proofs: Vec::new() }
    }

    /// Returns the attempt after this user has proved a method. Drops proofs of another user.
    #[must_use]
    pub fn prove(self, user: &User, method: Amr, now: Timestamp) -> Self {
        let mut proofs = if self.is_of(user) { self.proofs } else { Vec::new() };
        proofs.retain(|proof| proof.method != method);
        proofs.push(Proof { method, at: now });
        Self { id: self.id, user_id: Some(user.id.clone()), proofs }
    }

    /// Returns the attempt after it has started a session. It has no proofs any more, so a copy of it can't start another
    /// session.
    #[must_use]
    pub fn without_proofs(self) -> Self {
        Self { proofs: Vec::new(), ..self }
    }

    fn is_of(&self, user: &User) -> bool {
        self.user_id.as_ref() == Some(&user.id)
    }
}

/// Decides the next step of a sign-in. `user` is the identified user, if there is one.
pub fn sign_in_step(
    attempt: Option<&SignInAttempt>,
    user: Option<&User>,
    requirement: &SignInRequirement<'_>,
    now: Timestamp,
) -> SignInStep {
    let Some(user) = user.filter(|user| user.may_sign_in(now)) else { return SignInStep::Identify };
    let proofs = attempt.filter(|attempt| attempt.is_of(user)).map_or(&[][..], |attempt| &attempt.proofs);
    let counts = |proof: &&Proof| {
        requirement.methods.contains(&proof.method) && now.since(proof.at) <= requirement.proof_lifetime
    };
    let mut counting: Vec<Proof> = proofs.iter().filter(counts).copied().collect();
    let is_new = |proof: &&Proof| !proofs.iter().any(|newer| newer.method == proof.method);
    counting.splice(0..0, requirement.standing.iter().filter(is_new).copied());
    let proved: Vec<Amr> = counting.iter().map(|proof| proof.method).collect();
    let complete = Authentication::of(counting)
        .filter(|proved| requirement.is_met_by(&proved.methods()))
        .filter(|proved| proved.proofs.iter().any(|proof| requirement.may_begin_with(proof.method)));
    match complete {
        Some(authentication) => SignInStep::SignedIn(authentication),
        None => SignInStep::Prove(missing(requirement, &proved)),
    }
}

/// Returns the methods for the next step; none if all methods together do not reach the class. The first step offers all
/// methods with which a sign-in may begin. Later steps offer the methods that complete the sign-in, or otherwise those that
/// bring it closer.
fn missing(requirement: &SignInRequirement<'_>, proved: &[Amr]) -> Vec<Amr> {
    if Acr::of(requirement.methods) < requirement.class {
        return Vec::new();
    }
    let has_begun = proved.iter().any(|method| requirement.may_begin_with(*method));
    let with = |method: Amr| [proved, &[method]].concat();
    let may_come =
        |method: &Amr| !proved.contains(method) && (has_begun || requirement.may_begin_with(*method));
    let candidates: Vec<Amr> = requirement.methods.iter().copied().filter(may_come).collect();
    if !has_begun {
        return candidates;
    }
    let complete: Vec<Amr> =
        candidates.iter().copied().filter(|method| requirement.is_met_by(&with(*method))).collect();
    if !complete.is_empty() {
        return complete;
    }
    let goes_further = |method: &Amr| Acr::of(&with(*method)) > Acr::of(proved);
    candidates.into_iter().filter(goes_further).collect()
}

/// An attempt in a sealed value. Reading drops proofs with methods of a newer version.
#[derive(Serialize, Deserialize)]
struct WrittenAttempt {
    id: Uuid,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    user_id: Option<UserId>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    proofs: Vec<WrittenProof>,
}

impl From<WrittenAttempt> for SignInAttempt {
    fn from(written: WrittenAttempt) -> Self {
        let proofs = written.proofs.iter().filter_map(WrittenProof::read).collect();
        Self { id: written.id, user_id: written.user_id, proofs }
    }
}

impl From<SignInAttempt> for WrittenAttempt {
    fn from(attempt: SignInAttempt) -> Self {
        let proofs = attempt.proofs.iter().map(WrittenProof::of).collect();
        Self { id: attempt.id, user_id: attempt.user_id, proofs }
    }
}
