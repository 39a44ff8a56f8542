//! The authorization request (RFC 6749 section 4.1.1, RFC 7636 section 4.3, OpenID Connect Core section 3.1.2.1).

use std::time::Duration;

use url::Url;
use valetkey_types::metadata::ProviderMetadata;
use valetkey_types::{Prompt, ResponseMode, Seconds, parameter};

use crate::Problem;

/// The parameters of every authorization request. A parameter with an empty text is not sent, for issuers without OpenID
/// Connect or without PKCE.
#[derive(Clone, Copy)]
pub struct AuthorizationParameters<'a> {
    /// The client.
    pub client_id: &'a str,
    /// The redirect URI, exactly as registered.
    pub redirect_uri: &'a str,
    /// The scope, separated by spaces.
    pub scope: &'a str,
    /// Binds the response to this browser.
    pub state: &'a str,
    /// Binds the ID token to this login.
    pub nonce: &'a str,
    /// The S256 challenge of the code verifier.
    pub code_challenge: &'a str,
}

/// The options of a login. By default none is set.
#[derive(Clone, Debug, Default)]
pub struct AuthorizationOptions {
    prompt: Vec<Prompt>,
    max_age: Option<Seconds>,
    login_hint: Option<String>,
    ui_locales: Option<String>,
    acr_values: Option<String>,
    response_mode: Option<ResponseMode>,
    resource: Vec<String>,
    other: Vec<(String, String)>,
    pub(crate) signed_response: bool,
    pub(crate) dpop_jkt: Option<String>,
}

impl AuthorizationOptions {
    /// Adds a value to `prompt`.
    #[must_use]
    pub fn prompt(mut self, prompt: Prompt) -> Self {
        self.prompt.push(prompt);
        self
    }

    /// Requires that the user signed in within this time, in whole seconds. `auth_time` is checked later.
    #[must_use]
    pub fn max_age(mut self, max_age: Duration) -> Self {
        self.max_age = Some(Seconds::from(max_age));
        self
    }

    /// Requires that the user signed in within this time, or within the time that was set before if that is shorter.
    #[must_use]
    pub fn max_age_at_most(self, max_age: Duration) -> Self {
        let max_age = Seconds::from(max_age);
        Self { max_age: Some(self.max_age.map_or(max_age, |set| set.min(max_age))), ..self }
    }

    /// Sets the name or address of the user who probably signs in.
    #[must_use]
    pub fn login_hint(mut self, hint: impl Into<String>) -> Self {
        self.login_hint = Some(hint.into());
        self
    }

    /// Sets the preferred languages, in order, separated by spaces.
    #[must_use]
    pub fn ui_locales(mut self, locales: impl Into<String>) -> Self {
        self.ui_locales = Some(locales.into());
        self
    }

    /// Sets the preferred authentication context classes, separated by spaces.
    #[must_use]
    pub fn acr_values(mut self, values: impl Into<String>) -> Self {
        self.acr_values = Some(values.into());
        self
    }

    /// Sets the response mode: the way in which the response is returned.
    #[must_use]
    pub fn response_mode(mut self, mode: ResponseMode) -> Self {
        self.response_mode = Some(mode);
        self
    }

    /// Adds an API to the audience of the access token (RFC 8707 section 2).
    #[must_use]
    pub fn resource(mut self, resource: impl Into<String>) -> Self {
        self.resource.push(resource.into());
        self
    }

    /// Adds a parameter of a specific issuer, such as `hd` or `access_type`. The login can't start if the parameter is one that
    /// this crate sets itself.
    #[must_use]
    pub fn parameter(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.other.push((name.into(), value.into()));
        self
    }

    pub(crate) fn asked_resources(&self) -> &[String] {
        &self.resource
    }

    pub(crate) fn asked_max_age(&self) -> Option<Seconds> {
        self.max_age
    }
}

/// Returns the URL for the browser. Keeps the query of the endpoint (RFC 6749 section 3.1).
///
/// # Errors
/// [`Problem::NoEndpoint`] if the issuer has no authorization endpoint, and those of [`authorization_parameters`].
pub fn authorization_url(
    metadata: &ProviderMetadata,
    parameters: &AuthorizationParameters<'_>,
    options: &AuthorizationOptions,
) -> Result<String, Problem> {
    url_with_parameters(metadata, &authorization_parameters(parameters, options)?)
}

