//! The forms that add and edit a record.

use axum::{
    extract::{Path, Request, State},
    response::Response,
};
use valetkey_pages::{ConsoleEditRecordPage, ConsoleInput, ConsoleNotice};
use valetkey_types::RawParams;

use super::{
    super::{
        access::{Entered, enter, enter_with_form, require_fresh},
        answer::{Answer, Stop},
        menu_below,
        notice::{Undo, redirect_after_change},
        path, redirect_with_notice,
        seen::SeenRecord,
        serve::serve,
        shell_word, show,
    },
    Kind, Stored, Values, failure_of, write,
};
use crate::{Server, administration::AdministrationError, visit::Visit};

/// Shows the form for a new record, or adds it.
pub(super) async fn add<K: Kind>(State(server): State<Server>, request: Request) -> Response {
    serve(
        &server,
        request,
        async |visit, params| see_new::<K>(visit, params).await,
        async |visit, params| save_new::<K>(visit, params).await,
    )
    .await
}

/// Shows the form for a record, or saves it.
pub(super) async fn edit<K: Kind>(
    State(server): State<Server>,
    Path(id): Path<String>,
    request: Request,
) -> Response {
    serve(
        &server,
        request,
        async |visit, _| see::<K>(visit, &id).await,
        async |visit, params| save::<K>(visit, &id, params).await,
    )
    .await
}

async fn see_new<K: Kind>(visit: &Visit<'_>, params: &RawParams) -> Answer {
    let page = path::page(K::PAGES.new);
    let entered = enter(visit, &page, Some(write::<K>())).await?;
    require_fresh(visit, &entered, &page).await?;
    show_new::<K>(visit, &entered, params, None)
}

fn show_new<K: Kind>(
    visit: &Visit<'_>,
    entered: &Entered,
    params: &RawParams,
    failure: Option<String>,
) -> Answer {
    if let Some(answer) = K::choose(visit, entered, params)? {
        return Ok(answer);
    }
    let inputs = K::new_inputs(params);
    let inputs = if failure.is_some() { filled(inputs, params) } else { inputs };
    let form = ConsoleEditRecordPage {
        menu: menu_below(visit, entered, K::KIND.section(), None)?,
        kind: K::KIND,
        stored_name: None,
        facts: K::new_facts(visit, params),
        inputs,
        revision: None,
        command: format!("{} add NAME", K::COMMAND),
        action: visit.server.path(K::PAGES.new),
        back_uri: visit.server.path(K::PAGES.list),
        failure,
        conflict: None,
    };
    Ok(show(visit, &form))
}

async fn save_new<K: Kind>(visit: &Visit<'_>, params: &RawParams) -> Answer {
    let page = path::page(K::PAGES.new);
    let entered = enter_with_form(visit, params, &page, write::<K>()).await?;
    require_fresh(visit, &entered, &page).await?;
    match K::add(&entered.context(visit, None), &entered, &Values(params)).await {
        Ok(done) => {
            let Stored { id, name } = done.answer;
            let page = path::page_of(K::PAGES.record, &id);
            Ok(redirect_with_notice(visit, &page, &ConsoleNotice::Added(K::KIND, name)))
        }
        Err(error) => show_new::<K>(visit, &entered, params, Some(failure_of(error)?)),
    }
}

/// Returns the inputs with the values of the form.
fn filled(inputs: Vec<ConsoleInput>, params: &RawParams) -> Vec<ConsoleInput> {
    let value = |name: &str| params.get(name).map(str::to_owned);
    inputs.into_iter().map(|input| input.filled(value)).collect()
}

async fn see<K: Kind>(visit: &Visit<'_>, id: &str) -> Answer {
    let page = path::page_of(K::PAGES.edit, id);
    let entered = enter(visit, &page, Some(write::<K>())).await?;
    require_fresh(visit, &entered, &page).await?;
    let context = entered.context(visit, None);
    let record = K::load(&context, id).await?;
    context.require_unowned(&record.thing()).await?;
    let revision = SeenRecord::seal(visit, &record, record.identity().1)?;
    let inputs = record.inputs(&entered);
    Ok(show(visit, &form(visit, &entered, &record, inputs, revision).await?))
}

async fn form<K: Kind>(
    visit: &Visit<'_>,
    entered: &Entered,
    record: &K,
    inputs: Vec<ConsoleInput>,
    revision: String,
) -> Result<ConsoleEditRecordPage, Stop> {
    let (Stored { id, name }, _) = record.identity();
    Ok(ConsoleEditRecordPage {
        menu: menu_below(visit, entered, K::KIND.section(), None)?,
        kind: K::KIND,
        facts: record.form_facts(visit, entered).await?,
        inputs,
        revision: Some(revision),
        command: format!("{} edit {}", K::COMMAND, shell_word(&name)),
        stored_name: Some(name),
        action: visit.server.path(path::page_of(K::PAGES.edit, &id).path()),
        back_uri: visit.server.path(path::page_of(K::PAGES.record, &id).path()),
        failure: None,
        conflict: None,
    })
}

/// Returns the form that stores the values of before.
fn undo<K: Kind>(visit: &Visit<'_>, entered: &Entered, before: &K, now: &K) -> Option<Undo> {
    let fields = before.inputs(entered).iter().flat_map(ConsoleInput::sent).collect();
    let (Stored { id, .. }, revision) = now.identity();
    Undo::of_record(visit, &path::page_of(K::PAGES.edit, &id), (now, revision), fields)
}

async fn save<K: Kind>(visit: &Visit<'_>, id: &str, params: &RawParams) -> Answer {
    let page = path::page_of(K::PAGES.edit, id);
    let entered = enter_with_form(visit, params, &page, write::<K>()).await?;
    require_fresh(visit, &entered, &page).await?;
    let seen = SeenRecord::open(visit, params)?;
    let context = entered.context(visit, Some(seen.revision));
    let before = K::load(&context, id).await?;
    let error = match K::edit(&context, id, &entered, &Values(params)).await {
        Ok(done) => {
            let now = K::load(&context, id).await?;
            let undo = || undo(visit, &entered, &before, &now);
            let notice = ConsoleNotice::Saved(K::KIND, done.answer.name.clone());
            let page = path::page_of(K::PAGES.record, id);
            return Ok(redirect_after_change(visit, &page, &done, (notice, undo)));
        }
        Err(error) => error,
    };
    let record = K::load(&context, id).await?;
    let inputs = filled(record.inputs(&entered), params);
    let shown = match error {
        AdministrationError::Conflict(_) => {
            let revision = SeenRecord::seal(visit, &record, record.identity().1)?;
            let conflict = Some(seen.difference(&record));
            ConsoleEditRecordPage { conflict, ..form(visit, &entered, &record, inputs, revision).await? }
        }
        error => {
            let revision = SeenRecord::sent(params)?.to_owned();
            let failure = Some(failure_of(error)?);
            ConsoleEditRecordPage { failure, ..form(visit, &entered, &record, inputs, revision).await? }
        }
    };
    Ok(show(visit, &shown))
}
