//! `/admin/mails`: the mails that wait or were given up.

use axum::{
    extract::{Request, State},
    response::Response,
};
use valetkey_administration::permission::{Area, Permission};
use valetkey_authorization_server::record::{Delivery, Message};
use valetkey_pages::{ConsoleMail, ConsoleMailsPage, ConsoleSection, MessageState};
use valetkey_types::{RawParams, encode_form};

use super::{access::enter, answer::Answer, menu, moment, path, serve::serve_get, show};
use crate::{
    Server,
    administration::{Part, mails},
    visit::Visit,
};

/// The cursor of the part before.
const AFTER: &str = "after";

/// Shows the mails.
pub async fn handle(State(server): State<Server>, request: Request) -> Response {
    serve_get(&server, request, async |visit, params| see(visit, params).await).await
}

async fn see(visit: &Visit<'_>, params: &RawParams) -> Answer {
    let page = path::page(path::MAILS);
    let entered = enter(visit, &page, Some(Permission::read(Area::Events))).await?;
    let part = Part { limit: Part::USUAL, after: params.get(AFTER).map(str::to_owned) };
    let list = mails::list(&entered.context(visit, None), &part).await?;
    let next = |cursor: &String| {
        format!("{}?{}", visit.server.path(page.path()), encode_form([(AFTER, cursor.as_str())]))
    };
    let shown = ConsoleMailsPage {
        menu: menu(visit, &entered, ConsoleSection::Mails, None)?,
        mails: list.records.iter().map(|mail| row(visit, mail)).collect(),
        next_uri: list.next.as_ref().map(next),
        command: "valetkey mail list".to_owned(),
    };
    Ok(show(visit, &shown))
}

fn row(visit: &Visit<'_>, mail: &Delivery) -> ConsoleMail {
    let (to, purpose) = receiver(mail);
    ConsoleMail {
        to,
        purpose,
        created: moment(visit, mail.created_at),
        failed_attempts: usize::try_from(mail.failed_attempts).unwrap_or(usize::MAX),
        last_failure: mail.last_failure.clone(),
        state: match mail.given_up_at {
            Some(at) => MessageState::GivenUp(moment(visit, at)),
            None if mail.due_at <= visit.now => MessageState::Due,
            None => MessageState::Waits(moment(visit, mail.due_at)),
        },
    }
}

/// Returns the address and the purpose. The address of a mail that was just asked for is not looked up yet.
fn receiver(mail: &Delivery) -> (Option<String>, String) {
    match &mail.message {
        Message::Mail { to, purpose, .. } => (Some(to.clone()), purpose.as_str().to_owned()),
        Message::SecurityNotice(notice) => {
            let about = serde_json::to_value(&notice.about).unwrap_or_default();
            (Some(notice.to.clone()), about["kind"].as_str().unwrap_or("notice").to_owned())
        }
        _ => (None, "request".to_owned()),
    }
}
