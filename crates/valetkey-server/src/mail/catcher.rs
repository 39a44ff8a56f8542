//! Keeps mails in memory instead of sending them: for the demo and for tests.

use std::{
    collections::VecDeque,
    sync::{Mutex, MutexGuard, PoisonError},
};

use async_trait::async_trait;

use super::{MailFailure, MailTransport, OutgoingMail};

/// The last mails, newest last.
#[derive(Default)]
pub struct MailCatcher {
    mails: Mutex<VecDeque<OutgoingMail>>,
    script: Mutex<VecDeque<MailFailure>>,
}

/// Maximum number of mails that are kept.
const MOST: usize = 200;

impl MailCatcher {
    /// Returns the mails, oldest first.
    pub fn mails(&self) -> Vec<OutgoingMail> {
        lock(&self.mails).iter().cloned().collect()
    }

    /// Fails the next mail in this way.
    pub fn fail_next(&self, failure: MailFailure) {
        lock(&self.script).push_back(failure);
    }
}

#[async_trait]
impl MailTransport for MailCatcher {
    async fn send(&self, mail: &OutgoingMail) -> Result<String, MailFailure> {
        if let Some(failure) = lock(&self.script).pop_front() {
            return Err(failure);
        }
        let mut mails = lock(&self.mails);
        if mails.len() >= MOST {
            mails.pop_front();
        }
        mails.push_back(mail.clone());
        Ok("kept in memory".to_owned())
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
