#![doc = include_str!("../README.md")]

pub mod authorization;
mod builder;
pub mod callback;
mod claims;
mod client;
pub mod client_authentication;
pub mod discovery;
pub mod end_session;
mod error;
pub mod id_token;
pub mod logout_token;
mod pending_login;
mod problem;
pub mod revocation;
pub mod token;
pub mod userinfo;

pub use authorization::AuthorizationOptions;
pub use builder::ClientBuilder;
pub use claims::Claims;
pub use client::{AuthorizationRequest, Client, Login};
pub use client_authentication::ClientAuthentication;
pub use error::{ClientError, Stage};
pub use id_token::IdToken;
pub use logout_token::LogoutToken;
pub use pending_login::PendingLogin;
pub use problem::Problem;
pub use token::Tokens;
