//! Configuration as code: compares what files say with what is stored, and returns the operations that make them equal.
//!
//! [`plan`] is the only function that decides. `valetkey plan` shows its result, and `valetkey apply` stores it: all changes in one
//! list, on condition that nobody changed a record since it was read.
//!
//! A file describes a thing completely: a setting that it leaves out has its default. The record of a thing that a file sets is
//! stored with it ([`FileOwnership`](valetkey_authorization_server::record::FileOwnership)), and [`require_unowned`] refuses every
//! other way to edit the thing.

mod attribute;
mod client;
mod desired;
mod group;
mod identity_provider;
mod meanwhile;
mod merge;
mod names;
mod owner;
mod planner;
mod role;
mod scope;
mod state;
mod tenant;
mod thing;

pub use desired::{
    Desired, DesiredAccess, DesiredClient, DesiredGroup, DesiredGroupMapping, DesiredIdentityProvider,
    DesiredRole, DesiredScope, DesiredTenant, Images, ProviderSecret, RoleName, Wanted,
};
pub use meanwhile::{Meanwhile, changed_meanwhile};
pub use owner::{OwnedByFile, Sources, require_unowned};
pub use planner::{Action, Plan, Problem, Step, plan};
pub use state::State;
pub use thing::Thing;
