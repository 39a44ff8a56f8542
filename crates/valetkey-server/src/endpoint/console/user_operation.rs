//! `/admin/users/ID/OPERATION`: says what an operation on a user will do, and does it. `…/link` shows a link that was just made.

use axum::{
    extract::{Path, Request, State},
    response::Response,
};
use serde::{Deserialize, Serialize};
use valetkey_accounts::{FactorKind, User};
use valetkey_administration::{
    permission::{Area, Permission},
    sign_in_way::Removed,
};
use valetkey_authorization_server::interaction::ConsolePage;
use valetkey_pages::{
    Consequence, ConsoleConfirmPage, ConsoleLinkKind, ConsoleLinkPage, ConsoleNotice, ConsoleOperation,
    ConsoleSection, ConsoleUserAction, ErrorKind, FieldDifference,
};
use valetkey_types::{RawParams, Timestamp, UserId};

use super::{
    access::{Entered, enter, enter_with_form, require_fresh},
    answer::{Answer, Stop, respond},
    menu_below, moment,
    notice::{Undo, redirect_after_change},
    path, redirect_with_notice,
    seen::SeenRecord,
    shell_word, show, shown_once,
};
use crate::{
    Server,
    administration::{
        AdministrationError, Context, access,
        users::{self, UserDetails},
    },
    endpoint::page_request::{self, PageRequest},
    visit::Visit,
};

const WRITE: Permission = Permission::write(Area::Users);

/// Shows what an operation will do, or does it.
pub async fn handle(
    State(server): State<Server>,
    Path((id, operation)): Path<(String, String)>,
    request: Request,
) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let visit = Visit::new(&server, &headers);
    let operation = UserOperation::named(UserId::new(id), &operation);
    let answer = match (operation, asked) {
        (None, _) => Err(ErrorKind::NotFound.into()),
        (Some(operation), Ok(PageRequest::Get(_))) => operation.see(&visit).await,
        (Some(operation), Ok(PageRequest::Post(params))) => operation.run(&visit, &params).await,
        (_, Err(error)) => Err(error.into()),
    };
    respond(&visit, answer)
}

