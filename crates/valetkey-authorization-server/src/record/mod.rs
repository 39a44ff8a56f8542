//! The stored records. Every record belongs to a tenant.

mod attribute;
mod audit_block;
mod client;
mod consent;
mod counter;
mod delivery;
mod event;
mod file_ownership;
mod grant;
mod group;
mod hash;
mod identity_provider;
mod kept_answer;
mod linked_account;
mod logo;
mod mail_challenge;
mod passkey;
mod picture;
mod provider_session;
mod role;
mod second_factors;
mod security_notice;
mod session;
mod sign_in_switches;
mod signing_key;
mod tenant;
mod tenant_scope;
mod trusted_device;
mod waiting_request;
mod webhook;

pub use attribute::{Attribute, AttributeAccess, AttributeKind, OperatorText};
pub use audit_block::{AuditBlock, AuditEntry, AuditHash, AuditHashError, BlockHead};
pub use client::{
    AccessTokenFormat, ClaimPlace, ClaimPlaces, Client, ClientAccess, ConsentPolicy, PkcePolicy,
    RefreshTokenRotation,
};
pub use consent::Consent;
pub use counter::{Counter, CounterKey};
pub use delivery::{Delivery, Message};
pub use event::{Actor, Event, EventKind, FieldChange};
pub use file_ownership::{FileOwnership, OwnedKind};
pub use grant::Grant;
pub use group::Group;
pub use hash::Sha256Hash;
pub use identity_provider::{FirstSignIn, GroupMapping, IdentityProvider};
pub use kept_answer::KeptAnswer;
pub use linked_account::LinkedAccount;
pub use logo::Logo;
pub use mail_challenge::{MailChallenge, MailPurpose};
pub use passkey::{Passkey, PasskeyUse, UsedChallenge};
pub use picture::{Picture, PictureFormat, PictureId, PictureIdError};
pub use provider_session::ProviderSession;
pub(crate) use provider_session::issuer_digest;
pub use role::{ClientRole, Role, RoleOwner};
pub use second_factors::{Authenticator, RecoveryCodes, SecondFactors, UsedAttempt};
pub use security_notice::{NoticeKind, SecurityNotice};
pub use session::Session;
pub use sign_in_switches::{ConfirmByMail, SignInSwitches};
pub use signing_key::SigningKeyRecord;
pub use tenant::TenantRecord;
pub use tenant_scope::TenantScope;
pub use trusted_device::TrustedDevice;
pub use valetkey_accounts::Authentication;
pub use waiting_request::WaitingRequest;
pub use webhook::{PreviousSecret, Webhook};
