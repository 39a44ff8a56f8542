//! The discovery document: make the request, judge the answer.

pub use valetkey_fetch::{MetadataError, judge_metadata, metadata_request, oauth_metadata_request};
