//! `valetkey user withdraw`.

use clap::Args;
use serde::Deserialize;
use serde_json::json;
use valetkey_accounts::User;
use valetkey_administration::user;
use valetkey_fetch::Method;
use valetkey_server::{Environment as _, SystemEnvironment};
use valetkey_storage::directory;

use super::{NamedUser, Opened};
use crate::{
    failure::Failure,
    output::{Output, visible},
    remote::{Api, Request, record},
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
    let (records, user) = match arguments.user.open().await? {
        Opened::Database(records, user) => (*records, *user),
        Opened::Server(api, user) => return over_the_api(arguments, &api, &user, output).await,
    };
    let nothing_before =
        records.storage.tenant(&records.tenant).await?.and_then(|tenant| tenant.nothing_before);
    let now = SystemEnvironment.now();
    let with_access =
        directory::clients_with_access(&*records.storage, &records.tenant, &user.id, now, nothing_before)
            .await?;
    let Some(found) = with_access.iter().find(|one| one.client.id.as_str() == arguments.client) else {
        return Err(no_access(arguments, &user, with_access.iter().map(|one| one.client.id.to_string())));
    };
    let client = &found.client;
    let decision = records.decide(|occasion| user::withdraw(&user, &client.id, occasion));
    super::store(&records, decision.changes, &user).await?;
    print(client.id.as_str(), &client.name, &user, output)
}

/// Withdraws the access on a running server.
async fn over_the_api(
    arguments: &WithdrawArguments,
    api: &Api,
    user: &User,
    output: Output,
) -> Result<(), Failure> {
    let applications: Applications =
        record::read("list of applications", api.get(&["users", user.id.as_str(), "applications"]).await?)?;
    let Some(found) = applications.items.iter().find(|one| one.client_id == arguments.client) else {
        return Err(no_access(arguments, user, applications.items.into_iter().map(|one| one.client_id)));
    };
    let path = ["users", user.id.as_str(), "applications", &found.client_id];
    api.change(Method::DELETE, &path, Request::default()).await?;
    print(&found.client_id, &found.name, user, output)
}

/// The applications with access to an account, as the API lists them.
#[derive(Deserialize)]
struct Applications {
    items: Vec<Application>,
}

#[derive(Deserialize)]
struct Application {
    client_id: String,
    name: String,
}

fn no_access(
    arguments: &WithdrawArguments,
    user: &User,
    with_access: impl Iterator<Item = String>,
) -> Failure {
    let ids: Vec<String> = with_access.collect();
    let expected = if ids.is_empty() { "none, no application has access".to_owned() } else { ids.join(", ") };
    Failure::failed(format!(
        "expected an application with access to the account of {} ({expected}), got {:?}",
        visible(&user.username),
        arguments.client
    ))
}

fn print(client: &str, name: &str, user: &User, output: Output) -> Result<(), Failure> {
    let value = json!({ "withdrawn": client, "username": user.username, "sub": user.id });
    output.result(&value, |_| {
        format!("{} no longer has access to the account of {}.", visible(name), visible(&user.username))
    })
}
