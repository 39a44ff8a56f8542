//! The ways of a user to sign in, and the removal of a single one.

use uuid::Uuid;
use valetkey_accounts::FactorKind;
use valetkey_administration::{permission::Verb, sign_in_way::SignInWays, user};
use valetkey_authorization_server::{
    Decision,
    provider_sign_in::{unlink as unlink_account, without_account},
    record::{LinkedAccount, NoticeKind, Passkey},
};
use valetkey_types::UserId;

use super::{
    super::{AdministrationError, Context, Done},
    User, UserDetails,
    change::{as_stored, store},
    load,
};
use crate::{
    Server,
    provider_sign_in::{link_id, links_of},
    second_factors,
};

impl UserDetails {
    /// Returns the ways of the user to sign in. `offered` are the linked accounts of [`UserDetails::offered`].
    pub(crate) fn ways<'a>(&'a self, offered: &'a [LinkedAccount]) -> SignInWays<'a> {
        SignInWays { user: &self.user, passkeys: &self.passkeys, linked: offered }
    }

    /// Returns the linked accounts of providers that the sign-in page offers.
    pub(crate) fn offered(&self, server: &Server) -> Vec<LinkedAccount> {
        let is_offered = |account: &&LinkedAccount| {
            let known = server.identity_providers.named(&account.provider);
            known.is_some_and(|known| !known.record.disabled)
        };
        self.linked.iter().filter(is_offered).cloned().collect()
    }

    /// Returns the passkey with this credential ID.
    pub(crate) fn passkey(&self, credential_id: &str) -> Option<&Passkey> {
        self.passkeys.iter().find(|passkey| passkey.credential_id == credential_id)
    }

    /// Returns the groups that the user has because of this linked account alone.
    pub(crate) fn groups_given_only_by(&self, account: &LinkedAccount) -> Vec<Uuid> {
        let without = without_account(&self.user, account);
        self.user.groups.iter().copied().filter(|group| !without.groups.contains(group)).collect()
    }

    /// Returns the linked account with this identifier.
    pub(crate) fn linked_account(&self, id: &str) -> Option<&LinkedAccount> {
        self.linked.iter().find(|account| link_id(account) == id)
    }
}

/// Returns the display name of a provider.
pub(crate) fn provider_name(server: &Server, account: &LinkedAccount) -> String {
    let known = server.identity_providers.named(&account.provider);
    known.map_or_else(|| account.provider.clone(), |known| known.display_name())
}

/// Removes the authenticator app of a user, and the recovery codes unless the user has a passkey. The user gets a mail.
pub(crate) async fn remove_authenticator(
    context: &Context<'_>,
    id: &UserId,
) -> Result<Done<User>, AdministrationError> {
    let (user, _) = load(context, Verb::Write, id).await?;
    let server = context.server;
    if !user.has_factor(FactorKind::Authenticator) {
        return Err(AdministrationError::NotFound("authenticator app"));
    }
    let factors = second_factors::load(&*server.storage, &server.tenant, &user.id).await?;
    let mut decided = context.decide(|occasion| user::remove_authenticator(&user, factors, occasion));
    let about = NoticeKind::FactorRemoved { name: second_factors::AUTHENTICATOR.to_owned() };
    decided.changes.extend(context.notice(&user, about));
    as_stored(context, store(context, decided, &user).await?).await
}

/// Removes a passkey of a user. The user gets a mail.
pub(crate) async fn remove_passkey(
    context: &Context<'_>,
    id: &UserId,
    credential_id: &str,
) -> Result<Done<User>, AdministrationError> {
    let (user, map) = load(context, Verb::Write, id).await?;
    let details = super::details(context, user, &map).await?;
    let passkey = details.passkey(credential_id).ok_or(AdministrationError::NotFound("passkey"))?;
    let user = &details.user;
    let removed = context.decide(|occasion| user::remove_passkey(user, passkey, &details.passkeys, occasion));
    let mut decided = Decision { answer: user.clone(), changes: removed.changes };
    let about = NoticeKind::FactorRemoved { name: passkey.name.clone() };
    decided.changes.extend(context.notice(user, about));
    as_stored(context, store(context, decided, user).await?).await
}

/// Unlinks an account of a user, and takes away the groups that it gave. The user gets a mail.
pub(crate) async fn unlink(
    context: &Context<'_>,
    id: &UserId,
    account: &str,
) -> Result<Done<User>, AdministrationError> {
    let (user, map) = load(context, Verb::Write, id).await?;
    let links = links_of(context.server, &user.id).await?;
    let link = links.iter().find(|link| link_id(link) == account);
    let link = link.ok_or(AdministrationError::NotFound("linked account"))?;
    let unlinked = context.decide(|occasion| unlink_account(&user, link, &map, occasion));
    let mut decided = Decision { answer: user.clone(), changes: unlinked.changes };
    let about = NoticeKind::AccountUnlinked { provider: provider_name(context.server, link) };
    decided.changes.extend(context.notice(&user, about));
    as_stored(context, store(context, decided, &user).await?).await
}
