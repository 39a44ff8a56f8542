//! Where the configuration comes from: flags before environment before file before defaults.

pub(crate) mod diagnostic;
mod document;
mod environment;
pub(crate) mod known_keys;
mod overlay;

use std::{collections::BTreeMap, path::Path};

use serde::Deserialize as _;
use valetkey_server::{Configuration, configuration::ConfigurationProblem};

pub(crate) use self::environment::{TENANT_VARIABLE, variable};
use self::{
    document::Document,
    environment::{Environment, FILE_VARIABLE},
    known_keys::Key,
};
use crate::failure::Failure;

/// Where one value was said. Later variants win over earlier ones.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Origin {
    File,
    Environment(String),
    Flag(String),
}

/// A value from the command line: the key, the flag's name, the value's text.
pub(crate) type FlagValue<'a> = (&'static str, &'static str, Option<&'a str>);

/// Puts the configuration together and checks all of it.
///
/// # Errors
/// A usage failure that shows every problem: where it stands, what was found, what is expected.
pub(crate) fn read(
    file: Option<&Path>,
    environment: impl IntoIterator<Item = (String, String)>,
    flags: &[FlagValue<'_>],
) -> Result<Configuration, Failure> {
    let environment = Environment::of(environment)?;
    let named = environment.get(FILE_VARIABLE).map(Path::new);
    let document = file.or(named).map(Document::read).transpose()?;
    let mut origins = BTreeMap::new();
    let mut table = match &document {
        Some(document) => document.check(&mut origins)?,
        None => toml::Table::new(),
    };
    for key in known_keys::KEYS {
        let name = key.environment_name();
        if let Some(text) = environment.get(&name) {
            set(&mut table, key, text, &name)?;
            origins.insert(key.name, Origin::Environment(name));
        }
    }
    for (name, flag, text) in flags {
        let key = known_keys::KEYS.iter().find(|key| key.name == *name);
        if let (Some(key), Some(text)) = (key, text) {
            set(&mut table, key, text, flag)?;
            origins.insert(key.name, Origin::Flag((*flag).to_owned()));
        }
    }
    let mut configuration = Configuration::deserialize(toml::Value::Table(table)).map_err(Failure::usage)?;
    if let (false, Some(file)) = (origins.contains_key("encryption_key_file"), environment.credential()) {
        configuration.encryption_key_file = Some(file);
    }
    configuration.mail.password = environment.mail_password();
    if !origins.contains_key("issuer") && configuration.listen.ip().is_loopback() {
        // With another port alone browsers go there too.
        configuration.issuer = format!("http://{}", configuration.listen);
    }
    let problems = configuration.check();
    if problems.is_empty() { Ok(configuration) } else { Err(explain(&problems, &origins, document.as_ref())) }
}

/// Sets one value after trying it alone, so that the complaint names its source.
fn set(table: &mut toml::Table, key: &Key, text: &str, source: &str) -> Result<(), Failure> {
    let said = |problem: &dyn std::fmt::Display| Failure::usage(format!("{source}: {problem}, got {text:?}"));
    let value = overlay::parse(key.form, text).map_err(|problem| said(&problem))?;
    let mut alone = toml::Table::new();
    overlay::insert(&mut alone, key.name, value.clone());
    if let Err(error) = Configuration::deserialize(toml::Value::Table(alone)) {
        return Err(Failure::usage(format!("{source}: {}", error.message().trim())));
    }
    overlay::insert(table, key.name, value);
    Ok(())
}

fn explain(
    problems: &[ConfigurationProblem],
    origins: &BTreeMap<&'static str, Origin>,
    document: Option<&Document>,
) -> Failure {
    let texts = problems.iter().map(|problem| match (origins.get(problem.key.as_str()), document) {
        (Some(Origin::File), Some(document)) => document.explain(problem),
        (Some(Origin::Environment(name) | Origin::Flag(name)), _) => {
            format!("error: {name}: expected {}, got {}", problem.expected, problem.seen)
        }
        _ => format!("error: {problem}"),
    });
    Failure::usage(texts.collect::<Vec<_>>().join("\n"))
}

#[cfg(test)]
mod tests;
