#![doc = include_str!("../README.md")]

mod authorization;
mod built_in;
mod catalogue;
mod check;
mod client;
mod deviation;
mod dialect;
mod error;
mod iss_parameter;
mod issuer;
mod logout;
mod nearest;
mod preset;
mod provider;
mod refusal;
mod relocation;
mod response;
mod signed_secret;
mod template;
mod token_request;
mod token_response;
mod user;
mod userinfo;
mod variable;
mod words;

pub use authorization::AuthorizationInput;
pub use catalogue::{Catalogue, provider};
pub use deviation::Deviation;
pub use error::{AnswerError, CatalogueError, PresetError, ProviderError, RequestError, ResolveError};
pub use iss_parameter::IssVerdict;
pub use issuer::AllowedTenants;
pub use preset::{
    Authentication, Authorization, EmailVerified, Endpoints, IssParameter, Kind, Preset, Refresh,
    RefreshToken, ScopeSource, Token, User, UserSource, Userinfo, Variable, VariableForm,
};
pub use provider::Provider;
pub use refusal::{REFUSED, Refusal};
pub use relocation::relocated_address;
pub use signed_secret::signed_client_secret_claims;
pub use token_request::ClientCredentials;
pub use token_response::normalise_token_response;
pub use user::{normalise_callback_user, normalise_user};
pub use userinfo::read_userinfo_response;
pub use valetkey_client::{
    Client, ClientBuilder, Dialect, HttpRequest, ProviderMetadata, Seconds, Secret, SecretSource, SigningKey,
    Tenants, Timestamp, UserClaims,
};
