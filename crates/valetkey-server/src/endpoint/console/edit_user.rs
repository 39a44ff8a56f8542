//! `/admin/users/ID/edit`: edits the names and the address of a user.

use std::collections::BTreeMap;

use axum::{
    extract::{Path, Request, State},
    response::Response,
};
use valetkey_accounts::User;
use valetkey_administration::permission::{Area, Permission};
use valetkey_authorization_server::interaction::ConsolePage;
use valetkey_pages::{ConsoleEditUserPage, ConsoleNotice, ConsoleSection, EditUserFailure, form_field};
use valetkey_types::{RawParams, UserId};

use super::{
    access::{Entered, enter, enter_with_form, require_fresh},
    answer::{Answer, respond},
    menu_below,
    notice::{Undo, field, redirect_after_change},
    path,
    seen::SeenRecord,
    shell_word, show,
};
use crate::{
    Server,
    administration::{AdministrationError, users},
    endpoint::page_request::{self, PageRequest},
    visit::Visit,
};

const WRITE: Permission = Permission::write(Area::Users);

/// Shows the form, or saves it.
pub async fn handle(State(server): State<Server>, Path(id): Path<String>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let visit = Visit::new(&server, &headers);
    let id = UserId::new(id);
    let answer = match asked {
        Ok(PageRequest::Get(_)) => see(&visit, &id).await,
        Ok(PageRequest::Post(params)) => save(&visit, &id, &params).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

fn page_of(id: &UserId) -> ConsolePage {
    path::page_of(path::EDIT_USER, id.as_str())
}

/// The values of the form.
struct Typed {
    username: String,
    email: String,
    email_verified: bool,
    name: String,
}

impl Typed {
    fn read(params: &RawParams) -> Self {
        let text = |field| params.get(field).map(|text| text.trim().to_owned()).unwrap_or_default();
        Self {
            username: text(form_field::USERNAME),
            email: text(form_field::EMAIL),
            email_verified: params.get(form_field::EMAIL_VERIFIED) == Some("yes"),
            name: text(form_field::NAME),
        }
    }

    /// Returns the values as a form sends them.
    fn sent(&self) -> Vec<(String, String)> {
        let verified = self.email_verified.then(|| field(form_field::EMAIL_VERIFIED, "yes"));
        let texts = [
            field(form_field::USERNAME, &self.username),
            field(form_field::EMAIL, &self.email),
            field(form_field::NAME, &self.name),
        ];
        texts.into_iter().chain(verified).collect()
    }

    /// Returns the stored values.
    fn of(user: &User) -> Self {
        Self {
            username: user.username.clone(),
            email: user.email.clone().unwrap_or_default(),
            email_verified: user.email_verified,
            name: user.name.clone().unwrap_or_default(),
        }
    }
}

/// Shows the form. It needs a fresh proof: an administrator who changes the mail address of a user can take the account over.
async fn see(visit: &Visit<'_>, id: &UserId) -> Answer {
    let entered = enter(visit, &page_of(id), Some(WRITE)).await?;
    require_fresh(visit, &entered, &page_of(id)).await?;
    let user = users::show(&entered.context(visit, None), id).await?.user;
    let revision = SeenRecord::seal(visit, &user, user.revision)?;
    show_form(visit, &entered, &user, (Typed::of(&user), revision), None)
}

fn show_form(
    visit: &Visit<'_>,
    entered: &Entered,
    user: &User,
    (typed, revision): (Typed, String),
    failure: Option<EditUserFailure>,
) -> Answer {
    let id = &user.id;
    let form = ConsoleEditUserPage {
        menu: menu_below(visit, entered, ConsoleSection::Users, None)?,
        username: typed.username,
        email: typed.email,
        email_verified: typed.email_verified,
        name: typed.name,
        revision,
        command: format!("valetkey user edit {}", shell_word(&user.username)),
        action: visit.server.path(page_of(id).path()),
        back_uri: visit.server.path(path::page_of(path::USER, id.as_str()).path()),
        failure,
    };
    Ok(show(visit, &form))
}

async fn save(visit: &Visit<'_>, id: &UserId, params: &RawParams) -> Answer {
    let entered = enter_with_form(visit, params, &page_of(id), WRITE).await?;
    require_fresh(visit, &entered, &page_of(id)).await?;
    let seen = SeenRecord::open(visit, params)?;
    let typed = Typed::read(params);
    let context = entered.context(visit, Some(seen.revision));
    let text = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
    let before = users::show(&context, id).await?.user;
    let edited = users::edit(
        &context,
        id,
        |new| {
            new.username.clone_from(&typed.username);
            new.email = text(&typed.email);
            new.email_verified = typed.email_verified && new.email.is_some();
            new.name = text(&typed.name);
            Ok(())
        },
        &BTreeMap::new(),
    )
    .await;
    let error = match edited {
        Ok(done) => {
            let notice = ConsoleNotice::UserSaved(done.answer.username.clone());
            let now = (&done.answer, done.answer.revision);
            let undo = || Undo::of_record(visit, &page_of(id), now, Typed::of(&before).sent());
            let page = path::page_of(path::USER, id.as_str());
            return Ok(redirect_after_change(visit, &page, &done, (notice, undo)));
        }
        Err(error) => error,
    };
    let user = users::show(&context, id).await?.user;
    let (revision, failure) = match error {
        AdministrationError::Conflict(_) => {
            let revision = SeenRecord::seal(visit, &user, user.revision)?;
            (revision, EditUserFailure::Conflict(seen.difference(&user)))
        }
        AdministrationError::Invalid(field) => {
            (SeenRecord::sent(params)?.to_owned(), failure_of(&field.field, &field.expected))
        }
        error => return Err(error.into()),
    };
    show_form(visit, &entered, &user, (typed, revision), Some(failure))
}

/// Returns the failure that the page shows for a refused field.
fn failure_of(field: &str, expected: &str) -> EditUserFailure {
    match field {
        "username" | "email" if expected.contains("nobody has") => EditUserFailure::Taken,
        "username" => EditUserFailure::Username,
        "email" => EditUserFailure::Address,
        _ => EditUserFailure::Name,
    }
}
