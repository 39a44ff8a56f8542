//! Everything, page by page.

use super::{state::State, table::Table};
use crate::dump::{Record, RecordKey, RecordKind};

impl State {
    pub(super) fn records(&self, kind: RecordKind, after: Option<&RecordKey>, at_most: usize) -> Vec<Record> {
        match kind {
            RecordKind::Tenant => page(&self.tenants, after, at_most, Record::Tenant),
            RecordKind::Client => page(&self.clients, after, at_most, |it| Record::Client(Box::new(it))),
            RecordKind::User => page(&self.users, after, at_most, |it| Record::User(Box::new(it))),
            RecordKind::SigningKey => page(&self.signing_keys, after, at_most, Record::SigningKey),
            RecordKind::Consent => page(&self.consents, after, at_most, Record::Consent),
            RecordKind::Session => page(&self.sessions, after, at_most, Record::Session),
            RecordKind::Grant => page(&self.grants, after, at_most, Record::Grant),
            RecordKind::RevokedAccessToken => {
                let all = self.revoked_access_tokens.iter().map(|((tenant, id), expires_at)| {
                    Record::RevokedAccessToken { tenant: tenant.clone(), id: *id, expires_at: *expires_at }
                });
                behind(all, after, at_most)
            }
        }
    }
}

fn page<K: Ord + Clone, V: Clone>(
    table: &Table<K, V>,
    after: Option<&RecordKey>,
    at_most: usize,
    record: impl Fn(V) -> Record,
) -> Vec<Record> {
    behind(table.iter().map(|(_, value)| record(value.clone())), after, at_most)
}

/// The tables are in the order of their keys already.
fn behind(all: impl Iterator<Item = Record>, after: Option<&RecordKey>, at_most: usize) -> Vec<Record> {
    all.filter(|record| after.is_none_or(|after| record.key() > *after)).take(at_most).collect()
}
