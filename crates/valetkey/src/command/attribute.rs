//! `valetkey attribute`: what is stored about users besides the standard claims.

mod edit;
mod remove;
mod settings;

use clap::{Args, Subcommand};
use serde_json::{Value, json};
use valetkey_administration::Describe as _;
use valetkey_authorization_server::{
    claim_map::ClaimMap,
    record::{Attribute, TenantRecord},
};

use crate::{
    claim_map::attribute_called,
    database::{DatabaseArguments, Records},
    failure::Failure,
    output::{Output, pairs, set_fields, table},
    remote::Kind,
};

/// Add, list, edit and remove attributes of users besides the standard claims
#[derive(Args)]
#[command(arg_required_else_help = true, help_template = super::GROUP_HELP, after_help = EXAMPLES)]
pub(crate) struct AttributeArguments {
    #[command(subcommand)]
    action: Action,
}

const EXAMPLES: &str = "\
An attribute has a type and a label; --seen-by and --edited-by say who may see and edit its values. Applications get a value \
in the claim of the attribute, if a scope of valetkey scope opens that claim and the application asked for the scope.

Examples:
  valetkey scope add company --description 'See where you work'
  valetkey attribute add department --claim department --scope company --label Department --label-in de=Abteilung
  valetkey user edit alice --attribute department=Sales
  valetkey user claims alice --client notes-k3x9mwpd7q2a --scope 'openid company'

valetkey attribute add --help lists the options of a command.";

#[derive(Subcommand)]
enum Action {
    /// Define an attribute
    Add(Box<edit::AddArguments>),
    /// List the attributes
    List(ListArguments),
    /// Show an attribute
    Show(NamedAttribute),
    /// Edit an attribute
    Edit(Box<edit::EditArguments>),
    /// Remove the definition of an attribute, and with --values the values
    Remove(remove::RemoveArguments),
}

/// Runs the command.
pub(crate) async fn run(arguments: AttributeArguments, output: Output) -> Result<(), Failure> {
    match arguments.action {
        Action::Add(arguments) => edit::add(&arguments, output).await,
        Action::List(arguments) => list(&arguments, output).await,
        Action::Show(arguments) => show(&arguments, output).await,
        Action::Edit(arguments) => edit::edit(&arguments, output).await,
        Action::Remove(arguments) => remove::run(&arguments, output).await,
    }
}

#[derive(Args)]
#[command(after_help = "Examples:\n  valetkey attribute list\n  valetkey attribute list --json")]
struct ListArguments {
    #[command(flatten)]
    database: DatabaseArguments,
}

/// The kinds of records that a command about attributes needs: scopes open their claims.
const KINDS: [Kind; 2] = [Kind::Scopes, Kind::Attributes];

/// An attribute, by its name.
#[derive(Args)]
#[command(after_help = "Example:\n  valetkey attribute show department")]
struct NamedAttribute {
    /// The name of the attribute
    #[arg(value_name = "ATTRIBUTE")]
    name: String,
    #[command(flatten)]
    database: DatabaseArguments,
}

/// An attribute to change, with all others.
struct Loaded {
    records: Records,
    tenant: TenantRecord,
    map: ClaimMap,
    attribute: Attribute,
}

impl NamedAttribute {
    async fn load(&self) -> Result<Loaded, Failure> {
        let records = self.database.records(&KINDS).await?;
        let (tenant, map) = records.claim_map_to_edit().await?;
        let attribute = attribute_called(&map, &self.name)?.clone();
        Ok(Loaded { records, tenant, map, attribute })
    }
}

async fn list(arguments: &ListArguments, output: Output) -> Result<(), Failure> {
    let records = arguments.database.records(&KINDS).await?;
    let map = records.claim_map().await?;
    let values: Vec<Value> = map.attributes().iter().map(|attribute| as_json(attribute, &map)).collect();
    output.result(&values, |style| {
        if map.attributes().is_empty() {
            return "No attributes yet. Add one with: valetkey attribute add".to_owned();
        }
        let rows: Vec<_> = map.attributes().iter().map(|attribute| row(attribute, &map)).collect();
        table(style, &["ATTRIBUTE", "TYPE", "REQUIRED", "SEEN BY", "EDITED BY", "CLAIM", "SCOPES"], &rows)
    })
}

async fn show(arguments: &NamedAttribute, output: Output) -> Result<(), Failure> {
    let records = arguments.database.records(&KINDS).await?;
    let map = records.claim_map().await?;
    print(attribute_called(&map, &arguments.name)?, &map, output)
}

/// Prints an attribute.
fn print(attribute: &Attribute, map: &ClaimMap, output: Output) -> Result<(), Failure> {
    output.result(&as_json(attribute, map), |style| {
        let mut lines = set_fields(attribute.fields());
        let scopes = scopes(attribute, map);
        lines.extend((!scopes.is_empty()).then(|| ("scopes", scopes.join(" "))));
        format!("{}\n\n{}", style.strong(&attribute.name), pairs(lines))
    })
}

fn as_json(attribute: &Attribute, map: &ClaimMap) -> Value {
    json!({
        "attribute": attribute.name,
        "type": attribute.kind.name(),
        "choices": attribute.kind.choices(),
        "labels": attribute.labels,
        "required": attribute.is_required,
        "seen_by": attribute.seen_by.name(),
        "edited_by": attribute.edited_by.name(),
        "claim": attribute.claim,
        "scopes": scopes(attribute, map),
        "created_at": attribute.created_at,
    })
}

fn row(attribute: &Attribute, map: &ClaimMap) -> Vec<String> {
    vec![
        attribute.name.clone(),
        attribute.kind.name().to_owned(),
        if attribute.is_required { "yes" } else { "no" }.to_owned(),
        attribute.seen_by.name().to_owned(),
        attribute.edited_by.name().to_owned(),
        attribute.claim.clone().unwrap_or_else(|| "-".to_owned()),
        scopes(attribute, map).join(" "),
    ]
}

/// The scopes that open the claim of an attribute.
fn scopes<'a>(attribute: &'a Attribute, map: &'a ClaimMap) -> Vec<&'a str> {
    let claim = attribute.claim.iter();
    claim.flat_map(|claim| map.scopes_with(claim)).map(|scope| scope.name.as_str()).collect()
}
