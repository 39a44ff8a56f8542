//! `valetkey user`: users.

mod add;
mod attributes;
mod claims;
mod delete;
mod edit;
mod export;
mod given_claims;
mod invite;
mod list;
mod new_password;
mod passkey;
mod password;
mod remote;
mod remove;
mod remove_factor;
mod reset_link;
mod session;
mod show;
mod state;
mod unlink;
mod why;
mod withdraw;

use clap::{Args, Subcommand};
use valetkey_accounts::{FailureLimit, SignInFailures, User};
use valetkey_authorization_server::{Change, record::CounterKey};
use valetkey_server::{Environment as _, SystemEnvironment};
use valetkey_storage::directory;
use valetkey_types::UserId;

pub(crate) use show::UserDetails;

use crate::{
    database::{DatabaseArguments, Records},
    door::Door,
    failure::Failure,
    output::{Output, visible},
    remote::Api,
};

/// Add, find, edit, disable and remove users
#[derive(Args)]
#[command(arg_required_else_help = true, help_template = super::GROUP_HELP, after_help = EXAMPLES)]
pub(crate) struct UserArguments {
    #[command(subcommand)]
    action: Action,
}

const EXAMPLES: &str = "\
Examples:
  valetkey user add --username alice --email alice@example.com --name 'Alice Liddell'
  valetkey user list ali
  valetkey user password alice
  valetkey user sign-out alice
  valetkey user remove alice

valetkey user add --help lists the options of a command.";

#[derive(Subcommand)]
enum Action {
    /// Add a user
    Add(Box<add::AddArguments>),
    /// Invite a new user, by mail or with a link
    Invite(invite::InviteArguments),
    /// List users, all or those whose name starts with a text
    List(list::ListArguments),
    /// Show a user
    Show(show::ShowArguments),
    /// Edit a user
    Edit(Box<edit::EditArguments>),
    /// Set a new password; ends every session
    Password(password::PasswordArguments),
    /// Make a link with which a user chooses a new password
    ResetLink(reset_link::ResetLinkArguments),
    /// Disable a user; ends every session and all access
    Disable(state::DisableArguments),
    /// Enable a user again
    Enable(state::EnableArguments),
    /// End every session of a user, and all access of applications
    SignOut(state::SignOutArguments),
    /// Reset the failed sign-ins of a user
    Unlock(state::UnlockArguments),
    /// Remove a second factor of a user, such as a lost phone
    RemoveFactor(remove_factor::RemoveFactorArguments),
    /// Say why a user has a role or a permission, or may use an application: each way to it
    Why(why::WhyArguments),
    /// Show the claims that an application gets about a user, with their places and sources
    Claims(given_claims::GivenClaimsArguments),
    /// Remove passkeys of a user
    Passkey(passkey::PasskeyArguments),
    /// Unlink an account at a provider from a user
    Unlink(unlink::UnlinkArguments),
    /// List the sessions of a user, and end one
    Session(session::SessionArguments),
    /// Withdraw the access of an application to a user's account
    Withdraw(withdraw::WithdrawArguments),
    /// Print everything that the server holds about a user
    Export(export::ExportArguments),
    /// Delete a user in 14 days, unless they return
    Delete(delete::DeleteArguments),
    /// Remove a user with their sessions and everything they allowed
    Remove(remove::RemoveArguments),
}

/// Runs the command.
pub(crate) async fn run(arguments: UserArguments, output: Output) -> Result<(), Failure> {
    match arguments.action {
        Action::Add(arguments) => add::run(*arguments, output).await,
        Action::Invite(arguments) => invite::run(arguments, output).await,
        Action::List(arguments) => list::run(&arguments, output).await,
        Action::Show(arguments) => show::run(&arguments, output).await,
        Action::Edit(arguments) => edit::run(*arguments, output).await,
        Action::Password(arguments) => password::run(&arguments, output).await,
        Action::ResetLink(arguments) => reset_link::run(&arguments, output).await,
        Action::Disable(arguments) => state::disable(&arguments, output).await,
        Action::Enable(arguments) => state::enable(&arguments, output).await,
        Action::SignOut(arguments) => state::sign_out(&arguments, output).await,
        Action::Unlock(arguments) => state::unlock(&arguments, output).await,
        Action::RemoveFactor(arguments) => remove_factor::run(&arguments, output).await,
        Action::Why(arguments) => why::run(&arguments, output).await,
        Action::Claims(arguments) => given_claims::run(&arguments, output).await,
        Action::Passkey(arguments) => passkey::run(&arguments, output).await,
        Action::Unlink(arguments) => unlink::run(&arguments, output).await,
        Action::Session(arguments) => session::run(&arguments, output).await,
        Action::Withdraw(arguments) => withdraw::run(&arguments, output).await,
        Action::Export(arguments) => export::run(&arguments, output).await,
        Action::Delete(arguments) => delete::run(&arguments, output).await,
        Action::Remove(arguments) => remove::run(&arguments, output).await,
    }
}

/// A user, by username, email address or sub.
#[derive(Args)]
struct NamedUser {
    /// The username, email address or sub
    #[arg(value_name = "USER")]
    who: String,
    #[command(flatten)]
    database: DatabaseArguments,
}

