//! One file for each kind of record, with its description, its stored form, and the conversions to a row and back. The only list
//! of all kinds is [`DESCRIPTIONS`].

mod attribute;
mod audit_block;
mod authentication;
mod branding;
mod client;
mod consent;
mod counter;
mod delivery;
mod event;
mod file_ownership;
mod form;
mod grant;
mod group;
mod identity_provider;
mod kept_answer;
mod linked_account;
mod logo;
mod mail_challenge;
mod membership;
mod networks;
mod passkey;
mod picture;
mod provider_session;
mod revoked_access_token;
mod role;
mod role_map;
mod second_factors;
mod session;
mod signing_key;
mod tenant;
mod tenant_scope;
mod trusted_device;
mod used_challenge;
mod user;
mod user_name;
mod waiting_request;
mod webhook;
mod words;

use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value as Json;

use valetkey_accounts::User;

use crate::{
    Columns, Description, StorageError,
    row::{Cells, Fields, Stored as _},
};

pub use attribute::ATTRIBUTE;
pub use audit_block::AUDIT_BLOCK;
pub use client::CLIENT;
pub use consent::CONSENT;
pub use counter::COUNTER;
pub use delivery::DELIVERY;
pub use event::EVENT;
pub use file_ownership::FILE_OWNERSHIP;
pub use grant::GRANT;
pub use group::GROUP;
pub use identity_provider::IDENTITY_PROVIDER;
pub use kept_answer::KEPT_ANSWER;
pub use linked_account::LINKED_ACCOUNT;
pub use logo::LOGO;
pub use mail_challenge::MAIL_CHALLENGE;
pub(crate) use membership::memberships_of;
pub use membership::{MEMBERSHIP, Membership};
pub use passkey::PASSKEY;
pub use picture::PICTURE;
pub use provider_session::PROVIDER_SESSION;
pub use revoked_access_token::{REVOKED_ACCESS_TOKEN, RevokedAccessToken};
pub use role::ROLE;
pub use role_map::ROLE_MAP;
pub use second_factors::SECOND_FACTORS;
pub use session::SESSION;
pub use signing_key::SIGNING_KEY;
pub use tenant::TENANT;
pub use tenant_scope::SCOPE;
pub use trusted_device::TRUSTED_DEVICE;
pub use used_challenge::USED_CHALLENGE;
pub use user::USER;
pub use user_name::{USER_NAME, UserName};
pub use waiting_request::WAITING_REQUEST;
pub use webhook::WEBHOOK;

pub(crate) use counter::failures;
pub(crate) use role_map::role_map_row;
pub(crate) use user_name::names_of;

/// All kinds of records, in an order in which they can be stored.
pub static DESCRIPTIONS: [&Description; 33] = [
    &CLIENT,
    &USER,
    &USER_NAME,
    &SIGNING_KEY,
    &CONSENT,
    &SESSION,
    &GRANT,
    &REVOKED_ACCESS_TOKEN,
    &TENANT,
    &EVENT,
    &DELIVERY,
    &COUNTER,
    &WAITING_REQUEST,
    &PASSKEY,
    &USED_CHALLENGE,
    &MAIL_CHALLENGE,
    &SECOND_FACTORS,
    &LOGO,
    &ROLE_MAP,
    &GROUP,
    &ROLE,
    &MEMBERSHIP,
    &IDENTITY_PROVIDER,
    &LINKED_ACCOUNT,
    &TRUSTED_DEVICE,
    &PROVIDER_SESSION,
    &ATTRIBUTE,
    &SCOPE,
    &PICTURE,
    &AUDIT_BLOCK,
    &WEBHOOK,
    &FILE_OWNERSHIP,
    &KEPT_ANSWER,
];

/// Reads a user of a list. Logs a user that can't be read and returns `None`.
///
/// # Errors
/// [`StorageError`] for anything but an unreadable record.
pub fn listed_user(cells: &dyn Cells) -> Result<Option<User>, StorageError> {
    let fields = Fields::new(&USER, cells, 0, Columns::Own);
    crate::finders::or_left_out(User::read(&fields).map(Some))
}

/// The members whose word this version must know, each with its check.
type OneWords = &'static [(&'static str, fn(&str) -> bool)];

/// Writes a document.
fn document(form: &impl Serialize) -> Result<String, StorageError> {
    serde_json::to_string(form).map_err(|error| {
        StorageError::Corrupt(format!("a record can't be written: {:?} error", error.classify()))
    })
}

/// Reads the form of a record.
fn read<F: DeserializeOwned>(fields: &Fields<'_>, one_words: OneWords) -> Result<F, StorageError> {
    let document = fields.document()?;
    serde_json::from_str(document)
        .map_err(|error| unreadable(fields.description(), document, one_words, &error))
}

/// Returns an error that names the unreadable record and the reason, without the text of serde: it may quote the document,
/// which can have hashes.
fn unreadable(
    description: &Description,
    document: &str,
    one_words: OneWords,
    error: &serde_json::Error,
) -> StorageError {
    let members = serde_json::from_str::<Json>(document).unwrap_or_default();
    let shown = |json: &Json| json.to_string().chars().take(80).collect::<String>();
    let key: Vec<_> =
        description.key().iter().filter_map(|column| members.get(column.name)).map(shown).collect();
    let unknown = one_words.iter().find_map(|(name, is_known)| {
        let word = members.get(name)?.as_str()?;
        (!is_known(word)).then(|| format!("{name} is {word:.80?}, which this version does not know"))
    });
    let reason = unknown.unwrap_or_else(|| {
        format!("{:?} error in column {} of its document", error.classify(), error.column())
    });
    StorageError::Corrupt(format!("the {} {} can't be read: {reason}", description.name, key.join(" ")))
}
