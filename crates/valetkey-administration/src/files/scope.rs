//! Scopes in files.

use valetkey_authorization_server::record::{FileOwnership, OwnedKind};

use super::{
    DesiredScope, Thing, Wanted,
    names::changed,
    planner::{Action, Planner},
};
use crate::scope::{self, ScopeDefinitionError};

/// Adds or edits a scope.
pub(super) fn put<'a>(planner: &mut Planner<'a>, wanted: &'a Wanted<DesiredScope>) {
    let Wanted { file, value: DesiredScope { name, settings } } = wanted;
    let occasion = planner.occasion(file);
    let (map, tenant) = (&planner.state.claim_map, &planner.state.tenant);
    let before = map.scope(name).cloned();
    let decided = match &before {
        Some(scope) => scope::edit(scope, settings.clone(), map, tenant, &occasion),
        None => scope::add(name, settings.clone(), map, tenant, &occasion),
    };
    let of = (Thing::scope(name), file.as_str());
    match decided {
        Ok(decision) => {
            let action = if before.is_some() { Action::Edit } else { Action::Add };
            let changed = changed(before.as_ref(), &decision.answer);
            planner.state.put_scope(decision.answer);
            planner.step(of, action, changed, decision.changes);
        }
        // The claim may be that of an attribute with a problem.
        Err(ScopeDefinitionError::Claim { .. }) if planner.has_wrong(OwnedKind::Attribute) => {}
        Err(error) => planner.problem(of, field(&error), error),
    }
}

/// Removes a scope that no file names any more.
pub(super) fn remove<'a>(planner: &mut Planner<'a>, owned: &'a FileOwnership) {
    let occasion = planner.occasion(&owned.file);
    let Some(scope) = planner.state.claim_map.scope(&owned.name).cloned() else { return };
    let decision = scope::remove(&scope, &planner.state.tenant, &occasion);
    planner.state.remove_scope(&scope.name);
    planner.step((Thing::from(owned), owned.file.as_str()), Action::Remove, Vec::new(), decision.changes);
}

fn field(error: &ScopeDefinitionError) -> &'static str {
    match error {
        ScopeDefinitionError::Standard(_)
        | ScopeDefinitionError::Claim { .. }
        | ScopeDefinitionError::TooManyClaims(_) => "claims",
        ScopeDefinitionError::Description(_) => "descriptions",
        ScopeDefinitionError::Name(_) => "name",
        _ => "",
    }
}
