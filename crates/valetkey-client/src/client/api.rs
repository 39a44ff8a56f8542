//! What can be done with tokens: userinfo, other APIs, revocation, introspection.

use valetkey_fetch::{HttpRequest, HttpResponse};
use valetkey_types::Secret;

use crate::introspection::{Introspection, introspection_request, judge_introspection};
use crate::revocation::{TokenKind, judge_revocation, revocation_request};
use crate::userinfo::{
    SignedUserinfoExpectation, about, read_userinfo, signed_userinfo, validate_signed_userinfo,
    with_access_token,
};
use crate::{Claims, Client, ClientError, PlainLogin, Problem, Stage};

/// Who signed in. People are told apart by issuer and subject, and by nothing else.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    /// The issuer.
    pub issuer: String,
    /// The person, within the issuer.
    pub subject: String,
    /// What the issuer says about the person.
    pub claims: Claims,
}

impl Client {
    /// Asks for claims about the person; refuses claims about anybody else.
    ///
    /// # Errors
    /// [`Stage::Userinfo`].
    pub async fn userinfo(&self, access_token: &Secret, subject: &str) -> Result<Claims, ClientError> {
        let response = self.userinfo_response(access_token).await?;
        let at = self.at(Stage::Userinfo);
        if self.0.switches.signed_userinfo {
            return self.judge_signed_userinfo(&response, subject).await.map_err(at);
        }
        read_userinfo(&response, &*self.0.dialect).and_then(|claims| about(claims, subject)).map_err(at)
    }

    /// Says who signed in: by the ID token where there is one, with the claims of userinfo added where the issuer offers that;
    /// else by userinfo alone.
    ///
    /// # Errors
    /// [`Stage::Userinfo`].
    pub async fn identify(&self, login: &PlainLogin) -> Result<Person, ClientError> {
        let access_token = &login.tokens.access_token;
        let Some(id_token) = &login.id_token else {
            let response = self.userinfo_response(access_token).await?;
            let at = self.at(Stage::Userinfo);
            let claims = read_userinfo(&response, &*self.0.dialect).map_err(&at)?;
            let subject = claims.text("sub").ok_or(Problem::Missing("the claim sub")).map_err(at)?.to_owned();
            return Ok(Person { issuer: self.issuer().as_str().to_owned(), subject, claims });
        };
        let mut claims = id_token.claims().clone();
        if self.metadata().await?.userinfo_endpoint.is_some() {
            claims.extend_missing(self.userinfo(access_token, id_token.subject()).await?);
        }
        let (issuer, subject) = (id_token.issuer().to_owned(), id_token.subject().to_owned());
        Ok(Person { issuer, subject, claims })
    }

    /// Calls an API with an access token of this client, as a bearer token or with a DPoP proof (and once more if the API wants
    /// another nonce). The answer comes back whatever its status.
    ///
    /// # Errors
    /// [`Stage::Api`] if no answer came.
    pub async fn call_api(
        &self,
        request: &HttpRequest,
        access_token: &Secret,
    ) -> Result<HttpResponse, ClientError> {
        self.call(Stage::Api, request, access_token).await
    }

    /// Revokes a token.
    ///
    /// # Errors
    /// [`Stage::Revocation`]: the token may still be good.
    pub async fn revoke(&self, token: &Secret, kind: TokenKind) -> Result<(), ClientError> {
        let (stage, metadata) = (Stage::Revocation, self.metadata().await?);
        let endpoint = metadata.revocation_endpoint.as_deref();
        let endpoint = self.endpoint(stage, "revocation_endpoint", endpoint)?;
        let authentication = self.authentication(&metadata).map_err(self.at(stage))?;
        let response = self.send(stage, revocation_request(endpoint, &authentication, token, kind)).await?;
        judge_revocation(&response).map_err(self.at(stage))
    }

    /// Asks the issuer about a token.
    ///
    /// # Errors
    /// [`Stage::Introspection`]: nothing is known about the token, so do not take it.
    pub async fn introspect(&self, token: &Secret, kind: TokenKind) -> Result<Introspection, ClientError> {
        let (stage, metadata) = (Stage::Introspection, self.metadata().await?);
        let endpoint = metadata.introspection_endpoint.as_deref();
        let endpoint = self.endpoint(stage, "introspection_endpoint", endpoint)?;
        let authentication = self.authentication(&metadata).map_err(self.at(stage))?;
        let response =
            self.send(stage, introspection_request(endpoint, &authentication, token, kind)).await?;
        judge_introspection(&response, self.issuer().as_str(), self.now()).map_err(self.at(stage))
    }

    async fn userinfo_response(&self, access_token: &Secret) -> Result<HttpResponse, ClientError> {
        let (stage, metadata) = (Stage::Userinfo, self.metadata().await?);
        let endpoint = self.endpoint(stage, "userinfo_endpoint", metadata.userinfo_endpoint.as_deref())?;
        let mut request = HttpRequest::get(endpoint);
        if self.0.switches.signed_userinfo {
            request = request.replacing_header("accept", "application/jwt");
        }
        self.call(stage, &request, access_token).await
    }

    async fn judge_signed_userinfo(&self, response: &HttpResponse, subject: &str) -> Result<Claims, Problem> {
        let token = signed_userinfo(response)?;
        let issuer = self.0.issuer_rule.expected_for(self.issuer().as_str(), token)?;
        let expected = SignedUserinfoExpectation {
            issuer: &issuer,
            client_id: self.0.client_id.as_str(),
            subject,
            algorithms: &self.0.id_token_algorithms,
            leeway: self.0.leeway,
        };
        let now = self.now();
        self.with_keys(|keys| validate_signed_userinfo(token, keys, &expected, now)).await
    }

    async fn call(
        &self,
        stage: Stage,
        request: &HttpRequest,
        access_token: &Secret,
    ) -> Result<HttpResponse, ClientError> {
        let metadata = self.metadata().await?;
        let token_type = self.token_type(&metadata);
        self.send_proved(stage, &metadata, Some(access_token), || {
            let request = with_access_token(request.clone(), access_token, token_type);
            let userinfo = stage == Stage::Userinfo;
            Ok(if userinfo { self.0.dialect.userinfo_request(request) } else { request })
        })
        .await
    }
}
