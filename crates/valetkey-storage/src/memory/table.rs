//! One map of records that can take back what was done since the last commit.

use std::collections::BTreeMap;

/// A map with a journal of the values it replaced.
#[derive(Debug)]
pub(super) struct Table<K, V> {
    records: BTreeMap<K, V>,
    journal: Vec<(K, Option<V>)>,
}

impl<K, V> Default for Table<K, V> {
    fn default() -> Self {
        Self { records: BTreeMap::new(), journal: Vec::new() }
    }
}

impl<K: Ord + Clone, V: Clone> Table<K, V> {
    /// The record under a key.
    pub(super) fn get(&self, key: &K) -> Option<&V> {
        self.records.get(key)
    }

    /// Every record with its key, in the order of the keys.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
        self.records.iter()
    }

    /// Stores a record under a free key. False, and nothing stored, when the key is taken.
    pub(super) fn add(&mut self, key: K, value: V) -> bool {
        let free = !self.records.contains_key(&key);
        if free {
            self.put(key, value);
        }
        free
    }

    /// Stores a record, whether the key is taken or not.
    pub(super) fn put(&mut self, key: K, value: V) {
        let before = self.records.insert(key.clone(), value);
        self.journal.push((key, before));
    }

    /// Edits the record under a key. False when there is none.
    pub(super) fn edit(&mut self, key: &K, edit: impl FnOnce(&mut V)) -> bool {
        let Some(record) = self.records.get_mut(key) else { return false };
        self.journal.push((key.clone(), Some(record.clone())));
        edit(record);
        true
    }

    /// Edits every record that is wanted.
    pub(super) fn edit_where(&mut self, wanted: impl Fn(&V) -> bool, mut edit: impl FnMut(&mut V)) {
        for (key, record) in self.records.iter_mut().filter(|(_, record)| wanted(record)) {
            self.journal.push((key.clone(), Some(record.clone())));
            edit(record);
        }
    }

    /// Removes the record under a key. False when there was none.
    pub(super) fn remove(&mut self, key: &K) -> bool {
        let before = self.records.remove(key);
        let existed = before.is_some();
        if existed {
            self.journal.push((key.clone(), before));
        }
        existed
    }

    /// Removes at most so many of the records that are wanted.
    pub(super) fn remove_where(&mut self, at_most: usize, wanted: impl Fn(&V) -> bool) -> usize {
        let matching = self.records.iter().filter(|(_, record)| wanted(record));
        let keys: Vec<K> = matching.map(|(key, _)| key.clone()).take(at_most).collect();
        for key in &keys {
            self.remove(key);
        }
        keys.len()
    }

    /// Keeps what was done.
    pub(super) fn commit(&mut self) {
        self.journal.clear();
    }

    /// Takes back what was done since the last commit.
    pub(super) fn roll_back(&mut self) {
        while let Some((key, before)) = self.journal.pop() {
            match before {
                Some(value) => self.records.insert(key, value),
                None => self.records.remove(&key),
            };
        }
    }
}
