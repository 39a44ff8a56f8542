//! A decision: the answer, the changes to store, and the reason.

use std::borrow::Cow;

use valetkey_types::ErrorCode;

use crate::{Change, check::Check};

/// The outcome of one decision. The edge applies the changes before it gives the answer.
#[derive(Clone, Debug)]
#[must_use]
pub struct Decision<Answer> {
    /// The answer.
    pub answer: Answer,
    /// The changes to store, all or nothing.
    pub changes: Vec<Change>,
}

impl<Answer> Decision<Answer> {
    /// An answer that stores nothing.
    pub fn without_changes(answer: Answer) -> Self {
        Self { answer, changes: Vec::new() }
    }
}

/// Why something was refused: which check, what it expected and what it got. For the log and for developers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The check that refused.
    pub check: Check,
    /// The expected value.
    pub expected: Cow<'static, str>,
    /// The value that came. Never a secret.
    pub got: Cow<'static, str>,
}

impl Reason {
    /// Returns a reason from its three parts.
    pub fn new(
        check: Check,
        expected: impl Into<Cow<'static, str>>,
        got: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self { check, expected: expected.into(), got: got.into() }
    }
}

/// A refusal: the error of the standard, a sentence for the other side, and the private reason.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{error}: {description} ({}: expected {:?}, got {:?})", reason.check, reason.expected, reason.got)]
pub struct Refusal {
    /// The code of the standard.
    pub error: ErrorCode,
    /// The sentence that the other side reads as `error_description`. It holds no value but scope tokens.
    pub description: Cow<'static, str>,
    /// The reason, for the log.
    pub reason: Reason,
}

impl Refusal {
    /// Returns a refusal from its parts.
    pub fn new(error: ErrorCode, description: impl Into<Cow<'static, str>>, reason: Reason) -> Self {
        Self { error, description: description.into(), reason }
    }
}
