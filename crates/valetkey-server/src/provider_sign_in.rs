//! Sign-in with another provider: the way there, the way back, and what follows.

mod arrival;
mod identify;
mod link;
pub(crate) mod sign_out;
mod waiting;

use std::{sync::Arc, time::Duration};

use axum::response::Response;
use http::header;
use serde::{Deserialize, Serialize};
use tokio::time::timeout;
use uuid::Uuid;
use valetkey_authorization_server::{authorization::SignInReason, interaction::Interaction};
use valetkey_client::AuthorizationOptions;
use valetkey_pages::{ErrorKind, LoginProviders, ProviderButton, ProviderNotice, ProviderOutcome};
use valetkey_types::{Prompt, RawParams, Seconds, Timestamp, encode_form, parameter};

use crate::{
    Server,
    cookie::FormValueError,
    endpoint::failure::Failure,
    identity_provider::{Connection, Known},
    interaction::Stale,
    request::Caller,
    respond::see_other,
    visit::Visit,
};

pub(crate) use link::{link_after_sign_in, link_failure_of, link_id, links_of};

use identify::{Identified, Problem};
use waiting::Waiting;

/// The path of the form with the buttons.
pub(crate) const START_PATH: &str = "/login/provider";

/// How long a provider may take to answer all requests of one step.
const PATIENCE: Duration = Duration::from_secs(12);

/// The purpose of a sealed notice.
const NOTICE: &str = "provider-notice";
/// The parameter that carries it.
const NOTICE_PARAMETER: &str = "notice";
/// How long the address shows the notice.
const NOTICE_LIFETIME: Seconds = Seconds::minutes(5);

/// Returns the buttons of the sign-in page. It reads nothing: the providers are known.
pub(crate) fn offered(
    server: &Server,
    interaction: &Interaction,
    notice: Option<ProviderNotice>,
    now: Timestamp,
) -> LoginProviders {
    let link = interaction.link.as_ref().filter(|link| link.counts(now));
    let to_link = || {
        let link = link?;
        let known = server.identity_providers.named(&link.account.provider)?;
        let outcome = match link.has_address_of_user {
            true => ProviderOutcome::AddressIsKnown,
            false => ProviderOutcome::LinkAfterSignIn,
        };
        Some(ProviderNotice { provider: known.display_name(), outcome })
    };
    LoginProviders {
        buttons: buttons(server),
        action: server.path(START_PATH),
        notice: notice.or_else(to_link),
    }
}

/// Returns a button for each provider, in order.
pub(crate) fn buttons(server: &Server) -> Vec<ProviderButton> {
    let button = |known: &Arc<Known>| ProviderButton {
        name: known.record.name.clone(),
        display_name: known.display_name(),
    };
    server.identity_providers.offered().iter().map(button).collect()
}

/// Returns the notice that the address of the sign-in page carries.
pub(crate) fn notice_of(visit: &Visit<'_>, params: &RawParams) -> Option<ProviderNotice> {
    visit.open(NOTICE, params.get(NOTICE_PARAMETER)?).ok()
}

/// The reason for the sign-in at a provider.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Aim {
    /// A user signs in.
    SignIn,
    /// The signed-in user links an account.
    Link {
        /// The session that the user links it in.
        sid: Uuid,
    },
}

