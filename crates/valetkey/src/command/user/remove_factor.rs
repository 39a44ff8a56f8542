//! `valetkey user remove-factor`.

use clap::{Args, ValueEnum};
use serde_json::json;
use valetkey_accounts::FactorKind;
use valetkey_administration::user;
use valetkey_authorization_server::record::NoticeKind;
use valetkey_server::second_factors;

use super::NamedUser;
use crate::{failure::Failure, output::Output};

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct RemoveFactorArguments {
    #[command(flatten)]
    user: NamedUser,
    /// authenticator: the authenticator app, and the recovery codes unless the user has a passkey
    #[arg(long, value_name = "KIND", value_enum, hide_possible_values = true)]
    factor: Factor,
}

const EXAMPLES: &str = "\
For a user who lost the phone and the recovery codes. Make sure first that it is the user who asks: from then on the password \
alone signs in, unless a sign-in must have two factors; then the user adds an authenticator app at the next sign-in.

Example:
  valetkey user remove-factor alice --factor authenticator";

#[derive(Clone, Copy, ValueEnum)]
enum Factor {
    Authenticator,
}

pub(super) async fn run(arguments: &RemoveFactorArguments, output: Output) -> Result<(), Failure> {
    let (records, user) = arguments.user.load().await?;
    let Factor::Authenticator = arguments.factor;
    let factors = second_factors::load(&*records.storage, &records.tenant, &user.id).await?;
    if !user.has_factor(FactorKind::Authenticator) {
        let name = &user.username;
        return Err(Failure::failed(format!(
            "expected a user with an authenticator app, got {name}, who has none"
        )));
    }
    let removed = records.decide(|occasion| user::remove_authenticator(&user, factors, occasion));
    let mut changes = removed.changes;
    let about = NoticeKind::FactorRemoved { name: second_factors::AUTHENTICATOR.to_owned() };
    changes.extend(records.notice(&user, about).await?);
    super::store(&records, changes, &user).await?;
    let left: Vec<&str> = removed.answer.factors.iter().map(|kind| kind.name()).collect();
    let value =
        json!({ "user": user.username, "sub": user.id, "removed": "authenticator", "second_factors": left });
    output.result(&value, |_| {
        let left = if left.is_empty() { "none".to_owned() } else { left.join(", ") };
        format!("Removed the authenticator app of {}. Second factors left: {left}.", user.username)
    })
}
