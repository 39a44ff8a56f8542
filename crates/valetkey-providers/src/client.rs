//! Builds a client with the settings of a preset.

use std::sync::Arc;

use valetkey_client::{Client, ClientBuilder, Dialect, IssuerRule, Problem, SecretSource, Tenants};
use valetkey_jose::SigningKey;
use valetkey_types::metadata::ProviderMetadata;
use valetkey_types::{Seconds, Secret};

use crate::dialect::PresetDialect;
use crate::{Deviation, IssParameter, Kind, Provider, RequestError, signed_client_secret_claims, template};

/// The lifetime of a signed client secret. Each request gets a new one.
const SIGNED_SECRET_LIFETIME: Seconds = Seconds::minutes(5);

impl Provider {
    /// Returns a client builder for this provider. Endpoints, issuer, scopes, client authentication, PKCE and the dialect are
    /// set; add only the secret. Errors are returned when the client is built.
    pub fn client(&self, client_id: &str) -> ClientBuilder {
        let preset = self.preset();
        let issuer = self.network_issuer();
        let scope = preset.authorization.scope.join(" ");
        let mut builder = Client::builder(&issuer, client_id).scope(scope).dialect(self.dialect(client_id));
        builder = match preset.kind {
            Kind::OpenId => builder.expect_id_token().issuer_rule(self.issuer_rule()),
            Kind::OAuth2 => builder.danger_ignore_id_token(),
        };
        if !preset.discovery {
            builder = builder.metadata(self.own_metadata());
        }
        if !self.uses_pkce() {
            builder = builder.danger_without_pkce();
        }
        if preset.issuer.is_none() || preset.unverified.iter().any(|field| field == "issuer") {
            builder = builder.danger_accept_unknown_iss();
        }
        if preset.deviations.iter().any(|one| matches!(one, Deviation::SymmetricIdToken { .. })) {
            builder = builder.symmetric_id_token();
        }
        builder
    }

    /// Returns the dialect of this provider, for your own client settings.
    pub fn dialect(&self, client_id: &str) -> Arc<dyn Dialect> {
        Arc::new(PresetDialect::new(self.clone(), client_id))
    }

    /// Requests a refresh token with every login, in the way of this provider.
    #[must_use]
    pub fn offline(mut self) -> Self {
        self.offline = true;
        self
    }

    /// Accepts the users of these tenants, by tenant identifier.
    #[must_use]
    pub fn only_tenants<I: IntoIterator<Item = S>, S: Into<String>>(mut self, tenants: I) -> Self {
        self.tenants = Tenants::These(tenants.into_iter().map(Into::into).collect());
        self
    }

    /// Accepts the users of every tenant that the provider's address allows. The administrator of a tenant can set any name and
    /// email address, so only issuer and subject identify users.
    #[must_use]
    pub fn any_tenant(mut self) -> Self {
        self.tenants = Tenants::Any;
        self
    }

    /// Returns a source that signs a new client secret for each request, for providers that require this (Apple). `key` signs
    /// with ES256 and must have the key identifier of the provider; `team_id` is the owner of the application. For
    /// [`ClientBuilder::client_secret_source`].
    pub fn signed_client_secret(&self, team_id: &str, client_id: &str, key: Arc<SigningKey>) -> SecretSource {
        let (provider, team_id, client_id) = (self.clone(), team_id.to_owned(), client_id.to_owned());
        Arc::new(move |now| {
            let problem = |error: RequestError| Problem::Dialect(error.to_string());
            let claims =
                signed_client_secret_claims(&provider, &team_id, &client_id, now, SIGNED_SECRET_LIFETIME);
            let name = &provider.preset().display_name;
            let plain = || Problem::Configuration(format!("{name} uses ordinary client secrets"));
            let claims = claims.map_err(problem)?.ok_or_else(plain)?;
            Ok(Secret::new(key.sign_jwt(None, &claims)?))
        })
    }

    /// Returns the issuer for discovery. For a provider without an issuer, it is only a name for logs and errors.
    fn network_issuer(&self) -> String {
        let preset = self.preset();
        if let Some((_, fixed)) = self.fixed_tenant() {
            return fixed;
        }
        let endpoints = &preset.endpoints;
        let address =
            preset.issuer.as_ref().or(endpoints.authorization.as_ref()).or(endpoints.token.as_ref());
        let address = address.map(String::as_str).unwrap_or_default();
        if preset.issuer.is_some() { address.to_owned() } else { origin(address).to_owned() }
    }

    fn issuer_rule(&self) -> IssuerRule {
        for deviation in &self.preset().deviations {
            match deviation {
                Deviation::IssuerAliases { issuers } => return IssuerRule::AlsoKnownAs(issuers.clone()),
                Deviation::IssuerTemplate { template, variable, open, fixed, closed_to_fixed, .. } => {
                    let asked = self.variable(variable).unwrap_or_default();
                    if !open.iter().any(|one| one == asked) {
                        return IssuerRule::Exact;
                    }
                    let closed = closed_to_fixed.iter().any(|one| one == asked);
                    let tenants = match &self.tenants {
                        Tenants::Any if closed => Tenants::AnyBut(fixed.values().cloned().collect()),
                        tenants => tenants.clone(),
                    };
                    return IssuerRule::Template { template: template.clone(), tenants };
                }
                _ => {}
            }
        }
        IssuerRule::Exact
    }

    /// Returns the tenant and its issuer, if the variable contains another name of one tenant.
    fn fixed_tenant(&self) -> Option<(String, String)> {
        self.preset().deviations.iter().find_map(|deviation| match deviation {
            Deviation::IssuerTemplate { template, variable, fixed, .. } => {
                let tenant = fixed.get(self.variable(variable)?)?;
                Some((tenant.clone(), template::fill(template, |_| Some(tenant))))
            }
            _ => None,
        })
    }

    /// Returns the endpoints of a provider without discovery. The dialect handles endpoints whose address contains members of
    /// the token response.
    fn own_metadata(&self) -> ProviderMetadata {
        let preset = self.preset();
        let endpoints = &preset.endpoints;
        let text = |address: &Option<String>| address.clone().unwrap_or_default();
        ProviderMetadata {
            authorization_endpoint: text(&endpoints.authorization),
            token_endpoint: text(&endpoints.token),
            jwks_uri: text(&endpoints.jwks),
            userinfo_endpoint: endpoints.userinfo.clone().filter(|address| !address.contains('{')),
            revocation_endpoint: endpoints.revocation.clone(),
            device_authorization_endpoint: endpoints.device_authorization.clone(),
            authorization_response_iss_parameter_supported: preset.iss_parameter == IssParameter::Sent,
            ..ProviderMetadata::default()
        }
    }
}

/// Returns the scheme and the host of an address.
fn origin(address: &str) -> &str {
    let start = address.find("://").map_or(0, |position| position + 3);
    let end = address[start..].find(['/', '?', '#']).map_or(address.len(), |position| start + position);
    &address[..end]
}
