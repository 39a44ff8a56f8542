//! The error type of the high-level client: the step, the problem, and advice.

use std::fmt;

use valetkey_fetch::{MetadataError, RemoteMetadataError, is_temporary_status};
use valetkey_jose::VerifyError;

use crate::Problem;

/// The steps of a client.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Stage {
    /// Building the client.
    Configuration,
    /// Loading the issuer's discovery document.
    Discovery,
    /// Sending the browser to the issuer.
    Authorization,
    /// The callback.
    Callback,
    /// Exchanging the code.
    CodeExchange,
    /// Validating the ID token.
    IdToken,
    /// Getting a new access token with a refresh token.
    Refresh,
    /// Requesting an access token for the client itself.
    ClientCredentials,
    /// Requesting claims about the user.
    Userinfo,
    /// Revoking a token.
    Revocation,
    /// Logging out at the issuer.
    EndSession,
    /// Validating a logout token.
    LogoutToken,
    /// Pushing the authorization request (RFC 9126).
    PushedAuthorization,
    /// Starting a login on another device (RFC 8628).
    DeviceAuthorization,
    /// Waiting for the login on the other device.
    DeviceToken,
    /// Exchanging one token for another (RFC 8693).
    TokenExchange,
    /// Getting an access token with a signed assertion (RFC 7523).
    AssertionGrant,
    /// Introspecting a token (RFC 7662).
    Introspection,
    /// Registering the client (RFC 7591).
    Registration,
    /// Validating a front-channel logout.
    FrontChannelLogout,
    /// Waiting for the browser on this machine (RFC 8252).
    Loopback,
    /// Storing tokens.
    TokenStore,
    /// Calling an API with an access token.
    Api,
}

/// The problem, with its step and issuer. `Display` contains all details, for the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientError {
    stage: Stage,
    issuer: String,
    problem: Box<Problem>,
}

impl ClientError {
    pub(crate) fn new(stage: Stage, issuer: &str, problem: impl Into<Problem>) -> Self {
        Self { stage, issuer: issuer.to_owned(), problem: Box::new(problem.into()) }
    }

    /// Returns the step.
    pub fn stage(&self) -> Stage {
        self.stage
    }

    /// Returns the issuer.
    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    /// Returns the problem.
    pub fn problem(&self) -> &Problem {
        &self.problem
    }

    /// Returns the error code in the issuer's response, if there is one.
    pub fn error_code(&self) -> Option<&str> {
        match &*self.problem {
            Problem::Refused { error, .. } => Some(error),
            _ => None,
        }
    }

    /// Returns whether the same call may succeed later: after a timeout, a lost connection, or a status of 5xx or 429, at any
    /// stage. All other problems remain until the application or the issuer is changed.
    pub fn is_temporary(&self) -> bool {
        match &*self.problem {
            Problem::Discovery(error) => error.is_temporary(),
            Problem::Keys(error) => error.is_temporary(),
            Problem::Transport(error) => error.is_temporary(),
            Problem::Status { seen, .. } => is_temporary_status(*seen),
            Problem::Refused { error, .. } => error == "temporarily_unavailable" || error == "server_error",
            _ => false,
        }
    }

    /// Returns whether the configuration of the application or the issuer is wrong. The problem does not depend on this login,
    /// so a new attempt fails too.
    pub fn is_configuration(&self) -> bool {
        match &*self.problem {
            Problem::Configuration(_) | Problem::NoEndpoint(_) => true,
            Problem::Discovery(_) | Problem::Keys(_) | Problem::Transport(_) => !self.is_temporary(),
            Problem::Refused { error, .. } => error == "invalid_client" || error == "unauthorized_client",
            _ => false,
        }
    }

    /// Returns whether the user cancelled at the provider. This is a normal outcome, not a failure.
    pub fn is_cancelled(&self) -> bool {
        // The second and the third code are from LinkedIn.
        let codes = ["access_denied", "user_cancelled_login", "user_cancelled_authorize"];
        self.error_code().is_some_and(|code| codes.contains(&code))
    }

