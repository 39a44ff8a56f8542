#![doc = include_str!("../README.md")]

mod access_token;
mod bearer;
mod challenge;
mod client_certificate;
mod confirmation;
mod dpop;
#[cfg(feature = "axum")]
mod extractor;
mod guard;
mod introspection;
mod layer;
mod seen_proofs;
mod token_profile;
mod validator;

pub use access_token::AccessToken;
pub use bearer::{BearerError, bearer_token, dpop_token};
pub use challenge::{Challenge, Refusal};
pub use client_certificate::ClientCertificate;
pub use confirmation::{ConfirmationError, Possession};
pub use dpop::{Dpop, DpopError};
#[cfg(feature = "axum")]
pub use extractor::MissingGuard;
pub use guard::{DiscoverError, TokenGuard};
pub use introspection::{IntrospectionClient, IntrospectionError};
pub use layer::{BearerLayer, BearerService};
pub use token_profile::{TokenProfile, UnknownProfile};
pub use valetkey_fetch::{
    BodyError, Clock, HttpRequest, HttpResponse, HttpTransport, IpNet, KeySetError, RemoteKeySet,
    RemoteMetadata, RemoteMetadataError, ReqwestTransport, ReqwestTransportBuilder, SystemClock,
    TransportError, TrustedRoots,
};
pub use valetkey_jose::dpop::ProofError;
pub use valetkey_jose::{Algorithm, JwkSet, KeySet, VerifyError};
pub use valetkey_types::{ErrorCode, Issuer, IssuerError, Scope, Secret, Timestamp};
pub use validator::{AccessTokenValidator, TokenError};
