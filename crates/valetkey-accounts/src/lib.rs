//! Users: their record, rules for passwords and names, and the sign-in decision.
//!
//! The crate is pure. The server's bounded pool computes the hashes of passwords. This crate decides which passwords are good,
//! how many failures are allowed, and what a sign-in proves.

mod attribute;
mod authentication;
mod common_passwords;
mod factor_kind;
mod mail_address;
mod opaque_string;
mod password;
mod password_memory;
mod password_rule;
mod provided_groups;
mod reserved_usernames;
mod sign_in;
mod sign_in_attempt;
mod user;
mod username;

pub use attribute::{AttributeValue, Attributes};
pub use authentication::{Acr, Amr, Authentication, Proof};
pub use factor_kind::FactorKind;
pub use mail_address::{MailAddress, MailAddressError};
pub use opaque_string::opaque_string;
pub use password::{
    PasswordError, PasswordHash, PasswordParameters, check_new_password, hash_password, verify_password,
};
pub use password_memory::PasswordMemory;
pub use password_rule::{PasswordRefusal, PasswordRule};
pub use provided_groups::ProvidedGroups;
pub use reserved_usernames::ReservedUsernames;
pub use sign_in::{FailureLimit, SignInDecision, SignInFailure, SignInFailures, decide_sign_in};
pub use sign_in_attempt::{SignInAttempt, SignInRequirement, SignInStep, sign_in_step};
pub use user::User;
pub use username::{UsernameError, check_username, sign_in_name};
