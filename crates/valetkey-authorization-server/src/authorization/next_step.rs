//! Decides the next step: a page, a refusal or a code. `prompt`, `max_age` and `id_token_hint` are handled here and nowhere else.

use serde::{Deserialize, Serialize};
use valetkey_accounts::{Acr, Proof, SignInAttempt, SignInRequirement, SignInStep, User, sign_in_step};
use valetkey_types::{ErrorCode, GrantType, Prompt, Seconds, Timestamp, UserId};

use super::{
    CheckedRequest, PendingRequest, Ready, SignInRules,
    consent::{allow, missing_scope},
};
use crate::{
    Check, Reason, Refusal,
    access::{may_use, no_access},
    facts::SessionFacts,
    gate,
    record::{Authentication, Consent, Session},
    role_map::RoleMap,
};

/// The next step of a checked request.
#[derive(Clone, Debug)]
pub enum NextStep {
    /// Somebody has to sign in, or to prove more.
    SignIn {
        /// Why.
        reason: SignInReason,
        /// The first step.
        step: SignInStep,
    },
    /// The user must choose the account: the request wants it, or no account of this browser is active.
    ChooseAccount,
    /// The user may not use the application, or not from this network: a page says so and offers another account. The refusal has
    /// the reason.
    NoAccess(Refusal),
    /// The user must accept the terms.
    AcceptTerms,
    /// The user must allow this.
    AskConsent,
    /// The request ends here; the refusal goes to the client.
    Refuse(Refusal),
    /// Everything is settled.
    Issue(Box<Ready>),
}

/// Why somebody has to sign in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SignInReason {
    /// Nobody is signed in.
    NoSession,
    /// The application asks for a fresh sign-in (`prompt=login`).
    PromptLogin,
    /// The last sign-in is longer ago than `max_age`.
    TooLongAgo,
    /// The application means somebody else (`id_token_hint`).
    DifferentPerson,
    /// The session is weaker than the application or the tenant asks for (RFC 9470). What it proved stays.
    TooWeak,
}

/// A session that counts, with its user.
#[derive(Clone, Copy, Debug)]
pub struct SignedInUser<'a> {
    /// The session.
    pub session: &'a Session,
    /// The user.
    pub user: &'a User,
}

impl<'a> SignedInUser<'a> {
    /// Returns the signed-in user of this browser, if the session counts.
    pub fn of(facts: Option<&'a SessionFacts>, now: Timestamp) -> Option<Self> {
        let facts = facts?;
        let live = gate::session_is_live(&facts.session, &facts.user, now);
        live.then_some(Self { session: &facts.session, user: &facts.user })
    }

    /// Whether this attempt began the session.
    fn signed_in_by(self, attempt: Option<&SignInAttempt>) -> bool {
        attempt.is_some_and(|attempt| self.session.attempt == Some(attempt.id))
    }
}

/// The facts that decide about a request, besides its own parameters.
#[derive(Clone, Copy, Debug)]
pub struct StepContext<'a> {
    /// The signed-in user.
    pub signed_in: Option<SignedInUser<'a>>,
    /// Whether this browser has signed-in accounts but no active one, so that the user must choose an account.
    pub must_choose: bool,
    /// The user's consent to the client.
    pub consent: Option<&'a Consent>,
    /// Whether the user confirmed a sign-in in this browser before. It is loaded only if the rules depend on it.
    pub is_confirmed_device: bool,
    /// The sign-in that was made for this request, if any.
    pub attempt: Option<&'a SignInAttempt>,
    /// The subject of a verified `id_token_hint`.
    pub hinted: Option<&'a UserId>,
    /// The groups of the tenant. They are loaded only if the access of the user depends on them.
    pub role_map: &'a RoleMap,
    /// The sign-in rules of the tenant.
    pub rules: SignInRules<'a>,
    /// The version of the terms; `None` where there are none.
    pub terms: Option<&'a str>,
    /// The time.
    pub now: Timestamp,
}

