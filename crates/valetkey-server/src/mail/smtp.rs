//! Sends mails to an SMTP server.

use std::time::Duration;

use async_trait::async_trait;
use lettre::{
    AsyncSmtpTransport, AsyncTransport as _, Tokio1Executor,
    message::Mailbox,
    transport::smtp::{
        self, PoolConfig,
        authentication::Credentials,
        client::{Tls, TlsParameters},
        extension::ClientId,
    },
};
use tokio::time::timeout;
use valetkey_types::Secret;

use super::{MailFailure, MailTransport, OutgoingMail, message::message};
use crate::configuration::MailTls;

/// How long one answer of the server may take.
const ANSWER_TIME: Duration = Duration::from_secs(30);

/// How long one mail may take. The lease of a mail is longer.
const MAIL_TIME: Duration = Duration::from_secs(60);

/// Connections that are kept open for the next mail.
const KEPT_CONNECTIONS: u32 = 4;

/// An SMTP server.
pub struct SmtpServer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

/// The address and protection of an SMTP server.
pub(super) struct SmtpSettings {
    /// The host.
    pub(super) host: String,
    /// The port.
    pub(super) port: u16,
    /// The protection of the connection.
    pub(super) tls: MailTls,
    /// Username and password, if the server wants them.
    pub(super) credentials: Option<(String, Secret)>,
    /// The sender.
    pub(super) from: Mailbox,
    /// The name by which this machine greets: the host of the issuer.
    pub(super) greeting: String,
}

impl SmtpServer {
    /// Returns the transport. Nothing is connected yet.
    ///
    /// # Errors
    /// [`smtp::Error`] when TLS can't be set up.
    pub(super) fn new(settings: SmtpSettings) -> Result<Self, smtp::Error> {
        let parameters = || TlsParameters::new_rustls(settings.host.clone());
        let tls = match settings.tls {
            MailTls::Implicit => Tls::Wrapper(parameters()?),
            MailTls::Starttls => Tls::Required(parameters()?),
            MailTls::None => Tls::None,
        };
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(settings.host)
            .port(settings.port)
            .tls(tls)
            .hello_name(ClientId::Domain(settings.greeting))
            .timeout(Some(ANSWER_TIME))
            .pool_config(PoolConfig::new().max_size(KEPT_CONNECTIONS));
        if let Some((username, password)) = settings.credentials {
            builder = builder.credentials(Credentials::new(username, password.expose().to_owned()));
        }
        Ok(Self { transport: builder.build(), from: settings.from })
    }
}

#[async_trait]
impl MailTransport for SmtpServer {
    async fn send(&self, mail: &OutgoingMail) -> Result<String, MailFailure> {
        let message = message(mail, &self.from)?;
        match timeout(MAIL_TIME, self.transport.send(message)).await {
            Ok(Ok(response)) => {
                let text: Vec<&str> = response.message().collect();
                Ok(format!("{} {}", response.code(), text.join(" ")))
            }
            Ok(Err(error)) => Err(failure(&error)),
            Err(_) => Err(MailFailure::passing(format!("no answer within {} seconds", MAIL_TIME.as_secs()))),
        }
    }
}

fn failure(error: &smtp::Error) -> MailFailure {
    let said = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
    let status = error.status().map(|code| code.to_string()).unwrap_or_default();
    let reason: String = error.to_string().chars().filter(|c| !c.is_control()).take(300).collect();
    MailFailure { reason, is_refused: is_address_refused(&status, &said) }
}

/// Whether the server refused the address itself: RFC 3463 section 3.2 (`5.1.x`), or a code of RFC 5321 section 4.2.3 that says
/// so where there is no such text. Everything else, such as a wrong password or a server that does not relay yet, may be mended.
fn is_address_refused(status: &str, said: &str) -> bool {
    let enhanced = said.split_whitespace().next().filter(|word| word.starts_with("5."));
    match enhanced {
        Some(code) => status.starts_with('5') && code.starts_with("5.1."),
        None => matches!(status, "550" | "551" | "553"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_address_is_refused_for_good() {
        for (status, said) in [("550", "5.1.1 no such user"), ("550", "no such user"), ("553", "")] {
            assert!(is_address_refused(status, said), "{status} {said}");
        }
        for (status, said) in [
            ("451", "4.7.1 greylisted"),
            ("550", "5.7.1 relaying denied"),
            ("535", "5.7.8 wrong password"),
            ("554", "5.7.1 blocked"),
            ("552", "5.2.2 mailbox full"),
            ("421", "4.1.1 later"),
            ("", ""),
        ] {
            assert!(!is_address_refused(status, said), "{status} {said}");
        }
    }
}
