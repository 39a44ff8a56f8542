//! The sign-in of a user whose account at a provider is linked already.

use valetkey_accounts::User;
use valetkey_types::Timestamp;

use super::{ProviderAccount, mapping};
use crate::{Change, Decision, event::Occasion, record::LinkedAccount, role_map::RoleMap};

/// Decides what a sign-in with a linked account changes on its user. `has_terms` says whether the server has terms: a user whom this
/// account added before users of providers were asked to accept them is asked from now on.
pub fn return_with(
    user: &User,
    linked: &LinkedAccount,
    account: &ProviderAccount,
    has_terms: bool,
    map: &RoleMap,
    occasion: &Occasion<'_>,
) -> Decision<User> {
    let mut mapped = mapping::onto(user, account, false, map, occasion);
    // `add_user` makes the link and the user in the same moment. A user whom an administrator added links an account later.
    let was_added_by_it = linked.linked_at == user.created_at;
    if has_terms && was_added_by_it && user.accepted_terms.is_none() {
        mapped.accepted_terms = Some(String::new());
    }
    let changes = mapping::changes(user, &mapped, &account.provider, false, map, occasion);
    Decision { answer: mapped, changes }
}

/// Remembers when a linked account signed in, and what the provider calls it now.
pub fn remember_use(linked: LinkedAccount, account: &ProviderAccount, now: Timestamp) -> Change {
    Change::ReplaceLinkedAccount(LinkedAccount {
        provider: account.provider.clone(),
        label: account.label(),
        last_used_at: Some(now),
        ..linked
    })
}
