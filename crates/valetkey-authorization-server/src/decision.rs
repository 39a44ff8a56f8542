//! What a decision carries: the answer, the changes to store, and why.

use std::borrow::Cow;

use valetkey_types::ErrorCode;

use crate::Change;

/// The outcome of one decision. The edge applies the changes before it gives the answer.
#[derive(Clone, Debug)]
#[must_use]
pub struct Decision<Answer> {
    /// What to answer.
    pub answer: Answer,
    /// What to store, all or nothing.
    pub changes: Vec<Change>,
}

impl<Answer> Decision<Answer> {
    /// An answer that stores nothing.
    pub fn without_changes(answer: Answer) -> Self {
        Self { answer, changes: Vec::new() }
    }
}

/// Why something was refused: which check, what it expected and what came. For the log and for developers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The name of the check, in words of the standard.
    pub check: &'static str,
    /// What the check expected.
    pub expected: Cow<'static, str>,
    /// What came. Never a secret.
    pub seen: Cow<'static, str>,
}

impl Reason {
    /// A reason from its three parts.
    pub fn new(
        check: &'static str,
        expected: impl Into<Cow<'static, str>>,
        seen: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self { check, expected: expected.into(), seen: seen.into() }
    }
}

/// A refusal: the error of the standard, a fixed sentence for the other side, and the private reason.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{error}: {description} ({}: expected {}, seen {})", reason.check, reason.expected, reason.seen)]
pub struct Refusal {
    /// The code of the standard.
    pub error: ErrorCode,
    /// The sentence that the other side reads as `error_description`. Fixed text, no values.
    pub description: &'static str,
    /// What happened, for the log.
    pub reason: Reason,
}

impl Refusal {
    /// A refusal from its parts.
    pub fn new(error: ErrorCode, description: &'static str, reason: Reason) -> Self {
        Self { error, description, reason }
    }
}
