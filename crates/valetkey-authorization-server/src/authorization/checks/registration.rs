//! OpenID Connect Core section 7.2.1: `registration` belongs to self-issued providers.

use valetkey_types::ErrorCode;

use super::{CheckInput, CheckedParameters};
use crate::{Check, Refusal};

pub(super) fn check(input: &CheckInput<'_>, _: &mut CheckedParameters) -> Result<(), Refusal> {
    let description = "The registration parameter is not supported.";
    super::absent(input, Check::Registration, ErrorCode::RegistrationNotSupported, description)
}
