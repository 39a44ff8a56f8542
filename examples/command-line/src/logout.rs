//! Gives the tokens back (RFC 7009) and forgets them.

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
    // Whatever the provider says, this machine keeps nothing.
    session.forget().await?;
    match revoked {
        Ok(()) => Ok(writeln!(out, "Logged out.")?),
        Err(error) if matches!(error.problem(), Problem::NoEndpoint(_)) => Ok(writeln!(
            out,
            "Logged out here. The provider has no way to give tokens back; they end there by themselves."
        )?),
        Err(error) => {
            Err(format!("the tokens are forgotten here, but the provider may still take them: {error}")
                .into())
        }
    }
}

/// The refresh token stands for the whole login.
fn most_powerful(tokens: &StoredTokens) -> (&valetkey_client::Secret, TokenKind) {
    match &tokens.refresh_token {
        Some(token) => (token, TokenKind::RefreshToken),
        None => (&tokens.access_token, TokenKind::AccessToken),
    }
}
