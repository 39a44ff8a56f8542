//! The request as it came, with the one thing read that everything else hangs on.

use valetkey_types::{ClientId, RawParams, parameter};

use super::{BindRefusal, Unbound};
use crate::{Check, Reason};

/// An authorization request whose client is named but not yet known.
#[derive(Clone, Debug)]
pub struct AuthorizationRequest {
    /// The `client_id`, not yet looked up.
    pub client_id: ClientId,
    /// Everything that came.
    pub params: RawParams,
    /// Whether the client pushed it (RFC 9126).
    pub is_pushed: bool,
}

impl AuthorizationRequest {
    /// RFC 6749 section 4.1.1: a request names its client. Without one there is nobody to send an error to.
    pub fn parse(params: RawParams) -> Result<Self, BindRefusal> {
        match params.get(parameter::CLIENT_ID) {
            Some(client_id) => Ok(Self { client_id: ClientId::new(client_id), params, is_pushed: false }),
            None => Err(BindRefusal::new(
                Unbound::BadRequest,
                Reason::new(Check::ClientId, "the identifier of a registered client", "nothing"),
            )),
        }
    }
}
