//! Opens the transport that the configuration names.

use std::{io, path::Path, sync::Arc};

use lettre::message::Mailbox;
use valetkey_types::Secret;

use super::{MailFolder, SharedMailTransport, SmtpServer, smtp::SmtpSettings};
use crate::configuration::MailSettings;

/// Why no mail can be sent. The text says what to do.
#[derive(Debug, thiserror::Error)]
pub enum MailSettingsError {
    /// The file with the password can't be read.
    #[error("mail.password_file {path} can't be read: {reason}")]
    Password {
        /// The path of the file.
        path: String,
        /// The error of the operating system.
        reason: io::Error,
    },
    /// TLS can't be set up.
    #[error("the connection to the mail server can't be set up: {0}")]
    Connection(String),
    /// The configuration was not checked before.
    #[error("expected a checked [mail] table, got a wrong {0}")]
    Unchecked(&'static str),
}

/// Returns the transport; `None` where `[mail]` is not configured. `greeting` is the host of the issuer.
///
/// # Errors
/// [`MailSettingsError`]. Nothing is connected yet, so a server that does not answer is no error.
pub fn open(
    settings: &MailSettings,
    greeting: &str,
) -> Result<Option<SharedMailTransport>, MailSettingsError> {
    if !settings.is_on() {
        return Ok(None);
    }
    let from: Mailbox = settings.sender().ok_or(MailSettingsError::Unchecked("from"))?;
    if let Some(folder) = &settings.folder {
        return Ok(Some(Arc::new(MailFolder::new(folder.clone(), from))));
    }
    let (host, port) = settings.host_and_port().ok_or(MailSettingsError::Unchecked("server"))?;
    let credentials = match &settings.username {
        Some(username) => Some((username.clone(), password(settings)?)),
        None => None,
    };
    let greeting = greeting.to_owned();
    let smtp = SmtpSettings { host, port, tls: settings.tls, credentials, from, greeting };
    let server = SmtpServer::new(smtp).map_err(|error| MailSettingsError::Connection(error.to_string()))?;
    Ok(Some(Arc::new(server)))
}

fn password(settings: &MailSettings) -> Result<Secret, MailSettingsError> {
    match (&settings.password, &settings.password_file) {
        (Some(password), _) => Ok(password.clone()),
        (None, Some(path)) => read(path),
        (None, None) => Err(MailSettingsError::Unchecked("password")),
    }
}

fn read(path: &Path) -> Result<Secret, MailSettingsError> {
    let read = std::fs::read_to_string(path);
    let text =
        read.map_err(|reason| MailSettingsError::Password { path: path.display().to_string(), reason })?;
    Ok(Secret::new(text.trim_end_matches(['\r', '\n'])))
}
