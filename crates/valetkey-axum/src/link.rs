//! Links identities to the signed-in user and unlinks them.

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use uuid::Uuid;

use crate::admission::identity_of;
use crate::answer::see_other;
use crate::error_page::{expired_page, link_page};
use crate::own_form::{field, has_form_token, is_same_origin};
use crate::sessions::SaidBy;
use crate::sign_in::SignedIn;
use crate::start::Purpose;
use crate::text::Text;
use crate::{LinkOutcome, Login, Provider, SessionMatch, UnlinkOutcome, User, UserStore, start};

/// Handles `POST /link/{provider}`: redirects the signed-in user to a provider to link their identity there.
pub(crate) async fn begin(
    State(login): State<Login>,
    Path(name): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let (user, user_id) = match signed_in_user(&login, &headers, &body).await {
        Ok(found) => found,
        Err(answer) => return answer,
    };
    let Some(provider) = login.provider(&name) else {
        return link_page(StatusCode::NOT_FOUND, Text::NoSuchOption);
    };
    tracing::info!(user = %user_id, from = user.provider(), to = %provider.name, "linking started");
    let place = login.place(field(&body, "return_to").as_deref());
    let purpose = Purpose { link_to: Some(user_id), ..Purpose::default() };
    start::begin(&login, provider, &headers, place.as_str(), purpose).await
}

/// Finishes the callback: links the identity if the same user is still signed in.
pub(crate) async fn conclude(
    login: &Login,
    provider: &Provider,
    headers: &HeaderMap,
    user_id: Uuid,
    signed_in: &SignedIn,
    return_to: &str,
) -> Response {
    let user = match login.user(headers).await {
        Ok(user) => user.filter(|user| user.id() == Some(user_id)),
        Err(error) => return unavailable(&*error),
    };
    let (Some(_), Some(users)) = (user, &login.0.users) else {
        tracing::info!(user = %user_id, "linking refused: the user who started it is not signed in here any more");
        return expired_page(None);
    };
    match users.link(user_id, identity_of(provider, signed_in)).await {
        Ok(LinkOutcome::Linked) => see_other(return_to),
        Ok(LinkOutcome::BelongsToAnother) => {
            tracing::info!(user = %user_id, provider = %provider.name, "linking refused: the identity belongs to another user");
            link_page(StatusCode::CONFLICT, Text::BelongsToAnother)
        }
        Ok(LinkOutcome::NoSuchUser) => expired_page(None),
        Err(error) => unavailable(&error),
    }
}

/// Handles `POST /unlink`: unlinks an identity from the signed-in user. Ends the sessions that started with it.
pub(crate) async fn unlink(State(login): State<Login>, headers: HeaderMap, body: Bytes) -> Response {
    let (_, user_id) = match signed_in_user(&login, &headers, &body).await {
        Ok(found) => found,
        Err(answer) => return answer,
    };
    let (Some(issuer), Some(subject), Some(users)) =
        (field(&body, "issuer"), field(&body, "subject"), &login.0.users)
    else {
        return link_page(StatusCode::BAD_REQUEST, Text::NotOurForm);
    };
    match unlink_and_end(&login, users.as_ref(), user_id, &issuer, &subject).await {
        Ok(UnlinkOutcome::Unlinked) => see_other(login.place(field(&body, "return_to").as_deref()).as_str()),
        Ok(UnlinkOutcome::IsTheLastOne) => link_page(StatusCode::CONFLICT, Text::IsTheLastOne),
        Ok(UnlinkOutcome::NotLinked) => link_page(StatusCode::NOT_FOUND, Text::NotLinked),
        Err(error) => unavailable(&*error),
    }
}

async fn unlink_and_end(
    login: &Login,
    users: &dyn UserStore,
    user_id: Uuid,
    issuer: &str,
    subject: &str,
) -> Result<UnlinkOutcome, Box<dyn std::error::Error + Send + Sync>> {
    let outcome = users.unlink(user_id, issuer, subject).await?;
    if outcome == UnlinkOutcome::Unlinked {
        let ended = login.end_sessions(&SessionMatch::of_user(issuer, subject), SaidBy::Proved).await?;
        tracing::info!(user = %user_id, ended, "an identity was unlinked");
    }
    Ok(outcome)
}

/// Returns the signed-in user of a submitted form, if the form is from our own pages and has the form token of the session.
async fn signed_in_user(login: &Login, headers: &HeaderMap, body: &[u8]) -> Result<(User, Uuid), Response> {
    let refuse = |sentence| link_page(StatusCode::FORBIDDEN, sentence);
    if !is_same_origin(login, headers) {
        return Err(refuse(Text::NotOurForm));
    }
    let user = login.user(headers).await.map_err(|error| unavailable(&*error))?;
    let sign_in_first = || link_page(StatusCode::UNAUTHORIZED, Text::SignInFirst);
    let user = user.ok_or_else(sign_in_first)?;
    if !has_form_token(user.session(), body) {
        tracing::info!("a form was refused: its form token is missing or belongs to another session");
        return Err(refuse(Text::NotOurForm));
    }
    let user_id = user.id().ok_or_else(sign_in_first)?;
    Ok((user, user_id))
}

fn unavailable(error: &(dyn std::error::Error + 'static)) -> Response {
    tracing::error!(%error, "users or sessions can't be read or written");
    link_page(StatusCode::SERVICE_UNAVAILABLE, Text::SessionsUnavailable)
}
