//! The rows of one kind, with a journal of the changes since the last commit.

use std::collections::BTreeMap;

use crate::{Description, Key, Row, value::Value};

/// Rows by key, and the keys of their unique columns.
#[derive(Debug)]
pub(super) struct Table {
    description: &'static Description,
    rows: BTreeMap<Key, Row>,
    unique: Vec<BTreeMap<Vec<Value>, Key>>,
    journal: Vec<(Key, Option<Row>)>,
}

impl Table {
    pub(super) fn new(description: &'static Description) -> Self {
        let unique = vec![BTreeMap::new(); description.unique.len()];
        Self { description, rows: BTreeMap::new(), unique, journal: Vec::new() }
    }

    /// Returns the row of a key.
    pub(super) fn get(&self, key: &[Value]) -> Option<&Row> {
        self.rows.get(key)
    }

    /// Returns every row, in the order of the keys.
    pub(super) fn rows(&self) -> impl Iterator<Item = &Row> {
        self.rows.values()
    }

    /// Stores a row, or replaces the row with the same key. If another row has the same values in unique columns, returns false
    /// and stores nothing.
    pub(super) fn put(&mut self, row: Row) -> bool {
        let key = row.key().to_vec();
        let is_taken = (0..self.unique.len()).any(|rule| {
            let holder = self.unique_key(rule, &row).and_then(|values| self.unique.get(rule)?.get(&values));
            holder.is_some_and(|holder| *holder != key)
        });
        if !is_taken {
            let before = self.exchange(&key, Some(row));
            self.journal.push((key, before));
        }
        !is_taken
    }

    /// Removes the row of a key.
    pub(super) fn remove(&mut self, key: &[Value]) {
        let before = self.exchange(key, None);
        self.journal.push((key.to_vec(), before));
    }

    /// Keeps the changes.
    pub(super) fn commit(&mut self) {
        self.journal.clear();
    }

    /// Undoes the changes since the last commit.
    pub(super) fn roll_back(&mut self) {
        while let Some((key, before)) = self.journal.pop() {
            self.exchange(&key, before);
        }
    }

    /// Replaces or removes the row of a key, and returns the old row.
    fn exchange(&mut self, key: &[Value], row: Option<Row>) -> Option<Row> {
        let before = self.rows.remove(key);
        for rule in 0..self.unique.len() {
            let old = before.as_ref().and_then(|row| self.unique_key(rule, row));
            let new = row.as_ref().and_then(|row| self.unique_key(rule, row));
            if let Some(holders) = self.unique.get_mut(rule) {
                old.into_iter().for_each(|values| drop(holders.remove(&values)));
                holders.extend(new.map(|values| (values, key.to_vec())));
            }
        }
        self.rows.extend(row.map(|row| (key.to_vec(), row)));
        before
    }

    /// Returns the values of a group of unique columns; `None` if one is `NULL`, because nothing is equal to `NULL`.
    fn unique_key(&self, rule: usize, row: &Row) -> Option<Vec<Value>> {
        let columns = self.description.unique.get(rule)?.iter();
        columns.map(|column| row.get(column).filter(|value| **value != Value::Null).cloned()).collect()
    }
}
