//! The discovery document: makes the request, validates the response.

pub use valetkey_fetch::{MetadataError, judge_metadata, metadata_request, oauth_metadata_request};
