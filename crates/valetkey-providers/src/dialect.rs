//! The dialect of a preset, for the client library.

use std::sync::Arc;

use serde_json::{Map, Value};
use valetkey_client::{Dialect, Problem, TokenType, Tokens};
use valetkey_fetch::{HttpRequest, HttpResponse};
use valetkey_types::metadata::ProviderMetadata;
use valetkey_types::{ClientAuthenticationMethod, RawParams, Secret, Timestamp, UserClaims};

use crate::{
    AnswerError, Authentication, Deviation, Preset, Provider, RequestError, UserSource,
    normalise_callback_user, normalise_token_response, normalise_user, read_userinfo_response,
};

/// The claims for which a preset has rules. The provider's own claims with these names are dropped, so that the rules can't be
/// bypassed.
const RULED: [&str; 6] = ["sub", "name", "preferred_username", "picture", "email", "email_verified"];

/// The deviations of a provider, for one client.
pub(crate) struct PresetDialect {
    provider: Provider,
    client_id: String,
}

impl PresetDialect {
    pub(crate) fn new(provider: Provider, client_id: &str) -> Self {
        Self { provider, client_id: client_id.to_owned() }
    }

    fn preset(&self) -> &Preset {
        self.provider.preset()
    }

    /// Returns the provider's data about a user, with the standard claims added by the rules of the preset.
    fn claims(&self, facts: Map<String, Value>) -> Result<Map<String, Value>, AnswerError> {
        self.provider.claims_of(facts, None)
    }
}

impl Provider {
    /// Returns the provider's data about a user, with the claims of OpenID Connect Core section 5.1 added by the rules of the
    /// preset. `emails` is the response to [`Provider::email_request`], if there is one.
    ///
    /// # Errors
    /// [`AnswerError::Malformed`] if there is no identifier of the user.
    pub fn claims_of(
        &self,
        facts: Map<String, Value>,
        emails: Option<&Value>,
    ) -> Result<Map<String, Value>, AnswerError> {
        let facts = Value::Object(facts);
        let user = normalise_user(self.preset(), &facts, emails)?;
        let Value::Object(mut claims) = facts else { return Ok(Map::new()) };
        claims.retain(|name, _| !RULED.contains(&name.as_str()));
        claims.extend(members(&user));
        Ok(claims)
    }
}

impl Dialect for PresetDialect {
    fn display_name(&self) -> Option<&str> {
        Some(&self.preset().display_name)
    }

    /// Adds metadata of the preset that is missing in the discovery document. Ignores the document of a provider without ID
    /// tokens.
    fn metadata(&self, document: Arc<ProviderMetadata>) -> Arc<ProviderMetadata> {
        if !self.preset().discovery {
            return document;
        }
        let endpoints = &self.preset().endpoints;
        let mut metadata = ProviderMetadata::clone(&document);
        for (seen, own) in [
            (&mut metadata.revocation_endpoint, &endpoints.revocation),
            (&mut metadata.device_authorization_endpoint, &endpoints.device_authorization),
        ] {
            if seen.is_none() {
                seen.clone_from(own);
            }
        }
        Arc::new(metadata)
    }

    fn secret_method(&self) -> Option<ClientAuthenticationMethod> {
        match self.provider.authentication(true).ok()? {
            Authentication::Basic => Some(ClientAuthenticationMethod::ClientSecretBasic),
            Authentication::Post => Some(ClientAuthenticationMethod::ClientSecretPost),
            Authentication::None => None,
        }
    }

    fn takes_public_clients(&self) -> bool {
        self.provider.authentication(false).is_ok()
    }

    fn authorization_parameters(
        &self,
        parameters: Vec<(String, String)>,
    ) -> Result<Vec<(String, String)>, Problem> {
        if self.provider.lacks_scope(&parameters) {
            let error = RequestError::NoScope(self.preset().display_name.clone());
            return Err(Problem::Configuration(error.to_string()));
        }
        Ok(self.provider.adapt_authorization_parameters(parameters))
    }

    fn authorization_url(
        &self,
        metadata: &ProviderMetadata,
        parameters: &[(String, String)],
    ) -> Result<String, Problem> {
        if metadata.authorization_endpoint.is_empty() {
            return Err(Problem::NoEndpoint("authorization_endpoint"));
        }
        Ok(self.provider.address_with(&metadata.authorization_endpoint, parameters))
    }

    fn callback_claims(&self, params: &RawParams) -> Map<String, Value> {
        let name = self.preset().deviations.iter().find_map(|deviation| match deviation {
            Deviation::PostCallback { user_parameter } => {
                normalise_callback_user(self.preset(), params.get(user_parameter)?)
            }
            _ => None,
        });
        name.map(|name| ("name".to_owned(), Value::from(name))).into_iter().collect()
    }

