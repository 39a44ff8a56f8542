//! `authorization_code` (RFC 6749 section 4.1.3, RFC 7636 section 4.6, RFC 9700 section 2.1.1).

use valetkey_types::{CodeVerifier, GrantType, parameter};

use super::{
    Context, GrantContext, GrantDecision, TokenPlan, audience, invalid_grant, issue, refuse,
    revoke_after_reuse,
};
use crate::{
    Change, Check, Decision, Lifetimes, Reason, Refusal,
    authorization::{missing_scope, remember},
    facts::CodeFacts,
    gate,
    record::{self, Consent, PkcePolicy, Session},
    sealed::AuthorizationCode,
};

/// Redeems a code, once, for the client it was issued to. `opened` is the code with what was loaded for it; `None` when the
/// text is no code of ours.
pub fn decide(request: &GrantContext<'_>, opened: Option<(&AuthorizationCode, &CodeFacts)>) -> GrantDecision {
    let Some((code, facts)) = opened else {
        return refuse(invalid_grant(Reason::new(Check::Code, "a code of ours", "another text")));
    };
    if let Some(grant) = &facts.grant {
        return refuse_used(request, code, grant);
    }
    match redeem(request, code, facts) {
        Ok((plan, changes)) => Decision { answer: Ok(plan), changes },
        Err(refusal) => refuse(refusal),
    }
}

/// RFC 6749 section 4.1.2: the second use of a code revokes what the first use issued.
///
/// While the code could still be used, whoever presents it could have redeemed it, so it has leaked. Afterwards the text may
/// lie in a log or a browser history, and only the client that can redeem it revokes the grant: nobody else can
/// end a grant with an old address.
fn refuse_used(request: &GrantContext<'_>, code: &AuthorizationCode, grant: &record::Grant) -> GrantDecision {
    let proves_itself = || check_client(request, code).is_ok() && check_pkce(request, code).is_ok();
    if request.context.now >= code.expires_at && !proves_itself() {
        let got = "a used code that has expired";
        return refuse(invalid_grant(Reason::new(Check::Code, "an unused code", got)));
    }
    let refusal =
        invalid_grant(Reason::new(Check::Code, "an unused code", "a used code; its grant is revoked"));
    Decision { answer: Err(refusal), changes: revoke_after_reuse(request, grant) }
}

fn redeem(
    request: &GrantContext<'_>,
    code: &AuthorizationCode,
    facts: &CodeFacts,
) -> Result<(TokenPlan, Vec<Change>), Refusal> {
    check_binding(request, code)?;
    check_pkce(request, code)?;
    let newly_allowed = newly_allowed(request, code, facts.consent.as_ref())?;
    let user = (facts.user.as_deref(), &*facts.role_map.map);
    let admission = gate::admit_user(request.client, &GrantType::AuthorizationCode, user, &code.scope)?;
    let Some(user) = facts.user.as_deref().filter(|user| user.id == code.user_id) else {
        return Err(invalid_grant(Reason::new(Check::User, "the user of the code", "another user")));
    };
    let session = live_session(request, code, facts.session.as_ref())?;
    let audiences = audience::select(request, &code.audiences)?;
    let grant = new_grant(request, code, session, admission.scope().clone());
    let mut plan = issue::for_user(request, &admission, &grant, user, &facts.role_map, audiences);
    if let Some(id_token) = &mut plan.id_token {
        id_token.nonce.clone_from(&code.nonce);
    }
    if request.client.grant_types.contains(&GrantType::RefreshToken) {
        plan.refresh_token = Some(issue::refresh_token(request, &grant, None));
    }
    let require = Change::RequireSession { tenant: session.tenant.clone(), id: session.id };
    Ok((plan, newly_allowed.into_iter().chain([require, Change::StoreGrant(grant)]).collect()))
}

/// The code is for this client, still alive, and the redirect URI is that of the request. OAuth 2.1 section 4.1.3 no
/// longer asks for `redirect_uri` here, but one that is sent must be right.
fn check_binding(request: &GrantContext<'_>, code: &AuthorizationCode) -> Result<(), Refusal> {
    check_client(request, code)?;
    check_lifetime(request, code)?;
    // Issued no later than this for an earlier client of this identifier, which was removed.
    let lifetime = request.context.lifetimes.authorization_code;
    if code.expires_at < request.client.created_at.plus(lifetime) {
        let (expected, got) = ("a code of this client", "a code of a client before it");
        return Err(invalid_grant(Reason::new(Check::Code, expected, got)));
    }
    match request.params.get(parameter::REDIRECT_URI) {
        Some(sent) if sent != code.redirect_uri => {
            let got: String = sent.chars().take(200).collect();
            Err(invalid_grant(Reason::new(Check::RedirectUri, code.redirect_uri.clone(), got)))
        }
        _ => Ok(()),
    }
}

