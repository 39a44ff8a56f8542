//! RFC 6749 section 4.1.1: `state` comes back as it is, so it is only bounded.

use super::{CheckInput, CheckedParameters};
use crate::{Check, Refusal};

const LIMIT: usize = 2048;

pub(super) fn check(input: &CheckInput<'_>, _: &mut CheckedParameters) -> Result<(), Refusal> {
    super::bounded(input, Check::State, LIMIT).map(drop)
}
