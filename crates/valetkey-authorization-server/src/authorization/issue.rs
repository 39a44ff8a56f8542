//! Issuing the code.

use uuid::Uuid;
use valetkey_types::{Issuer, Scope, Timestamp};

use super::{Allowed, AuthorizationResponse, CheckedRequest, ResponseTarget};
use crate::{Lifetimes, gate::Admission, record::Session, sealed::AuthorizationCode};

/// Proof that a request was bound, checked, allowed and admitted. Only [`super::next_step`] makes one.
#[derive(Clone, Debug)]
pub struct Ready {
    request: CheckedRequest,
    session: Session,
    scope: Scope,
    newly_allowed: Option<Allowed>,
}

/// A code on its way to the client; the edge seals it.
#[derive(Clone, Debug)]
pub struct IssuedCode {
    /// The value to seal.
    pub code: AuthorizationCode,
    target: ResponseTarget,
}

impl Ready {
    /// `newly_allowed`: the yes to what is not remembered.
    pub(super) fn new(
        request: CheckedRequest,
        session: Session,
        admission: Admission,
        newly_allowed: Option<Allowed>,
    ) -> Self {
        Self { request, session, scope: admission.scope().clone(), newly_allowed }
    }
}

impl IssuedCode {
    /// The answer with the sealed code.
    pub fn respond(self, issuer: &Issuer, sealed: String) -> AuthorizationResponse {
        AuthorizationResponse::code(self.target, issuer, sealed)
    }
}

/// Issues the code (RFC 6749 section 4.1.2). `grant_id` is a fresh name for the grant that the code will become. Nothing
/// is stored until it is redeemed.
pub fn issue(ready: Ready, grant_id: Uuid, lifetimes: &Lifetimes, now: Timestamp) -> IssuedCode {
    let Ready { request, session, scope, newly_allowed } = ready;
    let code = AuthorizationCode {
        grant_id,
        client_id: request.client.id.clone(),
        user_id: session.user_id,
        session_id: session.id,
        redirect_uri: request.target.redirect_uri().to_owned(),
        code_challenge: request.parameters.code_challenge,
        scope,
        audiences: request.parameters.audiences,
        nonce: request.parameters.nonce,
        authentication: session.authentication,
        expires_at: now.plus(lifetimes.authorization_code),
        allowed_at_revision: newly_allowed.map(|allowed| allowed.revision),
    };
    IssuedCode { code, target: request.target }
}
