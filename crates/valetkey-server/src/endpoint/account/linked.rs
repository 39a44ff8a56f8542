//! `/account/security/linked`: the accounts at providers that the user signs in with.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    response::Response,
};
use http::StatusCode;
use valetkey_authorization_server::{
    event::Actor,
    facts::SessionFacts,
    interaction::{AccountPage, Interaction},
    provider_sign_in::{is_last_way, unlink as unlink_account},
    record::{LinkedAccount, NoticeKind},
};
use valetkey_pages::{
    AccountLinkedPage, AccountNotice, ErrorKind, LinkedAccountEntry, Moment, RowValue, SecurityRow,
    form_field,
};
use valetkey_types::RawParams;

use super::{menu, notice_of, own_form, redirect_with_notice, require_fresh, signed_in};
use crate::{
    Server,
    endpoint::{
        failure::{Failure, respond},
        page_request::{self, PageRequest},
    },
    provider_sign_in::{self, Aim, link_id},
    request,
    respond::{Forms, page, see_other},
    visit::Visit,
};

const PAGE: AccountPage = AccountPage::LinkedAccounts;

/// Shows the accounts, links one or unlinks one.
pub async fn handle(State(server): State<Server>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let visit = Visit::new(&server, &headers);
    let answer = match asked {
        Ok(PageRequest::Get(params)) => see(&visit, &params).await,
        Ok(PageRequest::Post(params)) => change(&visit, &params).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

/// Returns the row of the security page; none where no provider is offered and nothing is linked.
pub(super) async fn row(visit: &Visit<'_>, facts: &SessionFacts) -> Result<Option<SecurityRow>, Failure> {
    let count = provider_sign_in::links_of(visit.server, &facts.user.id).await?.len();
    if count == 0 && visit.server.identity_providers.offered().is_empty() {
        return Ok(None);
    }
    Ok(Some(SecurityRow {
        title: "security-linked",
        value: match count {
            0 => RowValue::Message("security-linked-none"),
            count => RowValue::Count("security-linked-count", count),
        },
        action: Some(("security-linked-manage", visit.server.path(PAGE.path()))),
    }))
}

async fn see(visit: &Visit<'_>, params: &RawParams) -> Result<Response, Failure> {
    let facts = signed_in(visit, PAGE).await?;
    let links = provider_sign_in::links_of(visit.server, &facts.user.id).await?;
    let providers = &visit.server.identity_providers;
    let entry = |link: &LinkedAccount| {
        let known = providers.named(&link.provider);
        let moment = |at: valetkey_types::Timestamp| Moment { at: at.seconds(), now: visit.now.seconds() };
        LinkedAccountEntry {
            id: link_id(link),
            provider: known.map_or_else(|| link.provider.clone(), |known| known.display_name()),
            label: link.label.clone(),
            linked: moment(link.linked_at),
            last_used: link.last_used_at.map(moment),
            is_last_way: is_last(visit, &facts, link, &links),
        }
    };
    let linked = AccountLinkedPage {
        menu: menu(visit, &facts, PAGE, notice_of(visit, params))?,
        accounts: links.iter().map(entry).collect(),
        providers: provider_sign_in::buttons(visit.server),
        failure: provider_sign_in::link_failure_of(visit, params),
        action: visit.server.path(PAGE.path()),
    };
    // A button leads to the provider.
    let forms = if linked.providers.is_empty() { Forms::StayHere } else { Forms::MayLeave };
    let language = request::language(visit.headers, None);
    Ok(page(visit.server, StatusCode::OK, language, &linked, forms))
}

async fn change(visit: &Visit<'_>, params: &RawParams) -> Result<Response, Failure> {
    let facts = own_form(visit, params, PAGE).await?;
    require_fresh(visit, &facts, PAGE).await?;
    match (params.get(form_field::PROVIDER), params.get(form_field::ACCOUNT)) {
        (Some(provider), _) => {
            let aim = Aim::Link { sid: facts.session.sid };
            provider_sign_in::begin(visit, provider, Interaction::account(PAGE), aim).await
        }
        (None, Some(id)) => unlink(visit, &facts, id).await,
        (None, None) => Err(ErrorKind::BadRequest.into()),
    }
}

async fn unlink(visit: &Visit<'_>, facts: &SessionFacts, id: &str) -> Result<Response, Failure> {
    let links = provider_sign_in::links_of(visit.server, &facts.user.id).await?;
    let link = links.iter().find(|link| link_id(link) == id);
    // A second press finds nothing to unlink, and the last way stays.
    let Some(link) = link.filter(|link| !is_last(visit, facts, link, &links)) else {
        return Ok(see_other(&visit.server.path(PAGE.path())));
    };
    let map = match facts.user.provided_groups.is_empty() {
        true => Arc::default(),
        false => visit.server.role_map().await?,
    };
    let actor = Actor::User { id: facts.user.id.clone() };
    let decision = visit.occasion(&actor, |occasion| unlink_account(&facts.user, link, &map, occasion));
    let known = visit.server.identity_providers.named(&link.provider);
    let provider = known.map_or_else(|| link.provider.clone(), |known| known.display_name());
    let mut changes = decision.changes;
    changes.extend(visit.notice(&facts.user, NoticeKind::AccountUnlinked { provider: provider.clone() }));
    visit.server.storage.apply(changes).await?;
    visit.server.mail_waits().notify_one();
    Ok(redirect_with_notice(visit, PAGE, &AccountNotice::AccountUnlinked { provider }))
}

fn is_last(visit: &Visit<'_>, facts: &SessionFacts, link: &LinkedAccount, links: &[LinkedAccount]) -> bool {
    let providers = &visit.server.identity_providers;
    is_last_way(&facts.user, link, links, |other| {
        providers.named(&other.provider).is_some_and(|known| !known.record.disabled)
    })
}
