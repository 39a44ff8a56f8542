//! Reads tables field by field. Notes each wrong value with its place, and continues.

use std::{collections::BTreeMap, ops::Range, path::PathBuf};

use toml::de::{DeTable, DeValue};
use valetkey_administration::files::Thing;

use super::{document::Found, secret};
use crate::configuration_file::{diagnostic::is_name, known_keys::distance};

/// The place of a value: the file, by position, and the bytes.
pub(super) type Place = (usize, Range<usize>);

/// The places of the fields of things, and of the values in their lists.
pub(super) type Places = BTreeMap<(Thing, String, Option<usize>), Place>;

/// The state of reading one file.
pub(super) struct Reading<'p> {
    /// The position of the file.
    pub(super) file: usize,
    /// The folder that paths in it start at.
    pub(super) folder: PathBuf,
    /// The problems so far, and the thing of each.
    pub(super) found: Vec<(Option<Thing>, Found)>,
    /// The parts of the text that hold no secret.
    pub(super) visible: Vec<Range<usize>>,
    /// The places of all files.
    pub(super) places: &'p mut Places,
    /// The current thing.
    thing: Option<Thing>,
}

impl<'p> Reading<'p> {
    pub(super) fn new(file: usize, folder: PathBuf, places: &'p mut Places) -> Self {
        Self { file, folder, found: Vec::new(), visible: Vec::new(), places, thing: None }
    }

    /// Notes a problem.
    pub(super) fn problem(&mut self, span: Range<usize>, title: impl Into<String>, label: impl Into<String>) {
        let found = Found { span, title: title.into(), label: label.into(), help: None };
        self.found.push((self.thing.clone(), found));
    }

    /// Begins a table whose thing is not known yet.
    pub(super) fn begin(&mut self) {
        self.thing = None;
    }
}

/// The fields of a table.
pub(super) struct Fields<'r, 'p, 'i> {
    pub(super) reading: &'r mut Reading<'p>,
    table: &'r DeTable<'i>,
    span: Range<usize>,
    prefix: String,
    known: Vec<&'static str>,
}

impl<'r, 'p, 'i> Fields<'r, 'p, 'i> {
    pub(super) fn new(reading: &'r mut Reading<'p>, table: &'r DeTable<'i>, span: Range<usize>) -> Self {
        Self { reading, table, span, prefix: String::new(), known: Vec::new() }
    }

