//! The cache of introspection responses, with a limited size.

use std::collections::HashMap;

use valetkey_types::Timestamp;

use super::{Answer, Key};

/// The cached responses. Active and inactive tokens have separate limits, so that invented tokens can't displace real ones.
pub(crate) struct Remembered {
    most: usize,
    active: HashMap<Key, Answer>,
    inactive: HashMap<Key, Answer>,
}

impl Remembered {
    pub(crate) fn holding_at_most(most: usize) -> Self {
        Self { most, active: HashMap::new(), inactive: HashMap::new() }
    }

    /// Returns the response for this token, unless it has expired.
    pub(crate) fn get(&self, key: &Key, now: Timestamp) -> Option<Answer> {
        let answer = self.active.get(key).or_else(|| self.inactive.get(key))?;
        (now < answer.until).then(|| answer.clone())
    }

    /// Stores a response. Replaces an earlier one for the same token.
    pub(crate) fn insert(&mut self, key: Key, answer: Answer, now: Timestamp) {
        self.active.remove(&key);
        self.inactive.remove(&key);
        if now >= answer.until {
            return;
        }
        let answers = if answer.claims.is_some() { &mut self.active } else { &mut self.inactive };
        if answers.len() >= self.most {
            make_room(answers, now);
        }
        answers.insert(key, answer);
    }
}

/// Removes expired entries, and the oldest quarter if that is not enough.
fn make_room(answers: &mut HashMap<Key, Answer>, now: Timestamp) {
    let before = answers.len();
    answers.retain(|_, answer| now < answer.until);
    if answers.len() < before {
        return;
    }
    let mut ends: Vec<(Timestamp, Key)> = answers.iter().map(|(key, answer)| (answer.until, *key)).collect();
    ends.sort_unstable();
    for (_, key) in ends.into_iter().take((before / 4).max(1)) {
        answers.remove(&key);
    }
}
