//! `authorization_code` (RFC 6749 section 4.1.3, RFC 7636 section 4.6, RFC 9700 section 2.1.1).

use valetkey_types::{CodeVerifier, GrantType, Handle, RawParams, parameter};

use super::{Asked, Facts, Grant, Lookup, TokenPlan, audience, invalid_grant, issue, required, wrong_facts};
use crate::{
    Change, Decision, Reason, Refusal,
    facts::CodeFacts,
    gate,
    record::{self, AuthorizationCode, PkcePolicy},
};

/// Redeems a code, once, for the client it was issued to.
pub(super) struct AuthorizationCodeGrant;

impl Grant for AuthorizationCodeGrant {
    fn grant_type(&self) -> GrantType {
        GrantType::AuthorizationCode
    }

    fn lookup(&self, params: &RawParams) -> Result<Lookup, Refusal> {
        Ok(Lookup::Code(handle(params)?.selector()))
    }

    fn decide(&self, asked: &Asked<'_>, facts: Facts) -> Decision<Result<TokenPlan, Refusal>> {
        let Facts::Code(facts) = facts else { return refuse(wrong_facts()) };
        let facts = match known_code(asked, facts) {
            Ok(facts) => facts,
            Err(refusal) => return refuse(refusal),
        };
        if facts.code.used_at.is_some() {
            return reused(asked, &facts.code);
        }
        match redeem(asked, &facts) {
            Ok((plan, changes)) => Decision { answer: Ok(plan), changes },
            Err(refusal) => refuse(refusal),
        }
    }
}

/// The record behind the code, if the whole code is right.
fn known_code(asked: &Asked<'_>, facts: Option<CodeFacts>) -> Result<CodeFacts, Refusal> {
    let presented = handle(asked.params)?;
    match facts {
        Some(facts) if facts.code.verifier_hash.matches(presented.verifier()) => Ok(facts),
        Some(_) => Err(invalid_grant(Reason::new("code", "the code that was issued", "another secret part"))),
        None => Err(invalid_grant(Reason::new("code", "a code that was issued", "an unknown code"))),
    }
}

/// RFC 6749 section 4.1.2: a code used twice kills what the first use issued. Whoever presents it holds the whole
/// code, so it has leaked, whichever client that is.
fn reused(asked: &Asked<'_>, code: &AuthorizationCode) -> Decision<Result<TokenPlan, Refusal>> {
    let revoke = Change::RevokeGrant { tenant: code.tenant.clone(), id: code.grant_id, at: asked.moment.now };
    let refusal = invalid_grant(Reason::new("code", "an unused code", "a used code; its grant is revoked"));
    Decision { answer: Err(refusal), changes: vec![revoke] }
}

fn redeem(asked: &Asked<'_>, facts: &CodeFacts) -> Result<(TokenPlan, Vec<Change>), Refusal> {
    let code = &facts.code;
    check_binding(asked, code)?;
    check_pkce(asked, code)?;
    let admission =
        gate::admit_person(asked.client, GrantType::AuthorizationCode, facts.user.as_ref(), &code.scope)?;
    let Some(user) = facts.user.as_ref().filter(|user| user.id == code.user_id) else {
        return Err(invalid_grant(Reason::new("person", "the person of the code", "another person")));
    };
    let audiences = audience::select(asked, &code.audiences)?;
    let grant = new_grant(asked, code, admission.scope().clone());
    let (mut plan, issued) = issue::for_person(asked, &admission, &grant, user, audiences);
    if let Some(id_token) = &mut plan.id_token {
        id_token.nonce.clone_from(&code.nonce);
    }
    let mut changes = vec![
        Change::ConsumeAuthorizationCode { tenant: code.tenant.clone(), id: code.id, at: asked.moment.now },
        Change::StoreGrant(grant.clone()),
    ];
    if asked.client.grant_types.contains(&GrantType::RefreshToken) {
        changes.push(Change::StoreRefreshToken(issue::refresh_token(asked, &grant, None)));
        plan.refresh_token = Some(asked.moment.fresh.refresh_token.clone());
    }
    changes.extend(issued);
    Ok((plan, changes))
}

/// The code is for this client, still alive, and the redirect URI is that of the request. OAuth 2.1 section 4.1.3 no
/// longer asks for `redirect_uri` here, but one that is sent must be right.
fn check_binding(asked: &Asked<'_>, code: &AuthorizationCode) -> Result<(), Refusal> {
    if code.client_id != asked.client.id || code.tenant != asked.client.tenant {
        return Err(invalid_grant(Reason::new("client_id", "the client of the code", "another client")));
    }
    if asked.moment.now >= code.expires_at {
        let seen = format!("expired at {}", code.expires_at.seconds());
        return Err(invalid_grant(Reason::new("code", "a code within its lifetime", seen)));
    }
    match asked.params.get(parameter::REDIRECT_URI) {
        Some(sent) if sent != code.redirect_uri => {
            let seen: String = sent.chars().take(200).collect();
            Err(invalid_grant(Reason::new("redirect_uri", code.redirect_uri.clone(), seen)))
        }
        _ => Ok(()),
    }
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

fn new_grant(asked: &Asked<'_>, code: &AuthorizationCode, scope: valetkey_types::Scope) -> record::Grant {
    record::Grant {
        tenant: code.tenant.clone(),
        id: code.grant_id,
        client_id: code.client_id.clone(),
        user_id: code.user_id.clone(),
        sid: code.sid,
        scope,
        audiences: code.audiences.clone(),
        authentication: code.authentication.clone(),
        created_at: asked.moment.now,
        expires_at: asked.moment.now.plus(asked.moment.policy.grant_lifetime),
        revoked_at: None,
        redeemed_refresh_token: None,
    }
}

fn handle(params: &RawParams) -> Result<Handle, Refusal> {
    required(params, parameter::CODE)?
        .parse()
        .map_err(|_| invalid_grant(Reason::new("code", "a code in our form", "another text")))
}

fn refuse(refusal: Refusal) -> Decision<Result<TokenPlan, Refusal>> {
    Decision::without_changes(Err(refusal))
}
