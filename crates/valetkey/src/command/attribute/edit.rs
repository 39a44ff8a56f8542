//! `valetkey attribute add` and `edit`.

use clap::Args;
use serde_json::json;
use valetkey_administration::{
    attribute::{self, AttributeSettings, NewAttribute},
    files::Thing,
};
use valetkey_authorization_server::record::{AttributeAccess, AttributeKind, OperatorText};
use valetkey_fetch::Method;

use super::{KINDS, NamedAttribute, print, settings::SettingsArguments};
use crate::{
    database::{DatabaseArguments, Records},
    failure::Failure,
    output::Output,
    ownership::OwnershipArguments,
    remote::{Request, record},
};

#[derive(Args)]
#[command(after_help = ADD_EXAMPLES)]
pub(super) struct AddArguments {
    /// The name, for commands: small letters, digits and underscores. It never changes
    #[arg(value_name = "ATTRIBUTE")]
    name: String,
    /// The type of its values: text, number, yes-no, date, texts (a list) or one-of. It never changes
    #[arg(long = "type", value_name = "TYPE", default_value = "text")]
    kind: String,
    /// The claim in which applications get the value; without one no application gets it. It never changes
    #[arg(long, value_name = "CLAIM")]
    claim: Option<String>,
    #[command(flatten)]
    settings: SettingsArguments,
    #[command(flatten)]
    ownership: OwnershipArguments,
    #[command(flatten)]
    database: DatabaseArguments,
}

const ADD_EXAMPLES: &str = "\
Without --seen-by and --edited-by, users see the value and administrators edit it. A claim that the server sets \
itself, such as sub or roles, and a standard claim are refused.

Examples:
  valetkey attribute add department --claim department --scope company --label Department
  valetkey attribute add shirt --type one-of --choice S --choice M --choice L --edited-by user
  valetkey attribute add cost_center --type number --claim https://acme.example/cost-center --seen-by administrator";

#[derive(Args)]
#[command(
    after_help = "Only what you name changes; name, type and claim stay. Running servers use the change within seconds.\n\nExamples:\n  valetkey attribute edit department --label-in de=Abteilung --required yes\n  valetkey attribute edit shirt --choice S --choice M --choice L --choice XL"
)]
pub(super) struct EditArguments {
    #[command(flatten)]
    attribute: NamedAttribute,
    #[command(flatten)]
    settings: SettingsArguments,
    #[command(flatten)]
    ownership: OwnershipArguments,
}

pub(super) async fn add(arguments: &AddArguments, output: Output) -> Result<(), Failure> {
    let records = arguments.database.records(&KINDS).await?;
    let (tenant, map) = records.claim_map_to_edit().await?;
    let settings = arguments.settings.over(AttributeSettings {
        choices: Vec::new(),
        labels: OperatorText::new(),
        is_required: false,
        seen_by: AttributeAccess::User,
        edited_by: AttributeAccess::Administrator,
        add_to_scopes: Vec::new(),
    });
    check_scopes(&arguments.ownership, &settings, &records).await?;
    let new = NewAttribute {
        name: arguments.name.clone(),
        kind: AttributeKind::from_name(&arguments.kind, settings.choices.clone()),
        claim: arguments.claim.clone(),
        settings,
    };
    let mut body = record::attribute_values(&new.settings);
    (body["attribute"], body["type"]) = (json!(new.name), json!(new.kind.name()));
    body["claim"] = json!(new.claim);
    let decided =
        records.decide(|occasion| attribute::add(new, &map, &tenant, occasion)).map_err(Failure::usage)?;
    match records.api() {
        Some(api) => {
            let request = Request::to(&body).overriding(arguments.ownership.overrides());
            api.change(Method::POST, &["attributes"], request).await?;
        }
        None => records.store_claim_map(decided.changes).await?,
    }
    print(&decided.answer, &records.after_change().await?.claim_map().await?, output)
}

pub(super) async fn edit(arguments: &EditArguments, output: Output) -> Result<(), Failure> {
    let loaded = arguments.attribute.load().await?;
    let (records, before) = (loaded.records, &loaded.attribute);
    let settings = arguments.settings.over(AttributeSettings::from(before));
    arguments.ownership.check(&Thing::attribute(&before.name), &records).await?;
    check_scopes(&arguments.ownership, &settings, &records).await?;
    let decided = records
        .decide(|occasion| attribute::edit(before, &settings, &loaded.map, &loaded.tenant, occasion))
        .map_err(Failure::usage)?;
    if decided.changes.is_empty() {
        output.note("Nothing differs; nothing was stored.")?;
    }
    match records.api() {
        Some(api) => {
            let seen = record::attribute_values(&AttributeSettings::from(before));
            let body = record::difference(&seen, record::attribute_values(&settings));
            let request =
                Request::of(before.revision).with(&body).overriding(arguments.ownership.overrides());
            api.change(Method::PATCH, &["attributes", &before.name], request).await?;
        }
        None => records.store_claim_map(decided.changes).await?,
    }
    print(&decided.answer, &records.after_change().await?.claim_map().await?, output)
}

/// Refuses to open the claim by a scope that a file owns.
async fn check_scopes(
    ownership: &OwnershipArguments,
    settings: &AttributeSettings,
    records: &Records,
) -> Result<(), Failure> {
    for scope in &settings.add_to_scopes {
        ownership.check(&Thing::scope(scope), records).await?;
    }
    Ok(())
}
