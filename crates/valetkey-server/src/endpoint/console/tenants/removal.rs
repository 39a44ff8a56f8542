//! `/admin/tenants/TENANT/remove`: says what the removal of a tenant will end, or removes it.

use axum::{
    extract::{Path, Request, State},
    response::Response,
};
use valetkey_authorization_server::record::TenantRecord;
use valetkey_pages::{Consequence, ConsoleConfirmPage, ConsoleNotice, ConsoleOperation, ConsoleSection};
use valetkey_types::{RawParams, TenantId};

use super::WRITE;
use crate::{
    Server,
    administration::{
        AdministrationError, Context,
        tenants::{self, Belongings},
    },
    endpoint::{
        console::{
            access::{Entered, enter, enter_with_form, require_fresh},
            answer::{Answer, respond},
            menu_below, path, redirect_with_notice,
            seen::SeenRecord,
            shell_word, show,
        },
        page_request::{self, PageRequest},
    },
    visit::Visit,
};

/// Says what the removal of a tenant will end, or removes it.
pub async fn remove(State(server): State<Server>, Path(name): Path<String>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let visit = Visit::new(&server, &headers);
    let answer = match asked {
        Ok(PageRequest::Get(_)) => see(&visit, &name).await,
        Ok(PageRequest::Post(params)) => carry_out(&visit, &name, &params).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

async fn see(visit: &Visit<'_>, name: &str) -> Answer {
    let page = path::page_of(path::REMOVE_TENANT, name);
    let entered = enter(visit, &page, Some(WRITE)).await?;
    let context = entered.context(visit, None);
    tenants::require_operator(&context, WRITE)?;
    require_fresh(visit, &entered, &page).await?;
    show_removal(visit, &entered, name, None).await
}

async fn show_removal(
    visit: &Visit<'_>,
    entered: &Entered,
    name: &str,
    conflict: Option<&SeenRecord>,
) -> Answer {
    let context = entered.context(visit, None);
    let tenant = tenants::show(&context, name).await?;
    if tenant.tenant == TenantId::default() {
        // The configuration of the server names its issuer.
        return Err(AdministrationError::NotFound("tenant").into());
    }
    tenants::require_unowned(&context, &tenant).await?;
    let confirm = ConsoleConfirmPage {
        menu: menu_below(visit, entered, ConsoleSection::Tenants, None)?,
        operation: ConsoleOperation::RemoveTenant,
        name: name.to_owned(),
        revision: SeenRecord::seal(visit, &tenant, tenant.revision)?,
        consequences: consequences(&context, &tenant).await?,
        command: format!("valetkey tenant remove {}", shell_word(name)),
        action: visit.server.path(path::page_of(path::REMOVE_TENANT, name).path()),
        back_uri: visit.server.path(path::page_of(path::TENANT, name).path()),
        conflict: conflict.map(|seen| seen.difference(&tenant)),
    };
    Ok(show(visit, &confirm))
}

async fn consequences(
    context: &Context<'_>,
    tenant: &TenantRecord,
) -> Result<Vec<Consequence>, AdministrationError> {
    let Belongings { users, clients, sessions } = Belongings::of(context, tenant).await?;
    let mut consequences =
        vec![Consequence::Users(users), Consequence::Clients(clients), Consequence::Sessions(sessions)];
    if [users, clients, sessions].contains(&Belongings::MOST) {
        consequences.push(Consequence::More);
    }
    Ok(consequences)
}

async fn carry_out(visit: &Visit<'_>, name: &str, params: &RawParams) -> Answer {
    let page = path::page_of(path::REMOVE_TENANT, name);
    let entered = enter_with_form(visit, params, &page, WRITE).await?;
    require_fresh(visit, &entered, &page).await?;
    let seen = SeenRecord::open(visit, params)?;
    match tenants::remove(&entered.context(visit, Some(seen.revision)), name).await {
        Ok(done) => {
            let notice = match done.answer {
                true => ConsoleNotice::TenantRemoved(name.to_owned()),
                false => ConsoleNotice::TenantRemovedInPart(name.to_owned()),
            };
            Ok(redirect_with_notice(visit, &path::page(path::TENANTS), &notice))
        }
        Err(AdministrationError::Conflict(_)) => show_removal(visit, &entered, name, Some(&seen)).await,
        Err(error) => Err(error.into()),
    }
}
