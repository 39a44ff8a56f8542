//! Sends mails to users.

use std::time::Duration;

use valetkey_authorization_server::{
    Change,
    event::EventKind,
    record::{Delivery, MailPurpose, Message, NoticeKind, SecurityNotice},
};
use valetkey_pages::{Language, Mail, MailFacts, MailFrame, MailLinks, MailProof, RenderedMail};
use valetkey_storage::StorageError;
use valetkey_types::{Timestamp, encode_form};

use super::{occasion, prepare::prepare, remove, store};
use crate::{
    Server,
    mail::{MailFailure, MailTemplate, MailValues, OutgoingMail},
};

/// Sends a mail that this node holds the lease of, and stores the result. Returns whether it was accepted.
pub(super) async fn send_one(server: &Server, delivery: Delivery) -> bool {
    let Some(transport) = &server.mail else {
        let reason = "expected a mail server in the table [mail] of the configuration, got none";
        store(server, failed(server, delivery, MailFailure::passing(reason))).await;
        return false;
    };
    let Some(delivery) = prepare(server, delivery).await else { return false };
    let mail = match written(server, &delivery).await {
        Ok(Written::Mail(mail)) => mail,
        Ok(Written::TooLate) => {
            let reason = "its link and code expired before the mail server took it".to_owned();
            store(server, failed(server, delivery, MailFailure { reason, is_refused: true })).await;
            return false;
        }
        Ok(Written::Nothing) => {
            store(server, remove(&delivery)).await;
            return false;
        }
        // The lease ends, and another attempt is made.
        Err(error) => {
            tracing::warn!(%error, delivery = %delivery.id, "a mail waits: its user can't be read");
            return false;
        }
    };
    match transport.send(&mail).await {
        Ok(answer) => {
            tracing::info!(delivery = %delivery.id, answer, "a mail was accepted");
            store(server, remove(&delivery)).await;
            true
        }
        Err(failure) => {
            tracing::warn!(delivery = %delivery.id, reason = %failure, "a mail was not accepted");
            store(server, failed(server, delivery, failure)).await;
            false
        }
    }
}

/// Returns the changes to store after a failed attempt.
fn failed(server: &Server, delivery: Delivery, failure: MailFailure) -> Vec<Change> {
    let now = server.environment.now();
    let failed = match failure.is_refused {
        true => delivery.given_up(failure.reason, now),
        false => delivery.after_failure(failure.reason, now),
    };
    let mut changes = Vec::new();
    if failed.given_up_at.is_some() {
        tracing::error!(delivery = %failed.id, "a mail was given up; valetkey mail list shows why");
        let event = occasion(server, |occasion| match &failed.message {
            Message::SecurityNotice(notice) => {
                occasion.about_user(EventKind::DeliveryGivenUp, &notice.user_id)
            }
            _ => occasion.event(EventKind::DeliveryGivenUp),
        });
        changes.push(Change::StoreEvent(event));
    }
    changes.push(Change::ReplaceDelivery(failed));
    changes
}

/// The next state of a waiting mail.
enum Written {
    /// It is sent.
    Mail(OutgoingMail),
    /// Its link and code do not count any more.
    TooLate,
    /// This version cannot write it, or it is not needed.
    Nothing,
}

async fn written(server: &Server, delivery: &Delivery) -> Result<Written, StorageError> {
    let (to, rendered) = match &delivery.message {
        Message::Mail { to, purpose, sealed } => {
            let now = server.environment.now();
            let Ok(values) = server.mail_seal.open_values(sealed, now) else {
                tracing::error!(delivery = %delivery.id, "a mail was dropped: another key sealed it");
                return Ok(Written::Nothing);
            };
            if now >= values.expires_at {
                return Ok(Written::TooLate);
            }
            (to, proof_mail(server, *purpose, &values, now))
        }
        Message::SecurityNotice(notice) => match notice_mail(server, notice).await? {
            Some(rendered) => (&notice.to, rendered),
            None => return Ok(Written::Nothing),
        },
        _ => return Ok(Written::Nothing),
    };
    let RenderedMail { subject, text, html } = rendered;
    Ok(Written::Mail(OutgoingMail { id: delivery.id, to: to.clone(), subject, text, html }))
}