/// Sends the browser to a provider. The interaction goes on when the browser is back.
pub(crate) async fn begin(
    visit: &Visit<'_>,
    name: &str,
    interaction: Interaction,
    aim: Aim,
) -> Result<Response, Failure> {
    let providers = &visit.server.identity_providers;
    let Some(known) = providers.current(name).await? else {
        let disabled = providers.named(name).ok_or(ErrorKind::NotFound)?;
        return back(visit, interaction, aim, &disabled, ProviderOutcome::NotOffered).await;
    };
    let connection = match connect(visit, &known) {
        Ok(connection) => connection,
        Err(outcome) => return back(visit, interaction, aim, &known, outcome).await,
    };
    let asked = connection.client.authorization_request(options(connection, &interaction));
    let request = match timeout(PATIENCE, asked).await {
        Ok(Ok(request)) => request,
        Ok(Err(error)) => {
            let outcome = identify::outcome(&error);
            tracing::warn!(%error, provider = name, "a sign-in can't be sent to the provider");
            return back(visit, interaction, aim, &known, outcome.unwrap_or(ProviderOutcome::Failed)).await;
        }
        Err(_) => {
            tracing::warn!(provider = name, "the provider did not answer in time");
            return back(visit, interaction, aim, &known, ProviderOutcome::Unreachable).await;
        }
    };
    let waiting = Waiting::new(visit, name, &request.pending, interaction, aim).await?;
    let mut response = see_other(&request.url);
    for cookie in waiting.cookies(visit, request.pending.state())? {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(response)
}

/// Takes the answer of a provider.
pub(crate) async fn finish(
    visit: &mut Visit<'_>,
    name: &str,
    params: &RawParams,
) -> Result<Response, Failure> {
    let state = params.get(parameter::STATE).ok_or_else(expired)?;
    let waiting = Waiting::recall(visit, state).ok_or_else(expired)?;
    if waiting.provider != name {
        tracing::info!(expected = %waiting.provider, got = name, "the answer of another provider was refused");
        return Err(expired());
    }
    let pending = waiting.pending(visit).ok_or_else(expired)?;
    let (aim, interaction) = (waiting.aim, visit.open_interaction(&waiting.interaction).await?);
    let providers = &visit.server.identity_providers;
    let known = providers.current(name).await?.or_else(|| providers.named(name)).ok_or_else(expired)?;
    if known.record.disabled {
        return back(visit, interaction, aim, &known, ProviderOutcome::NotOffered).await;
    }
    let connection = match connect(visit, &known) {
        Ok(connection) => connection,
        Err(outcome) => return back(visit, interaction, aim, &known, outcome).await,
    };
    let network = Caller::current().network();
    let (limits, now) = (visit.server.sign_in_limits(), visit.server.environment.now_milliseconds());
    limits.begin(network, now).map_err(|_| ErrorKind::TooManyRequests)?;
    let identified = timeout(PATIENCE, identify::account(connection, &pending, params)).await;
    let Identified { account, sid } =
        match identified.unwrap_or(Err(Problem::Outcome(ProviderOutcome::Unreachable))) {
            Ok(identified) => identified,
            Err(Problem::Expired) => return Err(expired()),
            Err(Problem::Outcome(outcome)) => {
                if outcome == ProviderOutcome::Cancelled {
                    limits.take_back(network);
                }
                return back(visit, interaction, aim, &known, outcome).await;
            }
        };
    limits.take_back(network);
    match aim {
        Aim::SignIn => arrival::conclude(visit, &known, Identified { account, sid }, interaction).await,
        Aim::Link { sid: session } => link::link_to_session(visit, &known, &account, session).await,
    }
}

/// Returns the `Set-Cookie` that forgets a sign-in, answered or not.
pub(crate) fn forget(visit: &Visit<'_>, params: &RawParams) -> Option<http::HeaderValue> {
    Some(visit.server.cookies.clear_provider_sign_in(params.get(parameter::STATE)?))
}

fn connect<'k>(visit: &Visit<'_>, known: &'k Known) -> Result<&'k Connection, ProviderOutcome> {
    visit.server.identity_providers.connect(known).map_err(|error| {
        tracing::error!(%error, provider = %known.record.name, "an identity provider can't be used");
        ProviderOutcome::NotSetUp
    })
}

/// A fresh sign-in here is a fresh sign-in there, where the provider can be asked for one (OpenID Connect Core section 3.1.2.1).
fn options(connection: &Connection, interaction: &Interaction) -> AuthorizationOptions {
    let reason = interaction.pending().and_then(|pending| pending.sign_in_reason);
    let is_fresh = matches!(reason, Some(SignInReason::PromptLogin | SignInReason::TooLongAgo))
        || interaction.is_confirmation();
    match is_fresh && connection.client.expects_id_token() {
        true => AuthorizationOptions::default().prompt(Prompt::Login),
        false => AuthorizationOptions::default(),
    }
}

/// Returns to the page that the browser left, which says what happened.
async fn back(
    visit: &Visit<'_>,
    interaction: Interaction,
    aim: Aim,
    known: &Known,
    outcome: ProviderOutcome,
) -> Result<Response, Failure> {
    if let Aim::Link { .. } = aim {
        return Ok(link::not_linked(visit, known, outcome));
    }
    let notice = ProviderNotice { provider: known.display_name(), outcome };
    let mut address = visit.step("/login", interaction).await?;
    if let Some(sealed) = visit.seal_for(NOTICE_LIFETIME, NOTICE, &notice) {
        address = format!("{address}&{}", encode_form([(NOTICE_PARAMETER, sealed.as_str())]));
    }
    Ok(see_other(&address))
}

/// The answer of a provider that no sign-in of this browser waits for.
fn expired() -> Failure {
    let start_over = Some("/login".to_owned());
    Stale { error: FormValueError::Answered, start_over, browser_keeps_cookies: false }.into()
}
