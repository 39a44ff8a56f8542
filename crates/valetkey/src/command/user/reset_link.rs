//! `valetkey user reset-link`.

use clap::Args;
use serde_json::json;
use valetkey_administration::joining;
use valetkey_authorization_server::Change;
use valetkey_server::{SystemEnvironment, mail};

use super::{NamedUser, Opened, remote};
use crate::{failure::Failure, issuer_server, output::Output, remote::record, time_words::utc};

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct ResetLinkArguments {
    #[command(flatten)]
    user: NamedUser,
}

const EXAMPLES: &str = "\
The link works once, for half an hour. Whoever has it can sign in as the user, so hand it over yourself and to nobody else. \
Nothing changes before it is used; then every session of the user ends.

Example:
  valetkey user reset-link alice";

pub(super) async fn run(arguments: &ResetLinkArguments, output: Output) -> Result<(), Failure> {
    let (user, uri, until) = match arguments.user.open().await? {
        Opened::Database(records, user) => {
            let tenant = records.recorded_tenant().await?;
            let key = issuer_server::encryption_key(&records.configuration, true)?;
            let mut link = mail::reset_link(&key, &tenant, &user, &SystemEnvironment)?;
            let event = records.decide(|occasion| joining::link_made(&user, occasion));
            link.changes.push(Change::StoreEvent(event));
            records.storage.apply(link.changes).await?;
            (user, link.uri, utc(link.expires_at))
        }
        Opened::Server(api, user) => {
            let answer = remote::post(&api, &user, "reset-link").await?;
            let link = record::link(answer)?;
            (user, link.uri, utc(link.expires_at))
        }
    };
    let value = json!({ "username": user.username, "sub": user.id, "uri": uri, "expires_at": until });
    output.result(&value, |style| {
        let heading = style.strong(&format!("A link for {} to choose a new password:", user.username));
        format!("{heading}\n\n  {uri}\n\nIt works once, until {until}.")
    })
}
