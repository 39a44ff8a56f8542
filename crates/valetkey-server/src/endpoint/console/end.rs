//! `/admin/users/ID/sessions/SID` and the like: says what ends with a single thing of a user, and ends it. A thing is a session, the access
//! of an application, or a way to sign in.

mod described;

use axum::{
    extract::{Path, Request, State},
    response::Response,
};
use uuid::Uuid;
use valetkey_administration::permission::{Area, Permission};
use valetkey_authorization_server::interaction::ConsolePage;
use valetkey_pages::{
    ConsoleEndPage, ConsoleNotice, ConsoleSection, ConsoleThing, ErrorKind, FieldDifference,
};
use valetkey_types::{ClientId, RawParams, UserId};

use self::described::Described;
use super::{
    access::{Entered, enter, enter_with_form, require_fresh},
    answer::{Answer, Stop, respond},
    menu_below, path, redirect_with_notice,
    seen::SeenRecord,
    show,
};
use crate::{
    Server,
    administration::{AdministrationError, Context, access, users},
    endpoint::page_request::{self, PageRequest},
    visit::Visit,
};

const WRITE: Permission = Permission::write(Area::Users);

/// The path of a thing: the identifiers of the user and of the thing.
type Ids = Path<(String, String)>;

/// Ends a session.
pub async fn session(State(server): State<Server>, ids: Ids, request: Request) -> Response {
    handle(server, ConsoleThing::Session, ids, request).await
}

/// Withdraws the access of an application.
pub async fn access(State(server): State<Server>, ids: Ids, request: Request) -> Response {
    handle(server, ConsoleThing::Access, ids, request).await
}

/// Removes the authenticator app.
pub async fn factor(State(server): State<Server>, ids: Ids, request: Request) -> Response {
    handle(server, ConsoleThing::Authenticator, ids, request).await
}

/// Removes a passkey.
pub async fn passkey(State(server): State<Server>, ids: Ids, request: Request) -> Response {
    handle(server, ConsoleThing::Passkey, ids, request).await
}

/// Unlinks an account at a provider.
pub async fn linked_account(State(server): State<Server>, ids: Ids, request: Request) -> Response {
    handle(server, ConsoleThing::LinkedAccount, ids, request).await
}

