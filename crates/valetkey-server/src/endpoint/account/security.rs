//! `/account/security`: how the user signs in, one row per method. Each action is a page of its own.

use axum::{
    extract::{Request, State},
    response::Response,
};
use valetkey_accounts::{FactorKind, User};
use valetkey_authorization_server::{facts::SessionFacts, interaction::AccountPage};
use valetkey_pages::{AccountSecurityPage, RowValue, SecurityRow};
use valetkey_types::RawParams;

use super::{email, linked, menu, notice_of, passkeys, password, show, signed_in};
use crate::{
    Server,
    endpoint::{
        failure::{Failure, respond},
        page_request,
    },
    visit::Visit,
};

/// Returns the rows in the order of the page. A new way to sign in adds one line here.
async fn rows(visit: &Visit<'_>, facts: &SessionFacts) -> Result<Vec<SecurityRow>, Failure> {
    let mut rows = vec![
        password::row(visit, &facts.user),
        passkeys::row(visit, &facts.user).await?,
        authenticator(visit, &facts.user),
        recovery_codes(visit, &facts.user),
        email::row(visit, &facts.user),
    ];
    rows.extend(linked::row(visit, facts).await?);
    Ok(rows)
}

/// Shows the rows.
pub async fn handle(State(server): State<Server>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let visit = Visit::new(&server, &headers);
    let answer = match asked {
        Ok(asked) => see(&visit, asked.params()).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

async fn see(visit: &Visit<'_>, params: &RawParams) -> Result<Response, Failure> {
    let facts = signed_in(visit, AccountPage::Security).await?;
    let security = AccountSecurityPage {
        menu: menu(visit, &facts, AccountPage::Security, notice_of(visit, params))?,
        rows: rows(visit, &facts).await?,
    };
    Ok(show(visit, &security))
}

fn authenticator(visit: &Visit<'_>, user: &User) -> SecurityRow {
    let has = user.has_factor(FactorKind::Authenticator);
    let (value, action) = match has {
        true => ("security-authenticator-on", "security-change"),
        false => ("security-authenticator-off", "security-add"),
    };
    let uri = visit.server.path(AccountPage::Authenticator.path());
    SecurityRow {
        title: "security-authenticator",
        value: RowValue::Message(value),
        action: Some((action, uri)),
    }
}

fn recovery_codes(visit: &Visit<'_>, user: &User) -> SecurityRow {
    let has = user.has_factor(FactorKind::RecoveryCodes);
    let value = if has { "security-recovery-codes-on" } else { "security-recovery-codes-off" };
    let uri = || visit.server.path(AccountPage::RecoveryCodes.path());
    let action = has.then(|| ("security-see", uri()));
    SecurityRow { title: "security-recovery-codes", value: RowValue::Message(value), action }
}
