//! `refresh_token` (RFC 6749 section 6) with rotation and reuse detection (RFC 9700 section 4.14.2).

use valetkey_types::{GrantType, Scope};

use super::{
    GrantContext, GrantDecision, TokenPlan, audience, invalid_grant, issue, refuse, revoke_after_reuse,
};
use crate::{
    Change, Check, Decision, Reason, Refusal,
    facts::RefreshFacts,
    gate,
    record::{self, Client, RefreshTokenRotation},
    scope,
    sealed::RefreshToken,
};

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

/// Exchanges a refresh token for new tokens. `opened` is the token with the facts of its grant, if that exists; `None` when the
/// text is no refresh token of ours.
pub fn decide(
    request: &GrantContext<'_>,
    opened: Option<(&RefreshToken, Option<&RefreshFacts>)>,
) -> GrantDecision {
    let (token, facts) = match opened {
        Some((token, Some(facts))) => (token, facts),
        Some((_, None)) => return refuse(refused("a token whose grant exists", "no such grant")),
        None => return refuse(refused("a token of ours", "another text")),
    };
    let position = position(token, &facts.grant);
    if position == Position::Superseded {
        return reused(request, &facts.grant);
    }
    match refresh(request, token, facts, position) {
        Ok((plan, redeem)) => Decision { answer: Ok(plan), changes: vec![redeem] },
        Err(refusal) => refuse(refusal),
    }
}

/// Two parties have a token from before the last redemption. The grant ends, no matter which of them sends it.
fn reused(request: &GrantContext<'_>, grant: &record::Grant) -> GrantDecision {
    let refusal = refused("the newest refresh token", "a superseded one; its grant is revoked");
    Decision { answer: Err(refusal), changes: revoke_after_reuse(request, grant) }
}

fn refresh(
    request: &GrantContext<'_>,
    token: &RefreshToken,
    facts: &RefreshFacts,
    position: Position,
) -> Result<(TokenPlan, Change), Refusal> {
    let RefreshFacts { grant, user, role_map } = facts;
    if grant.client_id != request.client.id || grant.tenant != request.client.tenant {
        return Err(refused("the client of the token", "another client"));
    }
    if token.outlives(grant) {
        return Err(refused("a token that ends with its grant", "one that ends later"));
    }
    if request.context.now >= token.expires_at {
        return Err(refused("a token within its idle lifetime", "an expired one"));
    }
    if !gate::grant_is_live(grant, request.client, (user.as_deref(), &role_map.map), request.context.now) {
        return Err(refused(
            "a live grant",
            "a grant that was revoked, has ended, or whose user is gone or has no access",
        ));
    }
    if !request.context.lifetimes.counts(grant.created_at) {
        return Err(refused("a grant since the database was restored", "a grant from before"));
    }
    let scope = narrowed_scope(request, grant)?;
    let admission =
        gate::admit_user(request.client, &GrantType::RefreshToken, (user.as_deref(), &role_map.map), &scope)?;
    let Some(user) = user else { return Err(refused("the user of the grant", "no such user")) };
    let audiences = audience::select(request, &grant.audiences)?;
    let mut plan = issue::for_user(request, &admission, grant, user, role_map, audiences);
    plan.refresh_token =
        rotates(request.client).then(|| issue::refresh_token(request, grant, Some(token.id)));

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
fn narrowed_scope(request: &GrantContext<'_>, grant: &record::Grant) -> Result<Scope, Refusal> {
    let requested = scope::requested(request.params, request.client, &grant.scope)?;
    Ok(requested.unwrap_or_else(|| grant.scope.clone()))
}

fn refused(expected: &'static str, got: &'static str) -> Refusal {
    invalid_grant(Reason::new(Check::RefreshToken, expected, got))
}
