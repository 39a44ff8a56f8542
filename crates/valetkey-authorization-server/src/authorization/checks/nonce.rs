//! OpenID Connect Core section 3.1.2.1: `nonce` goes into the ID token as it is, so it is only bounded.

use valetkey_types::parameter;

use crate::{Refusal, authorization::BoundRequest};

const LIMIT: usize = 512;

pub(super) fn check(request: &BoundRequest) -> Result<Option<String>, Refusal> {
    Ok(super::bounded(&request.params, parameter::NONCE, LIMIT)?.map(str::to_owned))
}
