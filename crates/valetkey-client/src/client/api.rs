//! Requests with tokens: userinfo, other APIs, revocation, introspection.

use valetkey_fetch::{HttpRequest, HttpResponse};
use valetkey_types::Secret;

use super::algorithms::Signed;
use crate::introspection::{Introspection, check_introspection, introspection_request};
use crate::revocation::{TokenKind, check_revocation, revocation_request};
use crate::token::TokenType;
use crate::userinfo::{
    SignedUserinfoExpectation, about, read_userinfo, signed_userinfo, validate_signed_userinfo,
};
use crate::{Claims, Client, ClientError, IdToken, PlainLogin, Problem, Stage, Tokens};

/// The user who signed in, as returned by [`Client::identify`]. Only issuer and subject identify a user.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct IdentifiedUser {
    /// The issuer.
    pub issuer: String,
    /// The subject: the issuer's identifier of the user.
    pub subject: String,
    /// The claims about the user.
    pub claims: Claims,
}

impl Client {
    /// Gets the claims about the user; refuses claims about another user.
    ///
    /// # Errors
    /// [`Stage::Userinfo`].
    pub async fn userinfo(&self, access_token: &Secret, subject: &str) -> Result<Claims, ClientError> {
        let token_type = self.token_type(&*self.metadata().await?);
        self.userinfo_about(&Tokens::of_access_token(access_token.clone(), token_type), subject).await
    }

    /// Identifies the user who signed in: by the ID token if there is one, otherwise by userinfo (or as the provider's
    /// [`crate::Dialect`] defines). If the ID token contains no claims about the user except the subject, adds the claims of
    /// userinfo if the issuer offers it; if that request fails temporarily, the login continues without them.
    ///
    /// # Errors
    /// [`Stage::Userinfo`].
    pub async fn identify(&self, login: &PlainLogin) -> Result<IdentifiedUser, ClientError> {
        let (issuer, subject, mut claims) = match &login.id_token {
            Some(id_token) => {
                let claims = self.claims_of(id_token, &login.tokens).await?;
                (id_token.issuer().to_owned(), id_token.subject().to_owned(), claims)
            }
            None => {
                let claims = self.claims_without_id_token(&login.tokens).await?;
                let missing = || self.at(Stage::Userinfo)(Problem::Missing("the claim sub"));
                let subject = claims.text("sub").filter(|sub| !sub.is_empty()).ok_or_else(missing)?;
                let own = || self.issuer().as_str().to_owned();
                (self.0.dialect.identity_issuer().unwrap_or_else(own), subject.to_owned(), claims)
            }
        };
        if let Some(request) = self.0.dialect.email_request(&login.tokens) {
            match self.email_claims(request).await {
                Ok(email) => claims.replace(email),
                Err(error) => tracing::warn!(%error, "the login continues without an email address"),
            }
        }
        claims.extend_missing(login.beside_code.clone());
        Ok(IdentifiedUser { issuer, subject, claims })
    }

    /// Calls an API with an access token of this client, as a bearer token or with a DPoP proof (repeated once if the API
    /// requires another nonce). Returns the response with any status.
    ///
    /// # Errors
    /// [`Stage::Api`] if no response arrived.
    pub async fn call_api(
        &self,
        request: &HttpRequest,
        access_token: &Secret,
    ) -> Result<HttpResponse, ClientError> {
        let (stage, metadata) = (Stage::Api, self.metadata().await?);
        let token_type = self.token_type(&metadata);
        self.send_proved(stage, &metadata, Some(access_token), || {
            Ok(self.0.dialect.api_request(request.clone(), access_token, token_type))
        })
        .await
    }

    /// Adds a bearer token to a request, where the provider expects it. For requests over another transport than this client's.
    pub fn api_request(&self, request: HttpRequest, access_token: &Secret) -> HttpRequest {
        self.0.dialect.api_request(request, access_token, TokenType::Bearer)
    }

    /// Revokes a token.
    ///
    /// # Errors
    /// [`Stage::Revocation`]: the token may still be valid.
    pub async fn revoke(&self, token: &Secret, kind: TokenKind) -> Result<(), ClientError> {
        let (stage, metadata) = (Stage::Revocation, self.metadata().await?);
        let endpoint = metadata.revocation_endpoint.as_deref();
        let endpoint = self.endpoint(stage, "revocation_endpoint", endpoint)?;
        let authentication = self.authentication(&metadata).map_err(self.at(stage))?;
        let response = self.send(stage, revocation_request(endpoint, &authentication, token, kind)).await?;
        check_revocation(&response).map_err(self.at(stage))
    }

