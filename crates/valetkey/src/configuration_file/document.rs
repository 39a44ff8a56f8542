//! The file itself: what stands where.

use std::{collections::BTreeMap, ops::Range, path::Path};

use serde::Deserialize as _;
use toml::de::{DeTable, DeValue};
use valetkey_server::{Configuration, configuration::ConfigurationProblem};

use super::{
    Origin,
    diagnostic::{Diagnostic, is_name},
    known_keys::{self, KEYS},
};
use crate::{command_line, failure::Failure};

/// The text of a configuration file.
pub(super) struct Document {
    path: String,
    text: String,
}

impl Document {
    /// Reads the file.
    pub(super) fn read(path: &Path) -> Result<Self, Failure> {
        let shown = command_line::without_secret(&path.display().to_string()).into_owned();
        let text = std::fs::read_to_string(path).map_err(|error| {
            Failure::usage(format!("the configuration file {shown} can't be read: {error}; check --config"))
        })?;
        Ok(Self { path: shown, text })
    }

    /// The file's values, once every key is known and every value has its form.
    pub(super) fn check(&self, origins: &mut BTreeMap<&'static str, Origin>) -> Result<toml::Table, Failure> {
        let table = DeTable::parse(&self.text).map_err(|error| self.complain(&error))?;
        let mut unknown = Vec::new();
        find_unknown(table.get_ref(), "", &mut unknown);
        if !unknown.is_empty() {
            let shown: Vec<String> =
                unknown.iter().map(|(name, span)| self.unknown_key(name, span)).collect();
            return Err(Failure::usage(shown.join("\n")));
        }
        for key in KEYS {
            if find_value(table.get_ref(), key.name).is_some() {
                origins.insert(key.name, Origin::File);
            }
        }
        toml::from_str::<Configuration>(&self.text).map_err(|error| self.complain(&error))?;
        toml::Table::deserialize(
            toml::Deserializer::parse(&self.text).map_err(|error| self.complain(&error))?,
        )
        .map_err(|error| self.complain(&error))
    }

    /// A problem of a value in this file.
    pub(super) fn explain(&self, problem: &ConfigurationProblem) -> String {
        let table = DeTable::parse(&self.text).ok();
        let span = table.and_then(|table| find_value(table.get_ref(), &problem.key));
        Diagnostic {
            path: &self.path,
            text: &self.text,
            span: span.unwrap_or(0..0),
            title: format!("{} can't be {}", problem.key, problem.seen),
            label: format!("expected {}", problem.expected),
            help: None,
        }
        .render()
    }

    fn complain(&self, error: &toml::de::Error) -> Failure {
        let message = error.message().trim().to_owned();
        let diagnostic = Diagnostic {
            path: &self.path,
            text: &self.text,
            span: error.span().unwrap_or(0..0),
            title: "the configuration file can't be used".to_owned(),
            label: message,
            help: None,
        };
        Failure::usage(diagnostic.render())
    }

    fn unknown_key(&self, name: &str, span: &Range<usize>) -> String {
        let nearest = known_keys::nearest(name);
        let shown = if is_name(name) { name } else { "in quotes (not shown)" };
        Diagnostic {
            path: &self.path,
            text: &self.text,
            span: span.clone(),
            title: format!("unknown configuration key {shown}"),
            label: "there is no such key".to_owned(),
            help: nearest.map(|nearest| format!("did you mean {nearest}?")),
        }
        .render()
    }
}

fn find_unknown(table: &DeTable<'_>, prefix: &str, unknown: &mut Vec<(String, Range<usize>)>) {
    for (key, value) in table {
        let name = format!("{prefix}{}", key.get_ref());
        if KEYS.iter().any(|known| known.name == name) {
            continue;
        }
        match value.get_ref() {
            DeValue::Table(inner) if known_keys::is_table(&name) => {
                find_unknown(inner, &format!("{name}."), unknown);
            }
            // A value in the place of a table: what the form check says about it is better.
            _ if known_keys::is_table(&name) => {}
            _ => unknown.push((name, key.span())),
        }
    }
    unknown.sort_by_key(|(_, span)| span.start);
}

fn find_value(table: &DeTable<'_>, name: &str) -> Option<Range<usize>> {
    let (first, rest) = name.split_once('.').map_or((name, None), |(first, rest)| (first, Some(rest)));
    let value = table.iter().find(|(key, _)| key.get_ref() == first).map(|(_, value)| value)?;
    match (rest, value.get_ref()) {
        (None, _) => Some(value.span()),
        (Some(rest), DeValue::Table(inner)) => find_value(inner, rest),
        _ => None,
    }
}
