#![doc = include_str!("../README.md")]

mod access_token;
mod answer;
mod backchannel_logout;
mod builder;
mod callback;
mod cookies;
mod error_page;
mod layer;
mod login;
mod login_cookie;
mod logout;
mod memory_session_store;
mod return_to;
mod session;
mod session_store;
mod user;

pub use access_token::AccessTokenError;
pub use builder::{LoginBuilder, LoginConfigurationError};
pub use layer::{LoginLayer, LoginService};
pub use login::Login;
pub use memory_session_store::MemorySessionStore;
pub use session_store::{SessionStore, SessionStoreError, StoredSession};
pub use user::{NotSignedIn, User};
pub use uuid::Uuid;
pub use valetkey_client::{AuthorizationOptions, Claims, Client, ClientBuilder, ClientError};
pub use valetkey_resource_server::{AccessToken, BearerLayer};
pub use valetkey_types::{Seconds, Secret, Timestamp};
