//! `authorization_code` (RFC 6749 section 4.1.3, RFC 7636 section 4.6, RFC 9700 section 2.1.1).

use valetkey_types::{CodeVerifier, GrantType, RawParams, parameter};

use super::{
    Asked, Facts, Grant, Lookup, Moment, TokenPlan, audience, invalid_grant, issue, required, wrong_facts,
};
use crate::{
    Change, Decision, Policy, Reason, Refusal,
    authorization::{missing_scope, remember},
    facts::CodeFacts,
    gate,
    record::{self, Consent, ConsentPolicy, PkcePolicy},
    sealed::AuthorizationCode,
};

/// Redeems a code, once, for the client it was issued to.
pub(super) struct AuthorizationCodeGrant;

impl Grant for AuthorizationCodeGrant {
    fn grant_type(&self) -> GrantType {
        GrantType::AuthorizationCode
    }

    fn lookup<'a>(&self, params: &'a RawParams) -> Result<Lookup<'a>, Refusal> {
        Ok(Lookup::Code(required(params, parameter::CODE)?))
    }

    fn decide(&self, asked: &Asked<'_>, facts: Facts) -> Decision<Result<TokenPlan, Refusal>> {
        let (code, facts) = match facts {
            Facts::Code(code, facts) => (code, facts),
            Facts::NotOurs => {
                return refuse(invalid_grant(Reason::new("code", "a code of ours", "another text")));
            }
            _ => return refuse(wrong_facts()),
        };
        if facts.grant.is_some() {
            return refuse_used(asked, &code);
        }
        match redeem(asked, &code, &facts) {
            Ok((plan, changes)) => Decision { answer: Ok(plan), changes },
            Err(refusal) => refuse(refusal),
        }
    }
}

/// RFC 6749 section 4.1.2: the second use of a code revokes what the first use issued.
///
/// While the code could still be used, whoever presents it could have redeemed it, so it has leaked. Afterwards the text may
/// lie in a log or a browser history, and only the client that can redeem it revokes the grant: nobody else can
/// end a grant with an old address.
fn refuse_used(asked: &Asked<'_>, code: &AuthorizationCode) -> Decision<Result<TokenPlan, Refusal>> {
    let proves_itself = || check_client(asked, code).is_ok() && check_pkce(asked, code).is_ok();
    if asked.moment.now >= code.expires_at && !proves_itself() {
        return refuse(invalid_grant(Reason::new("code", "an unused code", "a used code that has expired")));
    }
    let tenant = asked.client.tenant.clone();
    let revoke = Change::RevokeGrant { tenant, id: code.grant_id, at: asked.moment.now };
    let refusal = invalid_grant(Reason::new("code", "an unused code", "a used code; its grant is revoked"));
    Decision { answer: Err(refusal), changes: vec![revoke] }
}

fn redeem(
    asked: &Asked<'_>,
    code: &AuthorizationCode,
    facts: &CodeFacts,
) -> Result<(TokenPlan, Vec<Change>), Refusal> {
    check_binding(asked, code)?;
    check_pkce(asked, code)?;
    let newly_allowed = newly_allowed(asked, code, facts.consent.as_ref())?;
    let admission =
        gate::admit_person(asked.client, GrantType::AuthorizationCode, facts.user.as_ref(), &code.scope)?;
    let Some(user) = facts.user.as_ref().filter(|user| user.id == code.user_id) else {
        return Err(invalid_grant(Reason::new("person", "the person of the code", "another person")));
    };
    let audiences = audience::select(asked, &code.audiences)?;
    let grant = new_grant(asked, code, admission.scope().clone());
    let mut plan = issue::for_person(asked, &admission, &grant, user, audiences);
    if let Some(id_token) = &mut plan.id_token {
        id_token.nonce.clone_from(&code.nonce);
    }
    if asked.client.grant_types.contains(&GrantType::RefreshToken) {
        plan.refresh_token = Some(issue::refresh_token(asked, &grant, None));
    }
    Ok((plan, newly_allowed.into_iter().chain([Change::StoreGrant(grant)]).collect()))
}

