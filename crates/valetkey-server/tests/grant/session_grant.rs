//! A grant from outside the server, whole: a program that holds a user's session exchanges it for tokens.

use async_trait::async_trait;
use valetkey_authorization_server::{
    Change, Check, Decision, Reason,
    facts::{RoleMapFacts, SessionFacts},
    gate,
    record::Grant,
    role_map::RoleMap,
    token::{GrantContext, GrantDecision, audience, invalid_grant, issue, required},
};
use valetkey_server::{GrantError, GrantHandler, Loader};
use valetkey_types::{GrantType, Handle};

/// The value of `grant_type`.
pub(crate) const NAME: &str = "urn:example:params:oauth:grant-type:session";

/// Loads the session that `session` names.
pub(crate) struct SessionGrant;

#[async_trait]
impl GrantHandler for SessionGrant {
    fn grant_type(&self) -> GrantType {
        NAME.parse().unwrap()
    }

    async fn decide(
        &self,
        request: &GrantContext<'_>,
        loader: Loader<'_>,
    ) -> Result<GrantDecision, GrantError> {
        let handle: Handle = required(request.params, "session")?.parse().map_err(|_| dead())?;
        let facts = loader.storage().session_facts(loader.tenant(), handle.selector()).await?;
        let live = |facts: &SessionFacts| {
            facts.session.verifier_hash.matches(handle.verifier())
                && request.context.lifetimes.counts(facts.session.authentication.auth_time)
                && gate::session_is_live(&facts.session, &facts.user, request.context.now)
        };
        let SessionFacts { session, user } = facts.filter(live).ok_or_else(dead)?;
        let scope = request.client.scope.clone();
        let admission =
            gate::admit_user(request.client, &self.grant_type(), (Some(&user), &RoleMap::default()), &scope)?;
        let grant = Grant {
            tenant: request.client.tenant.clone(),
            id: request.context.fresh.refresh_token,
            client_id: request.client.id.clone(),
            user_id: user.id.clone(),
            sid: session.sid,
            scope: admission.scope().clone(),
            audiences: request.client.audiences.clone(),
            authentication: session.authentication,
            created_at: request.context.now,
            expires_at: session.expires_at,
            revoked_at: None,
            redeemed_refresh_token: None,
        };
        let audiences = audience::select(request, &grant.audiences)?;
        let plan = issue::for_user(request, &admission, &grant, &user, &RoleMapFacts::default(), audiences);
        Ok(Decision { answer: Ok(plan), changes: vec![Change::StoreGrant(grant)] })
    }
}

fn dead() -> valetkey_authorization_server::Refusal {
    invalid_grant(Reason::new(Check::Session, "a live session", "none"))
}
