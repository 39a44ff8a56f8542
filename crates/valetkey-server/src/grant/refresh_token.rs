//! `refresh_token` (RFC 6749 section 6).

use async_trait::async_trait;
use valetkey_authorization_server::{
    sealed::RefreshToken,
    token::{GrantContext, GrantDecision, refresh_token::decide, required},
};
use valetkey_types::{GrantType, parameter};

use super::{GrantError, GrantHandler, Loader};

pub(super) struct RefreshTokenGrant;

#[async_trait]
impl GrantHandler for RefreshTokenGrant {
    fn grant_type(&self) -> GrantType {
        GrantType::RefreshToken
    }

    async fn decide(
        &self,
        request: &GrantContext<'_>,
        loader: Loader<'_>,
    ) -> Result<GrantDecision, GrantError> {
        let text = required(request.params, parameter::REFRESH_TOKEN)?;
        let Some(token) = loader.open::<RefreshToken>(text) else { return Ok(decide(request, None)) };
        let mut facts = loader.storage().refresh_facts(loader.tenant(), token.grant_id).await?;
        if let Some(facts) = &mut facts {
            loader.fill_role_map(&mut facts.role_map, facts.user.as_deref()).await?;
        }
        Ok(decide(request, Some((&token, facts.as_ref()))))
    }
}
