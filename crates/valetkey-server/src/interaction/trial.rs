//! The answer to the request of a trial: the console gets it, sealed for this browser and the administrator, and the application gets
//! nothing.

use axum::response::Response;
use serde::{Deserialize, Serialize};
use valetkey_authorization_server::{
    Refusal, authorization::PendingRequest, sealed::AuthorizationCode, trial::Trial,
};
use valetkey_pages::ErrorKind;
use valetkey_types::{RawParams, Seconds, encode_form, parameter};

use crate::{
    endpoint::{console::path, failure::Failure},
    respond::see_other,
    visit::Visit,
};

/// The purpose of sealed answers.
const TRIAL: &str = "console-trial";
/// The parameter with the sealed answer.
const ANSWER: &str = "answer";
/// The time for which an answer opens: enough for a second proof of the administrator.
const LIFETIME: Seconds = Seconds::minutes(5);

/// The answer to the authorization request of a trial, with the request.
#[derive(Serialize, Deserialize)]
pub(crate) struct TrialAnswer {
    /// The trial.
    #[serde(flatten)]
    pub(crate) trial: Trial,
    /// The parameters of the request, as form-encoded text.
    #[serde(rename = "p")]
    pub(crate) params: String,
    /// The outcome.
    #[serde(rename = "o")]
    pub(crate) outcome: TrialOutcome,
}

/// The outcome of the authorization request.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum TrialOutcome {
    /// A code. It is a value and no text, so the token endpoint can't redeem it.
    Code(Box<AuthorizationCode>),
    /// A refusal.
    Refused(TrialRefusal),
}

/// A refusal, as the application gets it, with the reason for the administrator.
#[derive(Serialize, Deserialize)]
pub(crate) struct TrialRefusal {
    /// The code of the standard.
    pub(crate) error: String,
    /// The sentence for the application.
    pub(crate) description: String,
    /// The check, by name.
    pub(crate) check: String,
    /// The expected value.
    pub(crate) expected: String,
    /// The value that came.
    pub(crate) got: String,
}

impl From<&Refusal> for TrialRefusal {
    fn from(refusal: &Refusal) -> Self {
        Self {
            error: refusal.error.to_string(),
            description: refusal.description.to_string(),
            check: refusal.reason.check.as_str().to_owned(),
            expected: refusal.reason.expected.to_string(),
            got: refusal.reason.got.to_string(),
        }
    }
}

impl TrialAnswer {
    /// Opens the answer that an address of the console carries. `None` for one of another browser, and for one that is too old.
    pub(crate) fn open(visit: &Visit<'_>, params: &RawParams) -> Option<Self> {
        visit.open(TRIAL, params.get(ANSWER)?).ok()
    }
}

/// Redirects to the page of the console that shows the answer.
pub(super) fn answer(
    visit: &Visit<'_>,
    (trial, pending): (Trial, &PendingRequest),
    params: &RawParams,
    outcome: TrialOutcome,
) -> Result<Response, Failure> {
    let client_id = params.get(parameter::CLIENT_ID).ok_or(ErrorKind::BadRequest)?;
    let answer = TrialAnswer { trial, params: pending.params.clone(), outcome };
    let sealed = visit.seal_for(LIFETIME, TRIAL, &answer).ok_or(ErrorKind::ServerError)?;
    let path = visit.server.path(path::page_of(path::TRIED, client_id).path());
    Ok(see_other(&format!("{path}?{}", encode_form([(ANSWER, sealed.as_str())]))))
}

/// Returns the page at which the trial of a request starts over.
pub(super) fn start_over(pending: &PendingRequest) -> Option<String> {
    let params = RawParams::parse(pending.params.as_bytes()).ok()?;
    let client_id = params.get(parameter::CLIENT_ID)?;
    Some(path::page_of(path::TRY, client_id).path().to_owned())
}
