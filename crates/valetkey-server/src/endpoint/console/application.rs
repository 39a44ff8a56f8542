//! `/admin/applications/ID`: an application, with the form that edits its name and redirect URIs.

use axum::{
    extract::{Path, Request, State},
    response::Response,
};
use valetkey_administration::{
    files::Thing,
    permission::{Area, Permission},
};
use valetkey_authorization_server::record::Client;
use valetkey_pages::{
    ConsoleApplicationAction, ConsoleApplicationPage, ConsoleNotice, ConsoleSection, form_field,
};
use valetkey_types::{ClientId, RawParams, encode_form};

use super::{
    access::{Entered, enter, enter_with_form},
    answer::{Answer, Stop, respond},
    application_roles::{acts_for_itself, may_grant},
    menu_below, moment,
    new_application::lines,
    notice::{Notice, Undo, field, notice_of, redirect_after_change},
    path,
    refused_addresses::refused_of,
    seen::SeenRecord,
    shell_word, show,
};
use crate::{
    Server,
    administration::{AdministrationError, clients},
    endpoint::page_request::{self, PageRequest},
    visit::Visit,
};

const WRITE: Permission = Permission::write(Area::Clients);

/// Shows an application, or edits it.
pub async fn handle(State(server): State<Server>, Path(id): Path<String>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let visit = Visit::new(&server, &headers);
    let id = ClientId::new(id);
    let answer = match asked {
        Ok(PageRequest::Get(params)) => see(&visit, &id, &params).await,
        Ok(PageRequest::Post(params)) => save(&visit, &id, &params).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

async fn see(visit: &Visit<'_>, id: &ClientId, params: &RawParams) -> Answer {
    let page = path::page_of(path::APPLICATION, id.as_str());
    let entered = enter(visit, &page, Some(Permission::read(Area::Clients))).await?;
    let client = clients::show(&entered.context(visit, None), id).await?;
    Ok(show(visit, &application(visit, &entered, &client, notice_of(visit, params)).await?))
}

/// Returns the page of an application as it is stored.
async fn application(
    visit: &Visit<'_>,
    entered: &Entered,
    client: &Client,
    notice: Option<Notice>,
) -> Result<ConsoleApplicationPage, Stop> {
    let server = visit.server;
    let id = client.id.as_str();
    let context = entered.context(visit, None);
    let file = context.file_owner(&Thing::client(&client.id)).await?;
    let may_write = file.is_none() && entered.administrator.may(WRITE);
    let old_secret = client.secret_rotation.old_at(server.environment.now());
    let makes_sense = |action: &ConsoleApplicationAction| match action {
        ConsoleApplicationAction::Roles => acts_for_itself(client) || !client.roles.is_empty(),
        ConsoleApplicationAction::RotateSecret => !client.is_public(),
        ConsoleApplicationAction::EndSecret => old_secret.is_some(),
        ConsoleApplicationAction::Disable => !client.disabled,
        ConsoleApplicationAction::Enable => client.disabled,
        ConsoleApplicationAction::Remove => true,
    };
    let with_page = |action: ConsoleApplicationAction| {
        let page = path::page_of_operation(path::APPLICATION_OPERATION, id, action.word());
        (action, server.path(page.path()))
    };
    let may_grant = file.is_none() && may_grant(entered, client, &context.api());
    let may = |action: &ConsoleApplicationAction| match action {
        ConsoleApplicationAction::Roles => may_grant,
        _ => may_write,
    };
    let actions = ConsoleApplicationAction::ALL.into_iter().filter(|one| may(one) && makes_sense(one));
    let refused = refused_of(visit, client).len();
    let refused_page = || server.path(path::page_of(path::REFUSED_ADDRESSES, id).path());
    let sees_users = entered.administrator.may_somewhere(Permission::read(Area::Users));
    let may_try = entered.administrator.may(WRITE) && !client.redirect_uris.is_empty();
    let sees_events = entered.administrator.may(Permission::read(Area::Events));
    Ok(ConsoleApplicationPage {
        menu: menu_below(visit, entered, ConsoleSection::Applications, notice)?,
        stored_name: client.name.clone(),
        name: client.name.clone(),
        client_id: id.to_owned(),
        is_public: client.is_public(),
        is_disabled: client.disabled,
        scope: client.scope.to_string(),
        grants: client.grant_types.iter().map(|grant| grant.as_str().to_owned()).collect(),
        audiences: client.audiences.clone(),
        created: moment(visit, client.created_at),
        secret_made: client.secret_rotation.made_at.map(|at| moment(visit, at)),
        old_secret_ends: old_secret.map(|old| moment(visit, old.ends_at)),
        redirect_uris: client.redirect_uris.join("\n"),
        revision: SeenRecord::seal(visit, client, client.revision)?,
        file,
        action: may_write.then(|| server.path(path::page_of(path::APPLICATION, id).path())),
        actions: actions.map(with_page).collect(),
        refused_addresses: (refused > 0).then(|| (refused, refused_page())),
        try_uri: may_try.then(|| server.path(path::page_of(path::TRY, id).path())),
        preview_uri: sees_users.then(|| server.path(path::page_of(path::PREVIEW, id).path())),
        events_uri: sees_events
            .then(|| format!("{}?{}", server.path(path::EVENTS), encode_form([("client", id)]))),
        command: format!("valetkey client show {}", shell_word(id)),
        failure: None,
        conflict: None,
    })
}

/// Returns the form that stores the name and redirect URIs of before.
pub(super) fn undo_edit(visit: &Visit<'_>, before: &Client, now: &Client) -> Option<Undo> {
    let uris = before.redirect_uris.join("\n");
    let fields = vec![field(form_field::NAME, &before.name), field(form_field::REDIRECT_URIS, &uris)];
    Undo::of_record(visit, &path::page_of(path::APPLICATION, now.id.as_str()), (now, now.revision), fields)
}

async fn save(visit: &Visit<'_>, id: &ClientId, params: &RawParams) -> Answer {
    let page = path::page_of(path::APPLICATION, id.as_str());
    let entered = enter_with_form(visit, params, &page, WRITE).await?;
    let seen = SeenRecord::open(visit, params)?;
    let name = params.get(form_field::NAME).unwrap_or_default();
    let typed_uris = params.get(form_field::REDIRECT_URIS).unwrap_or_default();
    let context = entered.context(visit, Some(seen.revision));
    context.require_unowned(&Thing::client(id)).await?;
    let before = clients::show(&context, id).await?;
    let edited = clients::edit(&context, id, |new| {
        new.name = name.trim().to_owned();
        new.redirect_uris = lines(typed_uris);
        Ok(())
    })
    .await;
    let error = match edited {
        Ok(done) => {
            let notice = ConsoleNotice::ApplicationSaved(done.answer.name.clone());
            let undo = || undo_edit(visit, &before, &done.answer);
            return Ok(redirect_after_change(visit, &page, &done, (notice, undo)));
        }
        Err(error) => error,
    };
    let client = clients::show(&context, id).await?;
    let stored = application(visit, &entered, &client, None).await?;
    let typed =
        ConsoleApplicationPage { name: name.to_owned(), redirect_uris: typed_uris.to_owned(), ..stored };
    let shown = match error {
        AdministrationError::Conflict(_) => {
            ConsoleApplicationPage { conflict: Some(seen.difference(&client)), ..typed }
        }
        AdministrationError::Invalid(field) => ConsoleApplicationPage {
            revision: SeenRecord::sent(params)?.to_owned(),
            failure: Some(field.to_string()),
            ..typed
        },
        error => return Err(error.into()),
    };
    Ok(show(visit, &shown))
}
