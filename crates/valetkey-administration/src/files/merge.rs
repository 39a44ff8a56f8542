//! Merges changes of one record, because each operation decides on the record as it was read.

use valetkey_authorization_server::{
    Change, ClaimMapChange,
    record::{Client, Group, TenantRecord},
};
use valetkey_types::ClientId;

/// Keeps one change of each record: the last one, which has everything that the earlier ones set. A record that is added and then
/// edited is added as it is after the edit. The tenant and the revision of groups and roles come first.
pub(super) fn merged(changes: Vec<Change>) -> Vec<Change> {
    let mut merged: Vec<Change> = Vec::with_capacity(changes.len());
    let mut tenant: Option<TenantRecord> = None;
    for change in changes {
        match change {
            Change::ReplaceTenant(record) => tenant = Some(later(tenant, record)),
            Change::AdvanceRoleMap { .. } => {
                let is_there = merged.iter().any(|known| matches!(known, Change::AdvanceRoleMap { .. }));
                if !is_there {
                    merged.insert(0, change);
                }
            }
            Change::ReplaceGroup(group) => put_group(&mut merged, group),
            Change::ReplaceClient(client) => put_client(&mut merged, client),
            Change::RemoveClient { ref id, .. } => {
                merged.retain(|known| !replaces_client(known, id));
                merged.push(change);
            }
            Change::ClaimMap(ClaimMapChange::ReplaceScope(scope)) => {
                let is_it = |known: &Change| matches!(known, Change::ClaimMap(ClaimMapChange::ReplaceScope(other)) if other.name == scope.name);
                merged.retain(|known| !is_it(known));
                merged.push(Change::ClaimMap(ClaimMapChange::ReplaceScope(scope)));
            }
            Change::ClaimMap(ClaimMapChange::RemoveScope { ref name, .. }) => {
                merged.retain(|known| {
                    !matches!(known, Change::ClaimMap(ClaimMapChange::ReplaceScope(other)) if other.name == *name)
                });
                merged.push(change);
            }
            other => merged.push(other),
        }
    }
    if let Some(tenant) = tenant {
        merged.insert(0, Change::ReplaceTenant(tenant));
    }
    merged
}

/// Returns the later state of the tenant. Each operation sees the settings that were set before it, but the revision of attributes
/// and scopes as it was read.
fn later(earlier: Option<TenantRecord>, record: TenantRecord) -> TenantRecord {
    let revision = earlier.map_or(0, |earlier| earlier.claim_map_revision);
    TenantRecord { claim_map_revision: revision.max(record.claim_map_revision), ..record }
}

fn put_group(merged: &mut Vec<Change>, group: Group) {
    for known in merged.iter_mut() {
        match known {
            Change::AddGroup(added) if added.id == group.id => {
                *added = group;
                return;
            }
            Change::ReplaceGroup(replaced) if replaced.id == group.id => {
                *replaced = group;
                return;
            }
            _ => {}
        }
    }
    merged.push(Change::ReplaceGroup(group));
}

fn put_client(merged: &mut Vec<Change>, client: Box<Client>) {
    for known in merged.iter_mut() {
        match known {
            Change::AddClient(other) | Change::ReplaceClient(other) if other.id == client.id => {
                *other = client;
                return;
            }
            _ => {}
        }
    }
    merged.push(Change::ReplaceClient(client));
}

fn replaces_client(change: &Change, id: &ClientId) -> bool {
    matches!(change, Change::ReplaceClient(client) if client.id == *id)
}
