//! `valetkey scope add` and `edit`.

use clap::{Args, ValueEnum};
use serde_json::json;
use valetkey_administration::{
    files::Thing,
    scope::{self, ScopeSettings},
};
use valetkey_fetch::Method;

use super::{DECIDING, Loaded, NamedScope, print};
use crate::{
    claim_map::{pair, set_text},
    database::DatabaseArguments,
    failure::Failure,
    output::Output,
    ownership::OwnershipArguments,
    remote::{Request, record},
};

#[derive(Args)]
#[command(
    after_help = "Examples:\n  valetkey scope add company --claims department,cost_center --description 'See where you work'\n  valetkey scope add email --description 'See the address where we write to you'"
)]
pub(super) struct AddArguments {
    /// The scope token. It never changes
    #[arg(value_name = "SCOPE")]
    name: String,
    #[command(flatten)]
    settings: SettingsArguments,
    #[command(flatten)]
    database: DatabaseArguments,
}

#[derive(Args)]
#[command(
    after_help = "Only what you name changes. Users who allowed the scope are not asked again. Running servers use the change within seconds.\n\nExamples:\n  valetkey scope edit company --add-claim birthdate\n  valetkey scope edit company --writes no --description-in 'de=Sehen, wo Sie arbeiten'"
)]
pub(super) struct EditArguments {
    #[command(flatten)]
    scope: NamedScope,
    #[command(flatten)]
    settings: SettingsArguments,
    /// Adds a claim. Repeatable
    #[arg(long, value_name = "CLAIM")]
    add_claim: Vec<String>,
    /// Removes a claim. Repeatable
    #[arg(long, value_name = "CLAIM")]
    remove_claim: Vec<String>,
    #[command(flatten)]
    ownership: OwnershipArguments,
}

#[derive(Args)]
struct SettingsArguments {
    /// The claims that it opens, with commas between them: claims of attributes, or standard claims such as birthdate; replaces
    /// all
    #[arg(long, value_name = "CLAIMS", value_delimiter = ',')]
    claims: Vec<String>,
    /// The sentence that users read, in English; "" removes it
    #[arg(long, value_name = "TEXT")]
    description: Option<String>,
    /// The sentence in another language. Repeatable
    #[arg(long = "description-in", value_name = "LANGUAGE=TEXT", value_parser = pair)]
    descriptions: Vec<(String, String)>,
    /// Whether applications can change something with the scope: yes, no, or guess (by the words of its name) [default: guess]
    #[arg(long, value_name = "YES|NO|GUESS", value_enum, hide_possible_values = true)]
    writes: Option<Writes>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Writes {
    Yes,
    No,
    Guess,
}

impl SettingsArguments {
    /// Sets what the arguments name.
    fn over(&self, mut settings: ScopeSettings) -> ScopeSettings {
        if !self.claims.is_empty() {
            settings.claims = self.claims.iter().filter(|claim| !claim.is_empty()).cloned().collect();
        }
        set_text(&mut settings.descriptions, self.description.as_ref(), &self.descriptions);
        settings.writes = match self.writes {
            Some(Writes::Yes) => Some(true),
            Some(Writes::No) => Some(false),
            Some(Writes::Guess) => None,
            None => settings.writes,
        };
        settings
    }
}

pub(super) async fn add(arguments: &AddArguments, output: Output) -> Result<(), Failure> {
    let records = arguments.database.records(&DECIDING).await?;
    let (tenant, map) = records.claim_map_to_edit().await?;
    let settings = arguments.settings.over(ScopeSettings::default());
    let mut body = record::scope_values(&settings);
    body["scope"] = json!(arguments.name);
    let decided = records
        .decide(|occasion| scope::add(&arguments.name, settings, &map, &tenant, occasion))
        .map_err(Failure::usage)?;
    if let Some(api) = records.api() {
        let added = api.change(Method::POST, &["scopes"], Request::to(&body)).await?;
        return print(&record::scope(added)?, output);
    }
    records.store_claim_map(decided.changes).await?;
    print(&decided.answer, output)
}

pub(super) async fn edit(arguments: &EditArguments, output: Output) -> Result<(), Failure> {
    let Loaded { records, tenant, map, scope } = arguments.scope.load(&DECIDING).await?;
    arguments.ownership.check(&Thing::scope(&scope.name), &records).await?;
    let mut settings = arguments.settings.over(ScopeSettings::from(&scope));
    settings.claims.extend(arguments.add_claim.iter().cloned());
    for claim in &arguments.remove_claim {
        if !settings.claims.contains(claim) {
            let known = settings.claims.join(", ");
            return Err(Failure::usage(format!("--remove-claim: expected one of {known}, got {claim:?}")));
        }
        settings.claims.retain(|known| known != claim);
    }
    let values = record::scope_values(&settings);
    let decided = records
        .decide(|occasion| scope::edit(&scope, settings, &map, &tenant, occasion))
        .map_err(Failure::usage)?;
    if decided.changes.is_empty() {
        output.note("Nothing differs; nothing was stored.")?;
    }
    match records.api() {
        Some(api) => {
            let body = record::difference(&record::scope_values(&ScopeSettings::from(&scope)), values);
            let request = Request::of(scope.revision).with(&body).overriding(arguments.ownership.overrides());
            api.change(Method::PATCH, &["scopes", &scope.name], request).await?;
        }
        None => records.store_claim_map(decided.changes).await?,
    }
    print(&decided.answer, output)
}
