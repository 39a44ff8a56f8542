//! One file per endpoint. Each handler takes the whole request and decides itself about headers and body.

pub mod account;
pub mod accounts;
pub mod asset;
pub mod authorization;
mod client_request;
pub mod consent;
mod cors;
pub mod discovery;
pub(crate) mod failure;
pub mod health;
pub mod introspection;
pub mod jwks;
pub mod login;
pub mod logout;
mod page_request;
mod presented_token;
pub mod provider;
pub mod revocation;
pub mod second_step;
mod storage_failure;
pub mod token;
pub mod userinfo;
