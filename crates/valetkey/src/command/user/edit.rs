//! `valetkey user edit`.

use clap::Args;
use serde_json::json;
use valetkey_accounts::User;
use valetkey_administration::user;
use valetkey_authorization_server::{Change, record::NoticeKind, registration::NewUser};
use valetkey_fetch::Method;

use super::{NamedUser, Opened, attributes::AttributeArguments, claims::ClaimArguments, show};
use crate::{
    database::Records,
    failure::Failure,
    output::Output,
    remote::{Api, Request, record},
};

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
    let (records, user) = match arguments.user.open().await? {
        Opened::Database(records, user) => (*records, *user),
        Opened::Server(api, user) => return over_the_api(arguments, &api, &user, output).await,
    };
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

/// Edits a user of a running server.
async fn over_the_api(
    arguments: EditArguments,
    api: &Api,
    user: &User,
    output: Output,
) -> Result<(), Failure> {
    let (is_verified, attributes) = (arguments.email_verified, arguments.attributes.as_body());
    let before = NewUser::from(user);
    let seen = record::user_values(&before);
    let mut body = record::difference(&seen, record::user_values(&arguments.applied_to(before)?));
    if is_verified {
        body["email_verified"] = json!(true);
    }
    if attributes != json!({}) {
        body["attributes"] = attributes;
    }
    let (path, request) = (["users", user.id.as_str()], Request::of(user.revision).with(&body));
    match api.would_change(Method::PATCH, &path, request).await? {
        true => drop(api.change(Method::PATCH, &path, request).await?),
        false => output.note("Nothing differs; nothing was stored.")?,
    }
    show::print_details(&record::details(api.get(&path).await?)?, output)
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