    /// Returns a fixed sentence for the user. It contains no values from outside.
    pub fn public_text(&self) -> &'static str {
        match (&*self.problem, self.error_code()) {
            _ if self.is_cancelled() => "You cancelled the sign-in.",
            (Problem::Foreign(_) | Problem::TooLate { .. } | Problem::Missing("the state"), _) => {
                "This sign-in has expired, or it was started in another browser. Please start again."
            }
            _ if self.is_temporary() => {
                "The sign-in service can't be reached right now. Please try again in a minute."
            }
            _ if self.is_configuration() => "This application is not set up correctly for signing in.",
            _ => "The sign-in could not be finished. Please try again.",
        }
    }

    /// Returns the usual cause and how to fix it, for the log.
    pub fn advice(&self) -> Option<&'static str> {
        Some(match (&*self.problem, self.error_code()) {
            (_, Some("invalid_client")) => {
                "check client_id, client_secret and the client's authentication method at the issuer"
            }
            (_, Some("invalid_grant")) if self.stage == Stage::CodeExchange => {
                "the code was used twice, took too long, or the redirect URI differs from the one of the request"
            }
            (_, Some("invalid_grant")) if self.stage != Stage::Refresh => {
                "the code, assertion or token was already used, has expired or belongs to another client"
            }
            (_, Some("invalid_grant")) => {
                "the refresh token was already used, has expired or was revoked; sign in again"
            }
            (_, Some("invalid_target")) => "name a resource that the issuer knows for this client (RFC 8707)",
            (_, Some("invalid_dpop_proof" | "use_dpop_nonce")) => {
                "check the clocks of both machines and that no proxy changes the URL or drops the DPoP headers"
            }
            (_, Some("expired_token")) => "the user took too long on the other device; start again",
            (_, Some("invalid_scope")) => "allow the scope for this client at the issuer",
            (Problem::Foreign("state"), _) | (Problem::Missing("the state"), _) => {
                "the callback was not opened by the browser that started the login, or was opened twice"
            }
            (Problem::Foreign("nonce"), _) => "the ID token belongs to another login; this can be an attack",
            (Problem::Mismatch { what: "iss", .. }, _) => {
                "another issuer answered; configure the issuer exactly as it names itself. If it is configured correctly, this can be an attack"
            }
            (Problem::Missing("the iss parameter"), _) => {
                "the issuer says that it supports RFC 9207 but sends no iss, or a proxy drops the parameter"
            }
            (Problem::Discovery(RemoteMetadataError::Refused(MetadataError::Status { .. })), _) => {
                "open the issuer's address followed by /.well-known/openid-configuration in a browser"
            }
            (Problem::Token(VerifyError::Algorithm { .. }), _) => {
                "set id_token_algorithms to the algorithm that is registered for the client at the issuer"
            }
            (Problem::Token(_), _) => "check issuer, client_id and the clocks of both machines",
            (Problem::Body(_), _) => "the server at this address is not the issuer",
            (Problem::Mismatch { what: "token_type", .. }, _) => {
                "the issuer issues tokens of another type than this client requests; check its DPoP setting"
            }
            (Problem::TooLate { .. } | Problem::GaveUp { .. }, _) => "start the login again",
            _ => return None,
        })
    }
}

impl fmt::Display for ClientError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} with {}: {}", self.stage, self.issuer, self.problem)?;
        self.advice().map_or(Ok(()), |advice| write!(formatter, " [{advice}]"))
    }
}

impl std::error::Error for ClientError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&*self.problem)
    }
}

impl fmt::Display for Stage {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Configuration => "configuration",
            Self::Discovery => "discovery",
            Self::Authorization => "authorization request",
            Self::Callback => "callback",
            Self::CodeExchange => "code exchange",
            Self::IdToken => "ID token",
            Self::Refresh => "refresh",
            Self::ClientCredentials => "client credentials",
            Self::Userinfo => "userinfo",
            Self::Revocation => "revocation",
            Self::EndSession => "logout",
            Self::LogoutToken => "back-channel logout",
            Self::PushedAuthorization => "pushed authorization request",
            Self::DeviceAuthorization => "device authorization",
            Self::DeviceToken => "device login",
            Self::TokenExchange => "token exchange",
            Self::AssertionGrant => "assertion grant",
            Self::Introspection => "introspection",
            Self::Registration => "registration",
            Self::FrontChannelLogout => "front-channel logout",
            Self::Loopback => "login in the browser",
            Self::TokenStore => "token store",
            Self::Api => "API call",
        })
    }
}
