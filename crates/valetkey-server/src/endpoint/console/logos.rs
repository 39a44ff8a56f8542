//! `/admin/logos`: the logos of the tenant.

use axum::{
    body::Body,
    extract::{Request, State},
    response::Response,
};
use http::{Method, StatusCode};
use valetkey_administration::{
    InvalidField,
    permission::{Area, Permission},
};
use valetkey_authorization_server::branding::{LARGEST_LOGO, LogoId};
use valetkey_pages::{ConsoleLogosPage, ConsoleSection, ErrorKind, form_field};

use super::{
    access::{Entered, enter, enter_with_form, require_fresh},
    answer::{Answer, respond},
    menu_below, path,
    record::failure_of,
    redirect_with_notice,
    seen::SeenRecord,
    settings::{command, saved},
    show_with,
};
use crate::{
    Server,
    administration::{
        AdministrationError,
        tenants::{self, LogoKind},
    },
    brand::LOGO_PATH,
    endpoint::account::read_upload,
    request::multipart,
    visit::Visit,
};

const WRITE: Permission = Permission::write(Area::Tenant);
/// The most bytes of a form with a logo: some room for the other fields.
const LONGEST_FORM: usize = LARGEST_LOGO + 16 * 1024;

/// Shows the logos, or takes or removes one.
pub async fn handle(State(server): State<Server>, request: Request) -> Response {
    let (head, body) = request.into_parts();
    let visit = Visit::new(&server, &head.headers);
    let answer = match head.method {
        Method::POST => change(&visit, body).await,
        _ => see(&visit).await,
    };
    respond(&visit, answer)
}

async fn see(visit: &Visit<'_>) -> Answer {
    let page = path::page(path::LOGOS);
    let entered = enter(visit, &page, Some(WRITE)).await?;
    require_fresh(visit, &entered, &page).await?;
    page_of(visit, &entered, StatusCode::OK, None, Outcome::None).await
}

/// The result of a form that stored nothing.
enum Outcome {
    /// No form was sent.
    None,
    /// A value was refused.
    Refused(String),
    /// Another administrator changed the settings meanwhile.
    Conflict,
}

async fn page_of(
    visit: &Visit<'_>,
    entered: &Entered,
    status: StatusCode,
    revision: Option<&str>,
    outcome: Outcome,
) -> Answer {
    let (server, context) = (visit.server, entered.context(visit, None));
    let tenant = tenants::show_own(&context).await?;
    tenants::require_unowned(&context, &tenant).await?;
    let address = |id: &LogoId| server.path(&format!("{LOGO_PATH}{id}"));
    let revision = match revision {
        Some(revision) => revision.to_owned(),
        None => SeenRecord::seal(visit, &tenant, tenant.revision)?,
    };
    let shown = ConsoleLogosPage {
        menu: menu_below(visit, entered, ConsoleSection::Settings, None)?,
        light: tenant.branding.logo.as_ref().map(address),
        dark: tenant.branding.logo_dark.as_ref().map(address),
        revision,
        action: server.path(path::LOGOS),
        back_uri: server.path(path::SETTINGS),
        command: format!("{} --brand-logo FILE --brand-logo-dark FILE", command("edit", &tenant.tenant)),
        is_conflict: matches!(outcome, Outcome::Conflict),
        failure: match outcome {
            Outcome::Refused(reason) => Some(reason),
            Outcome::None | Outcome::Conflict => None,
        },
    };
    Ok(show_with(visit, status, &shown))
}

/// Checks the administrator before the upload is read.
async fn change(visit: &Visit<'_>, body: Body) -> Answer {
    let page = path::page(path::LOGOS);
    let entered = enter(visit, &page, Some(WRITE)).await?;
    let boundary = multipart::boundary(visit.headers).ok_or(ErrorKind::BadRequest)?;
    let Some(body) = read_upload(body, LONGEST_FORM).await? else {
        require_fresh(visit, &entered, &page).await?;
        let expected = format!("a logo of at most {LARGEST_LOGO} bytes");
        let refused = InvalidField::new(form_field::PICTURE, expected, "a larger file").to_string();
        let status = StatusCode::PAYLOAD_TOO_LARGE;
        return page_of(visit, &entered, status, None, Outcome::Refused(refused)).await;
    };
    let form = multipart::read(&body, &boundary, form_field::PICTURE).ok_or(ErrorKind::BadRequest)?;
    let entered = enter_with_form(visit, &form.params, &page, WRITE).await?;
    require_fresh(visit, &entered, &page).await?;
    let seen = SeenRecord::open(visit, &form.params)?;
    let kind = match form.params.get(form_field::KIND) {
        Some("light") => LogoKind::Light,
        Some("dark") => LogoKind::Dark,
        _ => return Err(ErrorKind::BadRequest.into()),
    };
    let image = match form.params.get(form_field::ACTION) {
        Some("upload") => Some(form.file.to_vec()),
        Some("remove") => None,
        _ => return Err(ErrorKind::BadRequest.into()),
    };
    match tenants::set_logo(&entered.context(visit, Some(seen.revision)), kind, image).await {
        Ok(done) => Ok(redirect_with_notice(visit, &path::page(path::SETTINGS), &saved(&done))),
        Err(AdministrationError::Conflict(_)) => {
            page_of(visit, &entered, StatusCode::OK, None, Outcome::Conflict).await
        }
        Err(error) => {
            let outcome = Outcome::Refused(failure_of(error)?);
            let revision = SeenRecord::sent(&form.params)?;
            page_of(visit, &entered, StatusCode::OK, Some(revision), outcome).await
        }
    }
}
