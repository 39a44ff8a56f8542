//! The discovery document: makes the request, validates the response.

pub use valetkey_fetch::{MetadataError, check_metadata, metadata_request, oauth_metadata_request};
