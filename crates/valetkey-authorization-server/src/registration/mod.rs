//! What may be registered: clients and people, judged before they are stored.

mod client;
mod user;

pub use client::{ClientRegistrationError, NewClient, new_client};
pub use user::{NewUser, UserRegistrationError, new_user};