    /// Asks the issuer about a token.
    ///
    /// # Errors
    /// [`Stage::Introspection`]: nothing is known about the token, so do not accept it.
    pub async fn introspect(&self, token: &Secret, kind: TokenKind) -> Result<Introspection, ClientError> {
        let (stage, metadata) = (Stage::Introspection, self.metadata().await?);
        let endpoint = metadata.introspection_endpoint.as_deref();
        let endpoint = self.endpoint(stage, "introspection_endpoint", endpoint)?;
        let authentication = self.authentication(&metadata).map_err(self.at(stage))?;
        let response =
            self.send(stage, introspection_request(endpoint, &authentication, token, kind)).await?;
        check_introspection(&response, self.issuer().as_str(), self.now()).map_err(self.at(stage))
    }

    /// Requests userinfo if the ID token contains no claims about the user except the subject.
    async fn claims_of(&self, id_token: &IdToken, tokens: &Tokens) -> Result<Claims, ClientError> {
        let claims = id_token.claims().as_map().clone();
        let mut claims = Claims::new(self.0.dialect.id_token_claims(claims));
        let says_nothing =
            ["name", "preferred_username", "email"].iter().all(|name| claims.get(name).is_none());
        if says_nothing && self.metadata().await?.userinfo_endpoint.is_some() {
            match self.userinfo_about(tokens, id_token.subject()).await {
                Ok(more) => claims.extend_missing(more),
                // Claims about another user are not a temporary problem.
                Err(error) if matches!(error.problem(), Problem::Mismatch { .. }) => return Err(error),
                Err(error) => tracing::warn!(%error, "the login continues without userinfo"),
            }
        }
        Ok(claims)
    }

    async fn claims_without_id_token(&self, tokens: &Tokens) -> Result<Claims, ClientError> {
        let at = self.at(Stage::Userinfo);
        if let Some(claims) = self.0.dialect.token_response_claims(tokens).map_err(&at)? {
            return Ok(Claims::new(claims));
        }
        let response = self.userinfo_response(tokens).await?;
        read_userinfo(&response, &*self.0.dialect).map_err(at)
    }

    async fn email_claims(&self, request: HttpRequest) -> Result<Claims, ClientError> {
        let response = self.send(Stage::Userinfo, request).await?;
        self.0.dialect.email_claims(&response).map(Claims::new).map_err(self.at(Stage::Userinfo))
    }

    async fn userinfo_about(&self, tokens: &Tokens, subject: &str) -> Result<Claims, ClientError> {
        let response = self.userinfo_response(tokens).await?;
        let at = self.at(Stage::Userinfo);
        if self.0.switches.signed_userinfo {
            return self.check_signed_userinfo(&response, subject).await.map_err(at);
        }
        read_userinfo(&response, &*self.0.dialect).and_then(|claims| about(claims, subject)).map_err(at)
    }

    async fn userinfo_response(&self, tokens: &Tokens) -> Result<HttpResponse, ClientError> {
        let (stage, metadata) = (Stage::Userinfo, self.metadata().await?);
        self.send_proved(stage, &metadata, Some(&tokens.access_token), || {
            let endpoint = metadata.userinfo_endpoint.as_deref();
            let request = self.0.dialect.userinfo_request(endpoint, tokens)?;
            Ok(match self.0.switches.signed_userinfo {
                true => request.replacing_header("accept", "application/jwt"),
                false => request,
            })
        })
        .await
    }

    async fn check_signed_userinfo(&self, response: &HttpResponse, subject: &str) -> Result<Claims, Problem> {
        let token = signed_userinfo(response)?;
        let issuer = self.0.issuer_rule.expected_for(self.issuer().as_str(), token)?;
        let algorithms = self.algorithms(Signed::Userinfo).await?;
        let expected = SignedUserinfoExpectation {
            issuer: &issuer,
            client_id: self.0.client_id.as_str(),
            subject,
            algorithms: &algorithms,
            leeway: self.0.leeway,
        };
        let now = self.now();
        self.with_keys(|keys| validate_signed_userinfo(token, keys, &expected, now)).await
    }
}
