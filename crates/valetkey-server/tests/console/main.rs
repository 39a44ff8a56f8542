//! The administrators' console: the set-up of the first administrator, the gate, and the pages.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod application_roles;
mod applications;
mod attributes;
mod follow;
mod gate;
mod groups;
mod one_user;
mod owned;
mod preview;
mod providers;
mod refused_addresses;
mod roles;
mod scopes;
mod set_up;
mod settings;
mod support;
mod tenants;
mod trial;
mod undo;
mod users;
mod webhooks;
