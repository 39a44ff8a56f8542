#![doc = include_str!("../README.md")]

pub mod authorization;
mod builder;
pub mod callback;
mod claims;
mod client;
pub mod client_assertion;
pub mod client_authentication;
mod credential;
pub mod device;
mod dialect;
pub mod discovery;
pub mod dpop;
pub mod end_session;
mod error;
pub mod front_channel_logout;
pub mod id_token;
pub mod introspection;
mod issuer_rule;
pub mod logout_token;
mod loopback;
mod members;
mod mutual_tls;
mod pending_login;
mod problem;
pub mod pushed_authorization;
mod refresher;
pub mod registration;
pub mod request_object;
pub mod revocation;
pub mod signed_response;
pub mod token;
pub mod token_exchange;
pub mod token_request;
mod token_store;
pub mod userinfo;

pub use authorization::AuthorizationOptions;
pub use builder::ClientBuilder;
pub use claims::Claims;
pub use client::{AuthorizationRequest, Client, IdentifiedUser, Login, PlainLogin};
pub use client_authentication::ClientAuthentication;
pub use credential::SecretSource;
pub use device::{DeviceAnswer, DeviceAuthorization};
pub use dialect::{Dialect, Standard};
pub use error::{ClientError, Stage};
pub use front_channel_logout::FrontChannelLogout;
pub use id_token::IdToken;
pub use introspection::{ActiveToken, Introspection};
pub use issuer_rule::{IssuerRule, Tenants};
pub use logout_token::LogoutToken;
pub use loopback::LoopbackListener;
pub use pending_login::PendingLogin;
pub use problem::Problem;
pub use refresher::{RefreshError, Refresher};
pub use registration::{ClientMetadata, Registration};
pub use token::{OtherMembers, TokenType, Tokens};
pub use token_exchange::{ExchangedType, TokenExchange};
pub use token_request::TokenRequest;
pub use token_store::{MemoryTokenStore, StoredTokens, TokenStore, TokenStoreError};
pub use valetkey_fetch::{
    AddressPolicy, BodyError, CertificateError, Clock, HttpRequest, HttpResponse, HttpTransport, IpNet,
    KeySetError, Method, RemoteMetadataError, ReqwestTransport, ReqwestTransportBuilder, SystemClock,
    TlsClientCertificate, TransportError, TrustedRoots,
};
pub use valetkey_jose::seal::{OpenError, SealError, SealingKey, SealingKeys};
pub use valetkey_jose::{
    Algorithm, ClientSecretKey, JwkSet, KeyError, KeySet, SignError, SigningKey, VerifyError, digest,
};
pub use valetkey_types::metadata::ProviderMetadata;
pub use valetkey_types::{
    ClientAuthenticationMethod, ClientId, Issuer, IssuerError, Prompt, RawParams, RawParamsError,
    ResponseMode, Scope, ScopeError, Seconds, Secret, Timestamp, UserClaims,
};