impl NamedUser {
    /// Opens the door and loads the user.
    ///
    /// # Errors
    /// The error of the database or the server, or that there is no such user.
    async fn open(&self) -> Result<Opened, Failure> {
        Ok(match self.database.door().await? {
            Door::Database(records) => {
                let user = user_called(&records, &self.who).await?;
                Opened::Database(records, Box::new(user))
            }
            Door::Server(api) => {
                let user = remote::user_called(&api, &self.who).await?;
                Opened::Server(api, Box::new(user))
            }
        })
    }

    /// Opens the records and loads the user.
    ///
    /// # Errors
    /// The error of the database, or that there is no such user.
    async fn load(&self) -> Result<(Records, User), Failure> {
        let records = self.database.open_existing().await?;
        let user = user_called(&records, &self.who).await?;
        Ok((records, user))
    }
}

/// A user, and the door that they were loaded through.
enum Opened {
    Database(Box<Records>, Box<User>),
    Server(Api, Box<User>),
}

/// Stores the changes of an operation on a user, unless somebody else changed the user meanwhile.
pub(super) async fn store(records: &Records, changes: Vec<Change>, seen: &User) -> Result<(), Failure> {
    records.store(changes, seen, records.storage.user(&records.tenant, &seen.id)).await
}

/// Returns the failed sign-ins of a user at unknown devices that still count.
async fn failures(records: &Records, user: &User) -> Result<SignInFailures, Failure> {
    let account = CounterKey::of_account(&user.id);
    let [failures, _] = records.storage.sign_in_failures(&records.tenant, [&account, &account]).await?;
    let since = FailureLimit::ACCOUNT.since(user.failures_reset_at, SystemEnvironment.now());
    Ok(failures.counting_after(since))
}

/// Stores the changes of an edit. A name that belongs to somebody else is refused with the holder.
async fn store_edit(
    records: &Records,
    changes: Vec<Change>,
    seen: &User,
    edited: &User,
) -> Result<(), Failure> {
    let stored = store(records, changes, seen).await;
    let Err(failure) = stored else { return Ok(()) };
    for name in [Some(&edited.username), edited.email.as_ref()].into_iter().flatten() {
        let holders = directory::users_called(&*records.storage, &records.tenant, name).await?;
        if let Some(holder) = holders.iter().find(|holder| holder.id != seen.id && !is_called(seen, name)) {
            return Err(Failure::failed(format!(
                "expected a name that nobody has, got {name:?}: it belongs to {}; nothing was stored",
                described(holder)
            )));
        }
    }
    Err(failure)
}

/// Whether a user signs in with this name.
fn is_called(user: &User, name: &str) -> bool {
    let email = user.email.as_deref();
    [Some(user.username.as_str()), email].into_iter().flatten().any(|own| own.eq_ignore_ascii_case(name))
}

/// Returns the user whose email address is the username of this one: they share that name since before usernames and addresses
/// became one set.
async fn heir_of(records: &Records, user: &User) -> Result<Option<User>, Failure> {
    let called = directory::users_called(&*records.storage, &records.tenant, &user.username).await?;
    Ok(called.into_iter().find(|other| other.id != user.id))
}

/// Returns the user with this sub, username or email address.
pub(super) async fn user_called(records: &Records, name: &str) -> Result<User, Failure> {
    let user = find(records, name).await?;
    user.ok_or_else(|| no_user(name))
}

/// Says that nobody has this name.
fn no_user(name: &str) -> Failure {
    Failure::failed(format!("there is no user {name:?}; valetkey user list finds users"))
}

/// Returns the user with this sub, username or email address, if there is one. A sub is never taken for a name.
///
/// # Errors
/// A text that lists the users, when two have this name.
pub(super) async fn find(records: &Records, name: &str) -> Result<Option<User>, Failure> {
    if let Some(api) = records.api() {
        return remote::find(api, name).await;
    }
    if let Some(user) = records.storage.user(&records.tenant, &UserId::new(name)).await? {
        return Ok(Some(user));
    }
    only_one(directory::users_called(&*records.storage, &records.tenant, name).await?, name)
}

/// Returns the only one of the users who have a name.
///
/// # Errors
/// A text that lists the users, when two have this name.
fn only_one(mut called: Vec<User>, name: &str) -> Result<Option<User>, Failure> {
    match (called.pop(), called.is_empty()) {
        (Some(user), true) => Ok(Some(user)),
        (Some(last), false) => {
            let all: Vec<String> =
                called.iter().chain([&last]).map(|user| format!("  {}", described(user))).collect();
            Err(Failure::failed(format!(
                "expected the name of one user, got {name:?}, which {} users have; say which one by sub:\n{}",
                all.len(),
                all.join("\n")
            )))
        }
        (None, _) => Ok(None),
    }
}

/// Returns the sub of a user, with the names.
fn described(user: &User) -> String {
    let email = user.email.as_ref().map(|email| format!(", email {}", visible(email)));
    format!("{} (username {}{})", user.id, visible(&user.username), email.unwrap_or_default())
}
