//! The removal of a record.

use axum::{
    extract::{Path, Request, State},
    response::Response,
};
use valetkey_pages::{ConsoleConfirmPage, ConsoleNotice, ConsoleOperation};
use valetkey_types::RawParams;

use super::{
    super::{
        access::{Entered, enter, enter_with_form, require_fresh},
        answer::Answer,
        menu_below, path, redirect_with_notice,
        seen::SeenRecord,
        serve::serve,
        shell_word, show,
    },
    Kind, Stored, write,
};
use crate::{Server, administration::AdministrationError, visit::Visit};

/// Says what the removal of a record will do, or removes it.
pub(super) async fn remove<K: Kind>(
    State(server): State<Server>,
    Path(id): Path<String>,
    request: Request,
) -> Response {
    serve(
        &server,
        request,
        async |visit, _| see::<K>(visit, &id).await,
        async |visit, params| carry_out::<K>(visit, &id, params).await,
    )
    .await
}

async fn see<K: Kind>(visit: &Visit<'_>, id: &str) -> Answer {
    let page = path::page_of(K::PAGES.remove, id);
    let entered = enter(visit, &page, Some(write::<K>())).await?;
    require_fresh(visit, &entered, &page).await?;
    confirm::<K>(visit, &entered, id, None).await
}

async fn confirm<K: Kind>(
    visit: &Visit<'_>,
    entered: &Entered,
    id: &str,
    conflict: Option<&SeenRecord>,
) -> Answer {
    let context = entered.context(visit, None);
    let record = K::load(&context, id).await?;
    context.require_unowned(&record.thing()).await?;
    let (Stored { name, .. }, revision) = record.identity();
    let confirm = ConsoleConfirmPage {
        menu: menu_below(visit, entered, K::KIND.section(), None)?,
        operation: ConsoleOperation::Remove(K::KIND),
        revision: SeenRecord::seal(visit, &record, revision)?,
        consequences: record.consequences(&context).await?,
        command: format!("{} remove {}", K::COMMAND, shell_word(&name)),
        name,
        action: visit.server.path(path::page_of(K::PAGES.remove, id).path()),
        back_uri: visit.server.path(path::page_of(K::PAGES.record, id).path()),
        conflict: conflict.map(|seen| seen.difference(&record)),
    };
    Ok(show(visit, &confirm))
}

async fn carry_out<K: Kind>(visit: &Visit<'_>, id: &str, params: &RawParams) -> Answer {
    let page = path::page_of(K::PAGES.remove, id);
    let entered = enter_with_form(visit, params, &page, write::<K>()).await?;
    require_fresh(visit, &entered, &page).await?;
    let seen = SeenRecord::open(visit, params)?;
    let context = entered.context(visit, Some(seen.revision));
    let record = K::load(&context, id).await?;
    match record.remove(&context).await {
        Ok(_) => {
            let (Stored { name, .. }, _) = record.identity();
            let notice = ConsoleNotice::Removed(K::KIND, name);
            Ok(redirect_with_notice(visit, &path::page(K::PAGES.list), &notice))
        }
        Err(AdministrationError::Conflict(_)) => confirm::<K>(visit, &entered, id, Some(&seen)).await,
        Err(error) => Err(error.into()),
    }
}
