//! `valetkey user reset-link`.

use clap::Args;
use serde_json::json;
use valetkey_administration::joining;
use valetkey_authorization_server::Change;
use valetkey_server::{SystemEnvironment, mail};

use super::NamedUser;
use crate::{failure::Failure, issuer_server, output::Output, time_words::utc};

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
    let (records, user) = arguments.user.load().await?;
    let tenant = records.recorded_tenant().await?;
    let key = issuer_server::encryption_key(&records.configuration, true)?;
    let mut link = mail::reset_link(&key, &tenant, &user, &SystemEnvironment)?;
    let event = records.decide(|occasion| joining::link_made(&user, occasion));
    link.changes.push(Change::StoreEvent(event));
    records.storage.apply(link.changes).await?;
    let value = json!({ "username": user.username, "sub": user.id, "uri": link.uri, "expires_at": utc(link.expires_at) });
    output.result(&value, |style| {
        let heading = style.strong(&format!("A link for {} to choose a new password:", user.username));
        format!("{heading}\n\n  {}\n\nIt works once, until {}.", link.uri, utc(link.expires_at))
    })
}
