//! `valetkey group show`.

use clap::Args;
use serde_json::{Value, json};
use valetkey_accounts::User;
use valetkey_authorization_server::record::Group;
use valetkey_storage::directory;
use valetkey_types::UserId;

use super::{NamedGroup, as_json, names};
use crate::{
    database::Records,
    failure::Failure,
    output::{Output, pairs, table},
    remote::record,
};

/// How many members fit on a screen.
const SCREEN: u32 = 50;

/// How many are read at once.
const PAGE: usize = 500;

#[derive(Args)]
#[command(
    after_help = "The members are those of the group itself, not those of groups below it.\n\nExamples:\n  valetkey group show engineering\n  valetkey group show engineering --limit 200 --json"
)]
pub(super) struct ShowArguments {
    #[command(flatten)]
    group: NamedGroup,
    /// Show at most this many members [default: 50, with --json all]
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(1..))]
    limit: Option<u32>,
}

pub(super) async fn run(arguments: &ShowArguments, output: Output) -> Result<(), Failure> {
    let (records, map, group) = arguments.group.load().await?;
    let standard = if output.is_json() { u32::MAX } else { SCREEN };
    let limit = usize::try_from(arguments.limit.unwrap_or(standard)).unwrap_or(usize::MAX);
    let (members, has_more) = members(&records, &group, limit).await?;
    let mut value = as_json(&group, &map);
    value["members"] = members.iter().map(member).collect();
    value["has_more_members"] = json!(has_more);
    output.result(&value, |style| {
        let above: Vec<&str> =
            map.upwards(group.id).iter().skip(1).map(|group| group.name.as_str()).collect();
        let lines = [
            ("below", above.join(" < ")),
            ("description", group.description.clone().unwrap_or_default()),
            ("roles", names(&group, &map)),
        ];
        let lines = pairs(lines.into_iter().filter(|(_, value)| !value.is_empty()));
        let rows: Vec<Vec<String>> = members.iter().map(row).collect();
        let members = match rows.is_empty() {
            true => "No members. Add one with: valetkey group add-member".to_owned(),
            false => table(style, &["USERNAME", "NAME", "SUB"], &rows),
        };
        let lines = if lines.is_empty() { lines } else { format!("{lines}\n\n") };
        format!("{}\n\n{lines}{members}", style.strong(&group.name))
    })?;
    if has_more { output.note("\nThere are more members. --limit shows more.") } else { Ok(()) }
}

/// Returns up to `limit` direct members, by identifier, and whether there are more.
async fn members(records: &Records, group: &Group, limit: usize) -> Result<(Vec<User>, bool), Failure> {
    if let Some(api) = records.api() {
        let filters = [("group", &*group.id.to_string()), ("direct", "true")];
        let (found, has_more) = api.list(&["users"], &filters, limit).await?;
        return Ok((found.into_iter().map(record::user).collect::<Result<_, _>>()?, has_more));
    }
    let mut members: Vec<User> = Vec::new();
    loop {
        let size = PAGE.min(limit.saturating_add(1) - members.len());
        let last: Option<UserId> = members.last().map(|user| user.id.clone());
        let page = directory::members(&*records.storage, group, last.as_ref(), size).await?;
        let is_last = page.len() < size;
        members.extend(page);
        if is_last || members.len() > limit {
            break;
        }
    }
    let has_more = members.len() > limit;
    members.truncate(limit);
    Ok((members, has_more))
}

fn member(user: &User) -> Value {
    json!({ "sub": user.id, "username": user.username, "name": user.name, "disabled": user.disabled })
}

fn row(user: &User) -> Vec<String> {
    let name = user.name.clone().unwrap_or_else(|| "-".to_owned());
    vec![user.username.clone(), name, user.id.to_string()]
}
