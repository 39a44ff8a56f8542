//! OpenID Connect Core section 6.1: request objects by value. Metadata says that there are none.

use valetkey_types::ErrorCode;

use super::{CheckInput, CheckedParameters};
use crate::{Check, Refusal};

pub(super) fn check(input: &CheckInput<'_>, _: &mut CheckedParameters) -> Result<(), Refusal> {
    let description = "Request objects are not supported.";
    super::absent(input, Check::Request, ErrorCode::RequestNotSupported, description)
}
