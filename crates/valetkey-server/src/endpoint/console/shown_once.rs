//! Secrets that a page shows once, after the redirect of the form that made them. They travel sealed for this browser and this
//! administrator, for a few minutes. Only hashes are stored.

use axum::response::Response;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use valetkey_authorization_server::interaction::ConsolePage;
use valetkey_pages::ErrorKind;
use valetkey_types::{RawParams, Seconds, UserId, encode_form};

use super::{access::Entered, answer::Stop};
use crate::{endpoint::failure::Failure, respond::see_other, visit::Visit};

/// A secret for one administrator.
#[derive(Serialize, Deserialize)]
struct Shown<T> {
    administrator: UserId,
    secret: T,
}

const SHOWN: &str = "console-secret";
const PARAMETER: &str = "shown";
/// The time for which an address shows its secret: enough to copy it.
const LIFETIME: Seconds = Seconds::minutes(5);

/// Redirects to the page that shows a secret.
pub(super) fn redirect<T: Serialize>(
    visit: &Visit<'_>,
    entered: &Entered,
    page: &ConsolePage,
    secret: T,
) -> Result<Response, Stop> {
    let shown = Shown { administrator: entered.facts.user.id.clone(), secret };
    let sealed = visit.seal_for(LIFETIME, SHOWN, &shown).ok_or(ErrorKind::ServerError)?;
    let query = encode_form([(PARAMETER, sealed.as_str())]);
    Ok(see_other(&format!("{}?{query}", visit.server.path(page.path()))))
}

/// Returns the secret of an address. An address for another administrator or another browser, or one that is too old, leads to
/// `otherwise`.
pub(super) fn open<T: DeserializeOwned>(
    visit: &Visit<'_>,
    entered: &Entered,
    params: &RawParams,
    otherwise: &ConsolePage,
) -> Result<T, Stop> {
    let elsewhere = || Failure::elsewhere(visit.server.path(otherwise.path()));
    let sealed = params.get(PARAMETER).ok_or_else(elsewhere)?;
    let shown: Shown<T> = visit.open(SHOWN, sealed).map_err(|_| elsewhere())?;
    if shown.administrator != entered.facts.user.id {
        return Err(elsewhere().into());
    }
    Ok(shown.secret)
}
