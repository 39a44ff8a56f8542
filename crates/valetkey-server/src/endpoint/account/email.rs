//! `/account/security/email`: the mail address. A new one counts once its mail was read; until then nothing changes.

use axum::{
    extract::{Request, State},
    response::Response,
};
use valetkey_accounts::{MailAddress, User};
use valetkey_authorization_server::{facts::SessionFacts, interaction::AccountPage, record::MailPurpose};
use valetkey_pages::{
    AccountEmailFailure, AccountEmailPage, AskMailFailure, RowValue, SecurityRow, form_field,
};
use valetkey_types::RawParams;

use super::{menu, notice_of, own_form, require_fresh, show, signed_in};
use crate::{
    Server,
    endpoint::{
        failure::{Failure, respond},
        page_request::{self, PageRequest},
    },
    mail_request::{MailRequest, ask_for_mail},
    respond::see_other,
    visit::Visit,
};

/// Returns the row of the security page.
pub(super) fn row(visit: &Visit<'_>, user: &User) -> SecurityRow {
    let value = match &user.email {
        Some(address) => RowValue::Text(address.clone()),
        None => RowValue::Message("account-email-none"),
    };
    let action = Some(("account-email-change", visit.server.path(AccountPage::Email.path())));
    SecurityRow { title: "sign-up-address", value, action }
}

/// Shows the page, or asks for a mail.
pub async fn handle(State(server): State<Server>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let visit = Visit::new(&server, &headers);
    let answer = match asked {
        Ok(PageRequest::Get(params)) => see(&visit, &params).await,
        Ok(PageRequest::Post(params)) => ask(&visit, &params).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

async fn see(visit: &Visit<'_>, params: &RawParams) -> Result<Response, Failure> {
    let facts = signed_in(visit, AccountPage::Email).await?;
    page(visit, params, &facts, "", None)
}

async fn ask(visit: &Visit<'_>, params: &RawParams) -> Result<Response, Failure> {
    let facts = own_form(visit, params, AccountPage::Email).await?;
    if visit.server.mail.is_none() {
        return page(visit, params, &facts, "", None);
    }
    let user_id = Some(facts.user.id.clone());
    let typed = params.get(form_field::NAME);
    let asked = match typed {
        // The button that sends a mail to the address that is there.
        None => match &facts.user.email {
            Some(address) => MailRequest {
                purpose: MailPurpose::VerifyAddress,
                name: address,
                user_id,
                interaction: None,
                terms: None,
            },
            None => return page(visit, params, &facts, "", None),
        },
        Some(typed) => {
            require_fresh(visit, &facts, AccountPage::Email).await?;
            let Ok(address) = MailAddress::parse(typed) else {
                return page(visit, params, &facts, typed, Some(AccountEmailFailure::NotAnAddress));
            };
            return change(visit, params, &facts, &address).await;
        }
    };
    send(visit, params, &facts, asked).await
}

async fn change(
    visit: &Visit<'_>,
    params: &RawParams,
    facts: &SessionFacts,
    address: &MailAddress,
) -> Result<Response, Failure> {
    let own = facts.user.email.as_deref().unwrap_or_default();
    if own.eq_ignore_ascii_case(address.as_str()) {
        return page(visit, params, facts, address.as_str(), Some(AccountEmailFailure::SameAddress));
    }
    let asked = MailRequest {
        purpose: MailPurpose::ChangeAddress,
        name: address.as_str(),
        user_id: Some(facts.user.id.clone()),
        interaction: None,
        terms: None,
    };
    send(visit, params, facts, asked).await
}

async fn send(
    visit: &Visit<'_>,
    params: &RawParams,
    facts: &SessionFacts,
    asked: MailRequest<'_>,
) -> Result<Response, Failure> {
    let typed = params.get(form_field::NAME).unwrap_or_default();
    match ask_for_mail(visit, asked).await? {
        Ok(next) => Ok(see_other(&next)),
        Err(AskMailFailure::TooManyMails { wait }) => {
            page(visit, params, facts, typed, Some(AccountEmailFailure::TooManyMails { wait }))
        }
        Err(_) => page(visit, params, facts, typed, Some(AccountEmailFailure::NotAnAddress)),
    }
}

fn page(
    visit: &Visit<'_>,
    params: &RawParams,
    facts: &SessionFacts,
    typed: &str,
    failure: Option<AccountEmailFailure>,
) -> Result<Response, Failure> {
    let email = AccountEmailPage {
        menu: menu(visit, facts, AccountPage::Email, notice_of(visit, params))?,
        action: visit.server.path(AccountPage::Email.path()),
        email: facts.user.email.clone(),
        email_verified: facts.user.email_verified,
        typed: typed.to_owned(),
        can_send: visit.server.mail.is_some(),
        failure,
    };
    Ok(show(visit, &email))
}
