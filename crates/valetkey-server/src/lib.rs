#![doc = include_str!("../README.md")]

pub mod backchannel;
pub mod configuration;
pub mod cookie;
pub mod encryption_key;
pub mod endpoint;
mod environment;
pub mod grant;
pub mod housekeeping;
mod http_settings;
mod id_token_hint;
mod issuers;
pub mod keys;
mod layer;
pub mod listener;
pub mod outbox;
mod password_pool;
mod processor_time;
pub mod request;
pub mod respond;
mod router;
mod seal;
mod sealed_tokens;
mod server;
mod sign_in;
mod sign_in_limits;
mod sign_out;
pub mod tenant;
#[cfg(feature = "testing")]
pub mod testing;
mod unknown_names;
mod visit;

pub use configuration::Configuration;
pub use cookie::{BrowserId, Cookies};
pub use encryption_key::EncryptionKey;
pub use environment::{Environment, SystemEnvironment};
pub use grant::{GrantError, GrantHandler, Grants, Loader};
pub use http_settings::HttpSettings;
pub use issuers::Issuers;
pub use keys::Keys;
pub use password_pool::PasswordPool;
pub use router::{IssuerRouter, router};
pub use seal::Seal;
pub use sealed_tokens::{Sealable, SealedTokens};
pub use server::{IssuerParts, Parts, Server, Shared, TenantDefaults};
pub use unknown_names::UnknownNames;
