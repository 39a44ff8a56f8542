//! Checks that a user may enter the console, and see and change a page of it.

use std::sync::Arc;

use valetkey_accounts::{Acr, FactorKind, SignInAttempt};
use valetkey_administration::permission::{Administrator, Authority, Permission};
use valetkey_authorization_server::{
    authorization::SignedInUser,
    event::Actor,
    facts::SessionFacts,
    interaction::{ConsolePage, ConsoleReason, Interaction},
    role_map::RoleMap,
};
use valetkey_pages::{ConsoleClosed, ErrorKind, form_field};
use valetkey_types::RawParams;

use super::answer::Stop;
use crate::{
    administration::{Context, Options},
    endpoint::{
        account::{is_form_of, is_fresh},
        failure::{Failure, require_own_page},
    },
    request::request_id,
    visit::Visit,
};

/// A user who may enter the console.
pub(super) struct Entered {
    /// The session with its user.
    pub(super) facts: SessionFacts,
    /// The user as an administrator, with the permissions.
    pub(super) administrator: Administrator,
    /// The groups and roles of the tenant.
    pub(super) map: Arc<RoleMap>,
}

impl Entered {
    /// Returns the context for the functions of `administration/`. `expected_revision` is the revision of the record that the
    /// administrator saw.
    pub(super) fn context<'a>(&'a self, visit: &'a Visit<'_>, expected_revision: Option<u64>) -> Context<'a> {
        let context = Context::new(visit.server, &self.administrator, Some(request_id(visit.headers)));
        context.with(Options { expected_revision, ..Options::default() })
    }

    /// Requires a permission beside that of [`enter`], for all records or for the members of some group.
    pub(super) fn require_somewhere(&self, permission: Permission) -> Result<(), Stop> {
        match self.administrator.may_somewhere(permission) {
            true => Ok(()),
            false => Err(Stop::Closed(ConsoleClosed::PageNotPermitted)),
        }
    }
}

/// Checks that the user is signed in, holds a role with permissions, has proved as much as the console requires, and holds `permission`.
/// Otherwise leads to the sign-in, or shows a page with the reason.
pub(super) async fn enter(
    visit: &Visit<'_>,
    page: &ConsolePage,
    permission: Option<Permission>,
) -> Result<Entered, Stop> {
    let facts = signed_in(visit, page).await?;
    let map = visit.server.role_map().await?;
    let authority = Authority::of_user(&facts.user, &map);
    if authority.is_empty() {
        return Err(Stop::Closed(ConsoleClosed::NoPermission));
    }
    require_strength(visit, &facts, page).await?;
    let administrator = Administrator::new(Actor::User { id: facts.user.id.clone() }, authority);
    if permission.is_some_and(|permission| !administrator.may_somewhere(permission)) {
        return Err(Stop::Closed(ConsoleClosed::PageNotPermitted));
    }
    Ok(Entered { facts, administrator, map })
}

/// Checks a form as [`enter`] checks a page, and that it comes from our own page and was shown in this session. A form of an ended session
/// changes nothing and leads to `page`.
pub(super) async fn enter_with_form(
    visit: &Visit<'_>,
    params: &RawParams,
    page: &ConsolePage,
    permission: Permission,
) -> Result<Entered, Stop> {
    require_own_page(visit, params)?;
    let sealed = params.get(form_field::FORM_STATE).ok_or(ErrorKind::BadRequest)?;
    let entered = enter(visit, page, Some(permission)).await?;
    if !is_form_of(visit, sealed, &entered.facts.session)? {
        return Err(Failure::elsewhere(visit.server.path(page.path())).into());
    }
    Ok(entered)
}

/// Refuses a session whose proofs are older than five minutes: the sign-in page says why, and leads to `page`.
pub(super) async fn require_fresh(
    visit: &Visit<'_>,
    entered: &Entered,
    page: &ConsolePage,
) -> Result<(), Stop> {
    if is_fresh(&entered.facts.session, visit.now) {
        return Ok(());
    }
    let interaction = Interaction::administration(page.clone(), ConsoleReason::Confirm);
    Err(Failure::elsewhere(visit.step("/login", interaction).await?).into())
}

async fn signed_in(visit: &Visit<'_>, page: &ConsolePage) -> Result<SessionFacts, Stop> {
    let facts = visit.session().await?.filter(|facts| SignedInUser::of(Some(facts), visit.now).is_some());
    if let Some(facts) = facts {
        return Ok(facts);
    }
    let path = if visit.has_other_live_account().await? { "/accounts" } else { "/login" };
    let interaction = Interaction::administration(page.clone(), ConsoleReason::NoSession);
    Err(Failure::elsewhere(visit.step(path, interaction).await?).into())
}

/// Redirects a session that is too weak to the missing proof. A user without a second factor proves the first one again, and adds a
/// second.
async fn require_strength(visit: &Visit<'_>, facts: &SessionFacts, page: &ConsolePage) -> Result<(), Stop> {
    let required: Acr = visit.server.accounts.console.into();
    if facts.session.authentication.acr() >= required {
        return Ok(());
    }
    let mut interaction = Interaction::administration(page.clone(), ConsoleReason::TooWeak);
    let factors = [FactorKind::Authenticator, FactorKind::Passkey];
    let path = match factors.into_iter().any(|kind| facts.user.has_factor(kind)) {
        true => {
            let attempt = SignInAttempt::new(visit.server.environment.identifier());
            let user_id = Some(facts.user.id.clone());
            interaction.attempt = Some(SignInAttempt { user_id, ..attempt });
            "/login/second"
        }
        false => "/login",
    };
    Err(Failure::elsewhere(visit.step(path, interaction).await?).into())
}
