//! `/account/profile/picture`: the picture of the user. `/assets/pictures/…`: the picture, public to everybody with its address.

use axum::{
    body::Body,
    extract::{Path, Request, State},
    response::Response,
};
use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use http_body_util::BodyExt as _;
use valetkey_accounts::User;
use valetkey_administration::picture as operation;
use valetkey_authorization_server::{
    Change,
    event::Actor,
    facts::SessionFacts,
    interaction::AccountPage,
    record::{Picture, PictureId},
};
use valetkey_pages::{AccountNotice, AccountPicturePage, ErrorKind, PictureFailure, form_field};
use valetkey_storage::{ApplyError, Listing, Match, StorageError, directory, record::PICTURE, value::Value};
use valetkey_types::{RawParams, Unknown};

use super::{menu, notice_of, own_form, redirect_with_notice, show, signed_in};
use crate::{
    PasswordPool, Server,
    endpoint::{
        asset::{image_id, restrict_image},
        failure::{Failure, respond},
    },
    picture::{self, PictureError},
    request::{multipart, read_query},
    respond,
    visit::Visit,
};

const PAGE: AccountPage = AccountPage::Picture;

/// Bytes of an upload that is too long, which are read so that the browser shows the answer.
const DRAINED: usize = 64 * 1024 * 1024;

/// Shows the page, or takes or removes a picture.
pub async fn handle(State(server): State<Server>, request: Request) -> Response {
    let (head, body) = request.into_parts();
    let visit = Visit::new(&server, &head.headers);
    let answer = match head.method {
        Method::POST => change(&visit, body).await,
        _ => match read_query(&head.uri) {
            Ok(params) => see(&visit, &params).await,
            Err(error) => Err(error.into()),
        },
    };
    respond(&visit, answer)
}

async fn see(visit: &Visit<'_>, params: &RawParams) -> Result<Response, Failure> {
    let facts = signed_in(visit, PAGE).await?;
    page(visit, params, &facts, None)
}

fn page(
    visit: &Visit<'_>,
    params: &RawParams,
    facts: &SessionFacts,
    failure: Option<PictureFailure>,
) -> Result<Response, Failure> {
    let server = visit.server;
    let picture = AccountPicturePage {
        menu: menu(visit, facts, PAGE, notice_of(visit, params))?,
        picture: uploaded(visit, &facts.user).map(|id| server.path(&format!("{}{id}", picture::PATH))),
        has_picture: facts.user.picture.is_some(),
        failure,
        action: server.path(PAGE.path()),
    };
    let mut response = show(visit, &picture);
    match failure {
        Some(PictureFailure::Busy) => {
            *response.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
            response.headers_mut().insert(header::RETRY_AFTER, PasswordPool::RETRY_AFTER_SECONDS.into());
        }
        Some(PictureFailure::TooLarge) => *response.status_mut() = StatusCode::PAYLOAD_TOO_LARGE,
        _ => {}
    }
    Ok(response)
}

/// Returns the name of the picture that the user uploaded here.
fn uploaded(visit: &Visit<'_>, user: &User) -> Option<PictureId> {
    let base = visit.server.issuer.join(picture::PATH);
    user.picture.as_ref()?.strip_prefix(&base)?.parse().ok()
}

/// Checks the session before the upload is read, so that only signed-in users make the server read eight megabytes.
async fn change(visit: &Visit<'_>, body: Body) -> Result<Response, Failure> {
    let facts = signed_in(visit, PAGE).await?;
    let boundary = multipart::boundary(visit.headers).ok_or(ErrorKind::BadRequest)?;
    // Some room for the rest of the form.
    let Some(body) = read_upload(body, picture::LONGEST + 8 * 1024).await? else {
        return page(visit, &RawParams::default(), &facts, Some(PictureFailure::TooLarge));
    };
    let form = multipart::read(&body, &boundary, form_field::PICTURE).ok_or(ErrorKind::BadRequest)?;
    let facts = own_form(visit, &form.params, PAGE).await?;
    match form.params.get(form_field::ACTION) {
        Some("upload") => {
            let file = body.slice_ref(form.file);
            match upload(visit, &facts, file).await? {
                Ok(response) => Ok(response),
                Err(failure) => page(visit, &form.params, &facts, Some(failure)),
            }
        }
        Some("remove") => remove(visit, &facts).await,
        _ => Err(ErrorKind::BadRequest.into()),
    }
}

