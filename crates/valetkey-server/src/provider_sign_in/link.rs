//! Links of accounts at providers.

use axum::response::Response;
use uuid::Uuid;
use valetkey_accounts::User;
use valetkey_authorization_server::{
    authorization::SignedInUser,
    event::Actor,
    interaction::{AccountPage, Interaction},
    provider_sign_in::{self as decision, ProviderAccount},
    record::{LinkedAccount, NoticeKind},
};
use valetkey_jose::digest::{base64url, sha256};
use valetkey_storage::{
    ApplyError, Listing, Match, StorageError, directory, record::LINKED_ACCOUNT, value::Value,
};

use valetkey_pages::{AccountNotice, LinkFailure, LinkFailureReason, ProviderOutcome};
use valetkey_types::{RawParams, UserId, encode_form};

use super::{NOTICE_LIFETIME, NOTICE_PARAMETER, arrival::map_for, expired};
use crate::{
    Server,
    endpoint::{
        account::{redirect_with_notice, signed_in},
        failure::Failure,
    },
    identity_provider::Known,
    respond::see_other,
    visit::Visit,
};

const PAGE: AccountPage = AccountPage::LinkedAccounts;

/// The purpose of a sealed failure.
const FAILURE: &str = "link-failure";

/// Maximum linked accounts of a user that a page shows.
const MOST_SHOWN: usize = 50;

/// Links the account that waits for its user, once the user has signed in for this interaction. Both proofs are fresh: the one
/// here began the session, and the one at the provider is a few minutes old.
pub(crate) async fn link_after_sign_in(
    visit: &Visit<'_>,
    interaction: &mut Interaction,
) -> Result<(), Failure> {
    let Some(link) = interaction.link.take().filter(|link| link.counts(visit.now)) else { return Ok(()) };
    let facts = visit.session().await?;
    let attempt = interaction.attempt.as_ref().map(|attempt| attempt.id);
    let signed_in = SignedInUser::of(facts.as_ref(), visit.now)
        .filter(|signed_in| attempt.is_some() && signed_in.session.attempt == attempt);
    let Some(signed_in) = signed_in else { return Ok(()) };
    let known = visit.server.identity_providers.current(&link.account.provider).await?;
    let Some(known) = known else { return Ok(()) };
    if linked_account(visit, &link.account).await?.is_some() {
        return Ok(());
    }
    match store(visit, &known, &link.account, signed_in.user).await {
        // Linked meanwhile, by another tab.
        Ok(()) | Err(ApplyError::Conflict { .. }) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// Links an account to a user, with a mail to the user.
async fn store(
    visit: &Visit<'_>,
    known: &Known,
    account: &ProviderAccount,
    user: &User,
) -> Result<(), ApplyError> {
    let map = map_for(visit, account, Some(user)).await?;
    let actor = Actor::User { id: user.id.clone() };
    let mut changes =
        visit.occasion(&actor, |occasion| decision::link(user, account, &map, occasion)).changes;
    changes.extend(visit.notice(user, NoticeKind::AccountLinked { provider: known.display_name() }));
    visit.server.storage.apply(changes).await?;
    visit.server.mail_waits().notify_one();
    Ok(())
}

/// Links an account to the user of a session, who asked for it on the account page a moment ago.
pub(super) async fn link_to_session(
    visit: &Visit<'_>,
    known: &Known,
    account: &ProviderAccount,
    sid: Uuid,
) -> Result<Response, Failure> {
    let facts = signed_in(visit, PAGE).await?;
    if facts.session.sid != sid {
        return Err(expired());
    }
    let user = &facts.user;
    let linked = AccountNotice::AccountLinked { provider: known.display_name() };
    match linked_account(visit, account).await? {
        Some(link) if link.user_id == user.id => return Ok(redirect_with_notice(visit, PAGE, &linked)),
        Some(_) => return Ok(failed(visit, known, LinkFailureReason::Taken)),
        None => {}
    }
    match store(visit, known, account, user).await {
        Ok(()) => Ok(redirect_with_notice(visit, PAGE, &linked)),
        Err(ApplyError::Conflict { .. }) => Ok(failed(visit, known, LinkFailureReason::Failed)),
        Err(error) => Err(error.into()),
    }
}

/// Returns to the account page, which says why nothing was linked.
pub(super) fn not_linked(visit: &Visit<'_>, known: &Known, outcome: ProviderOutcome) -> Response {
    let reason = match outcome {
        ProviderOutcome::Cancelled => LinkFailureReason::Cancelled,
        ProviderOutcome::Unreachable => LinkFailureReason::Unreachable,
        _ => LinkFailureReason::Failed,
    };
    failed(visit, known, reason)
}

fn failed(visit: &Visit<'_>, known: &Known, reason: LinkFailureReason) -> Response {
    let failure = LinkFailure { provider: known.display_name(), reason };
    let path = visit.server.path(PAGE.path());
    match visit.seal_for(NOTICE_LIFETIME, FAILURE, &failure) {
        Some(sealed) => see_other(&format!("{path}?{}", encode_form([(NOTICE_PARAMETER, sealed.as_str())]))),
        None => see_other(&path),
    }
}

/// Returns the failure that the address of the account page carries.
pub(crate) fn link_failure_of(visit: &Visit<'_>, params: &RawParams) -> Option<LinkFailure> {
    visit.open(FAILURE, params.get(NOTICE_PARAMETER)?).ok()
}

/// Returns the accounts that are linked to a user, the oldest link first.
pub(crate) async fn links_of(server: &Server, user: &UserId) -> Result<Vec<LinkedAccount>, StorageError> {
    let listing = Listing::of_tenant(&LINKED_ACCOUNT, &server.tenant, MOST_SHOWN)
        .with("user_id", Match::Equals(Value::text(user.as_str())));
    let page = directory::page::<LinkedAccount>(&*server.storage, &listing).await?;
    for reason in page.unreadable {
        tracing::error!(reason, "a linked account is not shown");
    }
    let mut links = page.records;
    links.sort_by(|one, other| {
        (one.linked_at, &one.issuer, &one.subject).cmp(&(other.linked_at, &other.issuer, &other.subject))
    });
    Ok(links)
}

/// Returns the identifier of a linked account, for forms and addresses.
pub(crate) fn link_id(link: &LinkedAccount) -> String {
    let text = format!("{}\n{}\n{}", link.issuer.len(), link.issuer, link.subject);
    base64url(&sha256(text.as_bytes()))
}

/// Returns the link of an account, if there is one. Issuer and subject are compared byte for byte.
pub(super) async fn linked_account(
    visit: &Visit<'_>,
    account: &ProviderAccount,
) -> Result<Option<LinkedAccount>, StorageError> {
    let listing = Listing::of_tenant(&LINKED_ACCOUNT, &visit.server.tenant, 1)
        .with("issuer", Match::Equals(Value::text(&account.issuer)))
        .with("subject", Match::Equals(Value::text(&account.subject)));
    let page = directory::page::<LinkedAccount>(&*visit.server.storage, &listing).await?;
    match page.unreadable.into_iter().next() {
        Some(reason) => Err(StorageError::Corrupt(reason)),
        None => Ok(page.records.into_iter().next()),
    }
}
