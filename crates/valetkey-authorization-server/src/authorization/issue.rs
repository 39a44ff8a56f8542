//! Issuing the code.

use uuid::Uuid;
use valetkey_types::{Handle, Issuer, Timestamp};

use super::{AuthorizationResponse, CheckedRequest};
use crate::{
    Change, Decision, Policy,
    gate::Admission,
    record::{AuthorizationCode, Session, Sha256Hash},
};

/// Proof that a request was bound, checked, allowed and admitted. Only [`super::next_step`] makes one.
#[derive(Clone, Debug)]
pub struct Ready {
    request: CheckedRequest,
    session: Session,
    scope: valetkey_types::Scope,
}

/// Fresh values for one code.
#[derive(Clone, Debug)]
pub struct FreshCode {
    /// The code itself.
    pub code: Handle,
    /// The name of the grant that the code will become.
    pub grant_id: Uuid,
}

impl Ready {
    pub(super) fn new(request: CheckedRequest, session: Session, admission: Admission) -> Self {
        Self { request, session, scope: admission.scope().clone() }
    }
}

/// Issues the code (RFC 6749 section 4.1.2).
pub fn issue(
    ready: Ready,
    fresh: FreshCode,
    issuer: &Issuer,
    policy: &Policy,
    now: Timestamp,
) -> Decision<AuthorizationResponse> {
    let Ready { request, session, scope } = ready;
    let code = AuthorizationCode {
        tenant: request.client.tenant,
        id: fresh.code.selector(),
        verifier_hash: Sha256Hash::of(fresh.code.verifier()),
        client_id: request.client.id,
        user_id: session.user_id,
        sid: session.sid,
        grant_id: fresh.grant_id,
        redirect_uri: request.target.redirect_uri().to_owned(),
        code_challenge: request.code_challenge,
        scope,
        audiences: request.audiences,
        nonce: request.nonce,
        authentication: session.authentication,
        expires_at: now.plus(policy.authorization_code_lifetime),
        used_at: None,
    };
    let answer = AuthorizationResponse::code(request.target, issuer, fresh.code.expose());
    Decision { answer, changes: vec![Change::StoreAuthorizationCode(code)] }
}
