//! What can be looked up, one file per kind of record. Each question is one statement: one round trip, one picture.

pub(crate) mod access_tokens;
pub(crate) mod clients;
pub(crate) mod consents;
pub(crate) mod dump;
pub(crate) mod grants;
pub(crate) mod sessions;
pub(crate) mod signing_keys;
pub(crate) mod tenants;
pub(crate) mod user_search;
pub(crate) mod users;

use crate::parameter::Parameter;

/// A statement with its values, for a finder.
pub(crate) struct Question {
    pub(crate) sql: &'static str,
    pub(crate) parameters: Vec<Parameter>,
}

/// A question from its statement and its values.
macro_rules! question {
    ($sql:expr, $($parameter:expr),* $(,)?) => {
        $crate::finders::Question { sql: $sql, parameters: vec![$($parameter),*] }
    };
}
use question;
