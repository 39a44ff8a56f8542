//! The actions on a user that the administrator may take.

use valetkey_accounts::User;
use valetkey_administration::permission::{Area, Permission};
use valetkey_pages::ConsoleUserAction;

use super::super::{access::Entered, path};
use crate::{administration::users::UserDetails, visit::Visit};

/// Returns whether the administrator may change a user.
pub(super) fn may_write(entered: &Entered, user: &User) -> bool {
    let (administrator, map) = (&entered.administrator, &entered.map);
    administrator.covers_user(user, map).is_ok()
        && administrator.may_with(Permission::write(Area::Users), user, map)
}

/// Returns the actions that the administrator may take. Administrators cannot disable or remove themselves.
pub(super) fn actions(
    visit: &Visit<'_>,
    entered: &Entered,
    details: &UserDetails,
    may_write: bool,
) -> Vec<(ConsoleUserAction, String)> {
    let user = &details.user;
    let administrator = &entered.administrator;
    let covers = administrator.covers_user(user, &entered.map).is_ok();
    let may_grant = covers && administrator.may(Permission::write(Area::Roles));
    let is_self = entered.facts.user.id == user.id;
    let makes_sense = |action: &ConsoleUserAction| match action {
        ConsoleUserAction::Disable => !user.disabled && !is_self,
        ConsoleUserAction::Enable => user.disabled,
        ConsoleUserAction::Remove => !is_self,
        ConsoleUserAction::DeleteLater => user.deletion_at.is_none() && !is_self,
        ConsoleUserAction::Keep => user.deletion_at.is_some(),
        ConsoleUserAction::Unlock => details.failures.count > 0,
        ConsoleUserAction::RemoveFactors => !user.factors.is_empty(),
        ConsoleUserAction::Roles
        | ConsoleUserAction::Edit
        | ConsoleUserAction::ResetLink
        | ConsoleUserAction::SignOut => true,
    };
    let may = |action: &ConsoleUserAction| match action {
        ConsoleUserAction::Roles => may_grant,
        _ => may_write,
    };
    let with_page = |action: ConsoleUserAction| {
        let page = path::page_of_operation(path::USER_OPERATION, user.id.as_str(), action.word());
        (action, visit.server.path(page.path()))
    };
    let all = ConsoleUserAction::ALL.into_iter().filter(|action| may(action) && makes_sense(action));
    all.map(with_page).collect()
}
