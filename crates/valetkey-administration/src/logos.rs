//! The logos that an operation stores and removes.

use valetkey_authorization_server::{
    Change, Decision, LogoChange,
    branding::{Branding, LogoError, LogoId, check_logo},
    event::Occasion,
    record::Logo,
};
use valetkey_types::{ClientId, Unknown};

/// Checks an image and makes the logo of a client, or without one of the tenant. The branding names it by its identifier.
///
/// # Errors
/// [`LogoError`] says what was expected and what came.
pub fn new_logo(
    image: Vec<u8>,
    client: Option<&ClientId>,
    occasion: &Occasion<'_>,
) -> Result<Logo, LogoError> {
    let owner = client.map_or("", ClientId::as_str);
    let id = LogoId::of(occasion.tenant, owner, check_logo(&image)?, &image);
    let tenant = occasion.tenant.clone();
    Ok(Logo { tenant, id, image, added_at: occasion.now, unknown: Unknown::default() })
}

/// Stores the logos that the branding did not have before, in the commit of the decision. Where nothing else changes, nothing
/// is stored.
pub fn storing<T>(mut decision: Decision<T>, before: &Branding, logos: Vec<Logo>) -> Decision<T> {
    if decision.changes.is_empty() {
        return decision;
    }
    let known: Vec<LogoId> = before.logos().cloned().collect();
    decision.changes.extend(stored(logos, &known));
    decision
}

/// Returns the changes that store the logos which are not known, each once.
pub(crate) fn stored(logos: Vec<Logo>, known: &[LogoId]) -> Vec<Change> {
    let mut known = known.to_vec();
    let mut changes = Vec::new();
    for logo in logos {
        if !known.contains(&logo.id) {
            known.push(logo.id.clone());
            changes.push(Change::Logo(LogoChange::Store(Box::new(logo))));
        }
    }
    changes
}

/// Returns the removal of the logos that the new branding does not name any more.
pub(crate) fn removals<'a>(
    before: &'a Branding,
    after: &'a Branding,
    occasion: &'a Occasion<'_>,
) -> impl Iterator<Item = Change> + 'a {
    let is_gone = |id: &&LogoId| !after.logos().any(|kept| kept == *id);
    let tenant = occasion.tenant;
    before
        .logos()
        .filter(is_gone)
        .map(|id| Change::Logo(LogoChange::Remove { tenant: tenant.clone(), id: id.clone() }))
}
