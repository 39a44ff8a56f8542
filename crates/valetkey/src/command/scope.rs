//! `valetkey scope`: scopes, the claims that they open, and the words that users read.

mod edit;

use clap::{Args, Subcommand};
use serde_json::{Value, json};
use valetkey_administration::{Describe as _, files::Thing, scope};
use valetkey_authorization_server::{
    claim_map::{ClaimMap, is_standard_scope},
    record::{Client, TenantRecord, TenantScope},
};
use valetkey_fetch::Method;

use crate::{
    claim_map::{in_languages, scope_called},
    database::{DatabaseArguments, Records},
    failure::Failure,
    output::{Output, pairs, set_fields, table},
    ownership::OwnershipArguments,
    remote::{Kind, Request},
};

/// Add, list, edit and remove scopes with the claims that they open
#[derive(Args)]
#[command(arg_required_else_help = true, help_template = super::GROUP_HELP, after_help = EXAMPLES)]
pub(crate) struct ScopeArguments {
    #[command(subcommand)]
    action: Action,
}

const EXAMPLES: &str = "\
A scope opens claims, and has a sentence that users read before they allow it. An application may ask for the scopes \
that it is registered for (valetkey client edit --scope). Scopes of the standards keep their claims; their sentence can \
be replaced.

Examples:
  valetkey scope add company --claims department,cost_center --description 'See where you work'
  valetkey scope edit company --description-in 'de=Sehen, wo Sie arbeiten'
  valetkey scope add notes:send --description 'Send your notes to others' --writes yes
  valetkey client edit notes-k3x9mwpd7q2a --scope 'openid profile company'

valetkey scope add --help lists the options of a command.";

#[derive(Subcommand)]
enum Action {
    /// Add a scope, or describe one of the standards
    Add(edit::AddArguments),
    /// List the scopes
    List(ListArguments),
    /// Show a scope
    Show(NamedScope),
    /// Edit a scope
    Edit(edit::EditArguments),
    /// Remove a scope; it opens no claims any more
    Remove(RemoveArguments),
}

/// Runs the command.
pub(crate) async fn run(arguments: ScopeArguments, output: Output) -> Result<(), Failure> {
    match arguments.action {
        Action::Add(arguments) => edit::add(&arguments, output).await,
        Action::List(arguments) => list(&arguments, output).await,
        Action::Show(arguments) => show(&arguments, output).await,
        Action::Edit(arguments) => edit::edit(&arguments, output).await,
        Action::Remove(arguments) => remove(&arguments, output).await,
    }
}

#[derive(Args)]
#[command(after_help = "Examples:\n  valetkey scope list\n  valetkey scope list --json")]
struct ListArguments {
    #[command(flatten)]
    database: DatabaseArguments,
}

/// The kinds of records that a command about scopes needs.
const KINDS: [Kind; 1] = [Kind::Scopes];

/// The kinds of records that decide about the claims of a scope.
const DECIDING: [Kind; 2] = [Kind::Scopes, Kind::Attributes];

/// A scope, by its name.
#[derive(Args)]
#[command(after_help = "Example:\n  valetkey scope show company")]
struct NamedScope {
    /// The scope token
    #[arg(value_name = "SCOPE")]
    name: String,
    #[command(flatten)]
    database: DatabaseArguments,
}

/// A scope to remove.
#[derive(Args)]
#[command(after_help = "Example:\n  valetkey scope remove company")]
struct RemoveArguments {
    #[command(flatten)]
    scope: NamedScope,
    #[command(flatten)]
    ownership: OwnershipArguments,
}

/// A scope to change, with all others.
struct Loaded {
    records: Records,
    tenant: TenantRecord,
    map: ClaimMap,
    scope: TenantScope,
}

impl NamedScope {
    async fn load(&self, kinds: &[Kind]) -> Result<Loaded, Failure> {
        let records = self.database.records(kinds).await?;
        let (tenant, map) = records.claim_map_to_edit().await?;
        let scope = scope_called(&map, &self.name)?.clone();
        Ok(Loaded { records, tenant, map, scope })
    }
}

async fn list(arguments: &ListArguments, output: Output) -> Result<(), Failure> {
    let records = arguments.database.records(&KINDS).await?;
    let map = records.claim_map().await?;
    let values: Vec<Value> = map.scopes().iter().map(as_json).collect();
    output.result(&values, |style| {
        if map.scopes().is_empty() {
            return "No scopes besides those of the standards yet. Add one with: valetkey scope add"
                .to_owned();
        }
        let row = |scope: &TenantScope| {
            let claims = match is_standard_scope(&scope.name) {
                true => "(of the standard)".to_owned(),
                false => scope.claims.join(" "),
            };
            vec![scope.name.clone(), claims, writes(scope).to_owned(), in_languages(&scope.descriptions)]
        };
        let rows: Vec<_> = map.scopes().iter().map(row).collect();
        table(style, &["SCOPE", "CLAIMS", "WRITES", "DESCRIPTION"], &rows)
    })
}

async fn show(arguments: &NamedScope, output: Output) -> Result<(), Failure> {
    let records = arguments.database.records(&KINDS).await?;
    let map = records.claim_map().await?;
    print(scope_called(&map, &arguments.name)?, output)
}

async fn remove(arguments: &RemoveArguments, output: Output) -> Result<(), Failure> {
    let Loaded { records, tenant, scope, .. } = arguments.scope.load(&[Kind::Clients, Kind::Scopes]).await?;
    match records.api() {
        Some(api) => {
            let request = Request::of(scope.revision).overriding(arguments.ownership.overrides());
            api.change(Method::DELETE, &["scopes", &scope.name], request).await?;
        }
        None => {
            arguments.ownership.check(&Thing::scope(&scope.name), &records).await?;
            let decided = records.decide(|occasion| scope::remove(&scope, &tenant, occasion));
            records.store_claim_map(decided.changes).await?;
        }
    }
    let clients = records.storage.clients(&records.tenant).await?;
    let may_ask = |client: &&Client| client.scope.contains(&scope.name);
    let registered: Vec<&str> = clients.iter().filter(may_ask).map(|client| client.id.as_str()).collect();
    let value = json!({ "removed": scope.name, "registered_clients": registered });
    output.result(&value, |_| match registered.as_slice() {
        [] => format!("Removed the scope {}.", scope.name),
        names => format!(
            "Removed the scope {}: it opens no claims. These clients may still ask for it: {}.",
            scope.name,
            names.join(", ")
        ),
    })
}

/// Prints a scope.
fn print(scope: &TenantScope, output: Output) -> Result<(), Failure> {
    output.result(&as_json(scope), |style| {
        format!("{}\n\n{}", style.strong(&scope.name), pairs(set_fields(scope.fields())))
    })
}

fn as_json(scope: &TenantScope) -> Value {
    json!({
        "scope": scope.name,
        "claims": scope.claims,
        "descriptions": scope.descriptions,
        "writes": scope.writes,
        "created_at": scope.created_at,
    })
}

fn writes(scope: &TenantScope) -> &'static str {
    match scope.writes {
        Some(true) => "yes",
        Some(false) => "no",
        None => "guessed",
    }
}
