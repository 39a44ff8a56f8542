//! The kinds of things in files, one module for each: it reads the tables of a file, and writes them for `valetkey export`.

pub(super) mod attribute;
pub(super) mod branding;
pub(super) mod client;
pub(super) mod group;
pub(super) mod identity_provider;
pub(super) mod role;
pub(super) mod scope;
pub(super) mod sign_in;
pub(super) mod tenant;

use std::ops::Range;

use toml::de::{DeTable, DeValue};
use valetkey_administration::files::{Desired, Thing, Wanted};
use valetkey_types::Secret;

use super::{
    document::Document,
    reader::{Fields, Reading, type_of},
};

/// The contents of all files, collected while they are read.
#[derive(Default)]
pub(super) struct Everything {
    /// The things.
    pub(super) desired: Desired,
    /// The client secrets of providers, by name.
    pub(super) provider_secrets: Vec<(String, Secret)>,
}

/// The tables of a file.
const TABLES: [&str; 7] = ["tenant", "attribute", "scope", "role", "group", "client", "identity_provider"];

/// Reads the things of a file.
pub(super) fn read(
    reading: &mut Reading<'_>,
    table: &DeTable<'_>,
    documents: &[Document],
    everything: &mut Everything,
) {
    let mut sections: Vec<_> = table.iter().collect();
    sections.sort_by_key(|(name, _)| name.span().start);
    for (name, value) in sections {
        reading.begin();
        let key: &str = name.get_ref();
        match (key, value.get_ref()) {
            ("tenant", DeValue::Table(table)) => {
                reading.visible.push(name.span());
                thing(reading, (table, name.span()), documents, everything, tenant::read);
            }
            (_, DeValue::Array(tables)) if key != "tenant" && TABLES.contains(&key) => {
                reading.visible.push(name.span());
                for value in tables.iter() {
                    reading.begin();
                    match value.get_ref() {
                        DeValue::Table(table) => {
                            one(key, reading, (table, value.span()), documents, everything);
                        }
                        other => {
                            let label = format!("expected a table, got {}", type_of(other));
                            reading.problem(value.span(), format!("{key} has the wrong type"), label);
                        }
                    }
                }
            }
            (_, other) if TABLES.contains(&key) => {
                reading.visible.push(name.span());
                let expected = if key == "tenant" { "[tenant]".to_owned() } else { format!("[[{key}]]") };
                let label = format!("expected {expected}, got {}", type_of(other));
                reading.problem(name.span(), format!("{key} has the wrong type"), label);
            }
            _ => Fields::unknown_table(reading, key, name.span(), &TABLES),
        }
    }
}

fn one(
    key: &str,
    reading: &mut Reading<'_>,
    table: (&DeTable<'_>, Range<usize>),
    documents: &[Document],
    everything: &mut Everything,
) {
    match key {
        "attribute" => thing(reading, table, documents, everything, attribute::read),
        "scope" => thing(reading, table, documents, everything, scope::read),
        "role" => thing(reading, table, documents, everything, role::read),
        "group" => thing(reading, table, documents, everything, group::read),
        "client" => thing(reading, table, documents, everything, client::read),
        _ => thing(reading, table, documents, everything, identity_provider::read),
    }
}

/// Reads one thing. Adds a problem if an earlier table describes it.
fn thing(
    reading: &mut Reading<'_>,
    (table, span): (&DeTable<'_>, Range<usize>),
    documents: &[Document],
    everything: &mut Everything,
    read: fn(&mut Fields<'_, '_, '_>, &str, &mut Everything) -> Result<(), Again>,
) {
    let file = documents.get(reading.file).map(|document| document.name.clone()).unwrap_or_default();
    let mut fields = Fields::new(reading, table, span);
    if let Err(Again { thing, name, first }) = read(&mut fields, &file, everything) {
        let earlier = documents.get(first.0).map(|document| document.line(first.1.start)).unwrap_or_default();
        let label = format!("expected each thing once, got the {thing} again; it is in {earlier} already");
        reading.problem(name, format!("{thing} has two owners"), label);
    }
}

/// A thing that an earlier table describes.
pub(super) struct Again {
    thing: Thing,
    name: Range<usize>,
    first: (usize, Range<usize>),
}

/// Records which thing a table describes.
///
/// # Errors
/// An earlier table describes the same thing.
pub(super) fn is(fields: &mut Fields<'_, '_, '_>, thing: Thing, name: Range<usize>) -> Result<(), Again> {
    match fields.is(thing.clone(), name.clone()) {
        None => Ok(()),
        Some(first) => Err(Again { thing, name, first }),
    }
}

/// Returns a thing with its file.
pub(super) fn wanted<T>(file: &str, value: T) -> Wanted<T> {
    Wanted { file: file.to_owned(), value }
}
