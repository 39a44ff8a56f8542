//! The authorization response (RFC 6749 section 4.1.2, RFC 9207).

use valetkey_jose::digest::constant_time_eq;
use valetkey_types::{RawParams, Secret, parameter};

use crate::Problem;

/// The expected values of an authorization response.
#[derive(Clone, Copy)]
pub struct CallbackExpectation<'a> {
    /// The `state` that was sent.
    pub state: &'a str,
    /// The issuer of the request.
    pub issuer: &'a str,
    /// `true` if the issuer says that it sends `iss` (`authorization_response_iss_parameter_supported`).
    pub iss_required: bool,
}

/// Validates the parameters of the callback and returns the code. The order matters: if `state` or `iss` is wrong, even the
/// error in the response is not trusted.
///
/// # Errors
/// [`Problem::Foreign`] for a wrong `state`, [`Problem::Mismatch`] for a wrong `iss`, [`Problem::Refused`] for an error
/// response of the issuer, [`Problem::Missing`] for a missing parameter.
pub fn check_callback(params: &RawParams, expected: &CallbackExpectation<'_>) -> Result<Secret, Problem> {
    let state = params.get(parameter::STATE).ok_or(Problem::Missing("the state"))?;
    if !constant_time_eq(state.as_bytes(), expected.state.as_bytes()) {
        return Err(Problem::Foreign("state"));
    }
    match params.get(parameter::ISS) {
        Some(iss) if iss == expected.issuer => {}
        Some(iss) => return Err(Problem::mismatch("iss", expected.issuer, iss)),
        None if expected.iss_required => return Err(Problem::Missing("the iss parameter")),
        None => {}
    }
    if let Some(error) = params.get(parameter::ERROR) {
        return Err(Problem::refused(error, params.get(parameter::ERROR_DESCRIPTION)));
    }
    params.get(parameter::CODE).map(Secret::new).ok_or(Problem::Missing("the code"))
}
