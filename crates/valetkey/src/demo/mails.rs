//! The mails of the demo: kept in memory, and shown on pages of the sample application's address.

use std::sync::Arc;

use askama::Template;
use axum::{
    Router,
    extract::{Path, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use valetkey_server::mail::{MailCatcher, OutgoingMail};

use super::application::pages::page;

/// Where the list of mails lies.
pub(super) const PATH: &str = "/mails";

#[derive(Template)]
#[template(path = "application/mails.html")]
struct MailList<'a> {
    mails: &'a [(usize, OutgoingMail)],
}

#[derive(Template)]
#[template(path = "application/mail.html")]
struct MailView<'a> {
    number: usize,
    mail: &'a OutgoingMail,
    lines: Vec<(&'a str, bool)>,
}

/// Returns the pages.
pub(super) fn router(catcher: Arc<MailCatcher>) -> Router {
    Router::new()
        .route(PATH, get(list))
        .route("/mails/{number}", get(show))
        .route("/mails/{number}/html", get(show_html))
        .with_state(catcher)
}

async fn list(State(catcher): State<Arc<MailCatcher>>) -> Response {
    let mut mails: Vec<(usize, OutgoingMail)> = catcher.mails().into_iter().enumerate().collect();
    mails.reverse();
    page(StatusCode::OK, &MailList { mails: &mails })
}

async fn show(State(catcher): State<Arc<MailCatcher>>, Path(number): Path<usize>) -> Response {
    let mails = catcher.mails();
    let Some(mail) = mails.get(number) else { return not_found() };
    let is_link = |line: &str| line.starts_with("http://") || line.starts_with("https://");
    let lines = mail.text.lines().map(|line| (line, is_link(line))).collect();
    page(StatusCode::OK, &MailView { number, mail, lines })
}

/// Shows the HTML part as a mail program does: nothing is loaded, and no script runs.
async fn show_html(State(catcher): State<Arc<MailCatcher>>, Path(number): Path<usize>) -> Response {
    let mails = catcher.mails();
    let Some(mail) = mails.get(number) else { return not_found() };
    let policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    let headers =
        [(header::CONTENT_TYPE, "text/html; charset=utf-8"), (header::CONTENT_SECURITY_POLICY, policy)];
    (headers, mail.html.clone()).into_response()
}

fn not_found() -> Response {
    page(StatusCode::NOT_FOUND, &super::application::pages::Problem { text: "There is no such mail." })
}
