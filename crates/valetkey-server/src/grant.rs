//! The grants of the token endpoint. Each is one file: it opens and loads what its request names, and decides.
//!
//! A program that embeds the server adds a grant of its own with [`Grants::with`] and [`Parts::grants`](crate::Parts::grants).

mod authorization_code;
mod client_credentials;
mod refresh_token;

use std::sync::Arc;

use async_trait::async_trait;
use valetkey_accounts::User;
use valetkey_authorization_server::{
    Check, Reason, Refusal,
    facts::RoleMapFacts,
    token::{GrantContext, GrantDecision, required},
};
use valetkey_storage::{Storage, StorageError};
use valetkey_types::{ErrorCode, GrantType, RawParams, TenantId, Timestamp, parameter};

use crate::{Server, sealed_tokens::Sealable};

use authorization_code::AuthorizationCodeGrant;
use client_credentials::ClientCredentialsGrant;
use refresh_token::RefreshTokenGrant;

/// A grant of the token endpoint. The client has authenticated before; whether it may use the grant is asked of
/// [`gate`](valetkey_authorization_server::gate), whose admission every token needs.
#[async_trait]
pub trait GrantHandler: Send + Sync + 'static {
    /// Returns the value of `grant_type`. Metadata announces it.
    fn grant_type(&self) -> GrantType;

    /// Opens and loads what the request names, and decides. Called again, with fresh values, when storage reports a conflict.
    async fn decide(
        &self,
        request: &GrantContext<'_>,
        loader: Loader<'_>,
    ) -> Result<GrantDecision, GrantError>;
}

/// Opens and loads the facts of a grant.
#[derive(Clone, Copy)]
pub struct Loader<'a> {
    server: &'a Server,
    now: Timestamp,
}

impl<'a> Loader<'a> {
    pub(crate) fn new(server: &'a Server, now: Timestamp) -> Self {
        Self { server, now }
    }

    /// Returns the value in a text that this server sealed; `None` for any other text.
    pub fn open<T: Sealable>(&self, text: &str) -> Option<T> {
        self.server.sealed_tokens.open(text, self.now)
    }

    /// Returns the records.
    pub fn storage(&self) -> &'a dyn Storage {
        &*self.server.storage
    }

    /// Fills the groups and roles of the tenant in where the user has some.
    ///
    /// # Errors
    /// [`StorageError`] when they changed and the database does not answer.
    pub async fn fill_role_map(
        &self,
        facts: &mut RoleMapFacts,
        user: Option<&User>,
    ) -> Result<(), StorageError> {
        self.server.fill_role_map(facts, user).await
    }

    /// Returns the tenant whose records count.
    pub fn tenant(&self) -> &'a TenantId {
        &self.server.tenant
    }
}

/// Why a grant has no decision. A refusal that changes something is a decision, not an error.
#[derive(Debug, thiserror::Error)]
pub enum GrantError {
    /// The request can't be served.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The database did not answer.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// The grants that a server knows. Cheap to clone.
#[derive(Clone)]
pub struct Grants(Arc<[Arc<dyn GrantHandler>]>);

/// The grants of this project.
impl Default for Grants {
    fn default() -> Self {
        Self(Arc::new([
            Arc::new(AuthorizationCodeGrant),
            Arc::new(RefreshTokenGrant),
            Arc::new(ClientCredentialsGrant),
        ]))
    }
}

impl Grants {
    /// Returns these grants and one more. It replaces the one of the same `grant_type`, if there is one.
    #[must_use]
    pub fn with(self, grant: impl GrantHandler) -> Self {
        let name = grant.grant_type();
        let added: Arc<dyn GrantHandler> = Arc::new(grant);
        let others = self.0.iter().filter(|known| known.grant_type() != name).cloned();
        Self(others.chain([added]).collect())
    }

    /// Returns the name of each.
    pub fn grant_types(&self) -> Vec<GrantType> {
        self.0.iter().map(|grant| grant.grant_type()).collect()
    }

    /// Returns the grant that a request asks for. Errors: `invalid_request`, `unsupported_grant_type`.
    pub(crate) fn requested(&self, params: &RawParams) -> Result<&dyn GrantHandler, Refusal> {
        let name = required(params, parameter::GRANT_TYPE)?;
        let found = self.0.iter().find(|grant| grant.grant_type().as_str() == name);
        found.map(|grant| &**grant).ok_or_else(|| {
            let known: Vec<_> = self.grant_types().iter().map(ToString::to_string).collect();
            let got: String = name.chars().take(80).collect();
            Refusal::new(
                ErrorCode::UnsupportedGrantType,
                "This grant type does not exist here.",
                Reason::new(Check::GrantType, known.join(" "), got),
            )
        })
    }
}
