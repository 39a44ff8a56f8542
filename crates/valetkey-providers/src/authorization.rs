//! The authorization request (RFC 6749 section 4.1.1) in the form that each provider requires.

use form_urlencoded::byte_serialize;

use crate::{Deviation, Kind, Provider, RequestError, ScopeSource};

/// The values of a login. The random values must be new for each login.
#[derive(Clone, Copy, Debug)]
pub struct AuthorizationInput<'a> {
    /// The client's identifier.
    pub client_id: &'a str,
    /// The registered redirect URI.
    pub redirect_uri: &'a str,
    /// The scopes; `None` for the scopes of the preset.
    pub scope: Option<&'a [&'a str]>,
    /// Binds the response to this browser (RFC 6749 section 10.12).
    pub state: &'a str,
    /// Binds the ID token to this login. Sent only if the provider issues ID tokens (OpenID Connect Core section 3.1.2.1).
    pub nonce: &'a str,
    /// The S256 challenge (RFC 7636 section 4.2). Not sent if the provider refuses PKCE.
    pub code_challenge: &'a str,
    /// `true` to request a refresh token in the way of this provider.
    pub offline: bool,
    /// Further parameters of the application. They replace parameters of the preset with the same names.
    pub parameters: &'a [(&'a str, &'a str)],
}

const RESERVED: [&str; 9] = [
    "response_type",
    "client_id",
    "redirect_uri",
    "scope",
    "state",
    "nonce",
    "code_challenge",
    "code_challenge_method",
    "response_mode",
];

impl Provider {
    /// Returns `true` if PKCE protects logins (RFC 7636). Otherwise only the nonce of the ID token and the state protect them.
    pub fn uses_pkce(&self) -> bool {
        !self.preset().deviations.contains(&Deviation::NoPkce {})
    }

    /// Returns the parameters of an authorization request, not encoded, with the provider's names.
    ///
    /// # Errors
    /// [`RequestError::NoScope`] if the application must choose the scopes and did not; [`RequestError::ReservedParameter`].
    pub fn authorization_parameters(
        &self,
        input: &AuthorizationInput<'_>,
    ) -> Result<Vec<(String, String)>, RequestError> {
        self.refuse_reserved(input)?;
        let scope = self.scope(input)?.join(" ");
        let mut parameters = vec![
            ("response_type", "code"),
            ("client_id", input.client_id),
            ("redirect_uri", input.redirect_uri),
            ("scope", &scope),
            ("state", input.state),
            ("nonce", input.nonce),
            ("code_challenge", input.code_challenge),
            ("code_challenge_method", "S256"),
        ];
        parameters.extend(input.parameters);
        let refresh = self.preset().refresh.parameters.iter().filter(|_| input.offline);
        for (name, value) in refresh {
            if parameters.iter().all(|(given, _)| given != name) {
                parameters.push((name, value));
            }
        }
        let owned = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
        Ok(self.adapt_authorization_parameters(parameters.into_iter().map(owned).collect()))
    }

    /// Adapts the parameters of a standard authorization request (RFC 6749 section 4.1.1, RFC 7636 section 4.3) to this
    /// provider: renames them, removes refused parameters and adds required ones. Does not replace existing parameters, except
    /// a response mode that the provider requires.
    pub fn adapt_authorization_parameters(&self, parameters: Vec<(String, String)>) -> Vec<(String, String)> {
        let preset = self.preset();
        let forced_mode = preset.deviations.iter().any(|one| matches!(one, Deviation::PostCallback { .. }));
        let keeps = |name: &str, value: &str| match name {
            "scope" => !value.is_empty(),
            "nonce" => preset.kind == Kind::OpenId,
            "code_challenge" | "code_challenge_method" => self.uses_pkce(),
            "response_mode" => !forced_mode,
            _ => true,
        };
        let mut adapted: Vec<(String, String)> = parameters
            .into_iter()
            .filter(|(name, value)| keeps(name, value))
            .map(|(name, value)| match name.as_str() {
                "scope" => (self.parameter_name("scope"), self.scope_text(&value)),
                _ => (self.parameter_name(&name), value),
            })
            .collect();
        if forced_mode {
            adapted.push(("response_mode".to_owned(), "form_post".to_owned()));
        }
        let refresh = preset.refresh.parameters.iter().filter(|_| self.offline);
        for (name, value) in preset.authorization.parameters.iter().chain(refresh) {
            if adapted.iter().all(|(given, _)| given != name) {
                adapted.push((name.clone(), value.clone()));
            }
        }
        adapted
    }

    /// Returns the URL for the redirect.
    ///
    /// # Errors
    /// The errors of [`Provider::authorization_parameters`], and [`RequestError::NoEndpoint`].
    pub fn authorization_url(&self, input: &AuthorizationInput<'_>) -> Result<String, RequestError> {
        let endpoint = self.endpoint("authorization", self.preset().endpoints.authorization.as_deref())?;
        Ok(self.address_with(endpoint, &self.authorization_parameters(input)?))
    }

