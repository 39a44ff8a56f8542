#![doc = include_str!("../README.md")]

pub mod client;
pub mod difference;
pub mod issuer;
pub mod joining;
pub mod keys;
pub mod logos;
pub mod outbox;
pub mod tenant;
pub mod user;

pub use difference::Describe;
pub use outbox::Outbox;
