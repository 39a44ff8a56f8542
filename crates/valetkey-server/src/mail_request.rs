//! Asks for a mail with a link or a code. The request does the same for every name: it counts, and stores what was asked for. The
//! outbox looks up whether there is an account ([`crate::outbox`]).

use std::time::Duration;

use serde::{Deserialize, Serialize};
use uuid::Uuid;
use valetkey_accounts::sign_in_name;
use valetkey_authorization_server::{
    Change,
    interaction::Interaction,
    record::{Delivery, MailPurpose, Message},
};
use valetkey_pages::{AskMailFailure, ErrorKind, form_field};
use valetkey_types::{UserId, encode_form};

use crate::{
    endpoint::failure::Failure,
    mail::{RequestValues, limits},
    request::{self, Caller, request_id},
    visit::Visit,
};

/// The purpose of the mail.
pub(crate) struct MailRequest<'a> {
    /// The purpose of the mail.
    pub(crate) purpose: MailPurpose,
    /// The typed address or username.
    pub(crate) name: &'a str,
    /// The user, where one is signed in.
    pub(crate) user_id: Option<UserId>,
    /// The interaction that waits.
    pub(crate) interaction: Option<Interaction>,
    /// The version of the terms that were accepted.
    pub(crate) terms: Option<String>,
}

/// Names the mail whose code a page asks for, sealed for the browser that asked for the mail.
#[derive(Serialize, Deserialize)]
pub(crate) struct WaitingMail {
    /// The identifier of link and code.
    pub(crate) id: Uuid,
    /// The purpose of the mail.
    pub(crate) purpose: MailPurpose,
    /// The name that was typed, as sign-ins count it; empty where no failure is counted.
    #[serde(default)]
    pub(crate) name: String,
}

/// The purpose of the sealed name of a mail.
pub(crate) const WAITING_MAIL: &str = "waiting-mail";

/// Characters of a name that count. No name or address is longer.
const LONGEST_NAME: usize = 254;

/// Stores a request for a mail, within the limits of the network and of the name. Returns the path and query of the page that asks
/// for the code: the same for a name that nobody has.
pub(crate) async fn ask_for_mail(
    visit: &Visit<'_>,
    asked: MailRequest<'_>,
) -> Result<Result<String, AskMailFailure>, Failure> {
    let server = visit.server;
    let now_milliseconds = server.environment.now_milliseconds();
    let caller = Caller::current();
    if let Err(wait) = server.sign_in_limits().ask_for_mail(caller.network(), now_milliseconds) {
        return Ok(Err(AskMailFailure::TooManyMails { wait }));
    }
    let name: String = sign_in_name(asked.name).chars().take(LONGEST_NAME).collect();
    let count = match limits::ask_for_name(server, &name).await? {
        Ok(count) => count,
        Err(pause) => {
            let wait = Duration::from_secs(pause.0.unsigned_abs());
            return Ok(Err(AskMailFailure::TooManyMails { wait }));
        }
    };
    let interaction = match asked.interaction {
        Some(interaction) => Some(visit.seal_for_address(interaction).await?),
        None => None,
    };
    let counted = if asked.purpose == MailPurpose::SignIn { name.clone() } else { String::new() };
    let waiting = WaitingMail { id: server.environment.identifier(), purpose: asked.purpose, name: counted };
    let values = RequestValues {
        id: waiting.id,
        purpose: asked.purpose,
        // An address keeps its case before the @.
        name: if asked.name.contains('@') {
            asked.name.trim().chars().take(LONGEST_NAME).collect()
        } else {
            name
        },
        user_id: asked.user_id,
        language: request::language(visit.headers, None).tag().to_owned(),
        interaction: interaction.clone(),
        network_address: caller.address().map(|address| address.to_string()),
        reference: Some(request_id(visit.headers).to_owned()),
        asked_at: visit.now,
        terms: asked.terms,
    };
    let sealed = server.mail_seal.seal_request(&values).map_err(|error| {
        tracing::error!(%error, "a request for a mail can't be sealed");
        Failure::from(ErrorKind::ServerError)
    })?;
    let (tenant, id) = (server.tenant.clone(), server.environment.identifier());
    let message = Message::MailRequest { sealed };
    let delivery = Delivery::due(tenant, id, server.issuer.clone(), message, visit.now);
    server.storage.apply(vec![count, Change::StoreDelivery(delivery)]).await?;
    server.mail_waits().notify_one();
    let mail = visit.seal(WAITING_MAIL, &waiting).ok_or(ErrorKind::ServerError)?;
    let mut query = vec![(form_field::MAIL, mail.as_str())];
    query.extend(interaction.as_deref().map(|sealed| (form_field::CONTINUE, sealed)));
    Ok(Ok(format!("{}?{}", server.path(asked.purpose.path()), encode_form(query))))
}
