//! `valetkey role edit`.

use clap::Args;
use valetkey_administration::{
    files::Thing,
    role::{self, RoleSettings},
};
use valetkey_authorization_server::role_map::RoleMap;
use valetkey_fetch::Method;

use super::{NamedRole, SHOWN, permissions, show};
use crate::{
    failure::Failure,
    output::Output,
    ownership::OwnershipArguments,
    remote::{Request, record},
};

#[derive(Args)]
#[command(
    after_help = "Only what you name changes; the name of a role stays.\n\nExamples:\n  valetkey role edit editor --description 'May edit'\n  valetkey role edit helpdesk --add-permission events:read --within-group ''\n  valetkey role edit administrator --add-permission all"
)]
pub(super) struct EditArguments {
    #[command(flatten)]
    role: NamedRole,
    /// A sentence for administrators; "" removes it
    #[arg(long, value_name = "TEXT")]
    description: Option<String>,
    /// Adds a permission: an area and read or write, such as users:read, or all. Repeatable
    #[arg(long = "add-permission", value_name = "PERMISSION")]
    added: Vec<String>,
    /// Removes a permission, or all; without users:read there is no users:write. Repeatable
    #[arg(long = "remove-permission", value_name = "PERMISSION")]
    removed: Vec<String>,
    /// Limit users:read and users:write to the members of this group, and of the groups below it; "" removes the limit
    #[arg(long, value_name = "GROUP")]
    within_group: Option<String>,
    #[command(flatten)]
    ownership: OwnershipArguments,
}

pub(super) async fn run(arguments: &EditArguments, output: Output) -> Result<(), Failure> {
    let (records, map, role) = arguments.role.load_with(&SHOWN).await?;
    arguments.ownership.check(&Thing::role(&role.name, &role.owner), &records).await?;
    let settings = arguments.applied_to(RoleSettings::from(&role), &map)?;
    let values = record::role_values(&settings);
    let decided = records.decide(|occasion| role::edit(&role, settings, &map, occasion));
    let decided = decided.map_err(Failure::usage)?;
    if decided.changes.is_empty() {
        output.note("Nothing differs; nothing was stored.")?;
    }
    match records.api() {
        Some(api) => {
            let body = record::difference(&record::role_values(&RoleSettings::from(&role)), values);
            let change = Request::of(role.revision).with(&body).overriding(arguments.ownership.overrides());
            api.change(Method::PATCH, &["roles", &role.id.to_string()], change).await?;
        }
        None => records.store_roles(decided.changes).await?,
    }
    show::print(&records, &map, &decided.answer, output).await
}

impl EditArguments {
    /// Sets what the arguments name.
    fn applied_to(&self, mut settings: RoleSettings, map: &RoleMap) -> Result<RoleSettings, Failure> {
        if let Some(text) = &self.description {
            settings.description = Some(text.clone()).filter(|text| !text.is_empty());
        }
        let added = permissions::read("--add-permission", &self.added)?;
        let kept = permissions::without("--remove-permission", &settings.permissions, &self.removed)?;
        settings.permissions = kept.union(&added);
        if self.within_group.is_some() {
            settings.limited_to_group = permissions::group(self.within_group.as_deref(), map)?;
        }
        Ok(settings)
    }
}
