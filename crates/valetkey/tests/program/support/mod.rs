//! Starting the program, asking it over HTTP, and cleaning up behind it.

pub(crate) mod account;
pub(crate) mod browser;
pub(crate) mod deployment;
pub(crate) mod folder;
pub(crate) mod http;
pub(crate) mod issuer;
pub(crate) mod load;
pub(crate) mod nodes;
pub(crate) mod old;
pub(crate) mod program;
pub(crate) mod receiver;
pub(crate) mod server;
pub(crate) mod site;
