//! The issuer's answers, by token, in bounded memory.

use std::collections::HashMap;

use valetkey_types::Timestamp;

use super::{Answer, Key};

/// Answers about active tokens and about others, apart: made-up tokens must not push real ones out.
pub(crate) struct Remembered {
    most: usize,
    active: HashMap<Key, Answer>,
    inactive: HashMap<Key, Answer>,
}

impl Remembered {
    pub(crate) fn holding_at_most(most: usize) -> Self {
        Self { most, active: HashMap::new(), inactive: HashMap::new() }
    }

    /// The answer about this token, unless its time is over.
    pub(crate) fn get(&self, key: &Key, now: Timestamp) -> Option<Answer> {
        let answer = self.active.get(key).or_else(|| self.inactive.get(key))?;
        (now < answer.until).then(|| answer.clone())
    }

    /// Remembers an answer instead of any about the same token.
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

/// Removes expired entries; if that is not enough, the oldest quarter.
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
