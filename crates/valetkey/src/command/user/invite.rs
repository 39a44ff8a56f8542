//! `valetkey user invite`.

use clap::Args;
use serde::Deserialize;
use serde_json::json;
use valetkey_accounts::MailAddress;
use valetkey_administration::joining;
use valetkey_authorization_server::Change;
use valetkey_fetch::Method;
use valetkey_server::{
    SystemEnvironment,
    mail::{self, InvitationOffer},
};
use valetkey_storage::directory;

use crate::{
    database::DatabaseArguments,
    door::Door,
    failure::Failure,
    issuer_server,
    output::{Output, visible},
    remote::{Api, Request, record},
    time_words::utc,
};

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct InviteArguments {
    /// The email address of the new user
    #[arg(value_name = "ADDRESS")]
    address: String,
    /// Role that the user gets. Repeatable
    #[arg(long = "role", value_name = "ROLE")]
    roles: Vec<String>,
    /// The language of the mail, such as de
    #[arg(long, value_name = "TAG", default_value = "en")]
    language: String,
    /// Print the link instead of sending a mail. The address is not verified then
    #[arg(long)]
    print_link: bool,
    #[command(flatten)]
    database: DatabaseArguments,
}

const EXAMPLES: &str = "\
With a mail server in the configuration ([mail]), a running server sends the link and nobody else sees it. Without one, the \
link is printed: hand it over yourself. It works once, for seven days. The new user chooses a name and a password.

Examples:
  valetkey user invite alice@example.com --role editor --config /etc/valetkey.toml
  valetkey user invite alice@example.com --print-link";

pub(super) async fn run(arguments: InviteArguments, output: Output) -> Result<(), Failure> {
    let address = MailAddress::parse(&arguments.address)
        .map_err(|error| Failure::usage(format!("{error}: {:?}", arguments.address)))?;
    let records = match arguments.database.door().await? {
        Door::Database(records) => *records,
        Door::Server(api) => return over_the_api(&arguments, &api, &address, output).await,
    };
    let tenant = records.recorded_tenant().await?;
    let holders = directory::users_called(&*records.storage, &records.tenant, address.as_str()).await?;
    if let Some(holder) = holders.first() {
        return Err(Failure::failed(format!(
            "expected an address without an account, got {:?}: it belongs to {}",
            address.as_str(),
            visible(&holder.username)
        )));
    }
    let is_mailed = records.configuration.mail.is_on() && !arguments.print_link;
    let key = issuer_server::encryption_key(&records.configuration, true)?;
    let (roles, language) = (arguments.roles.as_slice(), arguments.language.as_str());
    let offer = InvitationOffer { address: &address, roles, language, is_mailed };
    let mut link = mail::invitation(&key, &tenant, offer, &SystemEnvironment)?;
    let event = records.decide(|occasion| joining::invited(address.as_str(), roles, occasion));
    link.changes.push(Change::StoreEvent(event));
    records.storage.apply(link.changes).await?;
    let until = utc(link.expires_at);
    print(&address, Some(until), (!is_mailed).then_some(link.uri), output)
}

/// Invites a user to a running server.
async fn over_the_api(
    arguments: &InviteArguments,
    api: &Api,
    address: &MailAddress,
    output: Output,
) -> Result<(), Failure> {
    let of_database = [("--role", !arguments.roles.is_empty()), ("--print-link", arguments.print_link)];
    if let Some((option, _)) = of_database.into_iter().find(|(_, is_given)| *is_given) {
        return Err(Failure::usage(format!(
            "{option}: for the database only; use it on the server's machine, without --server"
        )));
    }
    let body = json!({ "email": address.as_str(), "language": arguments.language });
    let answer = api.change(Method::POST, &["invitations"], Request::to(&body)).await?;
    let Invited { link } = record::read("invitation", answer)?;
    let until = link.as_ref().map(|link| utc(link.expires_at));
    print(address, until, link.map(|link| link.uri), output)
}

/// The answer to an invitation.
#[derive(Deserialize)]
struct Invited {
    /// The link; `None` if the server mails it.
    link: Option<record::Link>,
}

/// Prints the invitation. Without an address for the link, the server mails it.
fn print(
    address: &MailAddress,
    until: Option<String>,
    uri: Option<String>,
    output: Output,
) -> Result<(), Failure> {
    let mut value = json!({ "email": address.as_str(), "mailed": uri.is_none(), "expires_at": until });
    if let Some(uri) = &uri {
        value["uri"] = json!(uri);
    }
    output.result(&value, |style| {
        let heading = style.strong(&format!("Invited {}.", visible(address.as_str())));
        match uri {
            None => {
                format!("{heading} A running server sends the mail; valetkey mail list shows it until then.")
            }
            Some(uri) => {
                let until = until.unwrap_or_default();
                format!("{heading}\n\n  {uri}\n\nThe link works once, until {until}.")
            }
        }
    })
}
