//! The list of the records of a kind, and the page of one.

use axum::{
    extract::{Path, Request, State},
    response::Response,
};
use valetkey_administration::permission::Permission;
use valetkey_pages::{
    ConsoleRecordAction, ConsoleRecordPage, ConsoleRecordRow, ConsoleRecordsPage, NamedLink,
};
use valetkey_types::{RawParams, encode_form};

use super::{
    super::{
        access::{Entered, enter},
        answer::Answer,
        menu, menu_below, notice_of, path,
        serve::serve_get,
        shell_word, show as show_page,
    },
    Listed, Stored, write,
};
use crate::{Server, administration::Part, visit::Visit};

/// The cursor of the part before.
const AFTER: &str = "after";

/// Shows a part of the records.
pub(super) async fn list<K: Listed>(State(server): State<Server>, request: Request) -> Response {
    serve_get(&server, request, async |visit, params| see_all::<K>(visit, params).await).await
}

/// Shows a record.
pub(super) async fn show<K: Listed>(
    State(server): State<Server>,
    Path(id): Path<String>,
    request: Request,
) -> Response {
    serve_get(&server, request, async |visit, params| see::<K>(visit, &id, params).await).await
}

fn may_change<K: Listed>(entered: &Entered) -> bool {
    entered.administrator.may(write::<K>()) && K::may_change(entered)
}

async fn see_all<K: Listed>(visit: &Visit<'_>, params: &RawParams) -> Answer {
    let page = path::page(K::PAGES.list);
    let entered = enter(visit, &page, Some(Permission::read(K::AREA))).await?;
    let part = Part { limit: Part::USUAL, after: params.get(AFTER).map(str::to_owned) };
    let list = K::list(&entered.context(visit, None), &part).await?;
    let next = |cursor: &String| {
        format!("{}?{}", visit.server.path(page.path()), encode_form([(AFTER, cursor.as_str())]))
    };
    let shown = ConsoleRecordsPage {
        menu: menu(visit, &entered, K::KIND.section(), notice_of(visit, params))?,
        kind: K::KIND,
        records: list.records.iter().map(|record| row(visit, record)).collect(),
        next_uri: list.next.as_ref().map(next),
        new_uri: may_change::<K>(&entered).then(|| visit.server.path(K::PAGES.new)),
        command: format!("{} list", K::COMMAND),
    };
    Ok(show_page(visit, &shown))
}

fn row<K: Listed>(visit: &Visit<'_>, record: &K) -> ConsoleRecordRow {
    let (Stored { id, name }, _) = record.identity();
    let uri = visit.server.path(path::page_of(K::PAGES.record, &id).path());
    ConsoleRecordRow {
        record: NamedLink { name, uri },
        facts: record.row(visit),
        is_disabled: record.is_disabled(),
    }
}

async fn see<K: Listed>(visit: &Visit<'_>, id: &str, params: &RawParams) -> Answer {
    let page = path::page_of(K::PAGES.record, id);
    let entered = enter(visit, &page, Some(Permission::read(K::AREA))).await?;
    let context = entered.context(visit, None);
    let record = K::load(&context, id).await?;
    let file = context.file_owner(&record.thing()).await?;
    let may_write = file.is_none() && may_change::<K>(&entered);
    let mut actions = K::questions(&entered);
    if may_write {
        actions.push((ConsoleRecordAction::Edit, K::PAGES.edit));
        actions.push((ConsoleRecordAction::Remove, K::PAGES.remove));
    }
    let at = |path: &str| visit.server.path(path::page_of(path, id).path());
    let (Stored { name, .. }, _) = record.identity();
    let shown = ConsoleRecordPage {
        menu: menu_below(visit, &entered, K::KIND.section(), notice_of(visit, params))?,
        is_disabled: record.is_disabled(),
        facts: record.facts(visit, &entered).await?,
        file,
        actions: actions.into_iter().map(|(action, path)| (action, at(path))).collect(),
        command: format!("{} show {}", K::COMMAND, shell_word(&name)),
        name,
    };
    Ok(show_page(visit, &shown))
}