/// The code is for this client, still alive, and the redirect URI is that of the request. OAuth 2.1 section 4.1.3 no
/// longer asks for `redirect_uri` here, but one that is sent must be right.
fn check_binding(asked: &Asked<'_>, code: &AuthorizationCode) -> Result<(), Refusal> {
    check_client(asked, code)?;
    check_lifetime(asked, code)?;
    match asked.params.get(parameter::REDIRECT_URI) {
        Some(sent) if sent != code.redirect_uri => {
            let seen: String = sent.chars().take(200).collect();
            Err(invalid_grant(Reason::new("redirect_uri", code.redirect_uri.clone(), seen)))
        }
        _ => Ok(()),
    }
}

fn check_client(asked: &Asked<'_>, code: &AuthorizationCode) -> Result<(), Refusal> {
    if code.client_id == asked.client.id {
        return Ok(());
    }
    Err(invalid_grant(Reason::new("client_id", "the client of the code", "another client")))
}

/// The code has not expired, and this server could have issued it: a code that lives longer than codes live was sealed by
/// somebody else who has the encryption key.
fn check_lifetime(asked: &Asked<'_>, code: &AuthorizationCode) -> Result<(), Refusal> {
    let Moment { policy, now, .. } = asked.moment;
    let ends = code.expires_at.seconds();
    let refused = |got| Err(invalid_grant(Reason::new("code", "a code within its lifetime", got)));
    if now >= code.expires_at {
        return refused(format!("expired at {ends}"));
    }
    if code.expires_at > now.plus(policy.authorization_code_lifetime).plus(Policy::CLOCK_TOLERANCE) {
        return refused(format!("one that ends at {ends}, later than any code issued now"));
    }
    Ok(())
}

/// RFC 7636 section 4.6. A verifier without a challenge means that somebody took the challenge out on the way
/// (RFC 9700 section 4.8.2).
fn check_pkce(asked: &Asked<'_>, code: &AuthorizationCode) -> Result<(), Refusal> {
    let refused = |expected, seen| Err(invalid_grant(Reason::new("code_verifier", expected, seen)));
    match (&code.code_challenge, asked.params.get(parameter::CODE_VERIFIER)) {
        (Some(_), None) => refused("the verifier of the challenge", "none"),
        (None, Some(_)) => refused("no verifier, because the request had no challenge", "a verifier"),
        (None, None) => {
            let optional =
                asked.client.pkce == PkcePolicy::OpenidConnectCoreCompatible && !asked.client.is_public();
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

/// What the person allowed with this code and nobody remembers yet. Whoever takes an application's access away does not give it
/// again by a code that was on its way.
fn newly_allowed(
    asked: &Asked<'_>,
    code: &AuthorizationCode,
    consent: Option<&Consent>,
) -> Result<Option<Change>, Refusal> {
    let missing = missing_scope(&code.scope, consent);
    if missing.is_empty() {
        return Ok(None);
    }
    if code.allowed_at_revision == Some(Consent::revision_of(consent)) {
        return Ok(Some(remember(asked.client.tenant.clone(), code, consent, asked.moment.now)));
    }
    if code.allowed_at_revision.is_none() && asked.client.consent == ConsentPolicy::Trusted {
        return Ok(None);
    }
    Err(invalid_grant(Reason::new(
        "consent",
        code.scope.to_string(),
        format!("withdrawn or changed since: {missing}"),
    )))
}

fn new_grant(asked: &Asked<'_>, code: &AuthorizationCode, scope: valetkey_types::Scope) -> record::Grant {
    let lifetime_ends = asked.moment.now.plus(asked.moment.policy.grant_lifetime);
    record::Grant {
        tenant: asked.client.tenant.clone(),
        id: code.grant_id,
        client_id: code.client_id.clone(),
        user_id: code.user_id.clone(),
        sid: code.sid,
        scope,
        audiences: code.audiences.clone(),
        authentication: code.authentication.clone(),
        created_at: asked.moment.now,
        // It tells a second use of the code, so it is kept at least as long as the code could be used.
        expires_at: lifetime_ends.max(code.expires_at),
        revoked_at: None,
        redeemed_refresh_token: None,
    }
}

fn refuse(refusal: Refusal) -> Decision<Result<TokenPlan, Refusal>> {
    Decision::without_changes(Err(refusal))
}
