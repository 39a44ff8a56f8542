//! Revokes the tokens (RFC 7009) and removes them.

use std::io::{self, Write};

use valetkey_client::revocation::TokenKind;
use valetkey_client::{Problem, StoredTokens};

use crate::AnyError;
use crate::session::Session;

pub(crate) async fn run(session: &Session) -> Result<(), AnyError> {
    let mut out = io::stdout();
    let Some(tokens) = session.tokens().await? else {
        return Ok(writeln!(out, "Nobody was logged in.")?);
    };
    let (token, kind) = most_powerful(&tokens);
    let revoked = session.client.revoke(token, kind).await;
    // Remove the tokens here even if the provider returns an error.
    session.forget().await?;
    match revoked {
        Ok(()) => Ok(writeln!(out, "Logged out.")?),
        Err(error) if matches!(error.problem(), Problem::NoEndpoint(_)) => Ok(writeln!(
            out,
            "Logged out here. The provider can't revoke tokens; they are valid there until they expire."
        )?),
        Err(error) => {
            Err(format!("the tokens are removed here, but the provider may still accept them: {error}")
                .into())
        }
    }
}

/// Returns the token to revoke. The refresh token revokes the whole login.
fn most_powerful(tokens: &StoredTokens) -> (&valetkey_client::Secret, TokenKind) {
    match &tokens.refresh_token {
        Some(token) => (token, TokenKind::RefreshToken),
        None => (&tokens.access_token, TokenKind::AccessToken),
    }
}
