//! The authorization request (RFC 6749 section 4.1.1, RFC 7636 section 4.3, OpenID Connect Core section 3.1.2.1).

use url::Url;
use valetkey_types::metadata::ProviderMetadata;
use valetkey_types::{Prompt, ResponseMode, Scope, Seconds, parameter};

use crate::Problem;

/// What every authorization request of a login carries.
#[derive(Clone, Copy)]
pub struct AuthorizationParameters<'a> {
    /// The client.
    pub client_id: &'a str,
    /// Where the browser comes back, exactly as registered.
    pub redirect_uri: &'a str,
    /// What is asked for.
    pub scope: &'a Scope,
    /// Ties the answer to this browser.
    pub state: &'a str,
    /// Ties the ID token to this login.
    pub nonce: &'a str,
    /// The S256 challenge of the code verifier.
    pub code_challenge: &'a str,
}

/// What a caller may wish of one login. The default wishes nothing.
#[derive(Clone, Debug, Default)]
pub struct AuthorizationOptions {
    prompt: Vec<Prompt>,
    max_age: Option<Seconds>,
    login_hint: Option<String>,
    ui_locales: Option<String>,
    acr_values: Option<String>,
    response_mode: Option<ResponseMode>,
    resource: Vec<String>,
}

impl AuthorizationOptions {
    /// Adds a value to `prompt`.
    #[must_use]
    pub fn prompt(mut self, prompt: Prompt) -> Self {
        self.prompt.push(prompt);
        self
    }

    /// The person must have signed in within this time; checked against `auth_time` later.
    #[must_use]
    pub fn max_age(mut self, max_age: Seconds) -> Self {
        self.max_age = Some(max_age);
        self
    }

    /// Who is probably signing in.
    #[must_use]
    pub fn login_hint(mut self, hint: impl Into<String>) -> Self {
        self.login_hint = Some(hint.into());
        self
    }

    /// Languages in order of preference, separated by spaces.
    #[must_use]
    pub fn ui_locales(mut self, locales: impl Into<String>) -> Self {
        self.ui_locales = Some(locales.into());
        self
    }

    /// Wished authentication strength, separated by spaces.
    #[must_use]
    pub fn acr_values(mut self, values: impl Into<String>) -> Self {
        self.acr_values = Some(values.into());
        self
    }

    /// How the answer travels.
    #[must_use]
    pub fn response_mode(mut self, mode: ResponseMode) -> Self {
        self.response_mode = Some(mode);
        self
    }

    /// Adds an API that the access token is for (RFC 8707 section 2).
    #[must_use]
    pub fn resource(mut self, resource: impl Into<String>) -> Self {
        self.resource.push(resource.into());
        self
    }

    pub(crate) fn asked_max_age(&self) -> Option<Seconds> {
        self.max_age
    }
}

/// The URL to send the browser to. A query of the endpoint itself is kept (RFC 6749 section 3.1).
///
/// # Errors
/// [`Problem::NoEndpoint`] if the issuer has no authorization endpoint.
pub fn authorization_url(
    metadata: &ProviderMetadata,
    parameters: &AuthorizationParameters<'_>,
    options: &AuthorizationOptions,
) -> Result<String, Problem> {
    let no_endpoint = Problem::NoEndpoint("authorization_endpoint");
    let mut url = Url::parse(&metadata.authorization_endpoint).map_err(|_| no_endpoint)?;
    let scope = parameters.scope.to_string();
    let max_age = options.max_age.map(|seconds| seconds.0.to_string());
    let prompt = options.prompt.iter().map(|prompt| prompt.as_str()).collect::<Vec<_>>().join(" ");
    let optional = [
        (parameter::PROMPT, Some(prompt.as_str()).filter(|prompt| !prompt.is_empty())),
        (parameter::MAX_AGE, max_age.as_deref()),
        (parameter::LOGIN_HINT, options.login_hint.as_deref()),
        (parameter::UI_LOCALES, options.ui_locales.as_deref()),
        (parameter::ACR_VALUES, options.acr_values.as_deref()),
        (parameter::RESPONSE_MODE, options.response_mode.map(ResponseMode::as_str)),
    ];
    let mut query = url.query_pairs_mut();
    query
        .append_pair(parameter::RESPONSE_TYPE, "code")
        .append_pair(parameter::CLIENT_ID, parameters.client_id)
        .append_pair(parameter::REDIRECT_URI, parameters.redirect_uri)
        .append_pair(parameter::SCOPE, &scope)
        .append_pair(parameter::STATE, parameters.state)
        .append_pair(parameter::NONCE, parameters.nonce)
        .append_pair(parameter::CODE_CHALLENGE, parameters.code_challenge)
        .append_pair(parameter::CODE_CHALLENGE_METHOD, "S256");
    for (name, value) in optional {
        if let Some(value) = value {
            query.append_pair(name, value);
        }
    }
    for resource in &options.resource {
        query.append_pair(parameter::RESOURCE, resource);
    }
    drop(query);
    Ok(url.into())
}
