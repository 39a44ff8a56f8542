//! `/admin/webhooks`: the webhooks. `/admin/webhooks/NAME`: a webhook with its messages; its forms send a test event, the given-up
//! messages or an event again.

use axum::{
    extract::{Path, Request, State},
    response::Response,
};
use uuid::Uuid;
use valetkey_administration::{
    InvalidField,
    permission::{Area, Permission},
};
use valetkey_authorization_server::record::{Delivery, Message, Webhook};
use valetkey_pages::{
    ConsoleMessage, ConsoleNotice, ConsoleSection, ConsoleWebhook, ConsoleWebhookAction, ConsoleWebhookPage,
    ConsoleWebhooksPage, ErrorKind, MessageCounts, MessageState, NamedLink, WebhookFailure, form_field,
};
use valetkey_types::RawParams;

use super::{
    access::{Entered, enter, enter_with_form},
    answer::{Answer, respond},
    menu, menu_below, moment, notice_of, path,
    record::failure_of,
    redirect_with_notice, shell_word, show,
};
use crate::{
    Server,
    administration::webhooks,
    endpoint::page_request::{self, PageRequest},
    visit::Visit,
};

const READ: Permission = Permission::read(Area::Events);
const WRITE: Permission = Permission::write(Area::Events);
/// The most messages of one webhook that the list counts.
const COUNTED_IN_LIST: usize = 100;
/// The most messages that the page of a webhook shows.
const SHOWN: usize = 50;