/// Returns only the parameters, for requests that are pushed (RFC 9126) or signed (RFC 9101).
///
/// # Errors
/// [`Problem::Configuration`] if the options name a parameter that this crate sets itself.
pub fn authorization_parameters(
    parameters: &AuthorizationParameters<'_>,
    options: &AuthorizationOptions,
) -> Result<Vec<(String, String)>, Problem> {
    let has_challenge = !parameters.code_challenge.is_empty();
    let required = [
        (parameter::RESPONSE_TYPE, "code"),
        (parameter::CLIENT_ID, parameters.client_id),
        (parameter::REDIRECT_URI, parameters.redirect_uri),
        (parameter::SCOPE, parameters.scope),
        (parameter::STATE, parameters.state),
        (parameter::NONCE, parameters.nonce),
        (parameter::CODE_CHALLENGE, parameters.code_challenge),
        (parameter::CODE_CHALLENGE_METHOD, if has_challenge { "S256" } else { "" }),
    ]
    .map(|(name, value)| (name, Some(value.to_owned()).filter(|value| !value.is_empty())));
    let prompt = options.prompt.iter().map(|prompt| prompt.as_str()).collect::<Vec<_>>().join(" ");
    let optional = [
        (parameter::PROMPT, Some(prompt).filter(|prompt| !prompt.is_empty())),
        (parameter::MAX_AGE, options.max_age.map(|seconds| seconds.0.to_string())),
        (parameter::LOGIN_HINT, options.login_hint.clone()),
        (parameter::UI_LOCALES, options.ui_locales.clone()),
        (parameter::ACR_VALUES, options.acr_values.clone()),
        (parameter::RESPONSE_MODE, response_mode(options).map(str::to_owned)),
        (parameter::DPOP_JKT, options.dpop_jkt.clone()),
    ];
    let mut pairs: Vec<(String, String)> = required
        .into_iter()
        .chain(optional)
        .filter_map(|(name, value)| Some((name.to_owned(), value?)))
        .chain(options.resource.iter().map(|resource| (parameter::RESOURCE.to_owned(), resource.clone())))
        .collect();
    for (name, value) in &options.other {
        if RESERVED.contains(&name.as_str()) || pairs.iter().any(|(known, _)| known == name) {
            let text = format!("the parameter {name:?} is set by the library and can't be set again");
            return Err(Problem::Configuration(text));
        }
        pairs.push((name.clone(), value.clone()));
    }
    Ok(pairs)
}

/// Adds parameters to the authorization endpoint.
///
/// # Errors
/// [`Problem::NoEndpoint`] if the issuer has no authorization endpoint.
pub fn url_with_parameters(
    metadata: &ProviderMetadata,
    parameters: &[(String, String)],
) -> Result<String, Problem> {
    let no_endpoint = Problem::NoEndpoint("authorization_endpoint");
    let mut url = Url::parse(&metadata.authorization_endpoint).map_err(|_| no_endpoint)?;
    url.query_pairs_mut().extend_pairs(parameters);
    Ok(url.into())
}

/// Parameters that protect a login. Options can't set them, even if this login does not use them.
const RESERVED: [&str; 12] = [
    parameter::RESPONSE_TYPE,
    parameter::CLIENT_ID,
    parameter::REDIRECT_URI,
    parameter::SCOPE,
    parameter::STATE,
    parameter::NONCE,
    parameter::CODE_CHALLENGE,
    parameter::CODE_CHALLENGE_METHOD,
    parameter::RESPONSE_MODE,
    parameter::REQUEST,
    parameter::REQUEST_URI,
    parameter::DPOP_JKT,
];

/// Returns the response mode, which also requests a signed response (JWT Secured Authorization Response Mode section 2.3).
fn response_mode(options: &AuthorizationOptions) -> Option<&'static str> {
    match (options.signed_response, options.response_mode) {
        (false, mode) => mode.map(ResponseMode::as_str),
        (true, Some(ResponseMode::FormPost)) => Some("form_post.jwt"),
        (true, Some(ResponseMode::Query) | None) => Some("query.jwt"),
    }
}
