//! A mail in the form of RFC 5322.

use lettre::{
    Message,
    message::{
        Mailbox, MultiPart,
        header::{HeaderName, HeaderValue},
    },
};

use super::{MailFailure, OutgoingMail};

/// Writes a mail. Its date is now.
///
/// # Errors
/// [`MailFailure`] when the address can't be used; no later attempt can succeed then.
pub(super) fn message(mail: &OutgoingMail, from: &Mailbox) -> Result<Message, MailFailure> {
    let refused = |reason: String| MailFailure { reason, is_refused: true };
    let address = mail.to.parse().map_err(|error| refused(format!("the address can't be used: {error}")))?;
    let domain = from.email.domain();
    Message::builder()
        .from(from.clone())
        .to(Mailbox::new(None, address))
        .subject(mail.subject.clone())
        .message_id(Some(format!("<{}@{domain}>", mail.id.simple())))
        // RFC 3834 section 5: no automatic answers, please.
        .raw_header(HeaderValue::new(
            HeaderName::new_from_ascii_str("Auto-Submitted"),
            "auto-generated".to_owned(),
        ))
        .multipart(MultiPart::alternative_plain_html(mail.text.clone(), mail.html.clone()))
        .map_err(|error| refused(format!("the mail can't be written: {error}")))
}
