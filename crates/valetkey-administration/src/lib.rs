#![doc = include_str!("../README.md")]

pub mod attribute;
pub mod client;
pub mod deletion;
pub mod difference;
pub mod explain;
mod field;
pub mod files;
pub mod framework;
pub mod group;
pub mod identity_provider;
pub mod issuer;
pub mod joining;
pub mod keys;
pub mod logos;
pub mod operation;
mod operator_text;
pub mod outbox;
pub mod permission;
pub mod picture;
pub mod redirect_comparison;
pub mod role;
mod role_name;
pub mod scope;
pub mod set_up;
pub mod sign_in_way;
pub mod tenant;
pub mod user;
pub mod webhook;

pub use difference::Describe;
pub use field::InvalidField;
pub use operator_text::TextError;
pub use outbox::Outbox;
pub use role_name::NameError;
