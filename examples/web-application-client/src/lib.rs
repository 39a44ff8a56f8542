//! The three steps of a login, without any web framework: build the authorization URL, build the token request, parse the
//! response. All functions are pure; none opens a connection.

use serde::Deserialize;
use serde_json::{Map, Value, json};
use valetkey_client::authorization::{AuthorizationParameters, authorization_url};
use valetkey_client::callback::{CallbackExpectation, check_callback};
use valetkey_client::digest::{pkce_s256, random_token};
use valetkey_client::token::{Tokens, authorization_code_request, check_token_response};
use valetkey_client::userinfo::userinfo_request;
use valetkey_client::{
    AuthorizationOptions, ClientAuthentication, ClientId, HttpRequest, HttpResponse, Problem,
    ProviderMetadata, RawParams, Scope, ScopeError, Secret, Timestamp,
};

/// An application that is registered at a provider. The default addresses are GitHub's.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Application {
    /// The identifier from the provider.
    pub client_id: String,
    /// The secret from the provider.
    pub client_secret: String,
    /// The redirect URI, exactly as registered.
    pub redirect_uri: String,
    /// The requested scope, separated by spaces.
    #[serde(default = "scope")]
    pub scope: String,
    /// The address for step 1.
    #[serde(default = "authorization_endpoint")]
    pub authorization_endpoint: String,
    /// The address for step 2.
    #[serde(default = "token_endpoint")]
    pub token_endpoint: String,
    /// The address with information about the user.
    #[serde(default = "user_endpoint")]
    pub user_endpoint: String,
    /// The issuer in the provider's responses (RFC 9207), if it sends one.
    #[serde(default = "issuer")]
    pub issuer: String,
}

/// The values of a login between its first and second step. A web application stores them in the browser's session.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attempt {
    /// Binds the response to this browser.
    pub state: String,
    /// Binds the code to this login (RFC 7636).
    pub code_verifier: String,
}

/// A token with its expiry.
pub struct Token {
    /// The response of the provider.
    pub tokens: Tokens,
    /// The scope tokens. GitHub separates them by commas, others by spaces.
    pub scope: Vec<String>,
    /// The expiry of the access token, if the provider returns one.
    pub expires_at: Option<Timestamp>,
}

impl Attempt {
    /// Starts a login with new random values.
    pub fn fresh() -> Self {
        Self { state: random_token(), code_verifier: random_token() }
    }
}

impl Application {
    /// Step 1: returns the address for the redirect. `more` are extra parameters of the provider.
    ///
    /// # Errors
    /// [`Problem`] if a setting is invalid, or if `more` has a parameter that is already set.
    pub fn authorization_url(&self, attempt: &Attempt, more: &[(&str, &str)]) -> Result<String, Problem> {
        let metadata = ProviderMetadata {
            authorization_endpoint: self.authorization_endpoint.clone(),
            ..ProviderMetadata::default()
        };
        let parameters = AuthorizationParameters {
            client_id: &self.client_id,
            redirect_uri: &self.redirect_uri,
            scope: self.scope()?,
            state: &attempt.state,
            nonce: "",
            code_challenge: &pkce_s256(&attempt.code_verifier),
        };
        let wish =
            |options: AuthorizationOptions, (name, value): &(&str, &str)| options.parameter(*name, *value);
        authorization_url(&metadata, &parameters, &more.iter().fold(AuthorizationOptions::default(), wish))
    }

    /// Step 2: checks the address of the callback, and makes the request that exchanges its code.
    ///
    /// # Errors
    /// [`Problem`] if the response is for another login or from another provider, or if it is an error.
    pub fn token_request(&self, attempt: &Attempt, callback: &str) -> Result<HttpRequest, Problem> {
        let (_, query) = callback.split_once('?').ok_or(Problem::Missing("the query of the callback"))?;
        let unreadable = || Problem::Configuration("the query of the callback can't be read".to_owned());
        let params = RawParams::parse(query.as_bytes()).map_err(|_| unreadable())?;
        let expected =
            CallbackExpectation { state: &attempt.state, issuer: &self.issuer, iss_required: false };
        let code = check_callback(&params, &expected)?;
        let client_id = ClientId::new(self.client_id.as_str());
        let secret = Secret::new(self.client_secret.as_str());
        let authentication = ClientAuthentication::client_secret_post(client_id, secret);
        let code_verifier = Secret::new(attempt.code_verifier.as_str());
        let endpoint = &self.token_endpoint;
        Ok(authorization_code_request(endpoint, &authentication, &code, &self.redirect_uri, &code_verifier))
    }

    /// Step 3: reads the response. `now` is the time when it arrived.
    ///
    /// # Errors
    /// [`Problem`] if the response is an error or not a token.
    pub fn read_token(&self, answer: &HttpResponse, now: Timestamp) -> Result<Token, Problem> {
        let tokens = check_token_response(answer)?;
        // Without a scope in the response the requested scope is granted (RFC 6749 section 5.1).
        let scope = tokens.scope.as_ref().map_or_else(|| self.scope.clone(), Scope::to_string);
        let words = scope.split([' ', ',']).filter(|word| !word.is_empty());
        Ok(Token {
            scope: words.map(str::to_owned).collect(),
            expires_at: tokens.expires_in.map(|lifetime| now.plus(lifetime)),
            tokens,
        })
    }

    /// Makes the request for information about the user.
    pub fn user_request(&self, token: &Token) -> HttpRequest {
        userinfo_request(&self.user_endpoint, &token.tokens.access_token)
    }

    /// Returns the requested scope in the given order.
    fn scope(&self) -> Result<&str, Problem> {
        let wrong = |error: ScopeError| Problem::Configuration(error.to_string());
        self.scope.parse::<Scope>().map_err(wrong)?;
        Ok(&self.scope)
    }
}

impl Token {
    /// Returns the token as JSON with OAuthLib's names. It contains secrets.
    pub fn to_json(&self) -> Value {
        let tokens = &self.tokens;
        let optional = [
            ("expires_in", tokens.expires_in.map(|lifetime| json!(lifetime.0))),
            ("expires_at", self.expires_at.map(|time| json!(time.0))),
            ("refresh_token", tokens.refresh_token.as_ref().map(|token| json!(token.expose()))),
        ];
        let mut members = Map::from_iter([
            ("access_token".to_owned(), json!(tokens.access_token.expose())),
            ("token_type".to_owned(), json!(tokens.token_type.as_str())),
            ("scope".to_owned(), json!(self.scope)),
        ]);
        members.extend(optional.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))));
        Value::Object(members)
    }
}

fn scope() -> String {
    "read:user user:email".to_owned()
}

fn authorization_endpoint() -> String {
    "https://github.com/login/oauth/authorize".to_owned()
}

fn token_endpoint() -> String {
    "https://github.com/login/oauth/access_token".to_owned()
}

fn user_endpoint() -> String {
    "https://api.github.com/user".to_owned()
}

fn issuer() -> String {
    "https://github.com/login/oauth".to_owned()
}