/// Decides the next step (OpenID Connect Core section 3.1.2.1 to 3.1.2.4).
pub fn next_step(request: CheckedRequest, pending: &PendingRequest, context: &StepContext<'_>) -> NextStep {
    let StepContext { consent, attempt, .. } = *context;
    if pending.denied {
        return NextStep::Refuse(refusal(
            ErrorCode::AccessDenied,
            "The user refused.",
            Check::Consent,
            "allowed",
            "denied",
        ));
    }
    let silent = request.prompt.contains(Prompt::None);
    if let Err(refusal) = context.rules.check_network(Some(&request.client)) {
        return if silent { NextStep::Refuse(refusal) } else { NextStep::NoAccess(refusal) };
    }
    let user = context.signed_in.map(|signed_in| signed_in.user);
    let class = context.rules.required_of_session(Some(&request.client), request.acr_values.as_deref(), user);
    let class = match class {
        Ok(class) => class,
        Err(refusal) => return NextStep::Refuse(refusal),
    };
    let signed_in = match signed_in_user(&request, class, context) {
        Ok(signed_in) => signed_in,
        Err(SignInReason::NoSession) if context.must_choose && !request.prompt.contains(Prompt::Login) => {
            return if silent {
                NextStep::Refuse(account_selection_required())
            } else {
                NextStep::ChooseAccount
            };
        }
        Err(reason) if silent => return NextStep::Refuse(login_required(reason)),
        Err(reason) => {
            let step = first_step(reason, class, &request, context);
            return NextStep::SignIn { reason, step };
        }
    };
    if must_choose_account(&request, signed_in, pending, attempt) {
        return NextStep::ChooseAccount;
    }
    if !may_use(&request.client, signed_in.user, context.role_map) {
        let refusal = no_access(ErrorCode::AccessDenied);
        return if silent { NextStep::Refuse(refusal) } else { NextStep::NoAccess(refusal) };
    }
    if must_accept_terms(signed_in.user, context.terms) {
        return if silent { NextStep::Refuse(terms_required()) } else { NextStep::AcceptTerms };
    }
    let allowed = pending.allowed.filter(|allowed| *allowed == allow(signed_in, consent));
    if allowed.is_none() && must_ask_consent(&request, consent) {
        return if silent { NextStep::Refuse(consent_required(&request)) } else { NextStep::AskConsent };
    }
    let user = (Some(signed_in.user), context.role_map);
    match gate::admit_user(&request.client, &GrantType::AuthorizationCode, user, &request.scope) {
        Ok(admission) => {
            let newly_allowed = allowed.filter(|_| !missing_scope(admission.scope(), consent).is_empty());
            NextStep::Issue(Box::new(Ready::new(
                request,
                signed_in.session.clone(),
                admission,
                newly_allowed,
            )))
        }
        Err(refusal) => NextStep::Refuse(refusal),
    }
}

/// Returns the user whose session fulfils the request, or the reason for a sign-in.
fn signed_in_user<'a>(
    request: &CheckedRequest,
    class: Acr,
    context: &StepContext<'a>,
) -> Result<SignedInUser<'a>, SignInReason> {
    let StepContext { signed_in, attempt, hinted, now, .. } = *context;
    let signed_in = signed_in.ok_or(SignInReason::NoSession)?;
    if hinted.is_some_and(|subject| *subject != signed_in.user.id) {
        return Err(SignInReason::DifferentPerson);
    }
    let SignedInUser { session, user } = signed_in;
    let authentication = &session.authentication;
    let is_enough = |proved: &Authentication| {
        let is_known = context.is_confirmed_device;
        proved.acr() >= class && context.rules.takes(&request.client, session, user, proved, is_known)
    };
    if signed_in.signed_in_by(attempt) {
        return if is_enough(authentication) { Ok(signed_in) } else { Err(SignInReason::TooWeak) };
    }
    if request.prompt.contains(Prompt::Login) {
        return Err(SignInReason::PromptLogin);
    }
    // An old proof, or one of a weaker method, never replaces a fresh and strong one.
    let fresh;
    let proved = match request.max_age {
        // OpenID Connect Core section 3.1.2.1: the same as prompt=login, also within the second of the last sign-in.
        Some(Seconds(0)) => return Err(SignInReason::TooLongAgo),
        Some(max_age) => {
            fresh = authentication.since(now.minus(max_age)).ok_or(SignInReason::TooLongAgo)?;
            &fresh
        }
        None => authentication,
    };
    if is_enough(proved) { Ok(signed_in) } else { Err(SignInReason::TooWeak) }
}

