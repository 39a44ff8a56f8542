//! `/account/data`: the download of everything that the server holds about the user, and the way to the deletion.

use axum::{
    body::Body,
    extract::{Request, State},
    response::Response,
};
use http::{HeaderValue, header};
use serde_json::Value;
use valetkey_authorization_server::{
    Change,
    event::{Actor, EventKind},
    facts::SessionFacts,
    interaction::AccountPage,
};
use valetkey_pages::{AccountDataPage, ErrorKind, ExportEntry, ExportFile, ExportSection, form_field};
use valetkey_types::RawParams;

use super::{claims::in_words, menu, notice_of, own_form, require_fresh, show, signed_in};
use crate::{
    Server,
    endpoint::{
        failure::{Failure, respond},
        page_request::{self, PageRequest},
    },
    export::export,
    request,
    visit::Visit,
};

const PAGE: AccountPage = AccountPage::Data;

/// Shows the page, or answers with a file.
pub async fn handle(State(server): State<Server>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let visit = Visit::new(&server, &headers);
    let answer = match asked {
        Ok(PageRequest::Get(params)) => see(&visit, &params).await,
        Ok(PageRequest::Post(params)) => download(&visit, &params).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

async fn see(visit: &Visit<'_>, params: &RawParams) -> Result<Response, Failure> {
    let facts = signed_in(visit, PAGE).await?;
    let server = visit.server;
    let data = AccountDataPage {
        menu: menu(visit, &facts, PAGE, notice_of(visit, params))?,
        action: server.path(PAGE.path()),
        deletion_uri: server.self_deletion.then(|| server.path(AccountPage::Deletion.path())),
    };
    Ok(show(visit, &data))
}

async fn download(visit: &Visit<'_>, params: &RawParams) -> Result<Response, Failure> {
    let facts = own_form(visit, params, PAGE).await?;
    require_fresh(visit, &facts, PAGE).await?;
    let (server, user) = (visit.server, &facts.user);
    let is_html = match params.get(form_field::ACTION) {
        Some("json") => false,
        Some("html") => true,
        _ => return Err(ErrorKind::BadRequest.into()),
    };
    let data = export(&*server.storage, &server.issuer, user, visit.now).await?;
    let actor = Actor::User { id: user.id.clone() };
    let event = visit.occasion(&actor, |occasion| occasion.about_user(EventKind::UserDataExported, &user.id));
    server.storage.apply(vec![Change::StoreEvent(event)]).await?;
    match is_html {
        true => Ok(file(to_read(visit, &facts, data), "text/html; charset=utf-8", "account.html")),
        false => {
            let text = serde_json::to_string_pretty(&data).map_err(|_| ErrorKind::ServerError)?;
            Ok(file(text, "application/json", "account.json"))
        }
    }
}

/// Answers with a file that the browser stores, and shows nowhere.
fn file(content: String, content_type: &'static str, name: &str) -> Response {
    let mut response = Response::new(Body::from(content));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    if let Ok(value) = HeaderValue::try_from(format!("attachment; filename=\"{name}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn to_read(visit: &Visit<'_>, facts: &SessionFacts, data: Value) -> String {
    let Value::Object(members) = data else { return String::new() };
    let sections = members.into_iter().filter_map(|(name, value)| section(name, value)).collect();
    let file = ExportFile {
        host: visit.server.issuer.as_str().to_owned(),
        account_name: facts.user.display_name().to_owned(),
        now: visit.now.seconds(),
        sections,
    };
    file.render(request::language(visit.headers, None))
}

/// Returns a section of an object, or of a list of objects; none of the values at the top, which the file says elsewhere.
fn section(name: String, value: Value) -> Option<ExportSection> {
    let entries = match value {
        Value::Array(entries) => entries.into_iter().map(|entry| rows(&entry)).collect(),
        object @ Value::Object(_) => vec![rows(&object)],
        _ => return None,
    };
    Some(ExportSection { name, entries })
}

fn rows(entry: &Value) -> Vec<ExportEntry> {
    let members = entry.as_object().into_iter().flatten();
    members
        .flat_map(|(name, value)| match value {
            // A list of objects below an object: one row each.
            Value::Array(values) if values.iter().any(Value::is_object) => {
                values.iter().map(|value| (name, value)).collect()
            }
            value => vec![(name, value)],
        })
        .map(|(name, value)| ExportEntry { name: name.clone(), value: in_words(value) })
        .collect()
}
