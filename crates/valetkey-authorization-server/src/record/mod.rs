//! What the server remembers. Every record belongs to a tenant.

mod client;
mod consent;
mod counter;
mod delivery;
mod event;
mod grant;
mod group;
mod hash;
mod mail_challenge;
mod passkey;
mod role;
mod second_factors;
mod security_notice;
mod session;
mod signing_key;
mod tenant;
mod waiting_request;

pub use client::{AccessTokenFormat, Client, ConsentPolicy, PkcePolicy, RefreshTokenRotation};
pub use consent::Consent;
pub use counter::{Counter, CounterKey};
pub use delivery::{Delivery, Message};
pub use event::{Actor, Event, EventKind, FieldChange};
pub use grant::Grant;
pub use group::Group;
pub use hash::Sha256Hash;
pub use mail_challenge::{MailChallenge, MailPurpose};
pub use passkey::{Passkey, PasskeyUse, UsedChallenge};
pub use role::{ClientRole, Role, RoleOwner};
pub use second_factors::{Authenticator, RecoveryCodes, SecondFactors, UsedAttempt};
pub use security_notice::{NoticeKind, SecurityNotice};
pub use session::Session;
pub use signing_key::SigningKeyRecord;
pub use tenant::TenantRecord;
pub use valetkey_accounts::Authentication;
pub use waiting_request::WaitingRequest;