/// Returns the next step of the sign-in. The user is known if the user of the session must prove more.
fn first_step(
    reason: SignInReason,
    class: Acr,
    request: &CheckedRequest,
    context: &StepContext<'_>,
) -> SignInStep {
    let StepContext { signed_in, attempt, rules, now, .. } = *context;
    let known = match reason {
        SignInReason::PromptLogin | SignInReason::TooLongAgo | SignInReason::TooWeak => {
            signed_in.map(|signed_in| signed_in.user)
        }
        SignInReason::NoSession | SignInReason::DifferentPerson => None,
    };
    let standing =
        standing_proofs(Some(reason), signed_in.map(|signed_in| signed_in.session), request.max_age, now);
    let one_factor = rules.one_factor(Some(&request.client));
    let too_weak = known.filter(|_| reason == SignInReason::TooWeak);
    let confirm_by_mail = rules.confirms_by_mail(Some(&request.client), || context.is_confirmed_device);
    let requirement = SignInRequirement {
        class,
        standing: &standing,
        own_factor: too_weak.is_some_and(User::wants_second_factor),
        confirm_by_mail: too_weak.is_some() && confirm_by_mail,
        ..one_factor
    };
    sign_in_step(attempt, known, &requirement, now)
}

/// Returns the proofs of a session that count in a sign-in: those of a session that is too weak, as far as they are fresh enough.
pub fn standing_proofs(
    reason: Option<SignInReason>,
    session: Option<&Session>,
    max_age: Option<Seconds>,
    now: Timestamp,
) -> Vec<Proof> {
    let too_weak = session.filter(|_| reason == Some(SignInReason::TooWeak));
    let Some(session) = too_weak else { return Vec::new() };
    let is_fresh = |proof: &&Proof| max_age.is_none_or(|max_age| now.since(proof.at) <= max_age);
    session.authentication.proofs.iter().filter(is_fresh).copied().collect()
}

fn must_choose_account(
    request: &CheckedRequest,
    signed_in: SignedInUser<'_>,
    pending: &PendingRequest,
    attempt: Option<&SignInAttempt>,
) -> bool {
    let chosen = pending.account_chosen_in == Some(signed_in.session.id) || signed_in.signed_in_by(attempt);
    request.prompt.contains(Prompt::SelectAccount) && !chosen
}

/// Returns whether the user must accept the terms: another version than the accepted one, or the first. A user whom an administrator
/// added is not asked.
pub fn must_accept_terms(user: &User, terms: Option<&str>) -> bool {
    terms.is_some() && user.accepted_terms.is_some() && user.accepted_terms.as_deref() != terms
}

/// Returns whether the user must be asked: always for a client that other programs can stand in for (M3); for others unless the
/// operator trusts them or the answer is remembered.
fn must_ask_consent(request: &CheckedRequest, consent: Option<&Consent>) -> bool {
    if request.prompt.contains(Prompt::Consent) {
        return true;
    }
    if gate::is_trusted(&request.client, request.target.redirect_uri()) {
        return false;
    }
    !request.client_is_recognisable() || !missing_scope(&request.scope, consent).is_empty()
}

fn login_required(reason: SignInReason) -> Refusal {
    let got = match reason {
        SignInReason::NoSession => "no session",
        SignInReason::PromptLogin => "prompt=login",
        SignInReason::TooLongAgo => "a session older than max_age",
        SignInReason::DifferentPerson => "a session of somebody else",
        SignInReason::TooWeak => "a session with a weaker sign-in",
    };
    refusal(
        ErrorCode::LoginRequired,
        "The user has to sign in.",
        Check::Session,
        "a session that fits the request",
        got,
    )
}

/// Several accounts may be signed in, and the user selected none (OpenID Connect Core section 3.1.2.6).
fn account_selection_required() -> Refusal {
    refusal(
        ErrorCode::AccountSelectionRequired,
        "The user has to choose an account.",
        Check::Session,
        "an active session",
        "other accounts that are signed in",
    )
}

/// OpenID Connect Core section 3.1.2.6: some other interaction than a sign-in or consent.
fn terms_required() -> Refusal {
    refusal(
        ErrorCode::InteractionRequired,
        "The user has to accept the terms.",
        Check::Terms,
        "the terms accepted in their present version",
        "another version",
    )
}

fn consent_required(request: &CheckedRequest) -> Refusal {
    Refusal::new(
        ErrorCode::ConsentRequired,
        "The user has to allow this.",
        Reason::new(Check::Consent, request.scope.to_string(), "not remembered"),
    )
}

fn refusal(
    error: ErrorCode,
    description: &'static str,
    check: Check,
    expected: &'static str,
    got: &'static str,
) -> Refusal {
    Refusal::new(error, description, Reason::new(check, expected, got))
}
