//! Providers in files.

use valetkey_authorization_server::record::{FileOwnership, GroupMapping};

use super::{
    DesiredIdentityProvider, ProviderSecret, Thing, Wanted,
    names::{NamedProvider, changed, replaced_secret},
    planner::{Action, Planner},
};
use crate::{
    group,
    identity_provider::{self, IdentityProviderError, IdentityProviderSettings},
};

/// Adds or edits a provider.
pub(super) fn put<'a>(planner: &mut Planner<'a>, wanted: &'a Wanted<DesiredIdentityProvider>) {
    let (file, value) = (wanted.file.as_str(), &wanted.value);
    let thing = Thing::identity_provider(&value.name);
    let group_mappings = group_mappings(planner, &thing, wanted);
    let settings = IdentityProviderSettings { group_mappings, ..value.settings.clone() };
    let occasion = planner.occasion(file);
    let before = planner.state.identity_provider(&value.name).cloned();
    let has_secret = before.as_ref().is_some_and(|before| before.client_secret_sealed.is_some());
    if has_secret && value.secret == ProviderSecret::None {
        let text = "expected the client secret of the provider, got none; a stored secret is never removed";
        return planner.problem((thing, file), "client_secret", text);
    }
    let new_secret = match &value.secret {
        ProviderSecret::New(sealed) => Some(sealed.clone()),
        ProviderSecret::None | ProviderSecret::Unchanged => None,
    };
    let replaces_secret = has_secret && new_secret.is_some();
    let decided = match &before {
        Some(provider) => identity_provider::edit(provider, settings, new_secret, &occasion),
        None => identity_provider::add(&value.name, settings, new_secret, &occasion),
    };
    let mut decision = match decided {
        Ok(decision) => decision,
        Err(error) => return planner.problem((thing, file), field(&error), error),
    };
    let provider = decision.answer;
    if !decision.changes.is_empty() && !provider.group_mappings.is_empty() {
        // Another command may remove such a group at the same time. This condition then refuses the plan.
        decision.changes.push(group::advance(&planner.state.role_map, &occasion));
    }
    let named = |provider| NamedProvider { provider, state: &planner.state };
    let mut fields = changed(before.as_ref().map(named).as_ref(), &named(&provider));
    if replaces_secret {
        fields.push(replaced_secret());
    }
    let action = if before.is_some() { Action::Edit } else { Action::Add };
    planner.state.put_identity_provider(provider);
    planner.step((thing, file), action, fields, decision.changes);
}

/// Removes a provider that no file names any more.
pub(super) fn remove<'a>(planner: &mut Planner<'a>, owned: &'a FileOwnership) {
    let occasion = planner.occasion(&owned.file);
    let Some(provider) = planner.state.identity_provider(&owned.name).cloned() else { return };
    let decision = identity_provider::remove(&provider, &occasion);
    planner.state.identity_providers.retain(|known| known.name != provider.name);
    planner.step((Thing::from(owned), owned.file.as_str()), Action::Remove, Vec::new(), decision.changes);
}

/// Finds the groups of the mappings by name. Adds a problem for an unknown name.
fn group_mappings(
    planner: &mut Planner<'_>,
    thing: &Thing,
    wanted: &Wanted<DesiredIdentityProvider>,
) -> Vec<GroupMapping> {
    let mut mappings = Vec::new();
    for (item, mapping) in wanted.value.groups.iter().enumerate() {
        match planner.state.role_map.group_called(&mapping.group) {
            Some(group) => {
                let (pointer, value) = (mapping.pointer.clone(), mapping.value.clone());
                mappings.push(GroupMapping { group: group.id, pointer, value });
            }
            None => {
                let of = (thing.clone(), wanted.file.as_str());
                planner.no_such_group(of, ("groups", Some(item)), &mapping.group);
            }
        }
    }
    mappings
}

fn field(error: &IdentityProviderError) -> &'static str {
    match error {
        IdentityProviderError::Name(_) => "name",
        IdentityProviderError::DisplayName(_) => "display_name",
        IdentityProviderError::ClientId(_) => "client_id",
        IdentityProviderError::Scope(_) => "scope",
        IdentityProviderError::Domain(_) => "domains",
        IdentityProviderError::Claim(_) => "claims",
        IdentityProviderError::GroupValue(_) | IdentityProviderError::TooManyGroups(_) => "groups",
        IdentityProviderError::Pointer(_) => "",
    }
}
