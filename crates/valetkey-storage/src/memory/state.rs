//! Every table of the memory backend, changed as one.

use uuid::Uuid;
use valetkey_accounts::User;
use valetkey_authorization_server::record::{
    Client, Consent, Grant, Session, SigningKeyRecord, TenantRecord,
};
use valetkey_types::{ClientId, TenantId, Timestamp, UserId};

use super::table::Table;

/// The key of a record that is found by its selector.
pub(super) type Key = (TenantId, Uuid);

/// Everything that is stored.
#[derive(Debug, Default)]
pub(super) struct State {
    pub(super) tenants: Table<TenantId, TenantRecord>,
    pub(super) clients: Table<(TenantId, ClientId), Client>,
    pub(super) users: Table<(TenantId, UserId), User>,
    pub(super) sessions: Table<Key, Session>,
    pub(super) consents: Table<(TenantId, UserId, ClientId), Consent>,
    pub(super) grants: Table<Key, Grant>,
    pub(super) revoked_access_tokens: Table<Key, Timestamp>,
    pub(super) signing_keys: Table<(TenantId, String), SigningKeyRecord>,
}

/// Calls one method on every table.
macro_rules! on_every_table {
    ($state:ident, $method:ident) => {{
        $state.tenants.$method();
        $state.clients.$method();
        $state.users.$method();
        $state.sessions.$method();
        $state.consents.$method();
        $state.grants.$method();
        $state.revoked_access_tokens.$method();
        $state.signing_keys.$method();
    }};
}

impl State {
    /// Keeps what was done.
    pub(super) fn commit(&mut self) {
        on_every_table!(self, commit);
    }

    /// Takes back what was done since the last commit.
    pub(super) fn roll_back(&mut self) {
        on_every_table!(self, roll_back);
    }
}
