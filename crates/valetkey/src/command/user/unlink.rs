//! `valetkey user unlink`.

use clap::Args;
use serde_json::json;
use valetkey_authorization_server::{
    provider_sign_in::unlink,
    record::{LinkedAccount, NoticeKind},
};
use valetkey_storage::{Listing, Match, directory, record::LINKED_ACCOUNT, value::Value};

use super::NamedUser;
use crate::{
    failure::Failure,
    output::{Output, visible},
};

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct UnlinkArguments {
    #[command(flatten)]
    user: NamedUser,
    /// The name of the provider
    #[arg(value_name = "PROVIDER")]
    provider: String,
    /// The subject of the account, where several accounts of the provider are linked
    #[arg(long, value_name = "SUBJECT")]
    subject: Option<String>,
}

const EXAMPLES: &str = "\
The user does not sign in with the account any more, and loses the groups that it gave. valetkey user export lists the linked \
accounts of a user.

Examples:
  valetkey user unlink alice github
  valetkey user unlink alice github --subject 583231";

/// Maximum linked accounts to look at.
const MOST: usize = 200;

pub(super) async fn run(arguments: &UnlinkArguments, output: Output) -> Result<(), Failure> {
    let (records, user) = arguments.user.load().await?;
    let listing = Listing::of_tenant(&LINKED_ACCOUNT, &records.tenant, MOST)
        .with("user_id", Match::Equals(Value::text(user.id.as_str())));
    let accounts = directory::page::<LinkedAccount>(&*records.storage, &listing).await?.records;
    let account = called(&accounts, arguments)?;
    let map = records.role_map().await?;
    let mut changes = records.decide(|occasion| unlink(&user, account, &map, occasion)).changes;
    let about = NoticeKind::AccountUnlinked { provider: account.provider.clone() };
    changes.extend(records.notice(&user, about).await?);
    super::store(&records, changes, &user).await?;
    let value = json!({
        "unlinked": account.provider,
        "subject": account.subject,
        "username": user.username,
        "sub": user.id,
    });
    output.result(&value, |_| {
        format!("Unlinked the account of {} from {}.", visible(&account.provider), visible(&user.username))
    })
}

/// Returns the account of this provider, and of this subject if one is named.
fn called<'a>(
    accounts: &'a [LinkedAccount],
    arguments: &UnlinkArguments,
) -> Result<&'a LinkedAccount, Failure> {
    let matches = |account: &&LinkedAccount| {
        account.provider == arguments.provider
            && arguments.subject.as_ref().is_none_or(|subject| account.subject == *subject)
    };
    let found: Vec<&LinkedAccount> = accounts.iter().filter(matches).collect();
    if let [account] = found[..] {
        return Ok(account);
    }
    let described = |account: &LinkedAccount| {
        let (provider, subject) = (visible(&account.provider), visible(&account.subject));
        format!("{provider} --subject {subject}")
    };
    let all = accounts.iter().map(described).collect::<Vec<_>>().join(", ");
    let known = if all.is_empty() { "none is linked".to_owned() } else { all };
    let (got, count) = (visible(&arguments.provider), found.len());
    Err(Failure::failed(format!("expected one linked account ({known}), got {got}, which names {count}")))
}
