//! Links that an administrator makes for users. Each works once, and an answer shows it once.

use axum::response::Response;
use http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use valetkey_accounts::MailAddress;
use valetkey_administration::InvalidField;
use valetkey_pages::Language;
use valetkey_types::UserId;

use super::{answer, call::Call, problem::Problem, view::LinkView};
use crate::{administration::users, respond};

/// An invitation.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Invitation {
    /// The email address of the new user.
    email: String,
    /// The language of the mail, such as `de`; English without this member.
    language: Option<String>,
}

/// An invitation that was made.
#[derive(Serialize, ToSchema)]
pub(super) struct InvitationMade {
    /// Whether the server mails the link.
    mailed: bool,
    /// The link; `null` if the server mails it.
    link: Option<LinkView>,
}

/// Invites a user by email address. The server mails the link if it can send mail; otherwise the answer has it.
#[utoipa::path(
    post, path = "/invitations", tag = "users", operation_id = "inviteUser",
    request_body = Invitation,
    responses((status = 201, description = "The invitation was made", body = InvitationMade))
)]
pub(super) async fn invite(call: Call) -> Result<Response, Problem> {
    let context = call.adding()?;
    let Invitation { email, language } = call.json()?;
    let address =
        MailAddress::parse(&email).map_err(|error| InvalidField::of_sentence("email", &error.to_string()))?;
    let language = match language.as_deref() {
        None => Language::English,
        Some(tag) => Language::of_tag(tag).ok_or_else(|| {
            InvalidField::new("language", "a language of the pages, such as de", "another one")
        })?,
    };
    let done = users::invite(&context, &address, language.tag()).await?;
    Ok(answer::changed(&context, done, |link| {
        let mailed = call.server.mail.is_some();
        let link = (!mailed).then(|| LinkView::from(&link));
        respond::json(StatusCode::CREATED, &InvitationMade { mailed, link })
    }))
}

/// Makes a link for a user to choose a new password. Nothing changes before the user opens it.
#[utoipa::path(
    post, path = "/users/{sub}/reset-link", tag = "users", operation_id = "makeResetLink",
    params(("sub" = String, Path, description = "The sub of the user")),
    responses((status = 200, description = "The link", body = LinkView))
)]
pub(super) async fn reset_link(call: Call) -> Result<Response, Problem> {
    let context = call.changing()?;
    call.without_body()?;
    let done = users::reset_link(&context, &UserId::new(call.parameter("sub"))).await?;
    Ok(answer::changed(&context, done, |(_, link)| respond::json(StatusCode::OK, &LinkView::from(&link))))
}
