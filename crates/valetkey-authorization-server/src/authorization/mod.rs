//! The authorization endpoint: from raw parameters to a code, each stage the proof of the one before.
//!
//! `RawParams → AuthorizationRequest → BoundRequest → CheckedRequest → NextStep`. Before a request is bound, an error can
//! only be shown; after it, an error may be sent back to the client.

mod bind;
mod checks;
mod consent;
mod delivery;
mod issue;
mod next_step;
mod pending;
mod pushed;
mod request;
mod response;
mod strength;

pub use bind::{BindRefusal, BoundRequest, Unbound, bind_client};
pub use checks::{CHECKS, CheckRow, CheckedParameters, CheckedRequest, Endpoint, check, check_parameters};
pub use consent::{allow, withdraw};
pub(crate) use consent::{missing_scope, remember};
pub use delivery::Delivery;
pub use issue::{IssuedCode, Ready, issue};
pub use next_step::{
    NextStep, SignInReason, SignedInUser, StepContext, must_accept_terms, next_step, standing_proofs,
};
pub use pending::{Allowed, PendingRequest};
pub use pushed::{PushedRequest, REQUEST_URI_PREFIX, check_reference, push, pushed_reference};
pub use request::AuthorizationRequest;
pub use response::{AuthorizationResponse, ResponseTarget};
pub use strength::SignInRules;