/// Reads a form with a file; `None` for one with more than `most` bytes. Most of that one is read as well, because a browser that can't send it all does
/// not show the answer.
pub(in crate::endpoint) async fn read_upload(mut body: Body, most: usize) -> Result<Option<Bytes>, Failure> {
    let (mut read, mut length) = (Vec::new(), 0);
    while let Some(frame) = body.frame().await {
        let Ok(data) = frame.map_err(|_| ErrorKind::BadRequest)?.into_data() else { continue };
        length += data.len();
        match length <= most {
            true => read.extend_from_slice(&data),
            false => read = Vec::new(),
        }
        if length > DRAINED {
            break;
        }
    }
    Ok((length <= most).then(|| Bytes::from(read)))
}

async fn upload(
    visit: &Visit<'_>,
    facts: &SessionFacts,
    file: Bytes,
) -> Result<Result<Response, PictureFailure>, Failure> {
    if file.is_empty() {
        return Ok(Err(PictureFailure::Missing));
    }
    if file.len() > picture::LONGEST {
        return Ok(Err(PictureFailure::TooLarge));
    }
    let small = match picture::make_small(file).await {
        Ok(small) => small,
        Err(error) => return Ok(Err(failure(error))),
    };
    let (server, user) = (visit.server, &facts.user);
    let mut random = [0; 16];
    server.environment.fill_random(&mut random);
    let id = PictureId::new(random, small.format);
    let uri = server.issuer.join(&format!("{}{id}", picture::PATH));
    let stored = Picture {
        tenant: user.tenant.clone(),
        id,
        user_id: user.id.clone(),
        image: small.image,
        added_at: visit.now,
        unknown: Unknown::default(),
    };
    let actor = Actor::User { id: user.id.clone() };
    let changes = visit.occasion(&actor, |occasion| operation::set(user, stored, uri, occasion));
    store(visit, changes, &AccountNotice::PictureSaved).await.map(Ok)
}

fn failure(error: PictureError) -> PictureFailure {
    match error {
        PictureError::Format => PictureFailure::Format,
        PictureError::TooManyPixels => PictureFailure::TooManyPixels,
        PictureError::Damaged => PictureFailure::Damaged,
        PictureError::Busy => PictureFailure::Busy,
    }
}

async fn remove(visit: &Visit<'_>, facts: &SessionFacts) -> Result<Response, Failure> {
    let user = &facts.user;
    let actor = Actor::User { id: user.id.clone() };
    let changes = visit.occasion(&actor, |occasion| operation::remove(user, occasion));
    store(visit, changes, &AccountNotice::PictureRemoved).await
}

/// Stores the changes. After a conflict, because the user was changed at the same moment, the page shows the present picture.
async fn store(visit: &Visit<'_>, changes: Vec<Change>, notice: &AccountNotice) -> Result<Response, Failure> {
    match visit.server.storage.apply(changes).await {
        Ok(()) => Ok(redirect_with_notice(visit, PAGE, notice)),
        Err(ApplyError::Conflict { .. }) => Err(Failure::elsewhere(visit.server.path(PAGE.path()))),
        Err(error) => Err(error.into()),
    }
}

/// Answers with a picture. It is an image and never a page of its own, as a logo.
pub async fn image(
    State(server): State<Server>,
    Path(file_name): Path<String>,
    headers: HeaderMap,
) -> Response {
    let Some(id) = image_id::<PictureId>(&file_name, &headers) else {
        return respond::problem(&server, &headers, ErrorKind::NotFound);
    };
    match find(&server, &id).await {
        Ok(Some(picture)) => answer(&id, picture.image),
        Ok(None) => respond::problem(&server, &headers, ErrorKind::NotFound),
        Err(error) => {
            tracing::error!(%error, "a picture can't be read");
            respond::problem(&server, &headers, ErrorKind::Unavailable)
        }
    }
}

/// Browsers keep it for a day, so that one that was removed is not seen for a year.
fn answer(id: &PictureId, image: Vec<u8>) -> Response {
    let mut response = Response::new(Body::from(image));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(id.format().media_type()));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, max-age=86400"));
    restrict_image(&mut response);
    response
}

async fn find(server: &Server, id: &PictureId) -> Result<Option<Picture>, StorageError> {
    let listing = Listing::of_tenant(&PICTURE, &server.tenant, 1)
        .with("id", Match::Equals(Value::text(&id.to_string())));
    let page = directory::page::<Picture>(&*server.storage, &listing).await?;
    match page.unreadable.into_iter().next() {
        Some(reason) => Err(StorageError::Corrupt(reason)),
        None => Ok(page.records.into_iter().next()),
    }
}
