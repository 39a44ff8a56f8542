#![doc = include_str!("../README.md")]

mod authorization;
mod authorization_check;
mod bounded;
mod client_authentication;
mod comparison;
mod deviation_server;
mod device;
mod discovery;
mod end_session;
mod error;
mod id_token;
mod imitation;
mod keys;
mod optional_parameter;
mod page;
mod person;
mod recording;
mod recordings;
mod refusal;
mod revocation;
mod route;
mod seen_request;
mod server;
mod state;
mod token;
mod token_answer;
mod userinfo;

pub use deviation_server::{DeviationServer, Running};
pub use error::DeviationError;
