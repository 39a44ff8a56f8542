//! `client_credentials` (RFC 6749 section 4.4). Loads nothing.

use async_trait::async_trait;
use valetkey_authorization_server::token::{GrantContext, GrantDecision, client_credentials::decide};
use valetkey_types::GrantType;

use super::{GrantError, GrantHandler, Loader};

pub(super) struct ClientCredentialsGrant;

#[async_trait]
impl GrantHandler for ClientCredentialsGrant {
    fn grant_type(&self) -> GrantType {
        GrantType::ClientCredentials
    }

    async fn decide(&self, request: &GrantContext<'_>, _: Loader<'_>) -> Result<GrantDecision, GrantError> {
        Ok(decide(request))
    }
}
