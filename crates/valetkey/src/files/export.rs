//! Writes everything that files can set as one file.

use valetkey_administration::files::Desired;
use valetkey_authorization_server::{record::Group, role_map::RoleMap};
use valetkey_server::{Environment as _, SystemEnvironment};

use super::{kind, load, writer::Writer};
use crate::{database::Records, failure::Failure};

const COMMENTS: [&str; 3] = [
    "Written by valetkey export. valetkey plan FILE shows what differs, valetkey apply FILE makes it equal.",
    "A setting that is left out has its default. Secrets are SHA-256 hashes, or references.",
    "Users, memberships and signing keys are not configuration: valetkey database backup has them.",
];

/// Returns the text of a file with everything that files can set, in a stable order.
///
/// # Errors
/// An error of the database, or no issuer is recorded yet.
pub(crate) async fn export(records: &Records) -> Result<String, Failure> {
    let (state, now) = (load::state(records, &Desired::default()).await?, SystemEnvironment.now());
    let mut writer = Writer::with_comments(&COMMENTS);
    let logos = load::logos(records, &state.tenant.branding).await?;
    kind::tenant::write(&state.tenant, &logos, &mut writer);
    for attribute in state.claim_map.attributes() {
        kind::attribute::write(attribute, &mut writer);
    }
    for scope in state.claim_map.scopes() {
        kind::scope::write(scope, &mut writer);
    }
    for role in state.role_map.roles() {
        kind::role::write(role, &state.role_map, &mut writer);
    }
    for group in parents_first(&state.role_map) {
        kind::group::write(group, &state.role_map, &mut writer);
    }
    let mut clients = state.clients.clone();
    clients.sort_by(|one, other| one.id.cmp(&other.id));
    for client in &clients {
        let logos = load::logos(records, &client.branding).await?;
        kind::client::write(client, &state, &logos, now, &mut writer);
    }
    let mut providers = state.identity_providers.clone();
    providers.sort_by(|one, other| one.name.cmp(&other.name));
    for provider in &providers {
        kind::identity_provider::write(provider, &state, &mut writer);
    }
    Ok(writer.finish())
}

/// Returns the groups in an order in which each group follows the one above it.
fn parents_first(map: &RoleMap) -> Vec<&Group> {
    let way = |group: &Group| {
        let mut names: Vec<String> = map.upwards(group.id).iter().map(|group| group.name.clone()).collect();
        names.reverse();
        names
    };
    let mut groups = map.groups();
    groups.sort_by_cached_key(|group| way(group));
    groups
}
