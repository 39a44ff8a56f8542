//! The three steps of a login, without any web framework: build the authorization URL, build the token request, parse the
//! answer. Every function here takes values and gives values; nothing opens a connection.

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

/// An application as it is registered at a provider. The addresses are GitHub's unless given.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Application {
    /// The identifier that the provider gave out.
    pub client_id: String,
    /// The secret that the provider gave out.
    pub client_secret: String,
    /// Where the browser comes back, exactly as registered.
    pub redirect_uri: String,
    /// What is asked for, separated by spaces.
    #[serde(default = "scope")]
    pub scope: String,
    /// Step 1 sends the browser there.
    #[serde(default = "authorization_endpoint")]
    pub authorization_endpoint: String,
    /// Step 2 posts there.
    #[serde(default = "token_endpoint")]
    pub token_endpoint: String,
    /// Says whose the token is.
    #[serde(default = "user_endpoint")]
    pub user_endpoint: String,
    /// What the provider calls itself in its answers (RFC 9207), if it does.
    #[serde(default = "issuer")]
    pub issuer: String,
}

/// What one login must remember from its first step to its second. In a web application it belongs in the browser's session.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attempt {
    /// Ties the answer to this browser.
    pub state: String,
    /// Ties the code to this login (RFC 7636).
    pub code_verifier: String,
}

/// A token with the moment at which it ends.
pub struct Token {
    /// What the provider answered.
    pub tokens: Tokens,
    /// One word each. GitHub separates them by commas, others by spaces.
    pub scope: Vec<String>,
    /// The moment from which on the access token is no longer good, if the provider says so.
    pub expires_at: Option<Timestamp>,
}

impl Attempt {
    /// A login with fresh random values.
    pub fn fresh() -> Self {
        Self { state: random_token(), code_verifier: random_token() }
    }
}

impl Application {
    /// Step 1: the address to send the browser to. `more` are parameters of the provider's own.
    ///
    /// # Errors
    /// [`Problem`] if a setting can't be used, or `more` names a parameter that is set here already.
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

    /// Step 2: checks the address that the browser came back to, and makes the request that exchanges its code.
    ///
    /// # Errors
    /// [`Problem`] if the answer belongs to another login or another provider, or says no.
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

    /// Step 3: reads the answer, which came at `now`.
    ///
    /// # Errors
    /// [`Problem`] if the provider refused, or answered something that is no token.
    pub fn read_token(&self, answer: &HttpResponse, now: Timestamp) -> Result<Token, Problem> {
        let tokens = check_token_response(answer)?;
        // An answer without scope means: all that was asked for (RFC 6749 section 5.1).
        let scope = tokens.scope.as_ref().map_or_else(|| self.scope.clone(), Scope::to_string);
        let words = scope.split([' ', ',']).filter(|word| !word.is_empty());
        Ok(Token {
            scope: words.map(str::to_owned).collect(),
            expires_at: tokens.expires_in.map(|lifetime| now.plus(lifetime)),
            tokens,
        })
    }

    /// With the token: asks whose it is.
    pub fn user_request(&self, token: &Token) -> HttpRequest {
        userinfo_request(&self.user_endpoint, &token.tokens.access_token)
    }

    /// What is asked for, in the order it was given.
    fn scope(&self) -> Result<&str, Problem> {
        let wrong = |error: ScopeError| Problem::Configuration(error.to_string());
        self.scope.parse::<Scope>().map_err(wrong)?;
        Ok(&self.scope)
    }
}

impl Token {
    /// The token as JSON, with the names that OAuthLib gives its members. It holds secrets.
    pub fn to_json(&self) -> Value {
        let tokens = &self.tokens;
        let optional = [
            ("expires_in", tokens.expires_in.map(|lifetime| json!(lifetime.0))),
            ("expires_at", self.expires_at.map(|moment| json!(moment.0))),
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
