//! Documents of the API as the records that they show, and the values of records as bodies.
//!
//! The commands print records, so both doors print the same. A record that was read here is for printing and comparing: it lacks what
//! the API does not show, and a secret is a placeholder.

mod client;
mod definition;
mod event;
mod group;
mod key;
mod provider;
mod tenant;
mod user;
mod webhook;

use std::{fmt::Display, str::FromStr};

use ipnet::IpNet;
use serde::de::DeserializeOwned;
use serde_json::Value;
use valetkey_authorization_server::record::ConfirmByMail;
use valetkey_types::Secret;

pub(crate) use self::{
    client::{client, client_values},
    definition::{attribute, attribute_values, scope, scope_values},
    event::event,
    group::{group, group_values, role, role_values},
    key::key,
    provider::{provider, provider_values},
    tenant::{tenant, tenant_values},
    user::{details, user, user_values},
    webhook::{messages, webhook, webhook_secret, webhook_values},
};
use crate::failure::Failure;

/// Stands for a secret that the API does not show.
const HIDDEN: &str = "not shown";

/// Reads a document.
///
/// # Errors
/// The member that is missing or has another type.
pub(crate) fn read<T: DeserializeOwned>(what: &str, document: Value) -> Result<T, Failure> {
    serde_json::from_value(document).map_err(|error| {
        Failure::failed(format!(
            "expected the document of a {what} as this version knows it, got another one ({error}); use the version of the server"
        ))
    })
}

/// Reads a value from text.
fn parsed<T>(member: &str, text: &str) -> Result<T, Failure>
where
    T: FromStr,
    T::Err: Display,
{
    text.parse().map_err(|_| unknown_value(member, text))
}

/// Reads one of these values by its name.
fn named<T: Copy>(
    member: &str,
    text: &str,
    values: &[T],
    name: impl Fn(T) -> &'static str,
) -> Result<T, Failure> {
    let known = values.iter().copied().find(|value| name(*value) == text);
    known.ok_or_else(|| unknown_value(member, text))
}

const CONFIRM: [ConfirmByMail; 3] = [ConfirmByMail::Never, ConfirmByMail::NewDevice, ConfirmByMail::Always];

fn parsed_networks(member: &str, texts: &[String]) -> Result<Vec<IpNet>, Failure> {
    texts.iter().map(|text| parsed(member, text)).collect()
}

fn networks(networks: &[IpNet]) -> Vec<String> {
    networks.iter().map(ToString::to_string).collect()
}

fn unknown_value(member: &str, text: &str) -> Failure {
    Failure::failed(format!(
        "expected a value of {member} that this version knows, got {text:?}; use the version of the server"
    ))
}

/// Returns the members of `after` that differ from those of `before`: the body of an edit.
pub(crate) fn difference(before: &Value, mut after: Value) -> Value {
    if let Some(members) = after.as_object_mut() {
        members.retain(|name, value| before.get(name) != Some(value));
    }
    after
}

/// Returns a secret that an answer shows once.
///
/// # Errors
/// That the answer has none.
pub(crate) fn secret(document: &Value, member: &str) -> Result<Secret, Failure> {
    let secret = document[member].as_str().map(Secret::new);
    secret.ok_or_else(|| Failure::failed(format!("expected the member {member} in the answer, got none")))
}

/// A link that works once.
#[derive(serde::Deserialize)]
pub(crate) struct Link {
    pub(crate) uri: String,
    pub(crate) expires_at: valetkey_types::Timestamp,
}

/// Reads a link.
///
/// # Errors
/// The member that is missing or has another type.
pub(crate) fn link(document: Value) -> Result<Link, Failure> {
    read("link", document)
}
