//! Identifies the account that signed in at a provider.

use valetkey_authorization_server::provider_sign_in::ProviderAccount;
use valetkey_client::{ClientError, PendingLogin};
use valetkey_pages::ProviderOutcome;
use valetkey_types::RawParams;

use crate::identity_provider::Connection;

/// Maximum length of a subject (OpenID Connect Core section 2) and of an issuer, in bytes: both are a key in the database.
const LONGEST_SUBJECT: usize = 255;
const LONGEST_ISSUER: usize = 255;

/// An account that signed in.
pub(super) struct Identified {
    /// The account.
    pub(super) account: ProviderAccount,
    /// The session at the provider, if its ID token names one.
    pub(super) sid: Option<String>,
}

/// The reason why no account is identified.
pub(super) enum Problem {
    /// The sign-in page says so.
    Outcome(ProviderOutcome),
    /// No sign-in of this browser waits for this answer.
    Expired,
}

/// Checks the answer of a provider, exchanges its code, and asks who signed in.
pub(super) async fn account(
    connection: &Connection,
    pending: &PendingLogin,
    params: &RawParams,
) -> Result<Identified, Problem> {
    let (client, provider) = (connection.client(), connection.record().name.as_str());
    let problem = |error: ClientError| log(provider, &error);
    let login = client.finish_plain(pending, params).await.map_err(problem)?;
    let sid = login.id_token.as_ref().and_then(|token| token.claims().text("sid")).map(str::to_owned);
    let identified = client.identify(&login).await.map_err(problem)?;
    let issuer = connection.identity_issuer(&identified.issuer);
    let account =
        ProviderAccount::new(connection.record(), issuer, identified.subject, identified.claims.as_map());
    let is_plain = |text: &str| !text.is_empty() && !text.chars().any(char::is_control);
    let fits = account.subject.len() <= LONGEST_SUBJECT && account.issuer.len() <= LONGEST_ISSUER;
    if !fits || !is_plain(&account.subject) || !is_plain(&account.issuer) {
        tracing::warn!(provider, "expected a subject of 1 to 255 bytes, got another one");
        return Err(Problem::Outcome(ProviderOutcome::Failed));
    }
    Ok(Identified { account, sid })
}

fn log(provider: &str, error: &ClientError) -> Problem {
    match outcome(error) {
        Some(ProviderOutcome::Cancelled) => tracing::info!(provider, "the user cancelled at the provider"),
        Some(ProviderOutcome::Failed) | None => {
            tracing::info!(%error, provider, "a sign-in with a provider was refused");
        }
        Some(_) => tracing::warn!(%error, provider, "a sign-in with a provider failed"),
    }
    outcome(error).map_or(Problem::Expired, Problem::Outcome)
}

/// Returns what the sign-in page says; `None` for an answer that no sign-in waits for.
pub(super) fn outcome(error: &ClientError) -> Option<ProviderOutcome> {
    match error.problem() {
        _ if error.is_cancelled() => Some(ProviderOutcome::Cancelled),
        valetkey_client::Problem::Foreign("state") | valetkey_client::Problem::TooLate { .. } => None,
        _ if error.is_temporary() => Some(ProviderOutcome::Unreachable),
        _ if error.is_configuration() => Some(ProviderOutcome::NotSetUp),
        _ => Some(ProviderOutcome::Failed),
    }
}
