//! Links that an administrator makes: handed over, or sent by the outbox.

use uuid::Uuid;
use valetkey_accounts::{MailAddress, User};
use valetkey_authorization_server::{
    Change,
    record::{Delivery, MailPurpose, Message, TenantRecord},
};
use valetkey_jose::seal::SealError;
use valetkey_types::{Timestamp, encode_form};

use super::{ChallengeParts, ChallengeValues, MailSeal, MailTemplate, MailValues, NewChallenge};
use crate::{EncryptionKey, Environment};

/// A link with the changes that make it count. `Debug` is left out: who has the address can use it.
pub struct HandedLink {
    /// The address.
    pub uri: String,
    /// The changes to store.
    pub changes: Vec<Change>,
    /// When it stops counting.
    pub expires_at: Timestamp,
}

/// An invitation to make.
#[derive(Clone, Copy, Debug)]
pub struct InvitationOffer<'a> {
    /// The invited address.
    pub address: &'a MailAddress,
    /// The roles that the user gets.
    pub roles: &'a [String],
    /// The language of the mail, as a BCP 47 tag.
    pub language: &'a str,
    /// Whether the link is mailed, and shown to nobody else: then who opens it reads the mail of the address.
    pub is_mailed: bool,
}

/// Makes a link with which a user chooses a new password. It proves no address.
///
/// # Errors
/// [`SealError`] when the crypto library refuses.
pub fn reset_link(
    key: &EncryptionKey,
    tenant: &TenantRecord,
    user: &User,
    environment: &dyn Environment,
) -> Result<HandedLink, SealError> {
    let purpose = MailPurpose::ResetPassword;
    let expires_at = environment.now().plus(purpose.lifetime());
    let new = MailSeal::new(key, tenant)?.challenge(
        ChallengeParts {
            id: environment.identifier(),
            purpose,
            user_id: Some(user.id.clone()),
            values: &ChallengeValues::default(),
            has_code: false,
            expires_at,
        },
        environment,
    )?;
    Ok(handed(tenant, purpose, new))
}

/// The identifier of the set-up link. A tenant has at most one: a new link replaces the earlier one.
pub const SET_UP_LINK: Uuid = Uuid::from_u128(0x5e7a_0000_0000_4000_8000_0000_0000_0001);

/// Makes a link with which the first administrator creates their account. With `recovers` it counts even if there is an administrator.
///
/// # Errors
/// [`SealError`] when the crypto library refuses.
pub fn set_up_link(
    key: &EncryptionKey,
    tenant: &TenantRecord,
    recovers: bool,
    environment: &dyn Environment,
) -> Result<HandedLink, SealError> {
    let purpose = MailPurpose::SetUp;
    let expires_at = environment.now().plus(purpose.lifetime());
    let values = ChallengeValues { recovers, ..ChallengeValues::default() };
    let parts = ChallengeParts {
        id: SET_UP_LINK,
        purpose,
        user_id: None,
        values: &values,
        has_code: false,
        expires_at,
    };
    let new = MailSeal::new(key, tenant)?.challenge(parts, environment)?;
    Ok(handed(tenant, purpose, new))
}

/// Makes an invitation. A mailed one is stored with its delivery.
///
/// # Errors
/// [`SealError`] when the crypto library refuses.
pub fn invitation(
    key: &EncryptionKey,
    tenant: &TenantRecord,
    offer: InvitationOffer<'_>,
    environment: &dyn Environment,
) -> Result<HandedLink, SealError> {
    let (purpose, now) = (MailPurpose::AcceptInvitation, environment.now());
    let expires_at = now.plus(purpose.lifetime());
    let values = ChallengeValues {
        address: offer.address.to_string(),
        roles: offer.roles.to_vec(),
        proves_address: offer.is_mailed,
        ..ChallengeValues::default()
    };
    let id = environment.identifier();
    let parts = ChallengeParts { id, purpose, user_id: None, values: &values, has_code: false, expires_at };
    let seal = MailSeal::new(key, tenant)?;
    let new = seal.challenge(parts, environment)?;
    let secret = new.link.expose();
    let mut link = handed(tenant, purpose, new);
    if offer.is_mailed {
        let values = MailValues {
            template: MailTemplate::Proof,
            link: Some(secret),
            code: None,
            expires_at,
            language: offer.language.to_owned(),
            account: None,
        };
        let message =
            Message::Mail { to: offer.address.to_string(), purpose, sealed: seal.seal_values(&values)? };
        let id = environment.identifier();
        let delivery = Delivery::due(tenant.tenant.clone(), id, tenant.issuer.clone(), message, now);
        link.changes.push(Change::StoreDelivery(delivery));
    }
    Ok(link)
}

fn handed(tenant: &TenantRecord, purpose: MailPurpose, new: NewChallenge) -> HandedLink {
    let secret = new.link.expose();
    let query = encode_form([("token", secret.as_str())]);
    HandedLink {
        uri: tenant.issuer.join(&format!("{}?{query}", purpose.path())),
        expires_at: new.challenge.expires_at,
        changes: vec![Change::StoreMailChallenge(Box::new(new.challenge))],
    }
}
