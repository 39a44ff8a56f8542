//! What can be looked up, one file per kind of record. Each finder is one statement, and so sees one state.

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
