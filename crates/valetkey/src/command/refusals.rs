//! `valetkey refusals`: how many requests the server refused, by the hour.

use clap::Args;
use serde_json::json;
use valetkey_server::{
    Environment as _, SystemEnvironment,
    refusals::{self, HourlyRefusals},
};
use valetkey_types::Seconds;

use crate::{
    database::DatabaseArguments,
    failure::Failure,
    output::{Output, table},
    time_words::utc,
};

/// Show how many sign-ins and requests were refused, by the hour
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct RefusalsArguments {
    /// Number of hours to show, up to now
    #[arg(long, value_name = "NUMBER", default_value_t = 24, value_parser = clap::value_parser!(u32).range(1..=720))]
    hours: u32,
    #[command(flatten)]
    database: DatabaseArguments,
}

const EXAMPLES: &str = "\
The server stores the counts once a minute and when it stops, and keeps them for 30 days. The log has a line for each \
refusal.

Examples:
  valetkey refusals
  valetkey refusals --hours 168 --json";

/// Runs the command.
pub(crate) async fn run(arguments: RefusalsArguments, output: Output) -> Result<(), Failure> {
    let records = arguments.database.open_existing().await?;
    let since = SystemEnvironment.now().minus(Seconds::hours(arguments.hours.into()));
    let found = refusals::list(&*records.storage, &records.tenant, since).await?;
    let value = |refusals: &HourlyRefusals| json!({ "hour": refusals.hour, "refused": refusals.kind, "count": refusals.count });
    let values: Vec<_> = found.iter().map(value).collect();
    output.result(&values, |style| {
        if found.is_empty() {
            return "No refusals.".to_owned();
        }
        let row = |refusals: &HourlyRefusals| {
            vec![utc(refusals.hour), refusals.kind.clone(), refusals.count.to_string()]
        };
        table(style, &["HOUR", "REFUSED", "COUNT"], &found.iter().map(row).collect::<Vec<_>>())
    })
}
