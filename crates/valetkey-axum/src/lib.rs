#![doc = include_str!("../README.md")]

mod accept_header;
mod access_token;
mod admission;
mod answer;
mod api;
mod backchannel_logout;
mod builder;
mod callback;
mod callbacks;
mod claim_pointer;
mod cookie_sessions;
mod cookies;
#[cfg(feature = "development")]
pub mod development;
mod endings;
mod error_page;
mod frontchannel_logout;
mod guard;
mod kept_claims;
mod layer;
mod link;
mod login;
mod login_cookie;
mod logout;
mod memory_session_store;
mod memory_user_store;
mod own_form;
mod page;
mod provider;
mod received_logouts;
mod require;
mod return_to;
mod session;
mod session_store;
mod sessions;
mod sign_in;
mod sign_in_page;
#[cfg(feature = "sqlite")]
mod sqlite_store;
mod start;
mod step_up;
mod stored_sessions;
mod text;
mod user;
mod user_store;

pub use access_token::AccessTokenError;
pub use api::{Api, ApiError};
pub use builder::{LoginBuilder, LoginConfigurationError};
pub use guard::{Forbidden, GuardRejection};
pub use layer::{LoginLayer, LoginService};
pub use login::Login;
pub use memory_session_store::MemorySessionStore;
pub use memory_user_store::MemoryUserStore;
pub use page::{Page, PageHook, PageKind, PageLink};
pub use provider::Provider;
pub use require::{Named, RequireLogin, RequirePermission, RequireRole, RequireScope};
pub use session_store::{SessionMatch, SessionStore, SessionStoreError, StoredSession};
#[cfg(feature = "sqlite")]
pub use sqlite_store::{SqliteStore, SqliteStoreError};
pub use user::{NotSignedIn, User};
pub use user_store::{Identity, LinkOutcome, StoredUser, UnlinkOutcome, UserStore, UserStoreError};
pub use uuid::Uuid;
pub use valetkey_client::{
    self as client, AuthorizationOptions, Claims, Client, ClientBuilder, ClientError, Clock, HttpRequest,
    HttpResponse, HttpTransport, IpNet, IssuerRule, Prompt, ReqwestTransport, ResponseMode, Scope, SealError,
    Seconds, Secret, Tenants, Timestamp, TransportError,
};
pub use valetkey_providers::{self as providers, provider};
pub use valetkey_resource_server::{self as resource_server, AccessToken, BearerLayer};
