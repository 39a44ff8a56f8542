//! `valetkey user invite`.

use clap::Args;
use serde_json::json;
use valetkey_accounts::MailAddress;
use valetkey_administration::joining;
use valetkey_authorization_server::Change;
use valetkey_server::{
    SystemEnvironment,
    mail::{self, InvitationOffer},
};
use valetkey_storage::directory;

use crate::{
    database::DatabaseArguments,
    failure::Failure,
    issuer_server,
    output::{Output, visible},
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
    let records = arguments.database.open_existing().await?;
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
    let mut value = json!({ "email": address.as_str(), "mailed": is_mailed, "expires_at": until });
    if !is_mailed {
        value["uri"] = json!(link.uri);
    }
    output.result(&value, |style| {
        let heading = style.strong(&format!("Invited {}.", visible(address.as_str())));
        match is_mailed {
            true => {
                format!("{heading} A running server sends the mail; valetkey mail list shows it until then.")
            }
            false => format!("{heading}\n\n  {}\n\nThe link works once, until {until}.", link.uri),
        }
    })
}
