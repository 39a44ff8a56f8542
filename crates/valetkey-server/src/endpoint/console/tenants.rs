//! `/admin/tenants`: the tenants, for operators of the first one. `/admin/new-tenant` adds a tenant, and
//! `/admin/tenants/TENANT/set-up-link` makes the link for its first administrator.

mod removal;

use axum::{
    extract::{Path, Request, State},
    response::Response,
};
use serde::{Deserialize, Serialize};
use valetkey_administration::permission::{Area, Permission};
use valetkey_authorization_server::record::TenantRecord;
use valetkey_pages::{
    ConsoleConfirmPage, ConsoleLinkKind, ConsoleLinkPage, ConsoleNewTenantPage, ConsoleNotice,
    ConsoleOperation, ConsoleSection, ConsoleTenant, ConsoleTenantsPage, ErrorKind, NamedLink, form_field,
};
use valetkey_types::{RawParams, Timestamp, encode_form};

pub use removal::remove;

use super::{
    access::{Entered, enter, enter_with_form, require_fresh},
    answer::{Answer, respond},
    menu, menu_below, moment, notice_of, path,
    record::failure_of,
    redirect_with_notice,
    seen::SeenRecord,
    shell_word, show, shown_once,
};
use crate::{
    Server,
    administration::{Part, tenants},
    endpoint::page_request::{self, PageRequest},
    visit::Visit,
};

const READ: Permission = Permission::read(Area::Tenants);
const WRITE: Permission = Permission::write(Area::Tenants);
/// The cursor of the part before.
const AFTER: &str = "after";

