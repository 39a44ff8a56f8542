//! `/admin/applications/ID/OPERATION`: says what an operation on an application will do, and does it. `…/credentials` shows the
//! credentials that were just made.

use axum::{
    extract::{Path, Request, State},
    response::Response,
};
use serde::{Deserialize, Serialize};
use valetkey_administration::{
    InvalidField,
    files::Thing,
    framework::Framework,
    permission::{Area, Permission},
};
use valetkey_authorization_server::{interaction::ConsolePage, record::Client};
use valetkey_pages::{
    Consequence, ConsoleApplicationAction, ConsoleConfirmPage, ConsoleCredentialsPage, ConsoleNotice,
    ConsoleOperation, ConsoleSection, ErrorKind, FrameworkSettings, form_field,
};
use valetkey_types::{ClientId, RawParams, Seconds, Secret};

use super::{
    access::{Entered, enter, enter_with_form, require_fresh},
    answer::{Answer, Stop, respond},
    menu_below,
    notice::{Undo, redirect_after_change},
    path, redirect_with_notice,
    seen::SeenRecord,
    shell_word, show, shown_once,
};
use crate::{
    Server,
    administration::{AdministrationError, clients},
    endpoint::page_request::{self, PageRequest},
    visit::Visit,
};

const WRITE: Permission = Permission::write(Area::Clients);

/// Shows what an operation will do, or does it.
pub async fn handle(
    State(server): State<Server>,
    Path((id, operation)): Path<(String, String)>,
    request: Request,
) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let visit = Visit::new(&server, &headers);
    let operation = ApplicationOperation::named(ClientId::new(id), &operation);
    let answer = match (operation, asked) {
        (None, _) => Err(ErrorKind::NotFound.into()),
        (Some(operation), Ok(PageRequest::Get(_))) => operation.see(&visit).await,
        (Some(operation), Ok(PageRequest::Post(params))) => operation.run(&visit, &params).await,
        (_, Err(error)) => Err(error.into()),
    };
    respond(&visit, answer)
}

