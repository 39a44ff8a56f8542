//! Shows the logged-in user, from the provider.

use std::io::{self, Write};

use valetkey_client::{Claims, ClientError, Problem, RefreshError, Refresher, StoredTokens};

use crate::AnyError;
use crate::login::printable;
use crate::session::Session;

pub(crate) async fn run(session: &Session, as_json: bool) -> Result<(), AnyError> {
    let tokens = session.tokens().await?.ok_or(NOBODY)?;
    let claims = claims(session, &tokens).await?;
    let mut out = io::stdout();
    if as_json {
        return Ok(writeln!(out, "{}", serde_json::to_string_pretty(&claims)?)?);
    }
    writeln!(
        out,
        "{} ({})",
        printable(claims.name().unwrap_or(&tokens.subject)),
        printable(&tokens.subject)
    )?;
    if let Some(email) = claims.email() {
        writeln!(out, "{}", printable(email))?;
    }
    Ok(writeln!(out, "at {}", session.client.issuer().as_str())?)
}

/// Uses a valid access token; gets another one if the provider refuses it.
async fn claims(session: &Session, tokens: &StoredTokens) -> Result<Claims, AnyError> {
    let refresher: Refresher = session.refresher();
    let access_token = refresher.access_token(session.grant()).await.map_err(in_words)?;
    match session.client.userinfo(&access_token, &tokens.subject).await {
        Err(error) if is_refused(&error) => {
            let other = refresher.other_than(session.grant(), &access_token).await.map_err(in_words)?;
            Ok(session.client.userinfo(&other, &tokens.subject).await?)
        }
        answer => Ok(answer?),
    }
}

const NOBODY: &str = "nobody is logged in; run `login`";

fn in_words(error: RefreshError) -> AnyError {
    match error {
        RefreshError::SignInAgain => "the login has ended; run `login` again".into(),
        other => other.into(),
    }
}

/// Returns `true` if the provider refuses this access token (RFC 6750 section 3.1).
fn is_refused(error: &ClientError) -> bool {
    matches!(error.problem(), Problem::Status { seen: 401, .. })
        || error.error_code() == Some("invalid_token")
}