async fn handle(
    server: Server,
    kind: ConsoleThing,
    Path((user, id)): Path<(String, String)>,
    request: Request,
) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let visit = Visit::new(&server, &headers);
    let thing = Thing { kind, user: UserId::new(user), id };
    let answer = match asked {
        Ok(PageRequest::Get(_)) => thing.see(&visit).await,
        Ok(PageRequest::Post(params)) => thing.run(&visit, &params).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

/// The identifier of the authenticator app in addresses.
pub(super) const AUTHENTICATOR: &str = "authenticator";

/// Returns the page that ends a thing of a user.
pub(super) fn page_of(kind: ConsoleThing, user: &UserId, id: &str) -> ConsolePage {
    let path = match kind {
        ConsoleThing::Session => path::USER_SESSION,
        ConsoleThing::Access => path::USER_ACCESS,
        ConsoleThing::Authenticator => path::USER_FACTOR,
        ConsoleThing::Passkey => path::USER_PASSKEY,
        ConsoleThing::LinkedAccount => path::USER_LINKED_ACCOUNT,
    };
    path::page_of_item(path, user.as_str(), id)
}

/// A thing of a user.
struct Thing {
    kind: ConsoleThing,
    user: UserId,
    /// The identifier in the address, which may be any text.
    id: String,
}

impl Thing {
    fn page(&self) -> ConsolePage {
        page_of(self.kind, &self.user, &self.id)
    }

    /// Returns whether it is a way to sign in. Its end can take an account over, and depends on the other ways.
    fn is_way_to_sign_in(&self) -> bool {
        !matches!(self.kind, ConsoleThing::Session | ConsoleThing::Access)
    }

    async fn require_fresh(&self, visit: &Visit<'_>, entered: &Entered) -> Result<(), Stop> {
        match self.is_way_to_sign_in() {
            true => require_fresh(visit, entered, &self.page()).await,
            false => Ok(()),
        }
    }

    fn sid(&self) -> Result<Uuid, AdministrationError> {
        self.id.parse().map_err(|_| AdministrationError::NotFound("session"))
    }

    async fn see(&self, visit: &Visit<'_>) -> Answer {
        let entered = enter(visit, &self.page(), Some(WRITE)).await?;
        self.require_fresh(visit, &entered).await?;
        self.show(visit, &entered, None).await
    }

    async fn show(&self, visit: &Visit<'_>, entered: &Entered, conflict: Option<&SeenRecord>) -> Answer {
        let details = users::show(&entered.context(visit, None), &self.user).await?;
        let user = &details.user;
        let described = self.describe(visit, entered, &details).await?;
        let Described { name, began, detail, consequences, command } = described;
        let differences = |seen: &SeenRecord| -> Vec<FieldDifference> { seen.difference(user) };
        let sealed = || SeenRecord::seal(visit, user, user.revision);
        let end = ConsoleEndPage {
            menu: menu_below(visit, entered, ConsoleSection::Users, None)?,
            thing: self.kind,
            name,
            username: user.username.clone(),
            began,
            detail,
            revision: self.is_way_to_sign_in().then(sealed).transpose()?,
            consequences,
            command,
            action: visit.server.path(self.page().path()),
            back_uri: visit.server.path(path::page_of(path::USER, user.id.as_str()).path()),
            conflict: conflict.map(differences),
        };
        Ok(show(visit, &end))
    }

    async fn run(&self, visit: &Visit<'_>, params: &RawParams) -> Answer {
        let entered = enter_with_form(visit, params, &self.page(), WRITE).await?;
        self.require_fresh(visit, &entered).await?;
        let seen = self.is_way_to_sign_in().then(|| SeenRecord::open(visit, params)).transpose()?;
        let context = entered.context(visit, seen.as_ref().map(|seen| seen.revision));
        let details = users::show(&context, &self.user).await?;
        let user_page = path::page_of(path::USER, self.user.as_str());
        let ended = match self.describe(visit, &entered, &details).await {
            Ok(Described { name, .. }) => self.end(&context).await.map(|()| self.notice(name)),
            Err(error) => Err(error),
        };
        match ended {
            Ok(notice) => Ok(redirect_with_notice(visit, &user_page, &notice)),
            // A second press finds nothing to end.
            Err(AdministrationError::NotFound(_)) => {
                Ok(redirect_with_notice(visit, &user_page, &ConsoleNotice::NothingChanged))
            }
            Err(AdministrationError::Conflict(_)) => match seen {
                Some(seen) => self.show(visit, &entered, Some(&seen)).await,
                None => Err(ErrorKind::Unavailable.into()),
            },
            Err(error) => Err(error.into()),
        }
    }

    async fn end(&self, context: &Context<'_>) -> Result<(), AdministrationError> {
        match self.kind {
            ConsoleThing::Session => {
                access::end_session(context, &self.user, self.sid()?).await?;
            }
            ConsoleThing::Access => {
                access::withdraw(context, &self.user, &ClientId::new(self.id.as_str())).await?;
            }
            ConsoleThing::Authenticator => {
                users::remove_authenticator(context, &self.user).await?;
            }
            ConsoleThing::Passkey => {
                users::remove_passkey(context, &self.user, &self.id).await?;
            }
            ConsoleThing::LinkedAccount => {
                users::unlink(context, &self.user, &self.id).await?;
            }
        }
        Ok(())
    }

    fn notice(&self, name: String) -> ConsoleNotice {
        match self.kind {
            ConsoleThing::Session => ConsoleNotice::SessionEnded(name),
            ConsoleThing::Access => ConsoleNotice::AccessWithdrawn(name),
            _ => ConsoleNotice::MethodRemoved(name),
        }
    }
}
