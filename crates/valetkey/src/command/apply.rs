//! `valetkey apply`.

use std::io::{self, IsTerminal as _, Write as _};

use clap::Args;
use valetkey_storage::ApplyError;

use super::plan::SourceArguments;
use crate::{
    database::{DatabaseArguments, Records},
    failure::Failure,
    files::{Planned, as_json, in_words, lines_of_meanwhile, plan},
    output::Output,
};

/// The answer that stores a plan.
const YES: &str = "yes";

/// Make clients, scopes, roles, groups, attributes, providers and settings equal to files
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct ApplyArguments {
    #[command(flatten)]
    source: SourceArguments,
    /// Store the changes without asking
    #[arg(long)]
    yes: bool,
    #[command(flatten)]
    database: DatabaseArguments,
}

const EXAMPLES: &str = "\
Shows the plan and asks. All changes are stored as one transaction, or none: if somebody changed one of the records \
meanwhile, nothing is stored. Running servers use the changes within seconds. From then on the files own what they name, \
and commands such as valetkey client edit refuse to edit it.

Examples:
  valetkey apply infra
  valetkey apply infra --prune --yes
  NOTES_SECRET=… valetkey apply infra/clients.toml
      For client_secret = { env = \"NOTES_SECRET\" }. Files contain no secrets.";

/// Runs the command.
pub(crate) async fn run(arguments: &ApplyArguments, output: Output) -> Result<(), Failure> {
    let records = arguments.database.open_existing().await?;
    let SourceArguments { path, prune, take_over } = &arguments.source;
    let planned = plan(path, *prune, *take_over, &records).await?;
    if planned.plan.steps.is_empty() {
        return output.result(&as_json(&planned, true), |style| in_words(&planned, style));
    }
    if !arguments.yes {
        ask(&planned, output)?;
    }
    store(&planned, &records).await?;
    output.result(&as_json(&planned, true), |style| match arguments.yes {
        true => format!("{}\n\n{}", in_words(&planned, style), style.good("Stored.")),
        false => style.good("Stored."),
    })
}

/// Shows the plan and asks on the terminal.
fn ask(planned: &Planned, output: Output) -> Result<(), Failure> {
    if output.is_json() || !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        return Err(Failure::failed(
            "expected a terminal to ask on, or --yes, got neither; valetkey plan shows what would change",
        ));
    }
    output.part(&format!("{}\n\n", in_words(planned, output.style())))?;
    write!(io::stderr(), "Store these changes? Only {YES} stores them: ")?;
    let mut answer = String::new();
    io::stdin().read_line(&mut answer)?;
    match answer.trim() == YES {
        true => Ok(()),
        false => Err(Failure::failed("nothing was stored")),
    }
}

/// Stores a plan as one transaction, on condition that nobody changed a record or its owner since the plan was computed.
///
/// # Errors
/// The records that somebody changed meanwhile, and nothing is stored; or the error of the database.
pub(super) async fn store(planned: &Planned, records: &Records) -> Result<(), Failure> {
    let meanwhile = planned.changed_meanwhile(records).await?;
    if !meanwhile.is_empty() {
        return Err(refused(&lines_of_meanwhile(&meanwhile)));
    }
    match records.storage.apply(planned.plan.changes.clone()).await {
        Err(ApplyError::Conflict { .. }) => {
            let meanwhile = planned.changed_meanwhile(records).await?;
            Err(refused(&lines_of_meanwhile(&meanwhile)))
        }
        done => Ok(done?),
    }
}

fn refused(lines: &str) -> Failure {
    Failure::failed(format!(
        "somebody changed records after they were compared with the files; nothing was stored. Look at the difference and run \
         the command again:\n{lines}"
    ))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use std::{fs, sync::Arc};

    use valetkey_administration::{issuer, scope};
    use valetkey_server::Configuration;
    use valetkey_storage::memory::MemoryStorage;
    use valetkey_types::{Issuer, TenantId};

    use super::*;

    /// A database with an issuer, and a scope that a file wants to edit.
    async fn records() -> Records {
        let records = Records {
            storage: Arc::new(MemoryStorage::new()),
            tenant: TenantId::default(),
            configuration: Configuration::default(),
            place: Configuration::default(),
            snapshot: None,
        };
        let issuer = Issuer::parse("https://id.example").unwrap();
        let decision = records.decide(|occasion| issuer::change(None, issuer, &[], occasion));
        records.storage.apply(decision.changes).await.unwrap();
        let (tenant, map) = records.claim_map_to_edit().await.unwrap();
        let decided = records
            .decide(|occasion| {
                scope::add("company", scope::ScopeSettings::default(), &map, &tenant, occasion)
            })
            .unwrap();
        records.storage.apply(decided.changes).await.unwrap();
        records
    }

    async fn writes(records: &Records, writes: bool) {
        let (tenant, map) = records.claim_map_to_edit().await.unwrap();
        let settings = scope::ScopeSettings { writes: Some(writes), ..scope::ScopeSettings::default() };
        let stored = map.scope("company").unwrap();
        let decided =
            records.decide(|occasion| scope::edit(stored, settings, &map, &tenant, occasion)).unwrap();
        records.storage.apply(decided.changes).await.unwrap();
    }

    #[tokio::test]
    async fn a_plan_over_another_change_is_refused_with_what_changed_and_stores_nothing() {
        let records = records().await;
        let folder = std::env::temp_dir().join(format!("valetkey-apply-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let file =
            "[[scope]]\nname = \"company\"\ndescriptions = { en = \"Work\" }\n[[role]]\nname = \"editor\"\n";
        fs::write(folder.join("main.toml"), file).unwrap();
        let planned = plan(&folder, false, false, &records).await.unwrap();
        assert_eq!(planned.plan.steps.len(), 2);

        writes(&records, true).await;
        let refused = format!("{:?}", store(&planned, &records).await.unwrap_err());
        assert!(refused.contains("scope company: writes: expected"), "{refused}");
        let stored = records.storage.apply(planned.plan.changes.clone()).await;
        assert!(matches!(stored, Err(ApplyError::Conflict { .. })), "the list itself is conditional");
        assert!(records.role_map().await.unwrap().roles().is_empty(), "nothing was stored");

        let again = plan(&folder, false, false, &records).await.unwrap();
        store(&again, &records).await.unwrap();
        assert_eq!(records.role_map().await.unwrap().roles().len(), 1);
        fs::remove_dir_all(&folder).unwrap();
    }
}
