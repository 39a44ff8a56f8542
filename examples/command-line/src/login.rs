//! Login in the browser on this machine (RFC 8252), or on another device (RFC 8628).

use std::io::{self, Write};

use valetkey_client::{AuthorizationOptions, PendingLogin, PlainLogin};

use crate::AnyError;
use crate::open_browser::open_browser;
use crate::qr_code::qr_code;
use crate::session::Session;

/// Logs in with the browser. It returns to a port of 127.0.0.1 that is open for this login only.
pub(crate) async fn in_browser(session: &Session, opens: bool) -> Result<(), AnyError> {
    let show = |address: &str| {
        // Ignore a closed terminal: the login then ends with its timeout.
        let _ = writeln!(io::stdout(), "Log in with your browser at this address:\n\n{address}\n");
        if opens {
            open_browser(address);
        }
    };
    let options = AuthorizationOptions::default();
    let login = session.client.log_in_in_browser(options, PendingLogin::LIFETIME, show).await?;
    conclude(session, &login).await
}

/// Logs in on another device. The user opens an address there, and this program polls the provider.
pub(crate) async fn by_device(session: &Session) -> Result<(), AnyError> {
    let waiting = session.client.device_authorization().await?;
    let address = waiting.verification_uri_complete.as_ref().unwrap_or(&waiting.verification_uri);
    let (typed_at, code) = (&waiting.verification_uri, &waiting.user_code);
    let mut out = io::stdout();
    if let Some(picture) = qr_code(address) {
        writeln!(out, "{picture}")?;
    }
    writeln!(out, "Open {typed_at}\nThe code is {code}. Go on there only if the page asks for this code.")?;
    out.flush()?;
    let login = session.client.finish_on_device(&waiting).await?;
    conclude(session, &login).await
}

async fn conclude(session: &Session, login: &PlainLogin) -> Result<(), AnyError> {
    let user = session.client.identify(login).await?;
    session.keep(&user.subject, login).await?;
    let name = user.claims.name().unwrap_or(&user.subject);
    Ok(writeln!(io::stdout(), "Logged in as {}.", printable(name))?)
}

/// Returns untrusted text without characters that move the cursor or change colours.
pub(crate) fn printable(text: &str) -> String {
    text.chars().filter(|character| !character.is_control()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_can_t_control_the_terminal() {
        assert_eq!(printable("Zoë \u{1b}[31mExample\r\n\u{9b}2J"), "Zoë [31mExample2J");
    }
}
