//! `valetkey attribute remove`.

use clap::Args;
use serde_json::json;
use valetkey_administration::attribute;
use valetkey_authorization_server::record::Attribute;
use valetkey_fetch::Method;

use super::KINDS;
use crate::{
    database::{DatabaseArguments, Records},
    failure::Failure,
    output::Output,
    ownership::OwnershipArguments,
    remote::Request,
};

/// Users that are read at a time.
const PAGE: usize = 500;

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct RemoveArguments {
    /// The name of the attribute
    #[arg(value_name = "ATTRIBUTE")]
    name: String,
    /// Remove the values from all users too, also where the definition is gone already
    #[arg(long)]
    values: bool,
    #[command(flatten)]
    ownership: OwnershipArguments,
    #[command(flatten)]
    database: DatabaseArguments,
}

const EXAMPLES: &str = "\
No page and no application shows the values any more. Without --values they stay in the database: an attribute that \
is added under the same name with the same type has them again. With --values they are removed from one user after \
the other; an interrupted command can be run again.

Examples:
  valetkey attribute remove department
  valetkey attribute remove department --values";

pub(super) async fn run(arguments: &RemoveArguments, output: Output) -> Result<(), Failure> {
    if arguments.values && arguments.database.server().is_some() {
        return Err(Failure::usage(
            "--values: for the database only; use it on the server's machine, without --server",
        ));
    }
    let records = arguments.database.records(&KINDS).await?;
    let (tenant, map) = records.claim_map_to_edit().await?;
    let defined: Option<&Attribute> = map.attribute(&arguments.name);
    if defined.is_none() && !arguments.values {
        crate::claim_map::attribute_called(&map, &arguments.name)?;
    }
    if let Some(defined) = defined {
        match records.api() {
            Some(api) => {
                let request = Request::of(defined.revision).overriding(arguments.ownership.overrides());
                api.change(Method::DELETE, &["attributes", &defined.name], request).await?;
            }
            None => {
                let decided = records.decide(|occasion| attribute::remove(defined, &map, &tenant, occasion));
                arguments.ownership.check_changes(&decided.changes, &records).await?;
                records.store_claim_map(decided.changes).await?;
            }
        }
    }
    let removed = if arguments.values { Some(remove_values(&records, &arguments.name).await?) } else { None };
    let value = json!({ "removed": arguments.name, "values_removed": removed });
    output.result(&value, |_| match removed {
        Some(count) => format!("Removed the attribute {}, and its value from {count} users.", arguments.name),
        None => format!(
            "Removed the attribute {0}. The values stay in the database; to remove them: valetkey attribute remove {0} --values",
            arguments.name
        ),
    })
}

/// Removes the value from every user, one commit each. Returns the number of users that had one.
async fn remove_values(records: &Records, name: &str) -> Result<u64, Failure> {
    let (mut after, mut count) = (None, 0);
    loop {
        let users = records.storage.find_users(&records.tenant, "", after.as_ref(), PAGE).await?;
        for user in &users {
            let changes = records.decide(|occasion| attribute::forget_value(user, name, occasion));
            if !changes.is_empty() {
                crate::command::user::store(records, changes, user).await?;
                count += 1;
            }
        }
        if users.len() < PAGE {
            return Ok(count);
        }
        after = users.into_iter().next_back();
    }
}
