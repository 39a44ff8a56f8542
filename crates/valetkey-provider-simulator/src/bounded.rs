//! A map that removes the oldest entry when it is full.

use std::collections::{HashMap, VecDeque};

/// Maximum number of entries.
const MOST: usize = 10_000;

/// A map with random keys that keeps only the newest entries.
#[derive(Debug)]
pub(crate) struct Bounded<V> {
    values: HashMap<String, V>,
    order: VecDeque<String>,
}

impl<V> Default for Bounded<V> {
    fn default() -> Self {
        Self { values: HashMap::new(), order: VecDeque::new() }
    }
}

impl<V> Bounded<V> {
    /// Adds or replaces a value.
    pub(crate) fn insert(&mut self, name: String, value: V) {
        if self.values.insert(name.clone(), value).is_none() {
            self.order.push_back(name);
        }
        while self.order.len() > MOST {
            if let Some(oldest) = self.order.pop_front() {
                self.values.remove(&oldest);
            }
        }
    }

    /// Returns the value with this name.
    pub(crate) fn get(&self, name: &str) -> Option<&V> {
        self.values.get(name)
    }

    /// Returns the value with this name, for a change.
    pub(crate) fn get_mut(&mut self, name: &str) -> Option<&mut V> {
        self.values.get_mut(name)
    }

    /// Removes a value.
    pub(crate) fn remove(&mut self, name: &str) -> Option<V> {
        let value = self.values.remove(name)?;
        self.order.retain(|known| known != name);
        Some(value)
    }

    /// Returns the first matching entry, oldest first.
    pub(crate) fn find(&self, fits: impl Fn(&V) -> bool) -> Option<&str> {
        self.order.iter().map(String::as_str).find(|name| self.values.get(*name).is_some_and(&fits))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_entry_is_removed_if_the_map_is_full() {
        let mut map = Bounded::default();
        for number in 0..=MOST {
            map.insert(number.to_string(), number);
        }
        assert_eq!(map.get("0"), None);
        assert_eq!(map.get("1"), Some(&1));
        assert_eq!(map.values.len(), MOST);
        assert_eq!(map.remove("1"), Some(1));
        assert_eq!((map.order.len(), map.get("1")), (MOST - 1, None));
    }
}
