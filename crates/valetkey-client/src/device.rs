//! Logins on another device (RFC 8628): for command lines, televisions and everything without a browser.

use serde::Deserialize;
use valetkey_fetch::{HttpRequest, HttpResponse};
use valetkey_types::{Scope, Seconds, Secret, Timestamp, parameter};

use crate::dialect::Dialect;
use crate::token::{TokenType, error_answer, judge_token_response_of_type};
use crate::{ClientAuthentication, Problem, Tokens};

/// A login that waits for the person (RFC 8628 section 3.2). Show `verification_uri` and `user_code`.
#[derive(Clone, Debug)]
pub struct DeviceAuthorization {
    /// For the token endpoint; never shown.
    pub device_code: Secret,
    /// What the person types in.
    pub user_code: String,
    /// Where the person types it in.
    pub verification_uri: String,
    /// The same with the code in it, for a QR code or a link.
    pub verification_uri_complete: Option<String>,
    /// How long the login waits.
    pub expires_in: Seconds,
    /// The shortest time between two questions at the token endpoint.
    pub interval: Seconds,
}

/// The answer to one question at the token endpoint (RFC 8628 section 3.5).
#[derive(Clone, Debug)]
pub enum DeviceAnswer {
    /// The person is done.
    Done(Box<Tokens>),
    /// The person is not done yet.
    Pending,
    /// Not done yet, and the questions come too fast.
    SlowDown,
}

/// When to ask again, and when to give up. Knows no clock: moments come in as arguments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DevicePolling {
    interval: Seconds,
    deadline: Timestamp,
    lifetime: Seconds,
}

/// Asks for a login on another device (RFC 8628 section 3.1).
pub fn device_authorization_request(
    endpoint: &str,
    authentication: &ClientAuthentication,
    scope: &Scope,
    resources: &[String],
) -> HttpRequest {
    let scope = scope.to_string();
    let mut parameters = Vec::new();
    if !scope.is_empty() {
        parameters.push((parameter::SCOPE, scope.as_str()));
    }
    parameters.extend(resources.iter().map(|resource| (parameter::RESOURCE, resource.as_str())));
    authentication.post_form(endpoint, &parameters)
}

/// Judges the answer. An address that a person should open must be https, or http on this machine.
///
/// # Errors
/// [`Problem::Refused`] for an error answer, [`Problem::Status`] or [`Problem::Body`] for anything that is no answer of such an
/// endpoint, [`Problem::Claim`] or [`Problem::Missing`] for values that can't be used.
pub fn judge_device_authorization(response: &HttpResponse) -> Result<DeviceAuthorization, Problem> {
    if response.status != 200 {
        return Err(error_answer(response, 200));
    }
    let answer: Answer = response.json()?;
    let verification_uri =
        answer.verification_uri.or(answer.verification_url).ok_or(Problem::Missing("a verification_uri"))?;
    let addresses = [Some(&verification_uri), answer.verification_uri_complete.as_ref()];
    if !addresses.into_iter().flatten().all(|address| may_be_opened(address)) {
        return Err(Problem::Claim { claim: "verification_uri", expected: "an https URL" });
    }
    let shown = |text: &str| !text.is_empty() && text.len() <= 64 && !text.chars().any(char::is_control);
    if answer.device_code.is_empty() || !shown(&answer.user_code) {
        return Err(Problem::Claim { claim: "user_code", expected: "a short text beside a device_code" });
    }
    if answer.expires_in <= 0 {
        return Err(Problem::Claim { claim: "expires_in", expected: "a positive number of seconds" });
    }
    Ok(DeviceAuthorization {
        device_code: Secret::new(answer.device_code),
        user_code: answer.user_code,
        verification_uri,
        verification_uri_complete: answer.verification_uri_complete,
        expires_in: Seconds(answer.expires_in),
        interval: Seconds(answer.interval.unwrap_or(DEFAULT_INTERVAL).clamp(1, LONGEST_INTERVAL)),
    })
}

/// Judges an answer of the token endpoint (RFC 8628 section 3.5).
///
/// # Errors
/// [`Problem::Refused`] with `access_denied` or `expired_token` when the login is over, else those of
/// [`crate::token::judge_token_response`].
pub fn judge_device_answer(
    response: &HttpResponse,
    expected: TokenType,
    dialect: &dyn Dialect,
) -> Result<DeviceAnswer, Problem> {
    match judge_token_response_of_type(response, expected, dialect) {
        Ok(tokens) => Ok(DeviceAnswer::Done(Box::new(tokens))),
        Err(Problem::Refused { error, .. }) if error == "authorization_pending" => Ok(DeviceAnswer::Pending),
        Err(Problem::Refused { error, .. }) if error == "slow_down" => Ok(DeviceAnswer::SlowDown),
        Err(problem) => Err(problem),
    }
}

impl DevicePolling {
    /// Begins to wait.
    pub fn new(authorization: &DeviceAuthorization, now: Timestamp) -> Self {
        Self {
            interval: authorization.interval,
            deadline: now.plus(authorization.expires_in),
            lifetime: authorization.expires_in,
        }
    }

    /// How long to wait before the next question.
    ///
    /// # Errors
    /// [`Problem::GaveUp`] if the login would be over by then.
    pub fn wait(&self, now: Timestamp) -> Result<Seconds, Problem> {
        if now.plus(self.interval) > self.deadline {
            return Err(Problem::GaveUp { what: "the person at the other device", seconds: self.lifetime.0 });
        }
        Ok(self.interval)
    }

    /// The issuer said `slow_down`: five seconds more from now on (RFC 8628 section 3.5).
    pub fn slow_down(&mut self) {
        self.interval = Seconds(self.interval.0.saturating_add(5));
    }

    /// The issuer did not answer: twice the time from now on (RFC 8628 section 3.5).
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

#[derive(Deserialize)]
struct Answer {
    device_code: String,
    user_code: String,
    verification_uri: Option<String>,
    /// The name some issuers kept from before the standard.
    verification_url: Option<String>,
    verification_uri_complete: Option<String>,
    expires_in: i64,
    interval: Option<i64>,
}
