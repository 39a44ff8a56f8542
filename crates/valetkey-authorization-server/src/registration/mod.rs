//! Checks clients and users before they are stored.

mod claim;
mod client;
mod edit;
mod fields;
mod user;

pub use claim::TextClaim;
pub(crate) use claim::{is_day, is_text};
pub use client::{ClientRegistrationError, NewClient, is_web_address, new_client, new_client_with_hash};
pub use edit::{edited_client, edited_user};
pub use user::{NewUser, UserRegistrationError, new_user};
pub(crate) use user::{clip, is_mail_address};
