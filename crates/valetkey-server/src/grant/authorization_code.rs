//! `authorization_code` (RFC 6749 section 4.1.3).

use async_trait::async_trait;
use valetkey_authorization_server::{
    sealed::AuthorizationCode,
    token::{GrantContext, GrantDecision, authorization_code::decide, required},
};
use valetkey_types::{GrantType, parameter};

use super::{GrantError, GrantHandler, Loader};

pub(super) struct AuthorizationCodeGrant;

#[async_trait]
impl GrantHandler for AuthorizationCodeGrant {
    fn grant_type(&self) -> GrantType {
        GrantType::AuthorizationCode
    }

    async fn decide(
        &self,
        request: &GrantContext<'_>,
        loader: Loader<'_>,
    ) -> Result<GrantDecision, GrantError> {
        let text = required(request.params, parameter::CODE)?;
        let Some(code) = loader.open::<AuthorizationCode>(text) else { return Ok(decide(request, None)) };
        let mut facts = loader.storage().code_facts(loader.tenant(), code.key()).await?;
        loader.fill_role_map(&mut facts.role_map, facts.user.as_deref()).await?;
        Ok(decide(request, Some((&code, &facts))))
    }
}
