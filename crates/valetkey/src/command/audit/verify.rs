//! `valetkey audit verify`.

use clap::Args;
use serde_json::json;
use valetkey_authorization_server::record::AuditHash;
use valetkey_server::{
    Environment as _, SystemEnvironment,
    audit::{self, Report, Trouble},
};

use crate::{database::DatabaseArguments, failure::Failure, output::Output, time_words::utc};

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct VerifyArguments {
    /// The hash of a block, as valetkey audit head printed it: finds newer blocks that were removed since
    #[arg(long, value_name = "HASH")]
    head: Option<AuditHash>,
    #[command(flatten)]
    database: DatabaseArguments,
}

const EXAMPLES: &str = "\
Reads every block and every event, and says which block fails first, and why. Events of the last minute wait for their block. \
Without --head it does not notice that the newest blocks were removed together with their events.

Examples:
  valetkey audit verify
  valetkey audit verify --head 5f0c2f6f1f0f4f3a8b8d2f4b6c1e7d9a0b3c5e7f9a1b3c5d7e9f0a2b4c6d8e0f
  valetkey audit verify --tenant acme --json

Exit codes: 0 nothing is wrong, 1 something is, 2 wrong command line or configuration.";

/// Runs the command.
pub(super) async fn run(arguments: &VerifyArguments, output: Output) -> Result<(), Failure> {
    let records = arguments.database.open_existing().await?;
    let now = || SystemEnvironment.now();
    let report = audit::verify(&*records.storage, &records.tenant, arguments.head, &now).await?;
    if let Some(trouble) = &report.trouble {
        return Err(Failure::failed(in_words(trouble)));
    }
    let value = json!({
        "blocks": report.blocks,
        "unchanged": report.unchanged,
        "erased": report.erased,
        "personal_not_covered": report.personal_not_covered,
        "expired": report.expired,
        "waiting": report.waiting,
        "head": report.head.as_ref().map(|head| json!({ "number": head.number, "hash": head.hash, "at": head.at })),
    });
    output.result(&value, |_| summary(&report))
}

fn in_words(trouble: &Trouble) -> String {
    let block =
        trouble.block.map(|number| format!("block {number}")).unwrap_or_else(|| "the chain".to_owned());
    let event = trouble.event.map(|id| format!(", event {id}")).unwrap_or_default();
    format!("{block}{event}: {}", trouble.reason)
}

fn summary(report: &Report) -> String {
    let Some(head) = &report.head else {
        return format!("There is no block yet. {} events wait for one.", report.waiting);
    };
    let mut lines = vec![format!(
        "Nothing is wrong: {} blocks cover {} events that are unchanged.",
        report.blocks, report.unchanged
    )];
    for (count, text) in [
        (report.erased, "of them lost their personal values, because their user was removed."),
        (
            report.personal_not_covered,
            "of them are older than the chain: it does not cover their personal values.",
        ),
        (report.expired, "further events were removed because their time was over."),
        (report.waiting, "events wait for a block."),
    ] {
        if count > 0 {
            lines.push(format!("{count} {text}"));
        }
    }
    lines.push(format!("The newest block is {} of {}: {}", head.number, utc(head.at), head.hash));
    lines.join("\n")
}
