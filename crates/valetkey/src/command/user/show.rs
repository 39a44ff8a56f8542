//! `valetkey user show`.

use clap::Args;
use serde_json::{Value, json};
use valetkey_accounts::User;
use valetkey_administration::Describe as _;
use valetkey_server::{Environment as _, SystemEnvironment};

use super::NamedUser;
use crate::{
    failure::Failure,
    output::{Output, pairs},
};

#[derive(Args)]
#[command(after_help = "Example:\n  valetkey user show alice")]
pub(super) struct ShowArguments {
    #[command(flatten)]
    user: NamedUser,
}

pub(super) async fn run(arguments: &ShowArguments, output: Output) -> Result<(), Failure> {
    let (_, user) = arguments.user.load().await?;
    print(&user, output)
}

/// Prints everything about a user that is no secret.
///
/// # Errors
/// When the output is closed.
pub(super) fn print(user: &User, output: Output) -> Result<(), Failure> {
    output.result(&as_json(user), |style| {
        let mut lines = vec![("sub", user.id.to_string())];
        let set = user.fields().into_iter().filter(|(_, value)| !value.is_empty());
        lines.extend(set.map(|(field, value)| (field, value.replace('\n', "  "))));
        if user.sign_in_failures.count > 0 {
            lines.push(("failed sign-ins", failures(user)));
        }
        format!("{}\n\n{}", style.strong(user.display_name()), pairs(lines))
    })
}

fn as_json(user: &User) -> Value {
    let mut value = super::list::as_json(user);
    value["failed_sign_ins"] = json!(user.sign_in_failures.count);
    value
}

/// Says how many sign-ins failed, and how long the next one waits.
fn failures(user: &User) -> String {
    let count = user.sign_in_failures.count;
    let now = SystemEnvironment.now();
    match user.sign_in_failures.next_attempt_at().filter(|moment| *moment > now) {
        Some(moment) => format!("{count}; the next attempt counts in {} seconds", moment.since(now).0),
        None => count.to_string(),
    }
}
