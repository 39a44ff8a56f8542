//! Links that an administrator makes for users.

use valetkey_accounts::{MailAddress, User};
use valetkey_administration::{
    InvalidField, joining,
    permission::{Area, Permission, Verb},
};
use valetkey_authorization_server::{Change, Decision};
use valetkey_storage::{StorageError, directory};
use valetkey_types::UserId;

use super::{
    super::{AdministrationError, Context, Done, context::Seen},
    find, load,
};
use crate::mail::{self, HandedLink, InvitationOffer};

/// Makes a link for a user to choose a new password. Nothing else changes before the user opens it.
pub(crate) async fn reset_link(
    context: &Context<'_>,
    id: &UserId,
) -> Result<Done<(User, HandedLink)>, AdministrationError> {
    let (user, _) = load(context, Verb::Write, id).await?;
    let (server, tenant) = (context.server, context.tenant().await?);
    let mut link =
        mail::reset_link(&server.encryption_key, &tenant, &user, &*server.environment).map_err(unsealable)?;
    let mut changes = std::mem::take(&mut link.changes);
    changes.push(Change::StoreEvent(context.decide(|occasion| joining::link_made(&user, occasion))));
    let decided = Decision { answer: (), changes };
    let seen = Seen { record: &user, revision: user.revision };
    let done = context.store(decided, seen, find(context, id)).await?;
    Ok(done.with((user, link)))
}

/// Invites a user by email address. The server mails the link if it can send mail; otherwise the administrator passes it on.
pub(crate) async fn invite(
    context: &Context<'_>,
    address: &MailAddress,
    language: &str,
) -> Result<Done<HandedLink>, AdministrationError> {
    context.require(Permission::write(Area::Users))?;
    let (server, tenant) = (context.server, context.tenant().await?);
    let holders = directory::users_called(&*server.storage, &server.tenant, address.as_str()).await?;
    if !holders.is_empty() {
        let got = format!("{:?}", address.as_str());
        return Err(InvalidField::new("email", "an address without an account", got).into());
    }
    let offer = InvitationOffer { address, roles: &[], language, is_mailed: server.mail.is_some() };
    let mut link =
        mail::invitation(&server.encryption_key, &tenant, offer, &*server.environment).map_err(unsealable)?;
    let mut changes = std::mem::take(&mut link.changes);
    let event = context.decide(|occasion| joining::invited(address.as_str(), &[], occasion));
    changes.push(Change::StoreEvent(event));
    let done = context.store_new(Decision { answer: (), changes }).await?;
    Ok(done.with(link))
}

fn unsealable(error: valetkey_jose::seal::SealError) -> AdministrationError {
    StorageError::Corrupt(format!("a link can't be sealed: {error}")).into()
}
