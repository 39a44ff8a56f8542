//! Turns the request for a mail into the mail: looks up whether there is an account, and makes the link and the code. The request
//! itself did the same for every name, so its time and its cost say nothing.

use valetkey_accounts::{Amr, User};
use valetkey_authorization_server::{
    Change,
    event::EventKind,
    record::{Delivery, MailPurpose, Message},
};
use valetkey_jose::seal::SealError;
use valetkey_storage::{ApplyError, StorageError, directory};

use super::{occasion, remove, store};
use crate::{
    Server,
    mail::{ChallengeParts, ChallengeValues, MailTemplate, MailValues, NewChallenge, RequestValues, limits},
};

/// Returns a mail that can be sent; `None` when there is nothing to send. A delivery that is a mail already stays as it is.
pub(super) async fn prepare(server: &Server, delivery: Delivery) -> Option<Delivery> {
    let Message::MailRequest { sealed } = &delivery.message else { return Some(delivery) };
    let now = server.environment.now();
    let Ok(request) = server.mail_seal.open_request(sealed, now) else {
        tracing::error!(delivery = %delivery.id, "a request for a mail was dropped: another key sealed it");
        store(server, remove(&delivery)).await;
        return None;
    };
    if now >= request.asked_at.plus(request.purpose.lifetime()) {
        tracing::warn!(delivery = %delivery.id, "a request for a mail was dropped: it waited too long");
        store(server, remove(&delivery)).await;
        return None;
    }
    match decide(server, delivery, request).await {
        Ok(prepared) => prepared,
        Err(error) => {
            tracing::warn!(%error, "a request for a mail waits");
            None
        }
    }
}

