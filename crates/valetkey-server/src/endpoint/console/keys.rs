//! `/admin/keys`: the signing keys. `/admin/keys/rotate` makes new ones.

use axum::{
    extract::{Request, State},
    response::Response,
};
use valetkey_administration::permission::{Area, Permission};
use valetkey_authorization_server::{
    keys::{KeyState, schedule, state},
    record::SigningKeyRecord,
};
use valetkey_pages::{
    ConsoleConfirmPage, ConsoleKey, ConsoleKeyState, ConsoleKeysPage, ConsoleNotice, ConsoleOperation,
    ConsoleSection,
};
use valetkey_types::RawParams;

use super::{
    access::{Entered, enter, enter_with_form, require_fresh},
    answer::{Answer, respond},
    menu, menu_below, moment, notice_of, path, redirect_with_notice,
    seen::SeenRecord,
    show,
};
use crate::{
    Server,
    administration::keys::{KeysChange, change},
    endpoint::page_request::{self, PageRequest},
    visit::Visit,
};

/// Shows the keys.
pub async fn handle(State(server): State<Server>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let visit = Visit::new(&server, &headers);
    let answer = match asked {
        Ok(asked) => see(&visit, asked.params()).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

/// Explains new keys, or makes them.
pub async fn rotate(State(server): State<Server>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let visit = Visit::new(&server, &headers);
    let answer = match asked {
        Ok(PageRequest::Get(_)) => see_rotation(&visit).await,
        Ok(PageRequest::Post(params)) => make(&visit, &params).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

async fn see(visit: &Visit<'_>, params: &RawParams) -> Answer {
    let entered = enter(visit, &path::page(path::KEYS), Some(Permission::read(Area::Keys))).await?;
    let records = visit.server.storage.signing_keys(&visit.server.tenant).await?;
    let may_rotate = entered.administrator.may(Permission::write(Area::Keys));
    let keys = ConsoleKeysPage {
        menu: menu(visit, &entered, ConsoleSection::Keys, notice_of(visit, params))?,
        keys: records.iter().map(|record| row(visit, record, &records)).collect(),
        rotate_uri: may_rotate.then(|| visit.server.path(path::ROTATE_KEYS)),
        command: "valetkey keys list".to_owned(),
    };
    Ok(show(visit, &keys))
}

fn row(visit: &Visit<'_>, record: &SigningKeyRecord, records: &[SigningKeyRecord]) -> ConsoleKey {
    let state = match state(visit.now, record, records) {
        KeyState::Signing => ConsoleKeyState::Signing,
        KeyState::Next => ConsoleKeyState::Next,
        KeyState::Retiring => ConsoleKeyState::Retiring,
        KeyState::Expired => ConsoleKeyState::Expired,
    };
    let times = schedule(visit.now, record, records, visit.server.keys.policy());
    ConsoleKey {
        kid: record.kid.clone(),
        algorithm: record.algorithm.to_string(),
        state,
        published_from: moment(visit, record.created_at),
        signs_from: moment(visit, record.signs_from),
        signs_until: moment(visit, times.signs_until),
        published_until: moment(visit, times.published_until),
        is_planned: times.is_planned,
    }
}

async fn see_rotation(visit: &Visit<'_>) -> Answer {
    let page = path::page(path::ROTATE_KEYS);
    let entered = enter(visit, &page, Some(Permission::write(Area::Keys))).await?;
    require_fresh(visit, &entered, &page).await?;
    show_rotation(visit, &entered, None).await
}

async fn show_rotation(visit: &Visit<'_>, entered: &Entered, conflict: Option<&SeenRecord>) -> Answer {
    let server = visit.server;
    let records = server.storage.signing_keys(&server.tenant).await?;
    let confirm = ConsoleConfirmPage {
        menu: menu_below(visit, entered, ConsoleSection::Keys, None)?,
        operation: ConsoleOperation::RotateKeys,
        name: String::new(),
        // The list of keys has no revision: the fields of all keys show a change.
        revision: SeenRecord::seal(visit, &records, 0)?,
        consequences: Vec::new(),
        command: "valetkey keys rotate".to_owned(),
        action: server.path(path::ROTATE_KEYS),
        back_uri: server.path(path::KEYS),
        conflict: conflict.map(|seen| seen.difference(&records)),
    };
    Ok(show(visit, &confirm))
}

async fn make(visit: &Visit<'_>, params: &RawParams) -> Answer {
    let page = path::page(path::ROTATE_KEYS);
    let entered = enter_with_form(visit, params, &page, Permission::write(Area::Keys)).await?;
    require_fresh(visit, &entered, &page).await?;
    let server = visit.server;
    let seen = SeenRecord::open(visit, params)?;
    let records = server.storage.signing_keys(&server.tenant).await?;
    if !seen.difference(&records).is_empty() {
        return show_rotation(visit, &entered, Some(&seen)).await;
    }
    change(&entered.context(visit, None), KeysChange::Rotate).await?;
    Ok(redirect_with_notice(visit, &path::page(path::KEYS), &ConsoleNotice::KeysRotated))
}
