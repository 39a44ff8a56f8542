//! Records as JSON documents.

use serde::{Serialize, de::DeserializeOwned};
use valetkey_storage::StorageError;

/// The document of a record.
pub(crate) fn write<T: Serialize>(record: &T) -> Result<String, StorageError> {
    serde_json::to_string(record).map_err(|error| corrupt("can't be written", &error))
}

/// The record of a document.
pub(crate) fn read<T: DeserializeOwned>(document: &str) -> Result<T, StorageError> {
    serde_json::from_str(document).map_err(|error| corrupt("can't be read", &error))
}

/// Says where, but not what: the text of serde may quote the document, and documents hold hashes.
fn corrupt(what: &str, error: &serde_json::Error) -> StorageError {
    StorageError::Corrupt(format!(
        "document {what}: {:?} error in column {}",
        error.classify(),
        error.column()
    ))
}
