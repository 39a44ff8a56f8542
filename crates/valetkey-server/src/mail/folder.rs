//! Writes mails into a folder instead of sending them: for tests and for trying things out.

use std::path::PathBuf;

use async_trait::async_trait;
use lettre::message::Mailbox;

use super::{MailFailure, MailTransport, OutgoingMail, message::message};

/// A folder with a file for each mail, `ID.eml`.
pub struct MailFolder {
    folder: PathBuf,
    from: Mailbox,
}

impl MailFolder {
    /// Returns the transport. `from` is the sender.
    pub(super) fn new(folder: PathBuf, from: Mailbox) -> Self {
        Self { folder, from }
    }
}

#[async_trait]
impl MailTransport for MailFolder {
    async fn send(&self, mail: &OutgoingMail) -> Result<String, MailFailure> {
        let text = message(mail, &self.from)?.formatted();
        let path = self.folder.join(format!("{}.eml", mail.id.simple()));
        let shown = path.display().to_string();
        let written = tokio::task::spawn_blocking(move || std::fs::write(path, text)).await;
        match written {
            Ok(Ok(())) => Ok(format!("written to {shown}")),
            Ok(Err(error)) => Err(MailFailure::passing(format!("{shown} can't be written: {error}"))),
            Err(error) => Err(MailFailure::passing(format!("{shown} was not written: {error}"))),
        }
    }
}