/// Shows a part of the tenants.
pub async fn handle(State(server): State<Server>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let visit = Visit::new(&server, &headers);
    let answer = match asked {
        Ok(asked) => see_all(&visit, asked.params()).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

/// Shows the form for a new tenant, or adds it.
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

/// Explains the link for the first administrator, or makes it.
pub async fn set_up_link(
    State(server): State<Server>,
    Path(name): Path<String>,
    request: Request,
) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let visit = Visit::new(&server, &headers);
    let answer = match asked {
        Ok(PageRequest::Get(_)) => see_set_up(&visit, &name).await,
        Ok(PageRequest::Post(params)) => make_link(&visit, &name, &params).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

/// Shows a link that was just made.
pub async fn link(State(server): State<Server>, Path(name): Path<String>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let visit = Visit::new(&server, &headers);
    let answer = match asked {
        Ok(asked) => see_link(&visit, &name, asked.params()).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

async fn see_all(visit: &Visit<'_>, params: &RawParams) -> Answer {
    let page = path::page(path::TENANTS);
    let entered = enter(visit, &page, Some(READ)).await?;
    let part = Part { limit: Part::USUAL, after: params.get(AFTER).map(str::to_owned) };
    let list = tenants::list(&entered.context(visit, None), &part).await?;
    let next = |cursor: &String| {
        format!("{}?{}", visit.server.path(page.path()), encode_form([(AFTER, cursor.as_str())]))
    };
    let row = |tenant: &TenantRecord| {
        let name = tenant.tenant.as_str();
        let page = path::page_of(path::TENANT, name);
        ConsoleTenant {
            tenant: NamedLink { name: name.to_owned(), uri: visit.server.path(page.path()) },
            name: tenant.name.clone(),
            issuer: tenant.issuer.to_string(),
        }
    };
    let may_add = entered.administrator.may(WRITE);
    let shown = ConsoleTenantsPage {
        menu: menu(visit, &entered, ConsoleSection::Tenants, notice_of(visit, params))?,
        tenants: list.records.iter().map(row).collect(),
        next_uri: list.next.as_ref().map(next),
        new_uri: may_add.then(|| visit.server.path(path::NEW_TENANT)),
        command: "valetkey tenant list".to_owned(),
    };
    Ok(show(visit, &shown))
}

async fn see_new(visit: &Visit<'_>) -> Answer {
    let page = path::page(path::NEW_TENANT);
    let entered = enter(visit, &page, Some(WRITE)).await?;
    // An administrator of another tenant gets no form.
    tenants::require_operator(&entered.context(visit, None), WRITE)?;
    require_fresh(visit, &entered, &page).await?;
    show_new(visit, &entered, String::new(), String::new(), None)
}

fn show_new(
    visit: &Visit<'_>,
    entered: &Entered,
    name: String,
    issuer: String,
    failure: Option<String>,
) -> Answer {
    let form = ConsoleNewTenantPage {
        menu: menu_below(visit, entered, ConsoleSection::Tenants, None)?,
        name,
        issuer,
        command: "valetkey tenant add NAME --issuer URL".to_owned(),
        action: visit.server.path(path::NEW_TENANT),
        back_uri: visit.server.path(path::TENANTS),
        failure,
    };
    Ok(show(visit, &form))
}

async fn save_new(visit: &Visit<'_>, params: &RawParams) -> Answer {
    let page = path::page(path::NEW_TENANT);
    let entered = enter_with_form(visit, params, &page, WRITE).await?;
    tenants::require_operator(&entered.context(visit, None), WRITE)?;
    require_fresh(visit, &entered, &page).await?;
    let text = |field| params.get(field).unwrap_or_default().trim().to_owned();
    let (name, issuer) = (text(form_field::NAME), text(form_field::ISSUER));
    match tenants::add(&entered.context(visit, None), &name, &issuer, |_| Ok(())).await {
        Ok(done) => {
            let name = done.answer.tenant.as_str();
            let notice = ConsoleNotice::TenantAdded(name.to_owned());
            Ok(redirect_with_notice(visit, &path::page_of(path::TENANT, name), &notice))
        }
        Err(error) => show_new(visit, &entered, name, issuer, Some(failure_of(error)?)),
    }
}

async fn see_set_up(visit: &Visit<'_>, name: &str) -> Answer {
    let page = path::page_of(path::TENANT_SET_UP_LINK, name);
    let entered = enter(visit, &page, Some(WRITE)).await?;
    require_fresh(visit, &entered, &page).await?;
    let context = entered.context(visit, None);
    let tenant = tenants::show(&context, name).await?;
    // The tenant of the operator, and one with an administrator, get no link.
    tenants::set_up_link(&context.as_dry_run(), name).await?;
    let confirm = ConsoleConfirmPage {
        menu: menu_below(visit, &entered, ConsoleSection::Tenants, None)?,
        operation: ConsoleOperation::SetUpLink,
        name: name.to_owned(),
        revision: SeenRecord::seal(visit, &tenant, tenant.revision)?,
        consequences: Vec::new(),
        command: format!("valetkey tenant set-up-link {}", shell_word(name)),
        action: visit.server.path(page.path()),
        back_uri: visit.server.path(path::page_of(path::TENANT, name).path()),
        conflict: None,
    };
    Ok(show(visit, &confirm))
}

/// A link that was just made.
#[derive(Serialize, Deserialize)]
struct MadeLink {
    tenant: String,
    uri: String,
    expires_at: Timestamp,
}

async fn make_link(visit: &Visit<'_>, name: &str, params: &RawParams) -> Answer {
    let page = path::page_of(path::TENANT_SET_UP_LINK, name);
    let entered = enter_with_form(visit, params, &page, WRITE).await?;
    require_fresh(visit, &entered, &page).await?;
    let link = tenants::set_up_link(&entered.context(visit, None), name).await?.answer;
    let made = MadeLink { tenant: name.to_owned(), uri: link.uri, expires_at: link.expires_at };
    shown_once::redirect(visit, &entered, &path::page_of(path::TENANT_LINK, name), made)
}

async fn see_link(visit: &Visit<'_>, name: &str, params: &RawParams) -> Answer {
    let page = path::page_of(path::TENANT, name);
    let entered = enter(visit, &page, Some(WRITE)).await?;
    let made: MadeLink = shown_once::open(visit, &entered, params, &page)?;
    if made.tenant != name {
        return Err(ErrorKind::BadRequest.into());
    }
    let link = ConsoleLinkPage {
        menu: menu_below(visit, &entered, ConsoleSection::Tenants, None)?,
        kind: ConsoleLinkKind::SetUp,
        name: made.tenant,
        link: made.uri,
        ends: moment(visit, made.expires_at),
        next_uri: visit.server.path(page.path()),
    };
    Ok(show(visit, &link))
}
