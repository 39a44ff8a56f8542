//! `valetkey user password`.

use clap::Args;
use serde_json::json;
use valetkey_administration::user;
use valetkey_authorization_server::record::NoticeKind;

use super::{NamedUser, new_password};
use crate::{failure::Failure, output::Output};

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
    let (records, user) = arguments.user.load().await?;
    let of_user = [Some(user.username.as_str()), user.email.as_deref(), user.name.as_deref()];
    let rule = new_password::Rule::of(&records, of_user).await?;
    let password = new_password::obtain(arguments.password_stdin, &rule, output)?;
    let hash = password.hash(&records.configuration).await?;
    let ended = records
        .with_access(&user, |access, occasion| user::set_password(&user, hash, access, occasion))
        .await?;
    let remark = ended.remark();
    let mut changes = ended.decision.changes;
    changes.extend(records.notice(&user, NoticeKind::PasswordChanged).await?);
    super::store(&records, changes, &user).await?;
    let mut value = json!({ "username": user.username, "sub": user.id, "told": ended.told });
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
