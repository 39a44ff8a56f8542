//! Attributes in files.

use valetkey_authorization_server::record::{Attribute, FileOwnership};

use super::{
    Thing, Wanted,
    names::changed,
    planner::{Action, Planner},
};
use crate::attribute::{self, AttributeDefinitionError, NewAttribute};

/// Adds or edits an attribute.
pub(super) fn put<'a>(planner: &mut Planner<'a>, wanted: &'a Wanted<NewAttribute>) {
    let Wanted { file, value: new } = wanted;
    let occasion = planner.occasion(file);
    let of = (Thing::attribute(&new.name), file.as_str());
    let (map, tenant) = (&planner.state.claim_map, &planner.state.tenant);
    let before = map.attribute(&new.name).cloned();
    if let Some((field, text)) = before.as_ref().and_then(|before| fixed_difference(before, new)) {
        return planner.problem(of, field, text);
    }
    let decided = match &before {
        Some(attribute) => attribute::edit(attribute, &new.settings, map, tenant, &occasion),
        None => attribute::add(new.clone(), map, tenant, &occasion),
    };
    match decided {
        Ok(decision) => {
            let action = if before.is_some() { Action::Edit } else { Action::Add };
            let changed = changed(before.as_ref(), &decision.answer);
            planner.state.put_attribute(decision.answer);
            planner.step(of, action, changed, decision.changes);
        }
        Err(error) => planner.problem(of, field(&error), error),
    }
}

/// Removes an attribute that no file names any more.
pub(super) fn remove<'a>(planner: &mut Planner<'a>, owned: &'a FileOwnership) {
    let occasion = planner.occasion(&owned.file);
    let (map, tenant) = (&planner.state.claim_map, &planner.state.tenant);
    let Some(attribute) = map.attribute(&owned.name).cloned() else { return };
    let decision = attribute::remove(&attribute, map, tenant, &occasion);
    planner.state.remove_attribute(&attribute);
    planner.step((Thing::from(owned), owned.file.as_str()), Action::Remove, Vec::new(), decision.changes);
}

/// Returns a differing field that can't be changed, and a text about it.
fn fixed_difference(before: &Attribute, new: &NewAttribute) -> Option<(&'static str, String)> {
    let advice = "it never changes; remove the attribute first, or choose another name";
    let (stored, got) = (before.kind.name(), new.kind.name());
    if stored != got {
        return Some(("type", format!("expected the type {stored}, got {got}: {advice}")));
    }
    if before.claim != new.claim {
        let shown =
            |claim: &Option<String>| claim.as_ref().map_or("none".to_owned(), |claim| format!("{claim:?}"));
        let (stored, got) = (shown(&before.claim), shown(&new.claim));
        return Some(("claim", format!("expected the claim {stored}, got {got}: {advice}")));
    }
    None
}

fn field(error: &AttributeDefinitionError) -> &'static str {
    match error {
        AttributeDefinitionError::Name(_) => "name",
        AttributeDefinitionError::Kind(_) => "type",
        AttributeDefinitionError::Choices(_) => "choices",
        AttributeDefinitionError::Label(_) => "labels",
        AttributeDefinitionError::Claim(_)
        | AttributeDefinitionError::Reserved(_)
        | AttributeDefinitionError::Standard(_)
        | AttributeDefinitionError::ClaimTaken { .. } => "claim",
        AttributeDefinitionError::Unseen { .. } => "seen_by",
        AttributeDefinitionError::NobodyEdits => "required",
        _ => "",
    }
}
