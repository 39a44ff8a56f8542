//! `/admin/new-webhook`, `/admin/webhooks/NAME/edit`, `…/rotate-secret` and `…/remove`: adds, edits and removes webhooks. Each needs a
//! fresh proof, because a webhook shows its receiver the events. `…/secret` shows a secret that was just made.

use axum::{
    extract::{Path, Request, State},
    response::Response,
};
use serde::{Deserialize, Serialize};
use valetkey_administration::{
    permission::{Area, Permission},
    webhook::WebhookSettings,
};
use valetkey_authorization_server::{event::EventKind, record::Webhook, webhook::WebhookSecret};
use valetkey_pages::{
    ConsoleConfirmPage, ConsoleEditWebhookPage, ConsoleNotice, ConsoleOperation, ConsoleRotateWebhookPage,
    ConsoleSection, ConsoleWebhookSecretPage, ErrorKind, KeepOldSecret, form_field,
};
use valetkey_types::{RawParams, Seconds};

use super::{
    access::{Entered, enter, enter_with_form, require_fresh},
    answer::{Answer, Stop, respond},
    menu_below, path,
    record::failure_of,
    redirect_with_notice,
    seen::SeenRecord,
    shell_word, show, shown_once,
};
use crate::{
    Server,
    administration::{AdministrationError, webhooks},
    endpoint::page_request::{self, PageRequest},
    visit::Visit,
};

const WRITE: Permission = Permission::write(Area::Events);

