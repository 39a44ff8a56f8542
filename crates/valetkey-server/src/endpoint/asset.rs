//! The files the pages link to: ours, and those of the operator's brand.

use std::str::FromStr;

use axum::{
    body::{Body, Bytes},
    extract::{Path, State},
    response::Response,
};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use valetkey_authorization_server::{branding::LogoId, record::Logo};
use valetkey_pages::{Asset, ErrorKind};
use valetkey_storage::{Listing, Match, StorageError, directory, record::LOGO, value::Value};

use crate::{Server, brand::Stylesheet, respond};

/// Returns the file, to be kept for a year: another content has another path.
pub fn answer(asset: &'static Asset) -> Response {
    immutable(asset.content_type, Bytes::from_static(asset.bytes))
}

/// Returns the style sheet of a brand. Its address says what is in it.
pub async fn stylesheet(
    State(server): State<Server>,
    Path(file_name): Path<String>,
    headers: HeaderMap,
) -> Response {
    match Stylesheet::parse(&file_name) {
        Some(sheet) => immutable("text/css; charset=utf-8", Bytes::from(sheet.content())),
        None => respond::problem(&server, &headers, ErrorKind::NotFound),
    }
}

/// Returns a logo. It is an image and never a page of its own.
pub async fn logo(
    State(server): State<Server>,
    Path(file_name): Path<String>,
    headers: HeaderMap,
) -> Response {
    let Some(id) = image_id::<LogoId>(&file_name, &headers) else {
        return respond::problem(&server, &headers, ErrorKind::NotFound);
    };
    match find_logo(&server, &id).await {
        Ok(Some(image)) => {
            let mut response = immutable(id.format().media_type(), image);
            restrict_image(&mut response);
            response
        }
        Ok(None) => respond::problem(&server, &headers, ErrorKind::NotFound),
        Err(error) => {
            tracing::error!(%error, "a logo can't be read");
            respond::problem(&server, &headers, ErrorKind::Unavailable)
        }
    }
}

/// Reads the identifier of an image; `None` where the browser wants to open the image as a page of its own.
pub(super) fn image_id<T: FromStr>(file_name: &str, headers: &HeaderMap) -> Option<T> {
    let wanted_as = headers.get("sec-fetch-dest").map(HeaderValue::as_bytes);
    let is_image = wanted_as.is_none_or(|wanted| matches!(wanted, b"image" | b"empty"));
    file_name.parse().ok().filter(|_| is_image)
}

/// Adds the headers of an uploaded image. Where a browser does not say how it uses the image, the policy forbids scripts and frames.
pub(super) fn restrict_image(response: &mut Response) {
    let policy = HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'; sandbox");
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    // So that a browser does not open as a page what it keeps as an image.
    headers.insert(header::VARY, HeaderValue::from_static("sec-fetch-dest"));
}

async fn find_logo(server: &Server, id: &LogoId) -> Result<Option<Bytes>, StorageError> {
    if let Some(logo) = server.brand.configured_logo(id) {
        return Ok(Some(Bytes::from(logo.image.clone())));
    }
    let listing =
        Listing::of_tenant(&LOGO, &server.tenant, 1).with("id", Match::Equals(Value::text(&id.to_string())));
    let page = directory::page::<Logo>(&*server.storage, &listing).await?;
    match page.unreadable.into_iter().next() {
        Some(reason) => Err(StorageError::Corrupt(reason)),
        None => Ok(page.records.into_iter().next().map(|logo| Bytes::from(logo.image))),
    }
}

fn immutable(content_type: &'static str, bytes: Bytes) -> Response {
    let mut response = Response::new(Body::from(bytes));
    *response.status_mut() = StatusCode::OK;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    response
}
