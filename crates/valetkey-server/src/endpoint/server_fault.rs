//! Refusals of the endpoints for programs that are faults of this server.

use std::fmt::Display;

use valetkey_authorization_server::{Check, Reason, Refusal};
use valetkey_types::ErrorCode;

/// No key signs, or signing failed.
pub(super) fn unsigned(error: impl Display) -> Refusal {
    fault(Reason::new(Check::SigningKey, "a key that signs", error.to_string()))
}

/// A value can't be sealed.
pub(super) fn unsealed(error: impl Display) -> Refusal {
    fault(Reason::new(Check::Seal, "a value that can be sealed", error.to_string()))
}

fn fault(reason: Reason) -> Refusal {
    Refusal::new(ErrorCode::ServerError, "The server has a fault. Its log says more.", reason)
}
