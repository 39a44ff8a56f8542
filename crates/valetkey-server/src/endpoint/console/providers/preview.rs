//! `/admin/providers/NAME/preview`: shows what a sign-in with these claims of a provider would do.

use axum::{
    extract::{Path, Request, State},
    response::Response,
};
use serde_json::Value;
use valetkey_administration::{
    InvalidField,
    permission::{Area, Permission},
};
use valetkey_authorization_server::{
    provider_sign_in::{Arrival, ArrivalRefusal},
    role_map::RoleMap,
};
use valetkey_pages::{
    ConsoleArrival, ConsoleFact, ConsoleField as Field, ConsoleProviderPreviewPage, ConsoleSection,
    ConsoleWord,
};
use valetkey_providers::Deviation;
use valetkey_types::RawParams;

use super::{
    super::{
        access::{Entered, enter, enter_with_form},
        answer::{Answer, Stop},
        menu_below, path,
        record::{Facts, failure_of},
        serve::serve,
        shell_word, show,
    },
    form::preset_called,
};
use crate::{
    Server,
    administration::{AdministrationError, providers},
    identity_provider::SignInPreview,
    visit::Visit,
};

const READ: Permission = Permission::read(Area::Providers);
const CLAIMS: &str = "claims";
const EMAILS: &str = "emails";

/// Returns whether an administrator may preview sign-ins. A preview names the user of an account.
pub(super) fn may(entered: &Entered) -> bool {
    entered.administrator.may(READ) && entered.administrator.may(Permission::read(Area::Users))
}

/// Shows the form, or a preview.
pub(in super::super) async fn handle(
    State(server): State<Server>,
    Path(name): Path<String>,
    request: Request,
) -> Response {
    serve(
        &server,
        request,
        async |visit, _| see(visit, &name).await,
        async |visit, params| preview(visit, &name, params).await,
    )
    .await
}

async fn page(visit: &Visit<'_>, entered: &Entered, name: &str) -> Result<ConsoleProviderPreviewPage, Stop> {
    let context = entered.context(visit, None);
    let provider = providers::show(&context, name).await?;
    entered.require_somewhere(Permission::read(Area::Users))?;
    let is_extra = |one: &Deviation| matches!(one, Deviation::ExtraEmailRequest { .. });
    let has_emails =
        preset_called(&provider.preset).is_some_and(|preset| preset.deviations.iter().any(is_extra));
    let emails = if has_emails { " --emails FILE" } else { "" };
    Ok(ConsoleProviderPreviewPage {
        menu: menu_below(visit, entered, ConsoleSection::Providers, None)?,
        claims: String::new(),
        emails: has_emails.then(String::new),
        result: None,
        failure: None,
        action: visit.server.path(path::page_of(path::PREVIEW_PROVIDER, name).path()),
        back_uri: visit.server.path(path::page_of(path::PROVIDER, name).path()),
        command: format!("valetkey identity-provider preview {} --claims FILE{emails}", shell_word(name)),
        name: provider.name,
    })
}

async fn see(visit: &Visit<'_>, name: &str) -> Answer {
    let entered = enter(visit, &path::page_of(path::PREVIEW_PROVIDER, name), Some(READ)).await?;
    Ok(show(visit, &page(visit, &entered, name).await?))
}

async fn preview(visit: &Visit<'_>, name: &str, params: &RawParams) -> Answer {
    let at = path::page_of(path::PREVIEW_PROVIDER, name);
    let entered = enter_with_form(visit, params, &at, READ).await?;
    let mut page = page(visit, &entered, name).await?;
    let typed = |field: &str| params.get(field).unwrap_or_default().to_owned();
    page.claims = typed(CLAIMS);
    page.emails = page.emails.map(|_| typed(EMAILS));
    match result(visit, &entered, &page).await {
        Ok(result) => page.result = Some(result),
        Err(error) => page.failure = Some(failure_of(error)?),
    }
    Ok(show(visit, &page))
}

async fn result(
    visit: &Visit<'_>,
    entered: &Entered,
    page: &ConsoleProviderPreviewPage,
) -> Result<(ConsoleArrival, Facts), AdministrationError> {
    let claims = json(CLAIMS, &page.claims)?;
    let emails = page.emails.as_deref().filter(|text| !text.trim().is_empty());
    let emails = emails.map(|text| json(EMAILS, text)).transpose()?;
    let context = entered.context(visit, None);
    let (preview, map) = providers::preview(&context, &page.name, claims, emails.as_ref()).await?;
    Ok((arrival(&preview), facts(&preview, &map)))
}

fn json(field: &str, text: &str) -> Result<Value, InvalidField> {
    serde_json::from_str(text).map_err(|error| InvalidField::new(field, "JSON", error.to_string()))
}

fn arrival(preview: &SignInPreview) -> ConsoleArrival {
    let username = || preview.after.as_ref().map(|user| user.username.clone()).unwrap_or_default();
    match preview.arrival {
        Arrival::SignIn => ConsoleArrival::SignIn(username()),
        Arrival::AddUser => ConsoleArrival::AddUser(username()),
        Arrival::ProveUser { has_address_of_user } => ConsoleArrival::ProveUser { has_address_of_user },
        Arrival::Refuse(ArrivalRefusal::Disabled) => ConsoleArrival::Disabled,
        Arrival::Refuse(ArrivalRefusal::NotLinked) => ConsoleArrival::NotLinked,
        Arrival::Refuse(ArrivalRefusal::Domain) => ConsoleArrival::Domain,
    }
}

fn facts(preview: &SignInPreview, map: &RoleMap) -> Facts {
    let account = &preview.account;
    let code = |text: &str| ConsoleFact::Codes(vec![text.to_owned()]);
    let (given, taken) = preview.groups(map);
    let claims = preview.claims().into_iter().map(|(name, value)| format!("{name}={value}")).collect();
    let left_out = preview.left_out.iter().map(|(name, reason)| format!("{name}: {reason}")).collect();
    let mut facts = vec![(Field::Issuer, code(&account.issuer)), (Field::Subject, code(&account.subject))];
    if let Some(email) = &account.email {
        let counts = if account.verified_address().is_some() { ConsoleWord::Yes } else { ConsoleWord::No };
        facts.push((Field::Email, ConsoleFact::Text(email.clone())));
        facts.push((Field::EmailCounts, ConsoleFact::Word(counts)));
    }
    facts.extend([
        (Field::GivenClaims, ConsoleFact::Lines(claims)),
        (Field::GivenGroups, ConsoleFact::Lines(given)),
        (Field::TakenGroups, ConsoleFact::Lines(taken)),
        (Field::LeftOut, ConsoleFact::Lines(left_out)),
    ]);
    facts
}
