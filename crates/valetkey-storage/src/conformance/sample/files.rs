//! The records that configuration files own.

use valetkey_authorization_server::record::{FileOwnership, OwnedKind};
use valetkey_types::Unknown;

use super::{moment, tenant};

/// Returns the record that a file owns a client.
pub fn file_ownership(name: &str) -> FileOwnership {
    FileOwnership {
        tenant: tenant(),
        kind: OwnedKind::Client,
        name: name.to_owned(),
        file: "odd \0 folder/clients.toml".to_owned(),
        owned_since: moment(1),
        revision: 0,
        unknown: Unknown::default(),
    }
}
