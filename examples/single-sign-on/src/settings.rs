//! The settings. Each of them is an option of the program or an environment variable.

use clap::Args;
use valetkey_resource_server::TokenProfile;

/// The provider and the API. The same for both applications.
#[derive(Args, Clone, Debug)]
pub struct Common {
    /// The OpenID provider: ours, a Keycloak realm, or any other
    #[arg(long, env, default_value = "http://127.0.0.1:8080")]
    pub issuer: String,
    /// The place of the user's roles in the ID token, as a JSON pointer; Keycloak: /realm_access/roles
    #[arg(long, env, default_value = "/roles")]
    pub roles_claim: String,
    /// The scope that the applications request
    #[arg(long, env, default_value = "openid profile email roles stock.read")]
    pub scope: String,
    /// The address of the API, which is also the audience of its access tokens
    #[arg(long, env, default_value = "http://127.0.0.1:8083")]
    pub api: String,
    /// The values of `acr` that count as a strong sign-in, separated by spaces
    #[arg(long, env, default_value = "urn:valetkey:acr:multi-factor urn:valetkey:acr:phishing-resistant")]
    pub strong_acr_values: String,
    /// The form of the access tokens that the API accepts: rfc9068, or keycloak for a realm that can't send at+jwt
    #[arg(long, env, default_value = "rfc9068")]
    pub token_profile: TokenProfile,
}

/// One web application.
#[derive(Clone)]
pub struct Application {
    /// The name that users see.
    pub name: &'static str,
    /// The address of the application, as browsers see it.
    pub address: String,
    /// The name and address of the other application.
    pub other: (&'static str, String),
    /// The client identifier at the provider.
    pub client_id: String,
    /// The client secret at the provider.
    pub client_secret: String,
}
