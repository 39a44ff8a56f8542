//! `/account/activity`: the user's events, newest first, and "that wasn't me".

use axum::{
    extract::{Request, State},
    response::Response,
};
use uuid::Uuid;
use valetkey_authorization_server::{
    event::{Actor, EventKind},
    interaction::AccountPage,
    record::Event,
};
use valetkey_pages::{AccountActivityPage, AccountNotice, ActivityEntry, ClaimValue, ErrorKind, Moment};
use valetkey_storage::{
    Listing, Match, StorageError,
    directory::{self, Page},
    record::EVENT,
    value::Value,
};
use valetkey_types::{RawParams, UserId, encode_form};

use super::{
    attributes,
    devices::{end_with_events, others},
    menu, notice_of, own_form, place_of, redirect_with_notice, show, signed_in,
};
use crate::{
    Server,
    endpoint::{
        failure::{Failure, respond},
        page_request::{self, PageRequest},
    },
    trusted_devices,
    visit::Visit,
};

const PAGE: AccountPage = AccountPage::Activity;

/// Events on a page.
const LIMIT: usize = 20;

/// The parameter that names the event behind which a page begins.
const BEFORE: &str = "before";

/// Shows the events, or ends every other session.
pub async fn handle(State(server): State<Server>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let visit = Visit::new(&server, &headers);
    let answer = match asked {
        Ok(PageRequest::Get(params)) => see(&visit, &params).await,
        Ok(PageRequest::Post(params)) => not_me(&visit, &params).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

async fn see(visit: &Visit<'_>, params: &RawParams) -> Result<Response, Failure> {
    let server = visit.server;
    let facts = signed_in(visit, PAGE).await?;
    let before = params.get(BEFORE).map(Uuid::parse_str).transpose().map_err(|_| ErrorKind::BadRequest)?;
    let page = events(visit, &facts.user.id, before, LIMIT).await?;
    let path = server.path(PAGE.path());
    let older = page.next.as_ref().and_then(|_| page.records.last()).map(|last| {
        let cursor = last.id.simple().to_string();
        format!("{path}?{}", encode_form([(BEFORE, cursor.as_str())]))
    });
    let mut entries = Vec::with_capacity(page.records.len());
    for event in page.records {
        entries.extend(entry(visit, &facts.user.id, event).await?);
    }
    let activity = AccountActivityPage {
        menu: menu(visit, &facts, PAGE, notice_of(visit, params))?,
        entries,
        older_uri: older,
        newest_uri: before.map(|_| path.clone()),
        action: path,
    };
    Ok(show(visit, &activity))
}

/// Returns events about a user, newest first, behind one of them.
pub(super) async fn events(
    visit: &Visit<'_>,
    user: &UserId,
    before: Option<Uuid>,
    limit: usize,
) -> Result<Page<Event>, StorageError> {
    let server = visit.server;
    let behind = before.map(|id| vec![Value::text(server.tenant.as_str()), Value::Uuid(id)]);
    let listing = Listing::of_tenant(&EVENT, &server.tenant, limit)
        .with("subject", Match::Equals(Value::text(user.as_str())))
        .reversed()
        .behind(behind);
    directory::page(&*server.storage, &listing).await
}

/// Returns an event as the user sees it; `None` for an edit of nothing but attributes that the user may not see.
async fn entry(
    visit: &Visit<'_>,
    user: &UserId,
    event: Event,
) -> Result<Option<ActivityEntry>, StorageError> {
    let changed: Vec<ClaimValue> = match event.kind {
        EventKind::UserEdited => {
            let fields = event.changed.iter().map(|change| change.field.as_str());
            fields.filter_map(|field| attributes::field_shown(&visit.server.claim_map, field)).collect()
        }
        _ => Vec::new(),
    };
    if event.kind == EventKind::UserEdited && changed.is_empty() && !event.changed.is_empty() {
        return Ok(None);
    }
    let application = match &event.client_id {
        Some(id) => {
            let client = visit.server.storage.client(&visit.server.tenant, id).await?;
            Some(client.map_or_else(|| id.as_str().to_owned(), |client| client.name.clone()))
        }
        None => None,
    };
    let is_own = matches!(&event.actor, Actor::User { id } if id == user);
    let address = event.network_address.filter(|_| is_own);
    Ok(Some(ActivityEntry {
        kind: event.kind.as_str().to_owned(),
        is_own,
        application,
        changed,
        moment: Moment { at: event.at.seconds(), now: visit.now.seconds() },
        place: address.as_deref().and_then(|address| place_of(visit, address)),
        address,
    }))
}

/// Ends every other session. The change of the password comes next, for a user who has one.
async fn not_me(visit: &Visit<'_>, params: &RawParams) -> Result<Response, Failure> {
    let facts = own_form(visit, params, PAGE).await?;
    let ended = others(visit, &facts).await?;
    let forgotten = trusted_devices::forget_all(visit, &facts.user).await?;
    if !ended.is_empty() || !forgotten.is_empty() {
        end_with_events(visit, &facts, &ended, forgotten).await?;
    }
    let next = match facts.user.password_hash {
        Some(_) => AccountPage::Password,
        None => AccountPage::Security,
    };
    Ok(redirect_with_notice(visit, next, &AccountNotice::OthersSignedOut))
}
