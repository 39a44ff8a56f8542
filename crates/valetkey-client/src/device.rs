//! Logins on another device (RFC 8628), for command lines, televisions and other programs without a browser.

use std::time::Duration;

use valetkey_fetch::{HttpRequest, HttpResponse};
use valetkey_types::{Seconds, Secret, Timestamp, parameter};

use crate::dialect::Dialect;
use crate::members::{needed_text, optional_seconds, optional_text};
use crate::token::{TokenType, check_token_response_of_type, error_answer};
use crate::{ClientAuthentication, Problem, Tokens};

/// A pending login on another device (RFC 8628 section 3.2). Show the user `verification_uri` and `user_code`.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct DeviceAuthorization {
    /// The code for the token endpoint. It is never shown.
    pub device_code: Secret,
    /// The code that the user enters.
    pub user_code: String,
    /// The page where the user enters the code.
    pub verification_uri: String,
    /// The page with the code in its URL, for a QR code or a link.
    pub verification_uri_complete: Option<String>,
    /// The lifetime of the login.
    pub expires_in: Seconds,
    /// Minimum time between two requests to the token endpoint.
    pub interval: Seconds,
}

/// A response of the token endpoint (RFC 8628 section 3.5).
#[derive(Clone, Debug)]
pub enum DeviceAnswer {
    /// The user has finished.
    Done(Box<Tokens>),
    /// The user has not finished yet.
    Pending,
    /// The user has not finished yet, and the client asks too often.
    SlowDown,
}

/// Decides when to send the next request and when to give up. The current time is an argument of its methods.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DevicePolling {
    interval: Seconds,
    deadline: Timestamp,
    lifetime: Seconds,
}

/// Makes the device authorization request (RFC 8628 section 3.1).
pub fn device_authorization_request(
    endpoint: &str,
    authentication: &ClientAuthentication,
    scope: &str,
    resources: &[String],
) -> HttpRequest {
    let mut parameters = Vec::new();
    if !scope.is_empty() {
        parameters.push((parameter::SCOPE, scope));
    }
    parameters.extend(resources.iter().map(|resource| (parameter::RESOURCE, resource.as_str())));
    authentication.post_form(endpoint, &parameters)
}

/// Validates the response. The URL that the user opens must be https, or http on this machine.
///
/// # Errors
/// [`Problem::Refused`] for an error response, [`Problem::Status`] or [`Problem::Body`] for any other unexpected response,
/// [`Problem::Claim`] or [`Problem::Missing`] for unusable values.
pub fn check_device_authorization(response: &HttpResponse) -> Result<DeviceAuthorization, Problem> {
    if response.status != 200 {
        return Err(error_answer(response, 200));
    }
    let answer = response.object()?;
    // Some issuers use a parameter name from a draft of the standard.
    let verification_uri = optional_text(&answer, "verification_uri")
        .or_else(|| optional_text(&answer, "verification_url"))
        .ok_or(Problem::Missing("a verification_uri"))?;
    if !may_be_opened(verification_uri) {
        return Err(Problem::Claim { claim: "verification_uri", expected: "an https URL" });
    }
    let complete = optional_text(&answer, "verification_uri_complete");
    if complete.is_some_and(|address| !may_be_opened(address)) {
        tracing::warn!("expected an https URL as verification_uri_complete; ignored");
    }
    let user_code = needed_text(&answer, "user_code")?;
    if user_code.len() > 64 || user_code.chars().any(char::is_control) {
        return Err(Problem::Claim { claim: "user_code", expected: "a short text" });
    }
    let interval = optional_seconds(&answer, "interval").map_or(DEFAULT_INTERVAL, |interval| interval.0);
    Ok(DeviceAuthorization {
        device_code: Secret::new(needed_text(&answer, "device_code")?),
        user_code: user_code.to_owned(),
        verification_uri: verification_uri.to_owned(),
        verification_uri_complete: complete.filter(|address| may_be_opened(address)).map(str::to_owned),
        expires_in: optional_seconds(&answer, "expires_in")
            .ok_or(Problem::Claim { claim: "expires_in", expected: "a positive number of seconds" })?,
        interval: Seconds(interval.clamp(1, LONGEST_INTERVAL)),
    })
}

/// Validates a response of the token endpoint (RFC 8628 section 3.5).
///
/// # Errors
/// [`Problem::Refused`] with `access_denied` or `expired_token` if the login has failed, and those of
/// [`crate::token::check_token_response`].
pub fn check_device_answer(
    response: &HttpResponse,
    expected: TokenType,
    dialect: &dyn Dialect,
) -> Result<DeviceAnswer, Problem> {
    match check_token_response_of_type(response, expected, dialect) {
        Ok(tokens) => Ok(DeviceAnswer::Done(Box::new(tokens))),
        Err(Problem::Refused { error, .. }) if error == "authorization_pending" => Ok(DeviceAnswer::Pending),
        Err(Problem::Refused { error, .. }) if error == "slow_down" => Ok(DeviceAnswer::SlowDown),
        Err(problem) => Err(problem),
    }
}

impl DevicePolling {
    /// Starts waiting for a login.
    pub fn new(authorization: &DeviceAuthorization, now: Timestamp) -> Self {
        Self {
            interval: authorization.interval,
            deadline: now.plus(authorization.expires_in),
            lifetime: authorization.expires_in,
        }
    }

    /// Returns the time to wait before the next request.
    ///
    /// # Errors
    /// [`Problem::GaveUp`] if the login would have expired by then.
    pub fn wait(&self, now: Timestamp) -> Result<Duration, Problem> {
        if now.plus(self.interval) > self.deadline {
            return Err(Problem::GaveUp { what: "the user at the other device", seconds: self.lifetime.0 });
        }
        Ok(Duration::from_secs(self.interval.0.unsigned_abs()))
    }

    /// Handles `slow_down`: adds five seconds to the interval (RFC 8628 section 3.5).
    pub fn slow_down(&mut self) {
        self.interval = Seconds(self.interval.0.saturating_add(5));
    }

    /// Handles a missing response: doubles the interval (RFC 8628 section 3.5).
    pub fn back_off(&mut self) {
        self.interval = Seconds(self.interval.0.saturating_mul(2).min(LONGEST_INTERVAL));
    }
}

const DEFAULT_INTERVAL: i64 = 5;
const LONGEST_INTERVAL: i64 = 300;

fn may_be_opened(address: &str) -> bool {
    url::Url::parse(address).is_ok_and(|url| {
        let loopback = url.host_str().is_some_and(valetkey_types::is_loopback_host);
        url.scheme() == "https" || (url.scheme() == "http" && loopback)
    }) && !address.chars().any(char::is_control)
}
