//! `valetkey user password`.

use clap::Args;
use serde_json::json;
use valetkey_accounts::User;
use valetkey_administration::user;
use valetkey_authorization_server::record::NoticeKind;
use valetkey_fetch::Method;

use super::{
    NamedUser, Opened,
    new_password::{self, NewPassword, Rule},
};
use crate::{administration::remark, database::Records, failure::Failure, output::Output, remote::Request};

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct PasswordArguments {
    #[command(flatten)]
    user: NamedUser,
    /// Read the password from stdin, one line
    #[arg(long)]
    password_stdin: bool,
}

const EXAMPLES: &str = "\
On a terminal the password is asked for twice; press Enter alone to have one made. Elsewhere, without \
--password-stdin, one is made and printed. Every session ends, and applications lose their access.

Examples:
  valetkey user password alice
  valetkey user password alice --password-stdin < password.txt";

pub(super) async fn run(arguments: &PasswordArguments, output: Output) -> Result<(), Failure> {
    let (user, password, told) = match arguments.user.open().await? {
        Opened::Database(records, user) => {
            let of_user = [Some(user.username.as_str()), user.email.as_deref(), user.name.as_deref()];
            let rule = Rule::of(&records, of_user).await?;
            let password = new_password::obtain(arguments.password_stdin, &rule, output)?;
            let told = store(&records, &user, &password).await?;
            (user, password, told)
        }
        Opened::Server(api, user) => {
            let password = new_password::obtain(arguments.password_stdin, &Rule::of_server(), output)?;
            let body = json!({ "password": password.password.expose() });
            let path = ["users", user.id.as_str(), "password"];
            let request = Request::of(user.revision).with(&body);
            let told = api.told(Method::POST, &path, request).await?;
            api.change(Method::POST, &path, request).await?;
            (user, password, told)
        }
    };
    let remark = remark(&told);
    let mut value = json!({ "username": user.username, "sub": user.id, "told": told });
    if password.generated {
        value["password"] = json!(password.password.expose());
    }
    output.result(&value, |style| {
        let heading = style.strong(&format!("New password of {}.", user.username));
        let shown = match password.generated {
            true => format!(
                "\n\n  password  {}\n\nPass the password on now: it is not shown again.",
                password.password.expose()
            ),
            false => String::new(),
        };
        format!("{heading}{shown}\n\nEvery session ended.{remark}")
    })
}

/// Stores the password, and returns the names of the applications that a running server tells.
async fn store(records: &Records, user: &User, password: &NewPassword) -> Result<Vec<String>, Failure> {
    let hash = password.hash(&records.configuration).await?;
    let ended = records
        .with_access(user, |access, occasion| user::set_password(user, hash, access, occasion))
        .await?;
    let mut changes = ended.decision.changes;
    changes.extend(records.notice(user, NoticeKind::PasswordChanged).await?);
    super::store(records, changes, user).await?;
    Ok(ended.told)
}
