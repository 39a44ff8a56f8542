//! Configuration as code: compares the contents of files with the stored records, and returns the operations that make them equal.
//!
//! [`plan`] makes every decision. `valetkey plan` shows its result, and `valetkey apply` stores it: all changes in one list, on
//! condition that nobody changed these records since they were read.
//!
//! A file describes a thing completely: a setting that it leaves out has its default. The file becomes the owner of the thing
//! ([`FileOwnership`](valetkey_authorization_server::record::FileOwnership)). Every other door calls [`require_unowned`] before it
//! stores a change of a thing: the other commands, the console and the administration API.

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
pub use owner::{OwnedByFile, Sources, changed_things, require_unowned};
pub use planner::{Action, Plan, Problem, Step, plan};
pub use state::State;
pub use thing::Thing;
