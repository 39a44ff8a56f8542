//! `valetkey user edit`.

use clap::Args;
use valetkey_accounts::User;
use valetkey_administration::user;
use valetkey_authorization_server::{Change, record::NoticeKind, registration::NewUser};

use super::{NamedUser, attributes::AttributeArguments, claims::ClaimArguments};
use crate::{database::Records, failure::Failure, output::Output};

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct EditArguments {
    #[command(flatten)]
    user: NamedUser,
    /// New username
    #[arg(long = "username", value_name = "NEW")]
    new_username: Option<String>,
    /// Email address; "" removes it. A new address is unverified
    #[arg(long)]
    email: Option<String>,
    /// Mark the email address as verified
    #[arg(long)]
    email_verified: bool,
    #[command(flatten)]
    claims: ClaimArguments,
    #[command(flatten)]
    attributes: AttributeArguments,
    /// Adds a role that applications see. Repeatable
    #[arg(long, value_name = "ROLE")]
    add_role: Vec<String>,
    /// Removes a role. Repeatable
    #[arg(long, value_name = "ROLE")]
    remove_role: Vec<String>,
}

const EXAMPLES: &str = "\
Only what you name changes. If another command edits the same user at the same moment, nothing is stored and the \
difference is shown. The sub of the user stays.

Examples:
  valetkey user edit alice --name 'Alice Liddell' --add-role admin
  valetkey user edit alice --email alice@new.example --email-verified
  valetkey user edit alice --attribute department=Sales --attribute skills=Go --attribute skills=Chess
  valetkey user edit alice --claim nickname=Al --claim birthdate=0000-05-04 --claim website=";

pub(super) async fn run(arguments: EditArguments, output: Output) -> Result<(), Failure> {
    let (records, user) = arguments.user.load().await?;
    let map = records.claim_map().await?;
    let attributes = arguments.attributes.over(&user.attributes, &map)?;
    let new = NewUser { attributes, ..arguments.applied_to(NewUser::from(&user))? };
    let heir = super::heir_of(&records, &user).await?;
    let decided =
        records.decide(|occasion| user::edit(&user, new, heir.as_ref(), occasion)).map_err(Failure::usage)?;
    if decided.changes.is_empty() {
        output.note("Nothing differs; nothing was stored.")?;
    }
    let mut changes = decided.changes;
    changes.extend(notices(&records, &user, &decided.answer).await?);
    super::store_edit(&records, changes, &user, &decided.answer).await?;
    super::show::print(&records, &decided.answer, output).await
}

/// Tells the address before the change and the one after it, where the address changed.
async fn notices(records: &Records, before: &User, after: &User) -> Result<Vec<Change>, Failure> {
    let mut notices = Vec::new();
    for told in user::told_of_address(before, after) {
        notices.extend(records.notice(told, NoticeKind::AddressChanged).await?);
    }
    Ok(notices)
}

impl EditArguments {
    /// Sets what the arguments name.
    fn applied_to(self, mut new: NewUser) -> Result<NewUser, Failure> {
        if let Some(username) = self.new_username {
            new.username = username;
        }
        new.email_verified = self.email_verified;
        if let Some(email) = self.email {
            new.email = Some(email).filter(|email| !email.is_empty());
        }
        self.claims.apply(&mut new)?;
        for role in self.remove_role {
            if !new.roles.contains(&role) {
                return Err(Failure::usage(format!(
                    "--remove-role: expected one of {}, got {role:?}",
                    new.roles.join(", ")
                )));
            }
            new.roles.retain(|known| *known != role);
        }
        let added = self.add_role.into_iter().filter(|role| !new.roles.contains(role));
        let added: Vec<String> = added.collect();
        new.roles.extend(added);
        Ok(new)
    }
}
