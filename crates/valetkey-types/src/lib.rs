//! The terms of the OAuth 2.0 and OpenID Connect standards as types.
//!
//! The types only parse and print the values of messages, and refuse invalid values. They contain no other rules. Their names
//! are the names of the standards, written in full.

mod challenge;
mod claims;
mod client_id;
mod error_code;
mod form;
mod grant_type;
mod handle;
mod issuer;
pub mod metadata;
pub mod parameter;
mod prompt;
mod raw_params;
mod redirect_uri;
mod resource;
mod response;
mod scope;
mod secret;
mod tenant;
mod timestamp;
mod token_response;
mod unknown;

pub use challenge::{CodeChallenge, CodeChallengeError, CodeVerifier, CodeVerifierError};
pub use claims::{
    Address, IdTokenClaims, OtherClaims, RESERVED_CLAIMS, UserClaims, is_reserved_claim, standard_scope_of,
};
pub use client_id::{ClientAuthenticationMethod, ClientId, UserId};
pub use error_code::ErrorCode;
pub use form::encode_form;
pub use grant_type::{ExtensionGrant, GrantType};
pub use handle::{Handle, HandleError};
pub use issuer::{Issuer, IssuerError};
pub use prompt::{Prompt, PromptError, PromptSet};
pub use raw_params::{RawParams, RawParamsError};
pub use redirect_uri::{
    RedirectUriError, is_loopback_host, native_redirect_uri_matches, redirect_uri_matches,
    validate_redirect_uri,
};
pub use resource::same_resource;
pub use response::{ResponseMode, ResponseType};
pub use scope::{Scope, ScopeError};
pub use secret::Secret;
pub use tenant::TenantId;
pub use timestamp::{Seconds, Timestamp};
pub use token_response::{ErrorResponse, IntrospectionResponse, TokenResponse};
pub use unknown::Unknown;