/// Shows the credentials that were just made.
pub async fn credentials(State(server): State<Server>, Path(id): Path<String>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let visit = Visit::new(&server, &headers);
    let answer = match asked {
        Ok(asked) => see_credentials(&visit, &ClientId::new(id), asked.params()).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

/// Credentials that were just made.
#[derive(Serialize, Deserialize)]
struct MadeCredentials {
    client_id: String,
    secret: Option<String>,
    is_new: bool,
}

/// Redirects to the page that shows the credentials of an application.
pub(super) fn show_credentials(
    visit: &Visit<'_>,
    entered: &Entered,
    client: &Client,
    secret: Option<&Secret>,
    is_new: bool,
) -> Answer {
    let made = MadeCredentials {
        client_id: client.id.as_str().to_owned(),
        secret: secret.map(|secret| secret.expose().to_owned()),
        is_new,
    };
    shown_once::redirect(visit, entered, &path::page_of(path::CREDENTIALS, client.id.as_str()), made)
}

async fn see_credentials(visit: &Visit<'_>, id: &ClientId, params: &RawParams) -> Answer {
    let page = path::page_of(path::APPLICATION, id.as_str());
    let entered = enter(visit, &page, Some(WRITE)).await?;
    let made: MadeCredentials = shown_once::open(visit, &entered, params, &page)?;
    if made.client_id != id.as_str() {
        return Err(ErrorKind::BadRequest.into());
    }
    let client = clients::show(&entered.context(visit, None), id).await?;
    let has_users = !client.redirect_uris.is_empty() && !client.is_public();
    let settings = |framework: Framework| FrameworkSettings {
        product: framework.product().to_owned(),
        text: framework.settings(&client, &visit.server.issuer),
        remark: remark(framework, &client),
    };
    let may_try = made.is_new && !client.redirect_uris.is_empty();
    let credentials = ConsoleCredentialsPage {
        menu: menu_below(visit, &entered, ConsoleSection::Applications, None)?,
        name: client.name.clone(),
        is_new: made.is_new,
        issuer: visit.server.issuer.as_str().to_owned(),
        client_id: made.client_id,
        secret: made.secret,
        settings: Framework::ALL.into_iter().filter(|_| has_users).map(settings).collect(),
        try_uri: may_try.then(|| visit.server.path(path::page_of(path::TRY, id.as_str()).path())),
        next_uri: visit.server.path(page.path()),
    };
    Ok(show(visit, &credentials))
}

/// Returns the requirements of a framework beyond its settings.
fn remark(framework: Framework, client: &Client) -> Option<String> {
    let about = [framework.complaint(&client.redirect_uris), framework.complaint_about_pkce(client)];
    let about: Vec<String> = about.into_iter().flatten().collect();
    (!about.is_empty()).then(|| about.join(". "))
}

/// Reads the time for which the old secret is kept; none for a form without the field.
fn kept_for(params: &RawParams) -> Result<Seconds, AdministrationError> {
    match params.get(form_field::KEEP_OLD_FOR) {
        None | Some("") => Ok(Seconds(0)),
        Some(text) => text.parse().map(Seconds).map_err(|_| {
            let got = format!("{:?}", text.chars().take(40).collect::<String>());
            InvalidField::new(form_field::KEEP_OLD_FOR, "a number of seconds", got).into()
        }),
    }
}

/// Returns the form of the inverse operation.
fn undo(visit: &Visit<'_>, now: &Client, inverse: ConsoleApplicationAction) -> Option<Undo> {
    let page = path::page_of_operation(path::APPLICATION_OPERATION, now.id.as_str(), inverse.word());
    Undo::of_record(visit, &page, (now, now.revision), Vec::new())
}

/// An operation on an application.
struct ApplicationOperation {
    id: ClientId,
    action: ConsoleApplicationAction,
    shown: ConsoleOperation,
}

impl ApplicationOperation {
    fn named(id: ClientId, word: &str) -> Option<Self> {
        let action = ConsoleApplicationAction::ALL.into_iter().find(|action| action.word() == word)?;
        let shown = match action {
            ConsoleApplicationAction::Roles => return None,
            ConsoleApplicationAction::RotateSecret => ConsoleOperation::RotateSecret,
            ConsoleApplicationAction::EndSecret => ConsoleOperation::EndSecret,
            ConsoleApplicationAction::Disable => ConsoleOperation::DisableApplication,
            ConsoleApplicationAction::Enable => ConsoleOperation::EnableApplication,
            ConsoleApplicationAction::Remove => ConsoleOperation::RemoveApplication,
        };
        Some(Self { id, action, shown })
    }

    fn page(&self) -> ConsolePage {
        path::page_of_operation(path::APPLICATION_OPERATION, self.id.as_str(), self.action.word())
    }

    async fn require_fresh(&self, visit: &Visit<'_>, entered: &Entered) -> Result<(), Stop> {
        let is_dangerous =
            matches!(self.action, ConsoleApplicationAction::RotateSecret | ConsoleApplicationAction::Remove);
        if is_dangerous {
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
        let context = entered.context(visit, None);
        let client = clients::show(&context, &self.id).await?;
        context.require_unowned(&Thing::client(&client.id)).await?;
        let page = path::page_of(path::APPLICATION, self.id.as_str());
        let old = client.secret_rotation.old_at(context.now());
        let is_rotation = self.action == ConsoleApplicationAction::RotateSecret;
        if self.action == ConsoleApplicationAction::EndSecret && old.is_none() {
            return Err(ErrorKind::NotFound.into());
        }
        let confirm = ConsoleConfirmPage {
            menu: menu_below(visit, entered, ConsoleSection::Applications, None)?,
            operation: self.shown,
            name: client.name.clone(),
            revision: SeenRecord::seal(visit, &client, client.revision)?,
            consequences: (is_rotation && old.is_some())
                .then_some(Consequence::OldSecret)
                .into_iter()
                .collect(),
            command: self.command(&client, old.map(|old| old.number)),
            action: visit.server.path(self.page().path()),
            back_uri: visit.server.path(page.path()),
            conflict: conflict.map(|seen| seen.difference(&client)),
        };
        Ok(show(visit, &confirm))
    }

    /// Returns the same as a command.
    fn command(&self, client: &Client, old: Option<u32>) -> String {
        let command = format!("valetkey client {} {}", self.action.word(), shell_word(client.id.as_str()));
        match (self.action, old) {
            (ConsoleApplicationAction::EndSecret, Some(number)) => format!("{command} {number}"),
            _ => command,
        }
    }

    async fn run(&self, visit: &Visit<'_>, params: &RawParams) -> Answer {
        let entered = enter_with_form(visit, params, &self.page(), WRITE).await?;
        self.require_fresh(visit, &entered).await?;
        let seen = SeenRecord::open(visit, params)?;
        match self.carry_out(visit, &entered, (seen.revision, params)).await {
            Ok(answer) => answer,
            Err(AdministrationError::Conflict(_)) => self.show(visit, &entered, Some(&seen)).await,
            Err(error) => Err(error.into()),
        }
    }

    async fn carry_out(
        &self,
        visit: &Visit<'_>,
        entered: &Entered,
        (revision, params): (u64, &RawParams),
    ) -> Result<Answer, AdministrationError> {
        let (id, context) = (&self.id, entered.context(visit, Some(revision)));
        let page = path::page_of(path::APPLICATION, id.as_str());
        Ok(match self.action {
            ConsoleApplicationAction::Roles => Err(ErrorKind::NotFound.into()),
            ConsoleApplicationAction::Disable => {
                let done = clients::disable(&context, id).await?;
                let notice = ConsoleNotice::ApplicationDisabled(done.answer.name.clone());
                let undo = || undo(visit, &done.answer, ConsoleApplicationAction::Enable);
                Ok(redirect_after_change(visit, &page, &done, (notice, undo)))
            }
            ConsoleApplicationAction::Enable => {
                let done = clients::enable(&context, id).await?;
                let notice = ConsoleNotice::ApplicationEnabled(done.answer.name.clone());
                let undo = || undo(visit, &done.answer, ConsoleApplicationAction::Disable);
                Ok(redirect_after_change(visit, &page, &done, (notice, undo)))
            }
            ConsoleApplicationAction::RotateSecret => {
                let kept_for = kept_for(params)?;
                let (client, secret) = clients::rotate_secret(&context, id, kept_for).await?.answer;
                show_credentials(visit, entered, &client, Some(&secret), false)
            }
            ConsoleApplicationAction::EndSecret => {
                let client = clients::show(&context, id).await?;
                let old = client.secret_rotation.old_at(context.now());
                let number = old.ok_or(AdministrationError::NotFound("secret"))?.number;
                let name = clients::end_secret(&context, id, number).await?.answer.name;
                Ok(redirect_with_notice(visit, &page, &ConsoleNotice::SecretEnded(name)))
            }
            ConsoleApplicationAction::Remove => {
                let name = clients::show(&context, id).await?.name;
                clients::remove(&context, id).await?;
                let notice = ConsoleNotice::ApplicationRemoved(name);
                Ok(redirect_with_notice(visit, &path::page(path::APPLICATIONS), &notice))
            }
        })
    }
}