/// Shows the webhooks.
pub async fn handle(State(server): State<Server>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let visit = Visit::new(&server, &headers);
    let answer = match asked {
        Ok(asked) => see_all(&visit, asked.params()).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

/// Shows a webhook, or sends messages to it.
pub async fn webhook(State(server): State<Server>, Path(name): Path<String>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let visit = Visit::new(&server, &headers);
    let answer = match asked {
        Ok(PageRequest::Get(params)) => see(&visit, &name, &params).await,
        Ok(PageRequest::Post(params)) => send(&visit, &name, &params).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

async fn see_all(visit: &Visit<'_>, params: &RawParams) -> Answer {
    let entered = enter(visit, &path::page(path::WEBHOOKS), Some(READ)).await?;
    let context = entered.context(visit, None);
    let mut rows = Vec::new();
    for webhook in webhooks::all(&context).await? {
        let messages = webhooks::messages(&context, &webhook, COUNTED_IN_LIST).await?;
        let page = path::page_of(path::WEBHOOK, &webhook.name);
        rows.push(ConsoleWebhook {
            webhook: NamedLink { name: webhook.name, uri: visit.server.path(page.path()) },
            url: webhook.url,
            is_disabled: webhook.disabled,
            messages: counts(&messages, COUNTED_IN_LIST),
        });
    }
    let may_add = entered.administrator.may(WRITE);
    let shown = ConsoleWebhooksPage {
        menu: menu(visit, &entered, ConsoleSection::Webhooks, notice_of(visit, params))?,
        webhooks: rows,
        new_uri: may_add.then(|| visit.server.path(path::NEW_WEBHOOK)),
        command: "valetkey webhook list".to_owned(),
    };
    Ok(show(visit, &shown))
}

fn counts(messages: &[Delivery], most: usize) -> MessageCounts {
    let given_up = messages.iter().filter(|message| message.given_up_at.is_some()).count();
    MessageCounts { waiting: messages.len() - given_up, given_up, has_more: messages.len() >= most }
}

async fn see(visit: &Visit<'_>, name: &str, params: &RawParams) -> Answer {
    let entered = enter(visit, &path::page_of(path::WEBHOOK, name), Some(READ)).await?;
    let mut shown = page(visit, &entered, name).await?;
    shown.menu.notice = notice_of(visit, params).map(|notice| notice.into_parts().0);
    Ok(show(visit, &shown))
}

async fn page(
    visit: &Visit<'_>,
    entered: &Entered,
    name: &str,
) -> Result<ConsoleWebhookPage, super::answer::Stop> {
    let (webhook, messages) = webhooks::show(&entered.context(visit, None), name).await?;
    let may_write = entered.administrator.may(WRITE);
    let target = visit.server.path(path::page_of(path::WEBHOOK, name).path());
    Ok(ConsoleWebhookPage {
        menu: menu_below(visit, entered, ConsoleSection::Webhooks, None)?,
        old_secret_until: old_secret_until(visit, &webhook),
        counts: counts(&messages, webhooks::MOST_MESSAGES),
        messages: messages.iter().take(SHOWN).map(|message| row(visit, message)).collect(),
        actions: if may_write { actions(visit, name) } else { Vec::new() },
        action: may_write.then_some(target),
        event: String::new(),
        failure: None,
        command: format!("valetkey webhook show {}", shell_word(name)),
        created: moment(visit, webhook.created_at),
        name: webhook.name,
        url: webhook.url,
        kinds: webhook.kinds,
        includes_personal: webhook.includes_personal,
        is_disabled: webhook.disabled,
    })
}

fn old_secret_until(visit: &Visit<'_>, webhook: &Webhook) -> Option<valetkey_pages::Moment> {
    let until = webhook.previous_secret.as_ref().map(|previous| previous.until);
    until.filter(|until| visit.now < *until).map(|until| moment(visit, until))
}

fn row(visit: &Visit<'_>, message: &Delivery) -> ConsoleMessage {
    let event = match &message.message {
        Message::Webhook { event, .. } => event.to_string(),
        _ => String::new(),
    };
    let state = match message.given_up_at {
        Some(at) => MessageState::GivenUp(moment(visit, at)),
        None if message.due_at <= visit.now => MessageState::Due,
        None => MessageState::Waits(moment(visit, message.due_at)),
    };
    ConsoleMessage {
        event,
        created: moment(visit, message.created_at),
        failed_attempts: usize::try_from(message.failed_attempts).unwrap_or(usize::MAX),
        last_failure: message.last_failure.clone(),
        state,
    }
}

fn actions(visit: &Visit<'_>, name: &str) -> Vec<(ConsoleWebhookAction, String)> {
    let with_page = |action: ConsoleWebhookAction| {
        let path = match action {
            ConsoleWebhookAction::Edit => path::EDIT_WEBHOOK,
            ConsoleWebhookAction::RotateSecret => path::ROTATE_WEBHOOK_SECRET,
            ConsoleWebhookAction::Remove => path::REMOVE_WEBHOOK,
        };
        (action, visit.server.path(path::page_of(path, name).path()))
    };
    ConsoleWebhookAction::ALL.map(with_page).into()
}

async fn send(visit: &Visit<'_>, name: &str, params: &RawParams) -> Answer {
    let entered = enter_with_form(visit, params, &path::page_of(path::WEBHOOK, name), WRITE).await?;
    match params.get(form_field::ACTION) {
        Some("test") => test(visit, &entered, name).await,
        Some("retry") => {
            let sent = webhooks::retry(&entered.context(visit, None), name).await?.answer;
            Ok(sent_again(visit, name, sent))
        }
        Some("replay") => replay(visit, &entered, name, params).await,
        _ => Err(ErrorKind::BadRequest.into()),
    }
}

async fn test(visit: &Visit<'_>, entered: &Entered, name: &str) -> Answer {
    let tested = webhooks::test(&entered.context(visit, None), name).await?.answer;
    match tested.failure {
        None => {
            let notice = ConsoleNotice::WebhookTested(name.to_owned());
            Ok(redirect_with_notice(visit, &path::page_of(path::WEBHOOK, name), &notice))
        }
        Some(reason) => {
            let failure = Some(WebhookFailure::Test(reason));
            Ok(show(visit, &ConsoleWebhookPage { failure, ..page(visit, entered, name).await? }))
        }
    }
}

async fn replay(visit: &Visit<'_>, entered: &Entered, name: &str, params: &RawParams) -> Answer {
    let typed = params.get(form_field::EVENT).unwrap_or_default().trim();
    let unknown = || InvalidField::new(form_field::EVENT, "the identifier of an event", format!("{typed:?}"));
    let sent = match Uuid::try_parse(typed) {
        Ok(event) => webhooks::replay(&entered.context(visit, None), name, event).await,
        Err(_) => Err(unknown().into()),
    };
    match sent {
        Ok(done) => Ok(sent_again(visit, name, done.answer)),
        Err(error) => {
            let failure = Some(WebhookFailure::Refused(failure_of(error)?));
            let event = typed.to_owned();
            Ok(show(visit, &ConsoleWebhookPage { failure, event, ..page(visit, entered, name).await? }))
        }
    }
}

fn sent_again(visit: &Visit<'_>, name: &str, count: usize) -> Response {
    let notice = match count {
        0 => ConsoleNotice::NothingChanged,
        _ => ConsoleNotice::WebhookReplayed(name.to_owned()),
    };
    redirect_with_notice(visit, &path::page_of(path::WEBHOOK, name), &notice)
}
