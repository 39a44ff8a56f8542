//! RFC 6749 section 4.1.1: `state` comes back as it is, so it is only bounded.

use valetkey_types::parameter;

use crate::{Refusal, authorization::BoundRequest};

const LIMIT: usize = 2048;

pub(super) fn check(request: &BoundRequest) -> Result<(), Refusal> {
    super::bounded(&request.params, parameter::STATE, LIMIT).map(|_| ())
}
