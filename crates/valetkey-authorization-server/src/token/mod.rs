//! The token endpoint (RFC 6749 section 3.2): one pipeline, one file per grant.
//!
//! parse ([`ClientCredentials::parse`]) → authenticate ([`authenticate`]) → [`TokenRequest::new`] → open and load what
//! [`TokenRequest::lookup`] names → [`TokenRequest::decide`] → apply → sign and seal the [`TokenPlan`].
//! When storage reports a conflict, the edge loads and decides again.

mod answer;
mod audience;
mod authorization_code;
mod client_authentication;
mod client_credentials;
mod issue;
mod refresh_token;

use uuid::Uuid;
use valetkey_types::{ErrorCode, GrantType, Issuer, RawParams, Timestamp, parameter};

use crate::{
    Decision, Policy, Reason, Refusal,
    facts::{CodeFacts, RefreshFacts},
    record::Client,
    sealed::{AuthorizationCode, RefreshToken},
};

pub use answer::{AccessTokenClaims, AccessTokenPlan, TokenPlan};
pub use client_authentication::{AuthenticatedClient, ClientCredentials, Presented, authenticate};
pub(crate) use refresh_token::{Position, position, rotates};

/// Every grant of the token endpoint. Adding one here switches it on and announces it in the metadata.
pub const GRANTS: [&dyn Grant; 3] = [
    &authorization_code::AuthorizationCodeGrant,
    &refresh_token::RefreshTokenGrant,
    &client_credentials::ClientCredentialsGrant,
];

/// What a grant fills in; authentication, scope rules and the answer belong to the pipeline.
pub trait Grant: Sync {
    /// Its name on the wire.
    fn grant_type(&self) -> GrantType;

    /// What must be opened and loaded before it can decide. Error: `invalid_request` for a missing parameter.
    fn lookup<'a>(&self, params: &'a RawParams) -> Result<Lookup<'a>, Refusal>;

    /// Decides. Changes of a refusal are applied too: that is how a reuse revokes its grant.
    fn decide(&self, asked: &Asked<'_>, facts: Facts) -> Decision<Result<TokenPlan, Refusal>>;
}

/// What to open and load for a decision. Shows no secret.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Lookup<'a> {
    /// The code in this text.
    Code(&'a str),
    /// The refresh token in this text.
    RefreshToken(&'a str),
    /// Nothing.
    Nothing,
}

/// What was opened and loaded, in answer to a [`Lookup`].
#[derive(Clone, Debug)]
pub enum Facts {
    /// A code of ours.
    Code(Box<AuthorizationCode>, CodeFacts),
    /// A refresh token of ours, and the facts of its grant if that is known.
    RefreshToken(RefreshToken, Option<Box<RefreshFacts>>),
    /// A text that is not what it should be: it does not open.
    NotOurs,
    /// Nothing was asked.
    Nothing,
}

/// Fresh values for what a decision may issue.
#[derive(Clone, Debug)]
pub struct Fresh {
    /// The `jti` of the access token.
    pub access_token: Uuid,
    /// The name of the refresh token.
    pub refresh_token: Uuid,
}

/// The world at the moment of a decision.
#[derive(Clone, Debug)]
pub struct Moment<'a> {
    /// The issuer.
    pub issuer: &'a Issuer,
    /// Lifetimes.
    pub policy: &'a Policy,
    /// The moment.
    pub now: Timestamp,
    /// Fresh values, used at most once.
    pub fresh: &'a Fresh,
}

/// What a grant sees of the request.
pub struct Asked<'a> {
    /// The client, authenticated.
    pub client: &'a Client,
    /// The parameters as they came.
    pub params: &'a RawParams,
    /// The moment.
    pub moment: Moment<'a>,
}

/// A token request of an authenticated client for a grant that exists.
pub struct TokenRequest<'a> {
    client: &'a AuthenticatedClient,
    params: &'a RawParams,
    grant: &'static dyn Grant,
    lookup: Lookup<'a>,
}

impl<'a> TokenRequest<'a> {
    /// Chooses the grant. Errors: `invalid_request`, `unsupported_grant_type`, and those of [`Grant::lookup`].
    pub fn new(client: &'a AuthenticatedClient, params: &'a RawParams) -> Result<Self, Refusal> {
        let name = required(params, parameter::GRANT_TYPE)?;
        let grant =
            GRANTS.into_iter().find(|grant| grant.grant_type().as_str() == name).ok_or_else(|| {
                let known: Vec<_> = GRANTS.iter().map(|grant| grant.grant_type().as_str()).collect();
                let seen: String = name.chars().take(80).collect();
                Refusal::new(
                    ErrorCode::UnsupportedGrantType,
                    "This grant type does not exist here.",
                    Reason::new("grant_type", known.join(" "), seen),
                )
            })?;
        Ok(Self { client, params, grant, lookup: grant.lookup(params)? })
    }

    /// What must be opened and loaded.
    pub fn lookup(&self) -> Lookup<'a> {
        self.lookup
    }

    /// Decides. Apply the changes before giving the answer, also when it is a refusal.
    pub fn decide(&self, facts: Facts, moment: Moment<'_>) -> Decision<Result<TokenPlan, Refusal>> {
        let asked = Asked { client: self.client.client(), params: self.params, moment };
        self.grant.decide(&asked, facts)
    }
}

/// A parameter that must be there.
pub(crate) fn required(params: &RawParams, name: parameter::Name) -> Result<&str, Refusal> {
    params.get(name).ok_or_else(|| {
        Refusal::new(
            ErrorCode::InvalidRequest,
            "A required parameter is missing.",
            Reason::new("parameter", name, "nothing"),
        )
    })
}

/// `invalid_grant` with one sentence for all causes, so that nobody learns which check failed.
pub(crate) fn invalid_grant(reason: Reason) -> Refusal {
    Refusal::new(
        ErrorCode::InvalidGrant,
        "The code or refresh token is invalid, expired, revoked or belongs to another client.",
        reason,
    )
}

/// Facts of another kind than the grant asked for: a mistake of the edge, refused rather than trusted.
pub(crate) fn wrong_facts() -> Refusal {
    Refusal::new(
        ErrorCode::ServerError,
        "The server could not answer.",
        Reason::new("facts", "the facts that were asked for", "others"),
    )
}