/// Shows a link that was just made.
pub async fn link(State(server): State<Server>, Path(id): Path<String>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let visit = Visit::new(&server, &headers);
    let answer = match asked {
        Ok(asked) => see_link(&visit, &UserId::new(id), asked.params()).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

/// A link that was just made.
#[derive(Serialize, Deserialize)]
struct MadeLink {
    username: String,
    uri: String,
    expires_at: Timestamp,
}

async fn see_link(visit: &Visit<'_>, id: &UserId, params: &RawParams) -> Answer {
    let page = path::page_of(path::USER, id.as_str());
    let entered = enter(visit, &page, Some(WRITE)).await?;
    let made: MadeLink = shown_once::open(visit, &entered, params, &page)?;
    let link = ConsoleLinkPage {
        menu: menu_below(visit, &entered, ConsoleSection::Users, None)?,
        kind: ConsoleLinkKind::ResetPassword,
        name: made.username,
        link: made.uri,
        ends: moment(visit, made.expires_at),
        next_uri: visit.server.path(page.path()),
    };
    Ok(show(visit, &link))
}

/// An operation on a user.
struct UserOperation {
    id: UserId,
    action: ConsoleUserAction,
    shown: ConsoleOperation,
}

impl UserOperation {
    fn named(id: UserId, word: &str) -> Option<Self> {
        let action = ConsoleUserAction::ALL.into_iter().find(|action| action.word() == word)?;
        let shown = match action {
            ConsoleUserAction::Edit | ConsoleUserAction::Roles => return None,
            ConsoleUserAction::ResetLink => ConsoleOperation::ResetLink,
            ConsoleUserAction::SignOut => ConsoleOperation::SignOutUser,
            ConsoleUserAction::RemoveFactors => ConsoleOperation::RemoveFactors,
            ConsoleUserAction::Disable => ConsoleOperation::DisableUser,
            ConsoleUserAction::Enable => ConsoleOperation::EnableUser,
            ConsoleUserAction::Unlock => ConsoleOperation::UnlockUser,
            ConsoleUserAction::DeleteLater => ConsoleOperation::DeleteUserLater,
            ConsoleUserAction::Keep => ConsoleOperation::KeepUser,
            ConsoleUserAction::Remove => ConsoleOperation::RemoveUser,
        };
        Some(Self { id, action, shown })
    }

    fn page(&self) -> ConsolePage {
        path::page_of_operation(path::USER_OPERATION, self.id.as_str(), self.action.word())
    }

    /// Returns whether it needs a fresh proof, because it can take an account over or destroys it.
    fn is_dangerous(&self) -> bool {
        matches!(
            self.action,
            ConsoleUserAction::ResetLink
                | ConsoleUserAction::RemoveFactors
                | ConsoleUserAction::DeleteLater
                | ConsoleUserAction::Remove
        )
    }

    async fn require_fresh(&self, visit: &Visit<'_>, entered: &Entered) -> Result<(), Stop> {
        if self.is_dangerous() {
            require_fresh(visit, entered, &self.page()).await?;
        }
        Ok(())
    }

    async fn see(&self, visit: &Visit<'_>) -> Answer {
        let entered = enter(visit, &self.page(), Some(WRITE)).await?;
        self.require_fresh(visit, &entered).await?;
        self.show(visit, &entered, None).await
    }

    async fn show(&self, visit: &Visit<'_>, entered: &Entered, conflict: Option<&SeenRecord>) -> Answer {
        let details = users::show(&entered.context(visit, None), &self.id).await?;
        let user = &details.user;
        let user_page = path::page_of(path::USER, self.id.as_str());
        let differences = |seen: &SeenRecord| -> Vec<FieldDifference> { seen.difference(user) };
        let confirm = ConsoleConfirmPage {
            menu: menu_below(visit, entered, ConsoleSection::Users, None)?,
            operation: self.shown,
            name: user.username.clone(),
            revision: SeenRecord::seal(visit, user, user.revision)?,
            consequences: self.consequences(visit, entered, &details).await?,
            command: self.command(user),
            action: visit.server.path(self.page().path()),
            back_uri: visit.server.path(user_page.path()),
            conflict: conflict.map(differences),
        };
        Ok(show(visit, &confirm))
    }

    async fn consequences(
        &self,
        visit: &Visit<'_>,
        entered: &Entered,
        details: &UserDetails,
    ) -> Result<Vec<Consequence>, Stop> {
        let user = &details.user;
        let mut all = Vec::new();
        if entered.facts.user.id == user.id {
            all.push(Consequence::OwnAccount);
        }
        match self.action {
            ConsoleUserAction::Disable
            | ConsoleUserAction::SignOut
            | ConsoleUserAction::DeleteLater
            | ConsoleUserAction::Remove => {
                let context = entered.context(visit, None);
                let sessions = access::sessions(&context, &user.id).await?.len();
                let applications = access::applications(&context, &user.id).await?.len();
                all.extend((sessions > 0).then_some(Consequence::Sessions(sessions)));
                all.extend((applications > 0).then_some(Consequence::Applications(applications)));
            }
            ConsoleUserAction::RemoveFactors => {
                let passkeys = details.passkeys.len();
                all.extend((passkeys > 0).then_some(Consequence::Passkeys(passkeys)));
                let has_authenticator = user.has_factor(FactorKind::Authenticator);
                all.extend(has_authenticator.then_some(Consequence::Authenticator));
                let offered = details.offered(visit.server);
                let loses = details.ways(&offered).loses_last_way(Removed::Factors);
                all.extend(loses.then_some(Consequence::LastWay));
            }
            ConsoleUserAction::Edit
            | ConsoleUserAction::Roles
            | ConsoleUserAction::ResetLink
            | ConsoleUserAction::Unlock
            | ConsoleUserAction::Keep
            | ConsoleUserAction::Enable => {}
        }
        Ok(all)
    }

    fn command(&self, user: &User) -> String {
        let name = shell_word(&user.username);
        match self.action {
            // Factors are removed one by one there.
            ConsoleUserAction::RemoveFactors => {
                format!("valetkey user remove-factor {name} --factor authenticator")
            }
            ConsoleUserAction::DeleteLater => format!("valetkey user delete {name}"),
            ConsoleUserAction::Keep => format!("valetkey user delete {name} --cancel"),
            action => format!("valetkey user {} {name}", action.word()),
        }
    }

    async fn run(&self, visit: &Visit<'_>, params: &RawParams) -> Answer {
        let entered = enter_with_form(visit, params, &self.page(), WRITE).await?;
        self.require_fresh(visit, &entered).await?;
        let seen = SeenRecord::open(visit, params)?;
        let context = entered.context(visit, Some(seen.revision));
        match self.carry_out(visit, &entered, &context).await {
            Err(Refused::Administration(AdministrationError::Conflict(_))) => {
                self.show(visit, &entered, Some(&seen)).await
            }
            Err(Refused::Administration(error)) => Err(error.into()),
            Err(Refused::Stop(stop)) => Err(stop),
            Ok(response) => Ok(response),
        }
    }

    async fn carry_out(
        &self,
        visit: &Visit<'_>,
        entered: &Entered,
        context: &Context<'_>,
    ) -> Result<Response, Refused> {
        let id = &self.id;
        let page = path::page_of(path::USER, id.as_str());
        let (user, notice): (User, fn(String) -> ConsoleNotice) = match self.action {
            ConsoleUserAction::Disable => {
                (users::disable(context, id).await?.answer, ConsoleNotice::UserDisabled)
            }
            ConsoleUserAction::Enable => {
                let done = users::enable(context, id).await?;
                let notice = ConsoleNotice::UserEnabled(done.answer.username.clone());
                let undo = || undo_enable(visit, &done.answer);
                return Ok(redirect_after_change(visit, &page, &done, (notice, undo)));
            }
            ConsoleUserAction::Unlock => {
                (users::unlock(context, id).await?.answer, ConsoleNotice::UserUnlocked)
            }
            ConsoleUserAction::DeleteLater => {
                (users::delete_later(context, id).await?.answer, ConsoleNotice::UserLeaves)
            }
            ConsoleUserAction::Keep => (users::keep(context, id).await?.answer, ConsoleNotice::UserKept),
            ConsoleUserAction::SignOut => {
                (users::sign_out(context, id).await?.answer, ConsoleNotice::UserSignedOut)
            }
            ConsoleUserAction::RemoveFactors => {
                (users::reset_factors(context, id).await?.answer, ConsoleNotice::FactorsRemoved)
            }
            ConsoleUserAction::Remove => {
                let username = users::show(context, id).await?.user.username;
                users::remove(context, id).await?;
                let notice = ConsoleNotice::UserRemoved(username);
                return Ok(redirect_with_notice(visit, &path::page(path::USERS), &notice));
            }
            ConsoleUserAction::ResetLink => {
                let (user, link) = users::reset_link(context, id).await?.answer;
                let made = MadeLink { username: user.username, uri: link.uri, expires_at: link.expires_at };
                let page = path::page_of(path::USER_LINK, id.as_str());
                return Ok(shown_once::redirect(visit, entered, &page, made)?);
            }
            ConsoleUserAction::Edit | ConsoleUserAction::Roles => {
                return Err(Stop::from(ErrorKind::NotFound).into());
            }
        };
        Ok(redirect_with_notice(visit, &page, &notice(user.username)))
    }
}

/// Returns the form that disables a user again.
fn undo_enable(visit: &Visit<'_>, now: &User) -> Option<Undo> {
    let word = ConsoleUserAction::Disable.word();
    let page = path::page_of_operation(path::USER_OPERATION, now.id.as_str(), word);
    Undo::of_record(visit, &page, (now, now.revision), Vec::new())
}

/// The reason why an operation was not carried out.
enum Refused {
    Administration(AdministrationError),
    Stop(Stop),
}

impl From<AdministrationError> for Refused {
    fn from(error: AdministrationError) -> Self {
        Self::Administration(error)
    }
}

impl From<Stop> for Refused {
    fn from(stop: Stop) -> Self {
        Self::Stop(stop)
    }
}