    /// Returns the endpoint with the parameters in its query, encoded in the way of this provider.
    pub(crate) fn address_with(&self, endpoint: &str, parameters: &[(String, String)]) -> String {
        let percent_encoded = self.preset().deviations.contains(&Deviation::PercentEncodedSpaces {});
        let query = encode(parameters, percent_encoded);
        let joint = if endpoint.contains('?') { '&' } else { '?' };
        let fragment = self.preset().deviations.iter().find_map(|deviation| match deviation {
            Deviation::AuthorizationFragment { fragment } => Some(format!("#{fragment}")),
            _ => None,
        });
        format!("{endpoint}{joint}{query}{}", fragment.unwrap_or_default())
    }

    pub(crate) fn endpoint<'a>(
        &self,
        name: &'static str,
        address: Option<&'a str>,
    ) -> Result<&'a str, RequestError> {
        let provider = || self.preset().display_name.clone();
        address.ok_or_else(|| RequestError::NoEndpoint { provider: provider(), endpoint: name })
    }

    /// Returns the provider's name for a standard parameter.
    pub(crate) fn parameter_name(&self, standard: &str) -> String {
        let own = self.preset().deviations.iter().find_map(|deviation| match deviation {
            Deviation::ParameterNames { names } => names.get(standard),
            _ => None,
        });
        own.cloned().unwrap_or_else(|| standard.to_owned())
    }

    fn scope<'a>(&'a self, input: &AuthorizationInput<'a>) -> Result<Vec<&'a str>, RequestError> {
        let preset = self.preset();
        let mut scope: Vec<&str> = match input.scope {
            Some(scope) => scope.to_vec(),
            None => preset.authorization.scope.iter().map(String::as_str).collect(),
        };
        if preset.kind == Kind::OpenId && !scope.contains(&"openid") && self.declares_openid() {
            scope.insert(0, "openid");
        }
        if let Some(offline) = preset.refresh.scope.as_deref().filter(|_| input.offline)
            && !scope.contains(&offline)
        {
            scope.push(offline);
        }
        let is_missing = scope.is_empty() && preset.authorization.scope_source == ScopeSource::Application;
        if is_missing { Err(RequestError::NoScope(preset.display_name.clone())) } else { Ok(scope) }
    }

    /// Returns the scopes of a standard request in this provider's format, with the scope for a refresh token if one is
    /// requested.
    fn scope_text(&self, standard: &str) -> String {
        let mut scope: Vec<&str> = standard.split(' ').collect();
        if let Some(offline) = self.preset().refresh.scope.as_deref().filter(|_| self.offline)
            && !scope.contains(&offline)
        {
            scope.push(offline);
        }
        scope.join(self.scope_separator())
    }

    /// Returns `true` if the application must choose the scopes and did not.
    pub(crate) fn lacks_scope(&self, parameters: &[(String, String)]) -> bool {
        let has_scope = parameters.iter().any(|(name, value)| name == "scope" && !value.is_empty());
        self.preset().authorization.scope_source == ScopeSource::Application && !has_scope
    }

    /// Returns `true` if the preset lists the scope `openid`. Otherwise it is not added: Apple issues ID tokens without it.
    fn declares_openid(&self) -> bool {
        self.preset().authorization.scope.iter().any(|scope| scope == "openid")
    }

    fn scope_separator(&self) -> &'static str {
        let comma = Deviation::CommaSeparatedScopes { request: true, response: true };
        let comma_in_request = Deviation::CommaSeparatedScopes { request: true, response: false };
        let deviations = &self.preset().deviations;
        if deviations.contains(&comma) || deviations.contains(&comma_in_request) { "," } else { " " }
    }

    fn refuse_reserved(&self, input: &AuthorizationInput<'_>) -> Result<(), RequestError> {
        let own_names = ["client_id", "scope"].map(|standard| self.parameter_name(standard));
        let is_reserved = |name: &&str| RESERVED.contains(name) || own_names.iter().any(|own| own == name);
        let reserved = input.parameters.iter().map(|(name, _)| *name).find(is_reserved);
        reserved.map_or(Ok(()), |name| Err(RequestError::ReservedParameter(name.to_owned())))
    }
}

fn encode(parameters: &[(String, String)], percent_encoded: bool) -> String {
    let text = |text: &str| {
        let encoded: String = byte_serialize(text.as_bytes()).collect();
        // In form encoding, a plus sign is always a space; a real plus is `%2B`.
        if percent_encoded { encoded.replace('+', "%20") } else { encoded }
    };
    parameters
        .iter()
        .map(|(name, value)| format!("{}={}", text(name), text(value)))
        .collect::<Vec<_>>()
        .join("&")
}
