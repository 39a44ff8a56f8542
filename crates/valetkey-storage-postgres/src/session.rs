//! One connection with its prepared statements.

use std::{
    collections::HashMap,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use tokio::sync::Notify;
use tokio_postgres::{Client, Error, Statement};

use crate::plans::{self, Uses};

/// A connection that many callers use at the same time.
pub(crate) struct Session {
    client: Client,
    statements: Mutex<HashMap<&'static str, Statement>>,
    uses: Uses,
    sending: Mutex<()>,
    is_given_up: AtomicBool,
    given_up: Notify,
}

impl Session {
    pub(crate) fn new(client: Client) -> Self {
        Self {
            client,
            statements: Mutex::new(HashMap::new()),
            uses: Uses::default(),
            sending: Mutex::new(()),
            is_given_up: AtomicBool::new(false),
            given_up: Notify::new(),
        }
    }

    pub(crate) fn client(&self) -> &Client {
        &self.client
    }

    /// Returns the prepared statement. The first caller prepares it.
    pub(crate) async fn statement(&self, sql: &'static str) -> Result<Statement, Error> {
        if self.uses.count() {
            plans::renew(&self.client).await;
        }
        let known = || self.statements.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(statement) = known().get(sql) {
            return Ok(statement.clone());
        }
        let statement = self.client.prepare(sql).await?;
        known().insert(sql, statement.clone());
        Ok(statement)
    }

    /// Sends a transaction without statements of other tasks in between.
    pub(crate) fn in_one_go<T>(&self, send: impl FnOnce() -> T) -> T {
        let _sending = self.sending.lock().unwrap_or_else(PoisonError::into_inner);
        send()
    }

    /// Returns whether the connection still accepts queries.
    pub(crate) fn is_usable(&self) -> bool {
        !self.is_given_up.load(Ordering::Relaxed) && !self.client.is_closed()
    }

    /// Ends a connection that no longer answers.
    pub(crate) fn give_up(&self) {
        self.is_given_up.store(true, Ordering::Relaxed);
        self.given_up.notify_one();
    }

    /// Waits until a caller has called `give_up`.
    pub(crate) async fn given_up(&self) {
        self.given_up.notified().await;
    }
}