/// Why a request for a mail waits.
#[derive(Debug, thiserror::Error)]
enum PrepareError {
    #[error(transparent)]
    Storage(#[from] StorageError),
    #[error(transparent)]
    Apply(#[from] ApplyError),
    #[error(transparent)]
    Seal(#[from] SealError),
}

/// The receiver of a mail.
struct Receiver {
    /// The account, if there is one.
    user: Option<User>,
    /// The address.
    to: String,
    /// Which mail it is.
    template: MailTemplate,
}

async fn decide(
    server: &Server,
    delivery: Delivery,
    request: RequestValues,
) -> Result<Option<Delivery>, PrepareError> {
    let receiver = receiver(server, &request).await?;
    let receiver = match receiver {
        Some(receiver) if limits::account_may_get_mail(server, receiver.user.as_ref()).await? => {
            Some(receiver)
        }
        Some(_) => {
            tracing::warn!(reference = request.reference, "a mail was dropped: its account got too many");
            None
        }
        None => None,
    };
    let proves = receiver.as_ref().filter(|receiver| receiver.template == MailTemplate::Proof);
    let values = ChallengeValues {
        address: proves.map(|receiver| receiver.to.clone()).unwrap_or_default(),
        interaction: request.interaction.clone(),
        terms: request.terms.clone(),
        proves_address: true,
        ..ChallengeValues::default()
    };
    let parts = ChallengeParts {
        id: request.id,
        purpose: request.purpose,
        user_id: proves.and_then(|receiver| receiver.user.as_ref()).map(|user| user.id.clone()),
        values: &values,
        has_code: true,
        expires_at: request.asked_at.plus(request.purpose.lifetime()),
    };
    let new = server.mail_seal.challenge(parts, &*server.environment)?;
    let mut changes = vec![Change::StoreMailChallenge(Box::new(new.challenge.clone()))];
    let prepared = match &receiver {
        Some(receiver) => Some(mail(server, delivery.clone(), &request, receiver, new)?),
        None => None,
    };
    match &prepared {
        Some(mail) => changes.push(Change::ReplaceDelivery(mail.clone())),
        None => changes.extend(remove(&delivery)),
    }
    if let Some(user) = receiver.as_ref().and_then(|receiver| receiver.user.as_ref()) {
        let event = occasion(server, |occasion| occasion.about_user(EventKind::MailRequested, &user.id));
        let (network_address, reference) = (request.network_address, request.reference);
        changes.push(Change::StoreEvent(valetkey_authorization_server::event::Event {
            network_address,
            reference,
            ..event
        }));
        changes.push(limits::count_mail_to(server, user));
    }
    match server.storage.apply(changes).await {
        Ok(()) => Ok(prepared.map(|mail| Delivery { revision: mail.revision + 1, ..mail })),
        // Another node had the lease as well, and was faster.
        Err(ApplyError::Conflict { .. }) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Returns the same delivery as a mail.
fn mail(
    server: &Server,
    delivery: Delivery,
    request: &RequestValues,
    receiver: &Receiver,
    new: NewChallenge,
) -> Result<Delivery, SealError> {
    let proves = receiver.template == MailTemplate::Proof;
    let locale = receiver.user.as_ref().and_then(|user| user.locale.clone());
    let values = MailValues {
        template: receiver.template,
        link: proves.then(|| new.link.expose()),
        code: new.code.filter(|_| proves),
        expires_at: new.challenge.expires_at,
        language: locale.unwrap_or_else(|| request.language.clone()),
        account: receiver.user.as_ref().map(|user| user.display_name().to_owned()),
    };
    let sealed = server.mail_seal.seal_values(&values)?;
    let message = Message::Mail { to: receiver.to.clone(), purpose: request.purpose, sealed };
    Ok(Delivery { message, ..delivery })
}

/// Looks up the receiver of the mail; `None` when there is none.
async fn receiver(server: &Server, request: &RequestValues) -> Result<Option<Receiver>, StorageError> {
    let (storage, tenant, now) = (&server.storage, &server.tenant, server.environment.now());
    let to_user = |user: User, template| {
        let to = user.email.clone().filter(|_| user.may_sign_in(now))?;
        Some(Receiver { user: Some(user), to, template })
    };
    match request.purpose {
        MailPurpose::ResetPassword => {
            let user = storage.user_by_sign_in_name(tenant, &request.name).await?;
            Ok(user.and_then(|user| to_user(user, MailTemplate::Proof)))
        }
        // To sign in, nobody has to read the mail of an address that was typed wrong once.
        MailPurpose::SignIn => {
            let user = storage.user_by_sign_in_name(tenant, &request.name).await?;
            let user = user.filter(|user| user.can_prove(Amr::MailCode));
            Ok(user.and_then(|user| to_user(user, MailTemplate::Proof)))
        }
        MailPurpose::SecondStep => {
            let Some(id) = &request.user_id else { return Ok(None) };
            let user = storage.user(tenant, id).await?.filter(|user| user.can_prove(Amr::MailCode));
            Ok(user.and_then(|user| to_user(user, MailTemplate::Proof)))
        }
        MailPurpose::VerifyAddress => {
            let Some(id) = &request.user_id else { return Ok(None) };
            let user = storage.user(tenant, id).await?;
            Ok(user.and_then(|user| to_user(user, MailTemplate::Proof)))
        }
        MailPurpose::ChangeAddress => {
            let Some(id) = &request.user_id else { return Ok(None) };
            let holders = directory::users_called(&**storage, tenant, &request.name).await?;
            if let Some(holder) = holders.into_iter().find(|holder| holder.id != *id) {
                return Ok(to_user(holder, MailTemplate::AddressTaken));
            }
            let user = storage.user(tenant, id).await?.filter(|user| user.may_sign_in(now));
            let to =
                |user| Receiver { user: Some(user), to: request.name.clone(), template: MailTemplate::Proof };
            Ok(user.map(to))
        }
        MailPurpose::Register => {
            let holders = directory::users_called(&**storage, tenant, &request.name).await?;
            match holders.into_iter().next() {
                Some(holder) => Ok(to_user(holder, MailTemplate::AlreadyRegistered)),
                None => {
                    Ok(Some(Receiver { user: None, to: request.name.clone(), template: MailTemplate::Proof }))
                }
            }
        }
        // Made by an administrator or by the program, with its link.
        MailPurpose::AcceptInvitation | MailPurpose::SetUp => Ok(None),
    }
}
