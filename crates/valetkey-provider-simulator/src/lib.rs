#![doc = include_str!("../README.md")]

mod authorization;
mod authorization_check;
mod bounded;
mod client_authentication;
mod comparison;
mod device;
mod discovery;
mod end_session;
mod error;
mod id_token;

mod keys;
mod optional_parameter;
mod page;
mod provider_simulator;
mod recording;
mod recordings;
mod refusal;
mod revocation;
mod route;
mod seen_request;
mod server;
mod simulated_provider;
mod simulated_user;
mod state;
mod token;
mod token_answer;
mod userinfo;

pub use error::SimulatorError;
pub use provider_simulator::{ProviderSimulator, Running};
pub use valetkey_fetch::Clock;
pub use valetkey_jose::KeyError;
pub use valetkey_providers::{
    self as providers, Catalogue, CatalogueError, PresetError, Provider, ResolveError,
};
