//! `refresh_token` (RFC 6749 section 6) with rotation and reuse detection (RFC 9700 section 4.14.2).

use valetkey_types::{ErrorCode, GrantType, RawParams, Scope, parameter};

use super::{Asked, Facts, Grant, Lookup, TokenPlan, audience, invalid_grant, issue, required, wrong_facts};
use crate::{
    Change, Decision, Reason, Refusal,
    facts::RefreshFacts,
    gate,
    record::{self, Client, RefreshTokenRotation},
    sealed::RefreshToken,
};

/// Exchanges a refresh token for new tokens.
pub(super) struct RefreshTokenGrant;

/// Where a refresh token stands in the line of its grant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Position {
    /// A successor of the token redeemed last: its turn now.
    Next,
    /// The token redeemed last. Its answer may have been lost, so a second use is forgiven until a successor is used.
    RedeemedLast,
    /// Anything before: somebody kept a copy.
    Superseded,
}

/// Where the token stands.
pub(crate) fn position(token: &RefreshToken, grant: &record::Grant) -> Position {
    if grant.redeemed_refresh_token == Some(token.id) {
        Position::RedeemedLast
    } else if token.predecessor == grant.redeemed_refresh_token {
        Position::Next
    } else {
        Position::Superseded
    }
}

impl Grant for RefreshTokenGrant {
    fn grant_type(&self) -> GrantType {
        GrantType::RefreshToken
    }

    fn lookup<'a>(&self, params: &'a RawParams) -> Result<Lookup<'a>, Refusal> {
        Ok(Lookup::RefreshToken(required(params, parameter::REFRESH_TOKEN)?))
    }

    fn decide(&self, asked: &Asked<'_>, facts: Facts) -> Decision<Result<TokenPlan, Refusal>> {
        let (token, facts) = match facts {
            Facts::RefreshToken(token, Some(facts)) => (token, facts),
            Facts::RefreshToken(_, None) => {
                return refuse(refused("a token whose grant exists", "no such grant"));
            }
            Facts::NotOurs => return refuse(refused("a token of ours", "another text")),
            _ => return refuse(wrong_facts()),
        };
        let position = position(&token, &facts.grant);
        if position == Position::Superseded {
            return reused(asked, &facts.grant);
        }
        match refresh(asked, &token, &facts, position) {
            Ok((plan, redeem)) => Decision { answer: Ok(plan), changes: vec![redeem] },
            Err(refusal) => refuse(refusal),
        }
    }
}

/// A token from before the last redemption is in two hands. The grant dies, whoever presents it.
fn reused(asked: &Asked<'_>, grant: &record::Grant) -> Decision<Result<TokenPlan, Refusal>> {
    let revoke = Change::RevokeGrant { tenant: grant.tenant.clone(), id: grant.id, at: asked.moment.now };
    let refusal = refused("the newest refresh token", "a superseded one; its grant is revoked");
    Decision { answer: Err(refusal), changes: vec![revoke] }
}

fn refresh(
    asked: &Asked<'_>,
    token: &RefreshToken,
    facts: &RefreshFacts,
    position: Position,
) -> Result<(TokenPlan, Change), Refusal> {
    let RefreshFacts { grant, user } = facts;
    if grant.client_id != asked.client.id || grant.tenant != asked.client.tenant {
        return Err(refused("the client of the token", "another client"));
    }
    if token.outlives(grant) {
        return Err(refused("a token that ends with its grant", "one that ends later"));
    }
    if asked.moment.now >= token.expires_at {
        return Err(refused("a token within its idle lifetime", "an expired one"));
    }
    if !gate::grant_is_live(grant, asked.client, user.as_ref(), asked.moment.now) {
        return Err(refused("a live grant", "a grant that was revoked, has ended or lost its person"));
    }
    let scope = narrowed_scope(asked, grant)?;
    let admission = gate::admit_person(asked.client, GrantType::RefreshToken, user.as_ref(), &scope)?;
    let Some(user) = user else { return Err(refused("the person of the grant", "nobody")) };
    let audiences = audience::select(asked, &grant.audiences)?;
    let mut plan = issue::for_person(asked, &admission, grant, user, audiences);
    plan.refresh_token = rotates(asked.client).then(|| issue::refresh_token(asked, grant, Some(token.id)));

    let expected = match position {
        Position::RedeemedLast => Some(token.id),
        Position::Next | Position::Superseded => token.predecessor,
    };
    let tenant = grant.tenant.clone();
    Ok((plan, Change::RedeemRefreshToken { tenant, grant_id: grant.id, expected, redeemed: token.id }))
}

/// Whether a use replaces the token. RFC 9700 section 2.2.2: the tokens of a public client always rotate.
pub(crate) fn rotates(client: &Client) -> bool {
    client.is_public() || client.refresh_token_rotation == RefreshTokenRotation::Rotate
}

/// RFC 6749 section 6: less than was granted may be asked for, for this access token only; never more.
fn narrowed_scope(asked: &Asked<'_>, grant: &record::Grant) -> Result<Scope, Refusal> {
    let Some(text) = asked.params.get(parameter::SCOPE) else { return Ok(grant.scope.clone()) };
    let too_much = |seen: String| {
        Refusal::new(
            ErrorCode::InvalidScope,
            "The scope is malformed or exceeds what was granted.",
            Reason::new("scope", grant.scope.to_string(), seen),
        )
    };
    let scope: Scope =
        text.parse().map_err(|error: valetkey_types::ScopeError| too_much(error.to_string()))?;
    if scope.is_subset_of(&grant.scope) { Ok(scope) } else { Err(too_much(scope.to_string())) }
}

fn refused(expected: &'static str, seen: &'static str) -> Refusal {
    invalid_grant(Reason::new("refresh_token", expected, seen))
}

fn refuse(refusal: Refusal) -> Decision<Result<TokenPlan, Refusal>> {
    Decision::without_changes(Err(refusal))
}