    fn denies_without_error(&self) -> bool {
        self.preset().deviations.contains(&Deviation::DenialWithoutError {})
    }

    fn token_request(&self, request: HttpRequest, _: Timestamp) -> Result<HttpRequest, Problem> {
        Ok(self.provider.adapt_token_request(&request))
    }

    fn token_response(&self, response: &HttpResponse) -> Result<Map<String, Value>, Problem> {
        let (status, content_type) = (response.status, content_type(response));
        match normalise_token_response(self.preset(), status, content_type, &response.body) {
            Ok(Value::Object(answer)) => Ok(answer),
            Ok(_) => Ok(Map::new()),
            // Return the refusal in the form of the standard, because the client validates it.
            Err(AnswerError::Refused { error, description, .. }) => {
                let description = description.map(|text| ("error_description".to_owned(), Value::from(text)));
                Ok([("error".to_owned(), Value::from(error))].into_iter().chain(description).collect())
            }
            Err(error) => Err(problem(error)),
        }
    }

    fn api_request(&self, request: HttpRequest, access_token: &Secret, _: TokenType) -> HttpRequest {
        self.provider.with_token(request, access_token.expose())
    }

    fn userinfo_request(&self, endpoint: Option<&str>, tokens: &Tokens) -> Result<HttpRequest, Problem> {
        let answer = answer_of(tokens);
        let request = self.provider.userinfo_request_to(endpoint, &self.client_id, &answer);
        request.map_err(|error| Problem::Dialect(error.to_string()))
    }

    fn userinfo(&self, response: &HttpResponse) -> Result<Map<String, Value>, Problem> {
        let (status, content_type) = (response.status, content_type(response));
        let facts = read_userinfo_response(self.preset(), status, content_type, &response.body);
        let Value::Object(facts) = facts.map_err(problem)? else { return Ok(Map::new()) };
        self.claims(facts).map_err(problem)
    }

    /// Applies the rules of the preset. The client has already validated the subject. If the preset finds no subject in the ID
    /// token, removes the claims for which it has rules.
    fn id_token_claims(&self, claims: Map<String, Value>) -> Map<String, Value> {
        let subject = claims.get("sub").cloned();
        let mut ruled = self.claims(claims).unwrap_or_default();
        ruled.extend(subject.map(|subject| ("sub".to_owned(), subject)));
        ruled
    }

    fn token_response_claims(&self, tokens: &Tokens) -> Result<Option<Map<String, Value>>, Problem> {
        if self.preset().user.source != UserSource::TokenResponse {
            return Ok(None);
        }
        self.claims(tokens.other.as_map().clone()).map(Some).map_err(problem)
    }

    fn email_request(&self, tokens: &Tokens) -> Option<HttpRequest> {
        self.provider.email_request(&answer_of(tokens)).ok().flatten()
    }

    fn email_claims(&self, response: &HttpResponse) -> Result<Map<String, Value>, Problem> {
        if response.status != 200 {
            return Err(Problem::Status { expected: 200, seen: response.status });
        }
        let emails: Value = response.json()?;
        let email = self.provider.main_email(&emails);
        let (email, verified) = email.ok_or(Problem::Missing("an email address in the list"))?;
        let verified = ("email_verified".to_owned(), Value::from(verified));
        Ok([("email".to_owned(), Value::from(email)), verified].into_iter().collect())
    }

    fn identity_issuer(&self) -> Option<String> {
        self.provider.identity_issuer()
    }

    fn end_session_url(&self, client_id: &str, return_to: Option<&str>) -> Option<String> {
        self.provider.logout_address(client_id, return_to.unwrap_or_default())
    }
}

fn content_type(response: &HttpResponse) -> &str {
    response.header("content-type").unwrap_or_default()
}

/// Returns the token response in the form that the pure functions use.
fn answer_of(tokens: &Tokens) -> Value {
    let mut answer = tokens.other.as_map().clone();
    answer.insert("access_token".to_owned(), Value::from(tokens.access_token.expose()));
    Value::Object(answer)
}

fn members(user: &UserClaims) -> Map<String, Value> {
    match serde_json::to_value(user) {
        Ok(Value::Object(members)) => members,
        _ => Map::new(),
    }
}

fn problem(error: AnswerError) -> Problem {
    match error {
        AnswerError::Refused { error, description, .. } => Problem::Refused { error, description },
        AnswerError::Status(seen) => Problem::Status { expected: 200, seen },
        malformed @ AnswerError::Malformed { .. } => Problem::Dialect(malformed.to_string()),
    }
}
