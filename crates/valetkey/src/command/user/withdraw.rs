//! `valetkey user withdraw`.

use clap::Args;
use serde_json::json;
use valetkey_administration::user;
use valetkey_server::{Environment as _, SystemEnvironment};
use valetkey_storage::directory;

use super::NamedUser;
use crate::{
    failure::Failure,
    output::{Output, visible},
};

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct WithdrawArguments {
    #[command(flatten)]
    user: NamedUser,
    /// The application, by client_id
    #[arg(value_name = "CLIENT_ID")]
    client: String,
}

const EXAMPLES: &str = "\
The same as Withdraw access on the account page: the user is asked again, and every grant of the application to this \
account ends. An application of your own (--consent trusted) gets access again at the next sign-in; disable it instead.

Example:
  valetkey user withdraw alice notes-k3x9mwpd7q2a";

pub(super) async fn run(arguments: &WithdrawArguments, output: Output) -> Result<(), Failure> {
    let (records, user) = arguments.user.load().await?;
    let nothing_before =
        records.storage.tenant(&records.tenant).await?.and_then(|tenant| tenant.nothing_before);
    let now = SystemEnvironment.now();
    let with_access =
        directory::clients_with_access(&*records.storage, &records.tenant, &user.id, now, nothing_before)
            .await?;
    let Some(found) = with_access.iter().find(|one| one.client.id.as_str() == arguments.client) else {
        let ids: Vec<String> = with_access.iter().map(|one| one.client.id.to_string()).collect();
        let expected =
            if ids.is_empty() { "none, no application has access".to_owned() } else { ids.join(", ") };
        return Err(Failure::failed(format!(
            "expected an application with access to the account of {} ({expected}), got {:?}",
            visible(&user.username),
            arguments.client
        )));
    };
    let client = &found.client;
    let decision = records.decide(|occasion| user::withdraw(&user, &client.id, occasion));
    super::store(&records, decision.changes, &user).await?;
    let value = json!({ "withdrawn": client.id, "username": user.username, "sub": user.id });
    output.result(&value, |_| {
        format!(
            "{} no longer has access to the account of {}.",
            visible(&client.name),
            visible(&user.username)
        )
    })
}
