//! `valetkey tenant remove`.

use std::io::{self, BufRead as _, IsTerminal as _};

use clap::Args;
use serde_json::{Map, Value, json};
use valetkey_administration::tenant;
use valetkey_authorization_server::{Change, record::TenantRecord, tenant::tenant_id};
use valetkey_storage::{
    DESCRIPTIONS, Description, Listing, Storage,
    record::{CLIENT, GRANT, SESSION, TENANT, USER},
};
use valetkey_types::TenantId;

use crate::{
    administration::decide,
    database::{self, PlaceArguments},
    failure::Failure,
    output::Output,
};

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct RemoveArguments {
    /// The name, as `valetkey tenant list` shows it
    #[arg(value_name = "TENANT")]
    tenant: String,
    /// Do not ask for the name again
    #[arg(long)]
    yes: bool,
    #[command(flatten)]
    database: PlaceArguments,
}

const EXAMPLES: &str = "\
The command says what will be lost and asks for the name of the tenant. A running server stops serving the tenant within \
seconds. If the command is interrupted, run it again.

Examples:
  valetkey tenant remove acme
  valetkey tenant remove acme --yes";

/// Rows of a kind that one step removes.
const STEP: u32 = 500;

/// The records that a removal deletes, for the confirmation.
const COUNTED: [&Description; 4] = [&USER, &CLIENT, &SESSION, &GRANT];

/// Rows that are counted; beyond, there are "or more".
const MOST_COUNTED: usize = 10_000;

pub(super) async fn run(arguments: &RemoveArguments, output: Output) -> Result<(), Failure> {
    let id = tenant_id(&arguments.tenant).map_err(Failure::usage)?;
    let configuration = arguments.database.configuration()?;
    database::require_existing(&configuration.database)?;
    let storage = database::open(&configuration.database).await?;
    let recorded = storage.tenant(&id).await?;
    if recorded.is_none() && !has_records(&*storage, &id).await? {
        return Err(database::no_tenant(&id));
    }
    let removal = match &recorded {
        None if id == TenantId::default() => return Err(Failure::failed(tenant::DefaultTenant)),
        None => Vec::new(),
        Some(recorded) => decide(&configuration, &id, |occasion| tenant::remove(recorded, occasion))?.changes,
    };
    let counts = counts(&*storage, &id).await?;
    if !arguments.yes {
        confirm(&id, recorded.as_ref(), &counts, output)?;
    }
    // First, so that no server serves it any more.
    storage.apply(removal).await?;
    while has_records(&*storage, &id).await? {
        let step = Change::RemoveRecordsOfTenant { tenant: id.clone(), at_most: STEP };
        storage.apply(vec![step]).await?;
    }
    let lost: Map<String, Value> =
        counts.iter().map(|(kind, count)| (kind.plural.to_owned(), (*count).into())).collect();
    output.result(&json!({ "removed": id, "lost": lost }), |_| {
        format!("Removed the tenant {} with {}.", id.as_str(), in_words(&counts))
    })
}

/// Whether records of a tenant are left, beside the tenant itself.
async fn has_records(storage: &dyn Storage, tenant: &TenantId) -> Result<bool, Failure> {
    for description in DESCRIPTIONS.into_iter().filter(|description| !description.is(&TENANT)) {
        if !storage.rows(&Listing::of_tenant(description, tenant, 1)).await?.is_empty() {
            return Ok(true);
        }
    }
    Ok(false)
}

async fn counts(
    storage: &dyn Storage,
    tenant: &TenantId,
) -> Result<Vec<(&'static Description, usize)>, Failure> {
    let mut counts = Vec::new();
    for description in COUNTED {
        let rows = storage.rows(&Listing::of_tenant(description, tenant, MOST_COUNTED)).await?;
        counts.push((description, rows.len()));
    }
    Ok(counts)
}

fn in_words(counts: &[(&'static Description, usize)]) -> String {
    let count = |(kind, count): &(&'static Description, usize)| match *count {
        1 => format!("1 {}", kind.name),
        MOST_COUNTED => format!("{MOST_COUNTED} or more {}", kind.plural),
        count => format!("{count} {}", kind.plural),
    };
    counts.iter().map(count).collect::<Vec<_>>().join(", ")
}

/// Says what will be lost and asks for the name.
fn confirm(
    tenant: &TenantId,
    recorded: Option<&TenantRecord>,
    counts: &[(&'static Description, usize)],
    output: Output,
) -> Result<(), Failure> {
    let name = tenant.as_str();
    if output.is_json() || !io::stdin().is_terminal() {
        return Err(Failure::usage(format!(
            "nobody can be asked here; to remove the tenant {name} with {}, say --yes",
            in_words(counts)
        )));
    }
    let issuer = recorded.map_or_else(String::new, |recorded| format!(", {}", recorded.issuer));
    output.note(&format!(
        "This removes the tenant {name}{issuer}, with {}, its signing keys and its events. There is no way back.\n\
         Type {name} to remove it:",
        in_words(counts)
    ))?;
    let mut typed = String::new();
    io::stdin().lock().read_line(&mut typed)?;
    match typed.trim() == name {
        true => Ok(()),
        false => {
            Err(Failure::failed(format!("expected {name}, got {:?}; nothing was removed", typed.trim())))
        }
    }
}
