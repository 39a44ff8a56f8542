//! What a page tells the browser about passkeys (WebAuthn Level 3 section 5.1.10), so that it stops offering those that do
//! not count.

use std::collections::BTreeMap;

use serde::Serialize;
use valetkey_accounts::User;
use valetkey_authorization_server::record::Passkey;
use valetkey_storage::{StorageError, passkeys};

use crate::visit::Visit;

/// A call of one of the signal methods.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "method", rename_all_fields = "camelCase")]
pub(crate) enum Signal {
    /// The server does not know a credential.
    #[serde(rename = "signalUnknownCredential")]
    UnknownCredential {
        /// The RP ID.
        rp_id: String,
        /// The credential ID.
        credential_id: String,
    },
    /// These are all credentials of a user handle.
    #[serde(rename = "signalAllAcceptedCredentials")]
    AllAcceptedCredentials {
        /// The RP ID.
        rp_id: String,
        /// The user handle.
        user_id: String,
        /// The credential IDs.
        all_accepted_credential_ids: Vec<String>,
    },
    /// These are the names of the user.
    #[serde(rename = "signalCurrentUserDetails")]
    CurrentUserDetails {
        /// The RP ID.
        rp_id: String,
        /// The user handle.
        user_id: String,
        /// The username.
        name: String,
        /// The display name.
        display_name: String,
    },
}

impl Signal {
    /// Returns the JSON for the script.
    pub(crate) fn to_json(signals: &[Self]) -> String {
        serde_json::to_string(signals).unwrap_or_default()
    }

    /// Returns the signal that a credential is unknown; `None` if another tenant knows it: tenants of a host share its passkeys,
    /// and the browser would remove one that counts there.
    pub(crate) async fn unknown_credential(
        visit: &Visit<'_>,
        credential_id: String,
    ) -> Result<Option<Self>, StorageError> {
        let Some(party) = visit.server.relying_party() else { return Ok(None) };
        if passkeys::exists_anywhere(&*visit.server.storage, &credential_id).await? {
            return Ok(None);
        }
        Ok(Some(Self::UnknownCredential { rp_id: party.id().to_owned(), credential_id }))
    }
}

/// Returns the signals about a user with these passkeys. `removed` is the user handle of a passkey that was just removed, since
/// it may have been the last one.
pub(crate) fn signals_of_user(
    visit: &Visit<'_>,
    user: &User,
    passkeys: &[Passkey],
    removed: Option<String>,
) -> Vec<Signal> {
    let Some(party) = visit.server.relying_party() else { return Vec::new() };
    let mut handles: BTreeMap<String, Vec<String>> = BTreeMap::new();
    handles.extend(removed.map(|handle| (handle, Vec::new())));
    for passkey in passkeys {
        handles.entry(passkey.user_handle.clone()).or_default().push(passkey.credential_id.clone());
    }
    let of_handle = |(user_id, all_accepted_credential_ids): (String, Vec<String>)| {
        let rp_id = party.id().to_owned();
        let details = Signal::CurrentUserDetails {
            rp_id: rp_id.clone(),
            user_id: user_id.clone(),
            name: user.username.clone(),
            display_name: user.display_name().to_owned(),
        };
        [Signal::AllAcceptedCredentials { rp_id, user_id, all_accepted_credential_ids }, details]
    };
    handles.into_iter().flat_map(of_handle).collect()
}
