//! `/admin/providers/NAME/test`: asks a provider for its addresses.

use axum::{
    extract::{Path, Request, State},
    response::Response,
};
use valetkey_administration::permission::{Area, Permission};
use valetkey_pages::{ConsoleFact, ConsoleField as Field, ConsoleProviderTestPage, ConsoleSection};
use valetkey_types::RawParams;

use super::super::{
    access::{Entered, enter, enter_with_form},
    answer::{Answer, Stop},
    menu_below, path,
    record::Facts,
    serve::serve,
    shell_word, show,
};
use crate::{
    Server,
    administration::providers,
    identity_provider::{Tested, redirect_uri},
    visit::Visit,
};

const WRITE: Permission = Permission::write(Area::Providers);

/// Returns whether an administrator may test providers.
pub(super) fn may(entered: &Entered) -> bool {
    entered.administrator.may(WRITE)
}

/// Shows the button, or tests the provider.
pub(in super::super) async fn handle(
    State(server): State<Server>,
    Path(name): Path<String>,
    request: Request,
) -> Response {
    serve(
        &server,
        request,
        async |visit, _| see(visit, &name).await,
        async |visit, params| test(visit, &name, params).await,
    )
    .await
}

async fn page(visit: &Visit<'_>, entered: &Entered, name: &str) -> Result<ConsoleProviderTestPage, Stop> {
    let provider = providers::show(&entered.context(visit, None), name).await?;
    Ok(ConsoleProviderTestPage {
        menu: menu_below(visit, entered, ConsoleSection::Providers, None)?,
        facts: Vec::new(),
        sign_in_uri: None,
        failure: None,
        action: visit.server.path(path::page_of(path::TEST_PROVIDER, name).path()),
        back_uri: visit.server.path(path::page_of(path::PROVIDER, name).path()),
        command: format!("valetkey identity-provider test {}", shell_word(name)),
        name: provider.name,
    })
}

async fn see(visit: &Visit<'_>, name: &str) -> Answer {
    let entered = enter(visit, &path::page_of(path::TEST_PROVIDER, name), Some(WRITE)).await?;
    Ok(show(visit, &page(visit, &entered, name).await?))
}

async fn test(visit: &Visit<'_>, name: &str, params: &RawParams) -> Answer {
    let at = path::page_of(path::TEST_PROVIDER, name);
    let entered = enter_with_form(visit, params, &at, WRITE).await?;
    let mut page = page(visit, &entered, name).await?;
    let context = entered.context(visit, None);
    match providers::test(&context, name).await? {
        Ok(tested) => {
            let provider = providers::show(&context, name).await?;
            page.facts = facts(&tested, redirect_uri(&visit.server.issuer, &provider));
            page.sign_in_uri = Some(tested.sign_in);
        }
        Err(reason) => page.failure = Some(reason),
    }
    Ok(show(visit, &page))
}

fn facts(tested: &Tested, redirect_uri: String) -> Facts {
    let metadata = &tested.metadata;
    let optional = |address: &Option<String>| address.clone().unwrap_or_default();
    let addresses = [
        (Field::Issuer, tested.issuer.clone()),
        (Field::AuthorizationEndpoint, metadata.authorization_endpoint.clone()),
        (Field::TokenEndpoint, metadata.token_endpoint.clone()),
        (Field::UserinfoEndpoint, optional(&metadata.userinfo_endpoint)),
        (Field::KeysAddress, metadata.jwks_uri.clone()),
        (Field::EndSessionEndpoint, optional(&metadata.end_session_endpoint)),
        (Field::RedirectUri, redirect_uri),
    ];
    let is_set = addresses.into_iter().filter(|(_, address)| !address.is_empty());
    is_set.map(|(field, address)| (field, ConsoleFact::Codes(vec![address]))).collect()
}
