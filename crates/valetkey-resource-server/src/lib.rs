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
mod layer;
mod seen_proofs;
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
pub use layer::{BearerLayer, BearerService};
pub use validator::{AccessTokenValidator, TokenError};