/// Shows the form for a new webhook, or adds it.
pub async fn add(State(server): State<Server>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let visit = Visit::new(&server, &headers);
    let answer = match asked {
        Ok(PageRequest::Get(_)) => see_new(&visit).await,
        Ok(PageRequest::Post(params)) => save_new(&visit, &params).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

/// Shows the form for a webhook, or saves it.
pub async fn edit(State(server): State<Server>, Path(name): Path<String>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let visit = Visit::new(&server, &headers);
    let answer = match asked {
        Ok(PageRequest::Get(_)) => see(&visit, &name).await,
        Ok(PageRequest::Post(params)) => save(&visit, &name, &params).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

/// Shows the form for a new secret, or makes one.
pub async fn rotate(State(server): State<Server>, Path(name): Path<String>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let visit = Visit::new(&server, &headers);
    let answer = match asked {
        Ok(PageRequest::Get(_)) => see_rotation(&visit, &name).await,
        Ok(PageRequest::Post(params)) => carry_out_rotation(&visit, &name, &params).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

/// Shows a secret that was just made.
pub async fn secret(State(server): State<Server>, Path(name): Path<String>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let visit = Visit::new(&server, &headers);
    let answer = match asked {
        Ok(asked) => see_secret(&visit, &name, asked.params()).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

/// Says what the removal of a webhook will do, or removes it.
pub async fn remove(State(server): State<Server>, Path(name): Path<String>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let visit = Visit::new(&server, &headers);
    let answer = match asked {
        Ok(PageRequest::Get(_)) => see_removal(&visit, &name).await,
        Ok(PageRequest::Post(params)) => carry_out_removal(&visit, &name, &params).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

/// The values of the form.
struct Typed {
    name: String,
    settings: WebhookSettings,
}

impl Typed {
    fn read(params: &RawParams) -> Self {
        let text = |field| params.get(field).map(|text| text.trim().to_owned()).unwrap_or_default();
        let settings = WebhookSettings {
            url: text(form_field::URL),
            kinds: text(form_field::KINDS).split_whitespace().map(str::to_owned).collect(),
            includes_personal: params.get(form_field::PERSONAL).is_some(),
            disabled: params.get(form_field::DISABLED).is_some(),
        };
        Self { name: text(form_field::NAME), settings }
    }
}

/// Returns every kind of event, in the order to show.
fn all_kinds() -> Vec<String> {
    let mut kinds: Vec<String> = EventKind::ALL.iter().map(|kind| kind.as_str().to_owned()).collect();
    kinds.sort();
    kinds
}

async fn see_new(visit: &Visit<'_>) -> Answer {
    let page = path::page(path::NEW_WEBHOOK);
    let entered = enter(visit, &page, Some(WRITE)).await?;
    require_fresh(visit, &entered, &page).await?;
    let settings =
        WebhookSettings { url: String::new(), kinds: Vec::new(), includes_personal: false, disabled: false };
    let form = new_form(visit, &entered, Typed { name: String::new(), settings })?;
    Ok(show(visit, &form))
}

fn new_form(visit: &Visit<'_>, entered: &Entered, typed: Typed) -> Result<ConsoleEditWebhookPage, Stop> {
    let Typed { name, settings } = typed;
    Ok(ConsoleEditWebhookPage {
        menu: menu_below(visit, entered, ConsoleSection::Webhooks, None)?,
        stored_name: None,
        name,
        url: settings.url,
        kinds: settings.kinds.join("\n"),
        all_kinds: all_kinds(),
        includes_personal: settings.includes_personal,
        is_disabled: settings.disabled,
        revision: None,
        command: "valetkey webhook add NAME --url URL".to_owned(),
        action: visit.server.path(path::NEW_WEBHOOK),
        back_uri: visit.server.path(path::WEBHOOKS),
        failure: None,
        conflict: None,
    })
}

async fn save_new(visit: &Visit<'_>, params: &RawParams) -> Answer {
    let page = path::page(path::NEW_WEBHOOK);
    let entered = enter_with_form(visit, params, &page, WRITE).await?;
    require_fresh(visit, &entered, &page).await?;
    let typed = Typed::read(params);
    let added = webhooks::add(&entered.context(visit, None), &typed.name, typed.settings.clone()).await;
    match added {
        Ok(done) => {
            let (webhook, secret) = done.answer;
            show_secret(visit, &entered, &webhook, &secret, true)
        }
        Err(error) => {
            let failure = Some(failure_of(error)?);
            Ok(show(visit, &ConsoleEditWebhookPage { failure, ..new_form(visit, &entered, typed)? }))
        }
    }
}

async fn see(visit: &Visit<'_>, name: &str) -> Answer {
    let page = path::page_of(path::EDIT_WEBHOOK, name);
    let entered = enter(visit, &page, Some(WRITE)).await?;
    require_fresh(visit, &entered, &page).await?;
    let (webhook, _) = webhooks::show(&entered.context(visit, None), name).await?;
    let revision = SeenRecord::seal(visit, &webhook, webhook.revision)?;
    let form = form(visit, &entered, &webhook, WebhookSettings::from(&webhook), revision)?;
    Ok(show(visit, &form))
}

fn form(
    visit: &Visit<'_>,
    entered: &Entered,
    webhook: &Webhook,
    settings: WebhookSettings,
    revision: String,
) -> Result<ConsoleEditWebhookPage, Stop> {
    let name = &webhook.name;
    Ok(ConsoleEditWebhookPage {
        stored_name: Some(name.clone()),
        revision: Some(revision),
        command: format!("valetkey webhook edit {}", shell_word(name)),
        action: visit.server.path(path::page_of(path::EDIT_WEBHOOK, name).path()),
        back_uri: visit.server.path(path::page_of(path::WEBHOOK, name).path()),
        ..new_form(visit, entered, Typed { name: String::new(), settings })?
    })
}

async fn save(visit: &Visit<'_>, name: &str, params: &RawParams) -> Answer {
    let page = path::page_of(path::EDIT_WEBHOOK, name);
    let entered = enter_with_form(visit, params, &page, WRITE).await?;
    require_fresh(visit, &entered, &page).await?;
    let (seen, typed) = (SeenRecord::open(visit, params)?, Typed::read(params).settings);
    let context = entered.context(visit, Some(seen.revision));
    let error = match webhooks::edit(&context, name, |settings| *settings = typed.clone()).await {
        Ok(done) => {
            let notice = match done.is_stored {
                true => ConsoleNotice::WebhookSaved(done.answer.name),
                false => ConsoleNotice::NothingChanged,
            };
            return Ok(redirect_with_notice(visit, &path::page_of(path::WEBHOOK, name), &notice));
        }
        Err(error) => error,
    };
    let (webhook, _) = webhooks::show(&context, name).await?;
    let shown = match error {
        AdministrationError::Conflict(_) => {
            let revision = SeenRecord::seal(visit, &webhook, webhook.revision)?;
            let conflict = Some(seen.difference(&webhook));
            ConsoleEditWebhookPage { conflict, ..form(visit, &entered, &webhook, typed, revision)? }
        }
        error => {
            let revision = SeenRecord::sent(params)?.to_owned();
            let failure = Some(failure_of(error)?);
            ConsoleEditWebhookPage { failure, ..form(visit, &entered, &webhook, typed, revision)? }
        }
    };
    Ok(show(visit, &shown))
}

/// A secret that was just made.
#[derive(Serialize, Deserialize)]
struct MadeSecret {
    webhook: String,
    secret: String,
    is_new: bool,
}

fn show_secret(
    visit: &Visit<'_>,
    entered: &Entered,
    webhook: &Webhook,
    secret: &WebhookSecret,
    is_new: bool,
) -> Answer {
    let made = MadeSecret { webhook: webhook.name.clone(), secret: secret.expose(), is_new };
    shown_once::redirect(visit, entered, &path::page_of(path::WEBHOOK_SECRET, &webhook.name), made)
}

async fn see_secret(visit: &Visit<'_>, name: &str, params: &RawParams) -> Answer {
    let page = path::page_of(path::WEBHOOK, name);
    let entered = enter(visit, &page, Some(WRITE)).await?;
    let made: MadeSecret = shown_once::open(visit, &entered, params, &page)?;
    if made.webhook != name {
        return Err(ErrorKind::BadRequest.into());
    }
    let shown = ConsoleWebhookSecretPage {
        menu: menu_below(visit, &entered, ConsoleSection::Webhooks, None)?,
        name: made.webhook,
        is_new: made.is_new,
        secret: made.secret,
        next_uri: visit.server.path(page.path()),
    };
    Ok(show(visit, &shown))
}

async fn see_rotation(visit: &Visit<'_>, name: &str) -> Answer {
    let page = path::page_of(path::ROTATE_WEBHOOK_SECRET, name);
    let entered = enter(visit, &page, Some(WRITE)).await?;
    require_fresh(visit, &entered, &page).await?;
    show_rotation(visit, &entered, name, KeepOldSecret::Day, None).await
}

async fn show_rotation(
    visit: &Visit<'_>,
    entered: &Entered,
    name: &str,
    keep_old: KeepOldSecret,
    conflict: Option<&SeenRecord>,
) -> Answer {
    let (webhook, _) = webhooks::show(&entered.context(visit, None), name).await?;
    let shown = ConsoleRotateWebhookPage {
        menu: menu_below(visit, entered, ConsoleSection::Webhooks, None)?,
        keep_old,
        revision: SeenRecord::seal(visit, &webhook, webhook.revision)?,
        command: format!(
            "valetkey webhook edit {} --rotate-secret --keep-old {}",
            shell_word(name),
            keep_old.word()
        ),
        action: visit.server.path(path::page_of(path::ROTATE_WEBHOOK_SECRET, name).path()),
        back_uri: visit.server.path(path::page_of(path::WEBHOOK, name).path()),
        conflict: conflict.map(|seen| seen.difference(&webhook)),
        name: webhook.name,
    };
    Ok(show(visit, &shown))
}

fn kept_for(keep_old: KeepOldSecret) -> Seconds {
    match keep_old {
        KeepOldSecret::None => Seconds(0),
        KeepOldSecret::Hour => Seconds::hours(1),
        KeepOldSecret::Day => Seconds::days(1),
        KeepOldSecret::Week => Seconds::days(7),
    }
}

async fn carry_out_rotation(visit: &Visit<'_>, name: &str, params: &RawParams) -> Answer {
    let page = path::page_of(path::ROTATE_WEBHOOK_SECRET, name);
    let entered = enter_with_form(visit, params, &page, WRITE).await?;
    require_fresh(visit, &entered, &page).await?;
    let seen = SeenRecord::open(visit, params)?;
    let word = params.get(form_field::KEEP_OLD);
    let keep_old = KeepOldSecret::ALL.into_iter().find(|time| Some(time.word()) == word);
    let keep_old = keep_old.ok_or(ErrorKind::BadRequest)?;
    let context = entered.context(visit, Some(seen.revision));
    match webhooks::rotate_secret(&context, name, kept_for(keep_old)).await {
        Ok(done) => {
            let (webhook, secret) = done.answer;
            show_secret(visit, &entered, &webhook, &secret, false)
        }
        Err(AdministrationError::Conflict(_)) => {
            show_rotation(visit, &entered, name, keep_old, Some(&seen)).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn see_removal(visit: &Visit<'_>, name: &str) -> Answer {
    let page = path::page_of(path::REMOVE_WEBHOOK, name);
    let entered = enter(visit, &page, Some(WRITE)).await?;
    require_fresh(visit, &entered, &page).await?;
    show_removal(visit, &entered, name, None).await
}

async fn show_removal(
    visit: &Visit<'_>,
    entered: &Entered,
    name: &str,
    conflict: Option<&SeenRecord>,
) -> Answer {
    let (webhook, _) = webhooks::show(&entered.context(visit, None), name).await?;
    let confirm = ConsoleConfirmPage {
        menu: menu_below(visit, entered, ConsoleSection::Webhooks, None)?,
        operation: ConsoleOperation::RemoveWebhook,
        name: webhook.name.clone(),
        revision: SeenRecord::seal(visit, &webhook, webhook.revision)?,
        consequences: Vec::new(),
        command: format!("valetkey webhook remove {}", shell_word(name)),
        action: visit.server.path(path::page_of(path::REMOVE_WEBHOOK, name).path()),
        back_uri: visit.server.path(path::page_of(path::WEBHOOK, name).path()),
        conflict: conflict.map(|seen| seen.difference(&webhook)),
    };
    Ok(show(visit, &confirm))
}

async fn carry_out_removal(visit: &Visit<'_>, name: &str, params: &RawParams) -> Answer {
    let page = path::page_of(path::REMOVE_WEBHOOK, name);
    let entered = enter_with_form(visit, params, &page, WRITE).await?;
    require_fresh(visit, &entered, &page).await?;
    let seen = SeenRecord::open(visit, params)?;
    match webhooks::remove(&entered.context(visit, Some(seen.revision)), name).await {
        Ok(_) => {
            let notice = ConsoleNotice::WebhookRemoved(name.to_owned());
            Ok(redirect_with_notice(visit, &path::page(path::WEBHOOKS), &notice))
        }
        Err(AdministrationError::Conflict(_)) => show_removal(visit, &entered, name, Some(&seen)).await,
        Err(error) => Err(error.into()),
    }
}
