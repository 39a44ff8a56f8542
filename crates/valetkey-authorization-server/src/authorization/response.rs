//! The answer of the authorization endpoint and where it goes.

use valetkey_types::{ErrorCode, Issuer, parameter};

use super::Delivery;
use crate::Refusal;

/// Where an answer goes. Only binding makes one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResponseTarget {
    pub(super) redirect_uri: String,
    pub(super) delivery: Delivery,
    pub(super) state: Option<String>,
}

/// An answer on its way to the client (RFC 6749 section 4.1.2, RFC 9207 section 2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthorizationResponse {
    target: ResponseTarget,
    parameters: Vec<(&'static str, String)>,
}

impl ResponseTarget {
    /// The redirect URI.
    pub fn redirect_uri(&self) -> &str {
        &self.redirect_uri
    }

    /// Returns how the answer travels.
    pub fn delivery(&self) -> Delivery {
        self.delivery
    }
}

impl AuthorizationResponse {
    /// A code.
    pub fn code(target: ResponseTarget, issuer: &Issuer, code: String) -> Self {
        Self::with(target, issuer, vec![(parameter::CODE, code)])
    }

    /// A refusal, as RFC 6749 section 4.1.2.1 has it.
    pub fn refusal(target: ResponseTarget, issuer: &Issuer, refusal: &Refusal) -> Self {
        Self::error(target, issuer, refusal.error, &refusal.description)
    }

    /// An error with its sentence.
    pub fn error(target: ResponseTarget, issuer: &Issuer, error: ErrorCode, description: &str) -> Self {
        let parameters = vec![
            (parameter::ERROR, error.as_str().to_owned()),
            (parameter::ERROR_DESCRIPTION, description.to_owned()),
        ];
        Self::with(target, issuer, parameters)
    }

    fn with(target: ResponseTarget, issuer: &Issuer, mut parameters: Vec<(&'static str, String)>) -> Self {
        if let Some(state) = &target.state {
            parameters.push((parameter::STATE, state.clone()));
        }
        parameters.push((parameter::ISS, issuer.as_str().to_owned()));
        Self { target, parameters }
    }

    /// Where it goes.
    pub fn target(&self) -> &ResponseTarget {
        &self.target
    }

    /// The parameters, for a form.
    pub fn parameters(&self) -> &[(&'static str, String)] {
        &self.parameters
    }

    /// Returns the redirect URI with the parameters in its query or fragment. The registered part stays as it is, byte for
    /// byte. Not for [`Delivery::FormPost`].
    pub fn location(&self) -> String {
        let uri = &self.target.redirect_uri;
        let separator = match (self.target.delivery, uri.split_once('?')) {
            (Delivery::Fragment, _) => "#",
            (_, None) => "?",
            (_, Some((_, ""))) => "",
            (_, Some(_)) => "&",
        };
        let parameters =
            valetkey_types::encode_form(self.parameters.iter().map(|(name, value)| (*name, value.as_str())));
        format!("{uri}{separator}{parameters}")
    }
}