fn check_client(request: &GrantContext<'_>, code: &AuthorizationCode) -> Result<(), Refusal> {
    if code.client_id == request.client.id {
        return Ok(());
    }
    Err(invalid_grant(Reason::new(Check::ClientId, "the client of the code", "another client")))
}

/// The code has not expired, and this server could have issued it: a code that lives longer than codes live was sealed by
/// somebody else who has the encryption key.
fn check_lifetime(request: &GrantContext<'_>, code: &AuthorizationCode) -> Result<(), Refusal> {
    let Context { lifetimes, now, .. } = request.context;
    let ends = code.expires_at.seconds();
    let refused = |got| Err(invalid_grant(Reason::new(Check::Code, "a code within its lifetime", got)));
    if now >= code.expires_at {
        return refused(format!("expired at {ends}"));
    }
    if code.expires_at > now.plus(lifetimes.authorization_code).plus(Lifetimes::CLOCK_TOLERANCE) {
        return refused(format!("one that ends at {ends}, later than any code issued now"));
    }
    Ok(())
}

/// RFC 7636 section 4.6. A verifier without a challenge means that somebody took the challenge out on the way
/// (RFC 9700 section 4.8.2).
fn check_pkce(request: &GrantContext<'_>, code: &AuthorizationCode) -> Result<(), Refusal> {
    let refused = |expected, got| Err(invalid_grant(Reason::new(Check::CodeVerifier, expected, got)));
    match (&code.code_challenge, request.params.get(parameter::CODE_VERIFIER)) {
        (Some(_), None) => refused("the verifier of the challenge", "none"),
        (None, Some(_)) => refused("no verifier, because the request had no challenge", "a verifier"),
        (None, None) => {
            let optional =
                request.client.pkce == PkcePolicy::OpenidConnectCoreCompatible && !request.client.is_public();
            if optional { Ok(()) } else { refused("PKCE", "a code without a challenge") }
        }
        (Some(challenge), Some(verifier)) => {
            let Ok(verifier) = CodeVerifier::parse(verifier) else {
                return refused("43 to 128 unreserved characters", "something else");
            };
            let computed = valetkey_jose::digest::pkce_s256(verifier.expose());
            let equal =
                valetkey_jose::digest::constant_time_eq(computed.as_bytes(), challenge.as_str().as_bytes());
            if equal { Ok(()) } else { refused("the verifier of the challenge", "another verifier") }
        }
    }
}

/// Returns the changes that store the consent with this code, if any. A user who withdraws access does not give it again by a code that
/// was issued before.
fn newly_allowed(
    request: &GrantContext<'_>,
    code: &AuthorizationCode,
    consent: Option<&Consent>,
) -> Result<Vec<Change>, Refusal> {
    let missing = missing_scope(&code.scope, consent);
    if missing.is_empty() {
        return Ok(Vec::new());
    }
    if code.allowed_at_revision == Some(Consent::revision_of(consent)) {
        return Ok(remember(code, consent, request.context.occasion));
    }
    if code.allowed_at_revision.is_none() && gate::is_trusted(request.client, &code.redirect_uri) {
        return Ok(Vec::new());
    }
    Err(invalid_grant(Reason::new(
        Check::Consent,
        code.scope.to_string(),
        format!("withdrawn or changed since: {missing}"),
    )))
}

/// Returns the session that the code rests on. After a sign-out the code is worth nothing, so no grant outlives the session
/// that it was made for; a user who signs in again continues the session.
fn live_session<'a>(
    request: &GrantContext<'_>,
    code: &AuthorizationCode,
    session: Option<&'a Session>,
) -> Result<&'a Session, Refusal> {
    let refused = |got| Err(invalid_grant(Reason::new(Check::Session, "a code of a live session", got)));
    match session {
        None => refused("a code of an unknown session"),
        Some(session) if session.user_id != code.user_id => refused("a code of another user's session"),
        Some(session) if !session.is_live(request.context.now) => {
            refused("a code of a session that has ended")
        }
        Some(session) if !request.context.lifetimes.counts(session.authentication.auth_time) => {
            refused("a code of a session from before the database was restored")
        }
        Some(session) => Ok(session),
    }
}

fn new_grant(
    request: &GrantContext<'_>,
    code: &AuthorizationCode,
    session: &Session,
    scope: valetkey_types::Scope,
) -> record::Grant {
    let lifetime_ends = request.context.now.plus(request.context.lifetimes.grant);
    record::Grant {
        tenant: request.client.tenant.clone(),
        id: code.grant_id,
        client_id: code.client_id.clone(),
        user_id: code.user_id.clone(),
        sid: session.sid,
        scope,
        audiences: code.audiences.clone(),
        authentication: code.authentication.clone(),
        created_at: request.context.now,
        // It tells a second use of the code, so it is kept at least as long as the code could be used.
        expires_at: lifetime_ends.max(code.expires_at),
        revoked_at: None,
        redeemed_refresh_token: None,
    }
}
