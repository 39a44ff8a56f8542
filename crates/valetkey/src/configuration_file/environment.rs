//! The environment variables of this program. An empty one counts as not set.

use std::{collections::BTreeMap, path::PathBuf};

use valetkey_types::Secret;

use super::known_keys::{self, KEYS, Key};
use crate::{
    failure::Failure,
    remote::{CLIENT_VARIABLE, SECRET_FILE_VARIABLE, SECRET_VARIABLE, SERVER_VARIABLE},
};

/// Names the configuration file.
pub(super) const FILE_VARIABLE: &str = "VALETKEY_CONFIG";

/// Names the tenant that a command works on.
pub(crate) const TENANT_VARIABLE: &str = "VALETKEY_TENANT";

/// Holds the password of the mail server. No file holds it in the open, so it is no key.
const MAIL_PASSWORD_VARIABLE: &str = "VALETKEY_MAIL_PASSWORD";

/// Variables that are no keys of the configuration.
const OTHERS: [&str; 8] = [
    FILE_VARIABLE,
    TENANT_VARIABLE,
    MAIL_PASSWORD_VARIABLE,
    "VALETKEY_LOG",
    SERVER_VARIABLE,
    CLIENT_VARIABLE,
    SECRET_VARIABLE,
    SECRET_FILE_VARIABLE,
];

/// The folder in which systemd puts the secrets of a service, and the name of ours in it.
const CREDENTIALS: (&str, &str) = ("CREDENTIALS_DIRECTORY", "valetkey.key");

/// The variables that are set, each of them known.
pub(super) struct Environment(BTreeMap<String, String>);

impl Environment {
    /// Keeps what is set.
    ///
    /// # Errors
    /// A usage failure for a `VALETKEY_` variable that means nothing, with the name that was probably meant.
    pub(super) fn of(variables: impl IntoIterator<Item = (String, String)>) -> Result<Self, Failure> {
        let set: BTreeMap<_, _> = variables.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        let unknown = set.iter().filter(|(name, value)| is_unknown(name, value));
        let texts: Vec<String> = unknown.map(|(name, _)| complaint(name)).collect();
        if texts.is_empty() { Ok(Self(set)) } else { Err(Failure::usage(texts.join("\n"))) }
    }

    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// The password of the mail server.
    pub(super) fn mail_password(&self) -> Option<Secret> {
        self.get(MAIL_PASSWORD_VARIABLE).map(Secret::new)
    }

    /// The encryption key among the credentials of a systemd service, if it is there.
    pub(super) fn credential(&self) -> Option<PathBuf> {
        let (variable, name) = CREDENTIALS;
        self.get(variable).map(|folder| PathBuf::from(folder).join(name)).filter(|file| file.exists())
    }
}

/// A variable of this process that is set and not empty.
pub(crate) fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

fn is_unknown(name: &str, value: &str) -> bool {
    let is_key = || KEYS.iter().any(|key| key.environment_name() == name);
    name.starts_with("VALETKEY_") && !OTHERS.contains(&name) && !is_key() && !is_of_kubernetes(name, value)
}

/// Kubernetes tells every container where the service called `valetkey` is.
fn is_of_kubernetes(name: &str, value: &str) -> bool {
    let rest = name.strip_prefix("VALETKEY_").unwrap_or(name);
    rest == "SERVICE_HOST"
        || rest.starts_with("SERVICE_PORT")
        || (rest == "PORT" && value.contains("://"))
        || rest.strip_prefix("PORT_").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

fn complaint(name: &str) -> String {
    let known = KEYS.iter().map(Key::environment_name).chain(OTHERS.map(str::to_owned));
    let nearest = known.map(|known| (known_keys::distance(&known, name), known)).min();
    let advice = match nearest.filter(|(distance, _)| *distance <= 3) {
        Some((_, nearest)) => format!("did you mean {nearest}?"),
        None => "valetkey serve --help says how variables are named; remove it".to_owned(),
    };
    format!("error: the environment variable {name} is set but means nothing; {advice}")
}
