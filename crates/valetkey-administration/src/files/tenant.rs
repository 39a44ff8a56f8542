//! Settings of the tenant in files.

use super::{
    DesiredTenant, Thing, Wanted,
    client::{branding_field, new_logos},
    names::changed,
    planner::{Action, Planner},
};
use crate::{logos, tenant};

/// Sets the settings of the tenant.
pub(super) fn put<'a>(planner: &mut Planner<'a>, wanted: &'a Wanted<DesiredTenant>) {
    let Wanted { file, value: DesiredTenant { settings, images } } = wanted;
    let of = (Thing::tenant(), file.as_str());
    let occasion = planner.occasion(file);
    let mut settings = settings.clone();
    let new_logos = match new_logos(&mut settings.branding, images, None, &occasion) {
        Ok(logos) => logos,
        Err((field, error)) => return planner.problem(of, field, error),
    };
    let before = planner.state.tenant.clone();
    match tenant::edit(&before, settings, &occasion) {
        Ok(decision) => {
            let decision = logos::storing(decision, &before.branding, new_logos);
            let fields = changed(Some(&before), &decision.answer);
            planner.state.tenant = decision.answer;
            planner.step(of, Action::Edit, fields, decision.changes);
        }
        Err(error) => planner.problem(of, branding_field(error.field), error),
    }
}