/// Writes a mail with a link, or one that says why there is none.
fn proof_mail(server: &Server, purpose: MailPurpose, values: &MailValues, now: Timestamp) -> RenderedMail {
    let links = || MailLinks { sign_in_uri: server.issuer.join("/login") };
    let proof = || {
        let query = encode_form([("token", values.link.as_deref().unwrap_or_default())]);
        let seconds = u64::try_from(values.expires_at.since(now).0).unwrap_or_default();
        MailProof {
            uri: server.issuer.join(&format!("{}?{query}", purpose.path())),
            code: values.code.clone(),
            lifetime: rounded(Duration::from_secs(seconds)),
        }
    };
    let mail = match (values.template, purpose) {
        (MailTemplate::AlreadyRegistered, _) => Mail::AlreadyRegistered(links()),
        (MailTemplate::AddressTaken, _) => Mail::AddressTaken(links()),
        (MailTemplate::Proof, MailPurpose::ResetPassword) => Mail::ResetPassword(proof()),
        (MailTemplate::Proof, MailPurpose::VerifyAddress) => Mail::VerifyAddress(proof()),
        (MailTemplate::Proof, MailPurpose::ChangeAddress) => Mail::ChangeAddress(proof()),
        (MailTemplate::Proof, MailPurpose::Register) => Mail::Register(proof()),
        // No mail has a link to set up an administrator.
        (MailTemplate::Proof, MailPurpose::AcceptInvitation | MailPurpose::SetUp) => {
            Mail::Invitation(proof())
        }
        (MailTemplate::Proof, MailPurpose::SignIn) => Mail::SignIn(proof()),
        (MailTemplate::Proof, MailPurpose::SecondStep) => Mail::ConfirmSignIn(proof()),
    };
    let language = Language::negotiate(Some(&values.language), None);
    let (account, brand) = (values.account.as_deref(), server.brand.mail());
    mail.render(&MailFrame { language, account, host: host(server), brand })
}

/// Returns a time that is never longer than the rest of a lifetime: whole days, hours or minutes.
fn rounded(rest: Duration) -> Duration {
    let seconds = rest.as_secs();
    let unit = [86_400, 3_600, 60].into_iter().find(|unit| seconds + 60 >= *unit).unwrap_or(60);
    // A mail that leaves within a minute says what was planned.
    Duration::from_secs(((seconds + 59) / unit).max(1) * unit)
}

/// Writes a notice; `None` when the user is gone, or this version does not know the kind.
async fn notice_mail(server: &Server, notice: &SecurityNotice) -> Result<Option<RenderedMail>, StorageError> {
    let Some(user) = server.storage.user(&server.tenant, &notice.user_id).await? else { return Ok(None) };
    let factor = match &notice.about {
        NoticeKind::FactorAdded { name } | NoticeKind::FactorRemoved { name } => Some(name.clone()),
        NoticeKind::AccountLinked { provider } | NoticeKind::AccountUnlinked { provider } => {
            Some(provider.clone())
        }
        _ => None,
    };
    let language = Language::negotiate(user.locale.as_deref(), None);
    let place_of = |address: &str| server.places.as_ref()?.place_of(address, language);
    let facts = MailFacts {
        time: time_in_words(notice.at),
        network_address: notice.network_address.clone(),
        place: notice.network_address.as_deref().and_then(place_of),
        device: notice.device.clone(),
        factor,
        deletion_day: match &notice.about {
            NoticeKind::DeletionRequested { at } => Some(time_in_words(*at)),
            _ => None,
        },
        forgot_uri: server.issuer.join("/forgot"),
    };
    let mail = match &notice.about {
        NoticeKind::PasswordChanged => Mail::PasswordChanged(facts),
        NoticeKind::AddressChanged => Mail::AddressChanged(facts),
        NoticeKind::NewDevice => Mail::NewDevice(facts),
        NoticeKind::FactorAdded { .. } => Mail::FactorAdded(facts),
        NoticeKind::FactorRemoved { .. } => Mail::FactorRemoved(facts),
        NoticeKind::RecoveryCodesMade => Mail::RecoveryCodesMade(facts),
        NoticeKind::RecoveryCodeUsed => Mail::RecoveryCodeUsed(facts),
        NoticeKind::AccountLinked { .. } => Mail::AccountLinked(facts),
        NoticeKind::AccountUnlinked { .. } => Mail::AccountUnlinked(facts),
        NoticeKind::DeletionRequested { .. } => Mail::DeletionRequested(facts),
        NoticeKind::DeletionCancelled => Mail::DeletionCancelled(facts),
        _ => return Ok(None),
    };
    let (account, brand) = (Some(user.display_name()), server.brand.mail());
    Ok(Some(mail.render(&MailFrame { language, account, host: host(server), brand })))
}

/// Returns the issuer without its scheme, as mails name the server.
fn host(server: &Server) -> &str {
    let issuer = server.issuer.as_str();
    issuer.split_once("://").map_or(issuer, |(_, host)| host)
}

fn time_in_words(at: Timestamp) -> String {
    let moment = jiff::Timestamp::from_second(at.seconds());
    moment.map(|moment| moment.strftime("%Y-%m-%d %H:%M UTC").to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rest_of_a_lifetime_is_said_in_one_unit() {
        for (seconds, said) in [
            (1_800, 1_800),
            (1_795, 1_800),
            (1_700, 1_740),
            (86_400, 86_400),
            (7 * 86_400 - 5, 7 * 86_400),
            (30, 60),
        ] {
            assert_eq!(rounded(Duration::from_secs(seconds)), Duration::from_secs(said), "{seconds}");
        }
    }

    #[test]
    fn a_time_is_written_in_words() {
        assert_eq!(time_in_words(Timestamp(0)), "1970-01-01 00:00 UTC");
    }
}
