#![doc = include_str!("../README.md")]

pub mod access;
pub mod access_token;
pub mod account;
pub mod audit;
pub mod authorization;
pub mod branding;
pub mod change;
mod check;
pub mod claim_map;
pub mod decision;
pub mod event;
pub mod facts;
pub mod gate;
pub mod interaction;
pub mod introspection;
pub mod keys;
pub mod lifetimes;
pub mod logout;
pub mod metadata;
pub mod networks;
pub mod notice;
pub mod passkey;
pub mod preview;
pub mod provider_sign_in;
pub mod record;
pub mod registration;
pub mod revocation;
pub mod role_map;
mod scope;
pub mod sealed;
pub mod second_factor;
pub mod session;
pub mod tenant;
pub mod token;
pub mod trial;
pub mod userinfo;
pub mod webhook;

pub use change::{
    AuditChange, Change, ClaimMapChange, FileOwnershipChange, LogoChange, PictureChange, RemainsChange,
    TrustedDeviceChange, WebhookChange,
};
pub use check::Check;
pub use decision::{Decision, Reason, Refusal};
pub use lifetimes::{Lifetime, Lifetimes};
