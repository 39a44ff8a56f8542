//! `valetkey group list`.

use clap::Args;
use serde_json::Value;
use valetkey_authorization_server::{record::Group, role_map::RoleMap};

use super::{KINDS, as_json, names};
use crate::{
    database::DatabaseArguments,
    failure::Failure,
    output::{Output, table},
};

#[derive(Args)]
#[command(after_help = "Examples:\n  valetkey group list\n  valetkey group list --json")]
pub(super) struct ListArguments {
    #[command(flatten)]
    database: DatabaseArguments,
}

pub(super) async fn run(arguments: &ListArguments, output: Output) -> Result<(), Failure> {
    let records = arguments.database.records(&KINDS).await?;
    let map = records.role_map().await?;
    let groups = map.groups();
    let values: Vec<Value> = groups.iter().map(|group| as_json(group, &map)).collect();
    output.result(&values, |style| {
        if groups.is_empty() {
            return "No groups yet. Add one with: valetkey group add".to_owned();
        }
        let rows: Vec<Vec<String>> = groups.iter().map(|group| row(group, &map)).collect();
        table(style, &["GROUP", "BELOW", "ROLES", "DESCRIPTION"], &rows)
    })
}

fn row(group: &Group, map: &RoleMap) -> Vec<String> {
    let above: Vec<&str> = map.upwards(group.id).iter().skip(1).map(|group| group.name.as_str()).collect();
    let above = if above.is_empty() { "-".to_owned() } else { above.join(" < ") };
    vec![group.name.clone(), above, names(group, map), group.description.clone().unwrap_or_default()]
}