    /// Notes a table that is no kind of thing.
    pub(super) fn unknown_table(
        reading: &mut Reading<'_>,
        key: &str,
        span: Range<usize>,
        known: &[&'static str],
    ) {
        let found = unknown_key("", key, span.clone(), known);
        if is_name(key) {
            reading.visible.push(span);
        }
        reading.found.push((None, found));
    }

    /// Records which thing the table describes. Returns the place of an earlier table for the same thing.
    pub(super) fn is(&mut self, thing: Thing, name: Range<usize>) -> Option<Place> {
        self.reading.thing = Some(thing.clone());
        let place = (self.reading.file, name);
        let known = self.reading.places.get(&(thing.clone(), String::new(), None)).cloned();
        if known.is_none() {
            self.reading.places.insert((thing, String::new(), None), place);
        }
        known
    }

    /// Returns the place of the table.
    pub(super) fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    /// Returns the value of a key.
    pub(super) fn value(&mut self, key: &'static str) -> Option<(&'r DeValue<'i>, Range<usize>)> {
        self.known.push(key);
        let (name, value) = self.table.iter().find(|(name, _)| name.get_ref() == key)?;
        self.reading.visible.push(name.span());
        if let Some(thing) = self.reading.thing.clone() {
            let field = format!("{}{key}", self.prefix);
            self.reading.places.insert((thing, field, None), (self.reading.file, value.span()));
        }
        Some((value.get_ref(), value.span()))
    }

    /// Notes that a key has another type than expected.
    pub(super) fn expected(&mut self, key: &str, span: Range<usize>, expected: &str, got: &DeValue<'_>) {
        let label = format!("expected {expected}, got {}", type_of(got));
        self.reading.problem(span, format!("{}{key} has the wrong type", self.prefix), label);
    }

    /// Notes that the value of a key is wrong.
    pub(super) fn wrong(&mut self, key: &str, span: Range<usize>, text: impl Into<String>) {
        self.reading.problem(span, format!("{}{key} can't be used", self.prefix), text);
    }

    /// Returns a text with its place.
    pub(super) fn text_at(&mut self, key: &'static str) -> Option<(String, Range<usize>)> {
        match self.value(key)? {
            (DeValue::String(text), span) => {
                self.reading.visible.push(span.clone());
                Some((text.to_string(), span))
            }
            (other, span) => {
                self.expected(key, span, "a text", other);
                None
            }
        }
    }

    /// Returns a text.
    pub(super) fn text(&mut self, key: &'static str) -> Option<String> {
        self.text_at(key).map(|(text, _)| text)
    }

    /// Returns a text with its place. Notes a problem if it is missing.
    pub(super) fn required(&mut self, key: &'static str) -> Option<(String, Range<usize>)> {
        if !self.table.iter().any(|(name, _)| name.get_ref() == key) {
            self.known.push(key);
            let label = format!("expected the key {}{key}, got none", self.prefix);
            self.reading.problem(self.span.clone(), format!("{}{key} is missing", self.prefix), label);
            return None;
        }
        self.text_at(key)
    }

    /// Returns a text that `read` understands.
    pub(super) fn parsed<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&str) -> Result<T, String>,
    ) -> Option<T> {
        let (text, span) = self.text_at(key)?;
        match read(&text) {
            Ok(value) => Some(value),
            Err(label) => {
                self.wrong(key, span, label);
                None
            }
        }
    }

    /// Returns the value of a word.
    pub(super) fn word<T: Clone>(&mut self, key: &'static str, words: &[(&str, T)]) -> Option<T> {
        self.parsed(key, |text| {
            let found = words.iter().find(|(word, _)| *word == text).map(|(_, value)| value.clone());
            let known = || words.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(", ");
            found.ok_or_else(|| format!("expected one of {}, got {text:?}", known()))
        })
    }

    /// Returns `true` or `false`.
    pub(super) fn boolean(&mut self, key: &'static str) -> Option<bool> {
        match self.value(key)? {
            (DeValue::Boolean(value), span) => {
                self.reading.visible.push(span);
                Some(*value)
            }
            (other, span) => {
                self.expected(key, span, "true or false", other);
                None
            }
        }
    }

    /// Returns a whole number of at most `largest`.
    pub(super) fn number(&mut self, key: &'static str, largest: u32) -> Option<u32> {
        match self.value(key)? {
            (DeValue::Integer(number), span) => {
                self.reading.visible.push(span.clone());
                let parsed = u32::from_str_radix(number.as_str(), number.radix());
                let parsed = parsed.ok().filter(|number| *number <= largest);
                if parsed.is_none() {
                    self.wrong(
                        key,
                        span,
                        format!("expected a whole number from 0 to {largest}, got {number}"),
                    );
                }
                parsed
            }
            (other, span) => {
                self.expected(key, span, "a whole number", other);
                None
            }
        }
    }

    /// Returns the values of a list that `read` understands. Notes the place of each.
    pub(super) fn list<T>(
        &mut self,
        key: &'static str,
        mut read: impl FnMut(&mut Self, &'r DeValue<'i>, Range<usize>) -> Option<T>,
    ) -> Option<Vec<T>> {
        match self.value(key)? {
            (DeValue::Array(values), _) => {
                let mut list = Vec::new();
                for (item, value) in values.iter().enumerate() {
                    if let Some(thing) = self.reading.thing.clone() {
                        let place = (self.reading.file, value.span());
                        let field = format!("{}{key}", self.prefix);
                        self.reading.places.insert((thing, field, Some(item)), place);
                    }
                    list.extend(read(self, value.get_ref(), value.span()));
                }
                Some(list)
            }
            (other, span) => {
                self.expected(key, span, "a list", other);
                None
            }
        }
    }

    /// Returns a list of texts.
    pub(super) fn texts(&mut self, key: &'static str) -> Option<Vec<String>> {
        self.list(key, |fields, value, span| match value {
            DeValue::String(text) => {
                fields.reading.visible.push(span);
                Some(text.to_string())
            }
            other => {
                fields.expected(key, span, "a text", other);
                None
            }
        })
    }

    /// Returns a list of texts that `read` understands.
    pub(super) fn parsed_list<T>(
        &mut self,
        key: &'static str,
        read: impl Fn(&str) -> Result<T, String>,
    ) -> Option<Vec<T>> {
        self.list(key, |fields, value, span| match value {
            DeValue::String(text) => {
                fields.reading.visible.push(span.clone());
                read(text).map_err(|label| fields.wrong(key, span, label)).ok()
            }
            other => {
                fields.expected(key, span, "a text", other);
                None
            }
        })
    }

    /// Returns a table of texts by names.
    pub(super) fn texts_by_name(&mut self, key: &'static str) -> Option<BTreeMap<String, String>> {
        let mut texts = BTreeMap::new();
        self.by_name(key, |fields, name, value, span| match value {
            DeValue::String(text) => {
                fields.reading.visible.push(span);
                texts.insert(name.to_owned(), text.to_string());
            }
            other => fields.expected(key, span, "a text", other),
        })?;
        Some(texts)
    }

    /// Reads the values of a table whose keys are names.
    pub(super) fn by_name(
        &mut self,
        key: &'static str,
        mut read: impl FnMut(&mut Self, &str, &'r DeValue<'i>, Range<usize>),
    ) -> Option<()> {
        match self.value(key)? {
            (DeValue::Table(table), _) => {
                for (name, value) in table {
                    self.reading.visible.push(name.span());
                    let name: &str = name.get_ref();
                    read(self, name, value.get_ref(), value.span());
                }
                Some(())
            }
            (other, span) => {
                self.expected(key, span, "a table", other);
                None
            }
        }
    }

    /// Reads the fields of a table inside.
    pub(super) fn table<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&mut Fields<'_, 'p, 'i>) -> T,
    ) -> Option<T> {
        match self.value(key)? {
            (DeValue::Table(table), span) => Some(self.inside(key, table, span, read)),
            (other, span) => {
                self.expected(key, span, "a table", other);
                None
            }
        }
    }

    /// Reads the fields of a table that is the value of a key, or one in its list.
    pub(super) fn inside<T>(
        &mut self,
        key: &str,
        table: &DeTable<'i>,
        span: Range<usize>,
        read: impl FnOnce(&mut Fields<'_, 'p, 'i>) -> T,
    ) -> T {
        let prefix = format!("{}{key}.", self.prefix);
        let mut inner = Fields { reading: &mut *self.reading, table, span, prefix, known: Vec::new() };
        let value = read(&mut inner);
        inner.finish();
        value
    }

    /// Returns a secret that the key refers to.
    pub(super) fn secret(&mut self, key: &'static str, may_be_hash: bool) -> Option<secret::Given> {
        let (value, span) = self.value(key)?;
        let DeValue::Table(table) = value else {
            let forms = secret::forms(may_be_hash);
            self.wrong(
                key,
                span,
                format!("expected a reference ({forms}), got a value; files contain no secrets"),
            );
            return None;
        };
        let folder = self.reading.folder.clone();
        let read = self.inside(key, table, span.clone(), |fields| secret::read(fields, may_be_hash, &folder));
        match read {
            Ok(given) => Some(given),
            Err(label) => {
                self.wrong(key, span, label);
                None
            }
        }
    }

    /// Notes unknown keys.
    pub(super) fn finish(&mut self) {
        let mut unknown: Vec<_> = self.table.keys().collect();
        unknown.retain(|name| !self.known.iter().any(|known| name.get_ref() == known));
        let mut found = Vec::new();
        for name in unknown {
            if is_name(name.get_ref()) {
                self.reading.visible.push(name.span());
            }
            found.push(unknown_key(&self.prefix, name.get_ref(), name.span(), &self.known));
        }
        let thing = self.reading.thing.clone();
        self.reading.found.extend(found.into_iter().map(|found| (thing.clone(), found)));
    }
}

/// Returns the problem of an unknown key, with the most similar known key as a hint.
fn unknown_key(prefix: &str, key: &str, span: Range<usize>, known: &[&'static str]) -> Found {
    let nearest = known.iter().map(|known| (distance(known, key), *known)).min();
    let nearest = nearest.filter(|(best, _)| *best <= key.chars().count().div_ceil(3).max(2));
    let shown = if is_name(key) { key } else { "in quotes (not shown)" };
    let mut known = known.to_vec();
    known.sort_unstable();
    known.dedup();
    Found {
        span,
        title: format!("unknown key {prefix}{shown}"),
        label: format!("expected one of {}", known.join(", ")),
        help: nearest.map(|(_, known)| format!("did you mean {known}?")),
    }
}

/// Returns the type of a value, for users.
pub(super) fn type_of(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
