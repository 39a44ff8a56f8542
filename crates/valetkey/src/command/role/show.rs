//! `valetkey role show`.

use serde_json::json;
use valetkey_authorization_server::{record::Role, role_map::RoleMap};

use super::{NamedRole, SHOWN, as_json, holders, owner_in_words, permissions};
use crate::{
    database::Records,
    failure::Failure,
    output::{Output, pairs},
};

pub(super) async fn run(arguments: &NamedRole, output: Output) -> Result<(), Failure> {
    let (records, map, role) = arguments.load_with(&SHOWN).await?;
    print(&records, &map, &role, output).await
}

/// Prints a role, with the groups and clients that it was granted to.
///
/// # Errors
/// What the database says, or when the output is closed.
pub(super) async fn print(
    records: &Records,
    map: &RoleMap,
    role: &Role,
    output: Output,
) -> Result<(), Failure> {
    let clients = records.storage.clients(&records.tenant).await?;
    let (groups, clients) = holders(role, map, &clients);
    let mut value = as_json(role, map);
    (value["groups"], value["clients"]) = (json!(groups), json!(clients));
    output.result(&value, |style| {
        let mut lines = vec![("of", owner_in_words(role))];
        lines.extend(role.description.clone().map(|text| ("description", text)));
        if !role.permissions.is_empty() {
            lines.push(("permissions", role.permissions.join(" ")));
        }
        lines.extend(permissions::group_name(role, map).map(|name| ("within group", name)));
        lines.extend((!groups.is_empty()).then(|| ("groups", groups.join(", "))));
        lines.extend((!clients.is_empty()).then(|| ("clients", clients.join(", "))));
        format!("{}\n\n{}", style.strong(&role.name), pairs(lines))
    })
}
