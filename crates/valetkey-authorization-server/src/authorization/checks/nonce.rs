//! OpenID Connect Core section 3.1.2.1: `nonce` goes into the ID token as it is, so it is only bounded.

use super::{CheckInput, CheckedParameters};
use crate::{Check, Refusal};

const LIMIT: usize = 512;

pub(super) fn check(input: &CheckInput<'_>, checked: &mut CheckedParameters) -> Result<(), Refusal> {
    checked.nonce = super::bounded(input, Check::Nonce, LIMIT)?;
    Ok(())
}
