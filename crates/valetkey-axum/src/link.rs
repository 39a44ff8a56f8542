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

/// `POST /link/{provider}`: redirects the signed-in user to a provider to link their identity there.
pub(crate) async fn begin(
    State(login): State<Login>,
    Path(name): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let (user, person) = match signed_in_person(&login, &headers, &body).await {
        Ok(found) => found,
        Err(answer) => return answer,
    };
    let Some(provider) = login.provider(&name) else {
        return link_page(StatusCode::NOT_FOUND, Text::NoSuchOption);
    };
    tracing::info!(%person, from = user.provider(), to = %provider.name, "linking begins");
    let place = login.place(field(&body, "return_to").as_deref());
    let purpose = Purpose { link_to: Some(person), ..Purpose::default() };
    start::begin(&login, provider, &headers, place.as_str(), purpose).await
}

/// Handles the callback: links the identity, if the same user is still signed in.
pub(crate) async fn conclude(
    login: &Login,
    provider: &Provider,
    headers: &HeaderMap,
    person: Uuid,
    signed_in: &SignedIn,
    return_to: &str,
) -> Response {
    let user = match login.user(headers).await {
        Ok(user) => user.filter(|user| user.id() == Some(person)),
        Err(error) => return unavailable(&*error),
    };
    let (Some(_), Some(users)) = (user, &login.0.users) else {
        tracing::info!(%person, "linking refused: the person who began it is not signed in here any more");
        return expired_page(None);
    };
    match users.link(person, identity_of(provider, signed_in)).await {
        Ok(LinkOutcome::Linked) => see_other(return_to),
        Ok(LinkOutcome::BelongsToAnother) => {
            tracing::info!(%person, provider = %provider.name, "linking refused: the identity is somebody else's");
            link_page(StatusCode::CONFLICT, Text::BelongsToAnother)
        }
        Ok(LinkOutcome::NoSuchPerson) => expired_page(None),
        Err(error) => unavailable(&error),
    }
}

/// `POST /unlink`: unlinks an identity from the signed-in user. Ends the sessions that started with it.
pub(crate) async fn unlink(State(login): State<Login>, headers: HeaderMap, body: Bytes) -> Response {
    let (_, person) = match signed_in_person(&login, &headers, &body).await {
        Ok(found) => found,
        Err(answer) => return answer,
    };
    let (Some(issuer), Some(subject), Some(users)) =
        (field(&body, "issuer"), field(&body, "subject"), &login.0.users)
    else {
        return link_page(StatusCode::BAD_REQUEST, Text::NotOurForm);
    };
    match unlink_and_end(&login, users.as_ref(), person, &issuer, &subject).await {
        Ok(UnlinkOutcome::Unlinked) => see_other(login.place(field(&body, "return_to").as_deref()).as_str()),
        Ok(UnlinkOutcome::IsTheLastOne) => link_page(StatusCode::CONFLICT, Text::IsTheLastOne),
        Ok(UnlinkOutcome::NotLinked) => link_page(StatusCode::NOT_FOUND, Text::NotLinked),
        Err(error) => unavailable(&*error),
    }
}

async fn unlink_and_end(
    login: &Login,
    users: &dyn UserStore,
    person: Uuid,
    issuer: &str,
    subject: &str,
) -> Result<UnlinkOutcome, Box<dyn std::error::Error + Send + Sync>> {
    let outcome = users.unlink(person, issuer, subject).await?;
    if outcome == UnlinkOutcome::Unlinked {
        let ended =
            login.end_sessions(&SessionMatch::of_person(issuer, subject), SaidBy::SomebodyProved).await?;
        tracing::info!(%person, ended, "an identity was unlinked");
    }
    Ok(outcome)
}

/// Returns the session of a form, if the form is from our own pages and has the token of that session.
async fn signed_in_person(login: &Login, headers: &HeaderMap, body: &[u8]) -> Result<(User, Uuid), Response> {
    let refuse = |sentence| link_page(StatusCode::FORBIDDEN, sentence);
    if !is_same_origin(login, headers) {
        return Err(refuse(Text::NotOurForm));
    }
    let user = login.user(headers).await.map_err(|error| unavailable(&*error))?;
    let sign_in_first = || link_page(StatusCode::UNAUTHORIZED, Text::SignInFirst);
    let user = user.ok_or_else(sign_in_first)?;
    if !has_form_token(user.session(), body) {
        tracing::info!("a form was refused: its token is missing or foreign");
        return Err(refuse(Text::NotOurForm));
    }
    let person = user.id().ok_or_else(sign_in_first)?;
    Ok((user, person))
}

fn unavailable(error: &(dyn std::error::Error + 'static)) -> Response {
    tracing::error!(%error, "people or sessions can't be read or written");
    link_page(StatusCode::SERVICE_UNAVAILABLE, Text::SessionsUnavailable)
}
