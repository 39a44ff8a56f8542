//! Sessions in SQLite.

use async_trait::async_trait;
use rusqlite::{OptionalExtension, Row, params};
use uuid::Uuid;
use valetkey_types::Timestamp;

use super::SqliteStore;
use crate::{SessionMatch, SessionStore, SessionStoreError, StoredSession};

const COLUMNS: &str = "id, issuer, subject, sid, expires_at, version, sealed";

#[async_trait]
impl SessionStore for SqliteStore {
    async fn insert(&self, session: StoredSession) -> Result<(), SessionStoreError> {
        self.step(move |connection| {
            let sql = format!("INSERT INTO valetkey_session ({COLUMNS}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
            connection.prepare_cached(&sql)?.execute(params![
                session.id.as_bytes(),
                session.issuer,
                session.subject,
                session.sid,
                session.expires_at.0,
                session.version.cast_signed(),
                session.sealed,
            ])
        })
        .await
        .map(|_| ())
        .map_err(SessionStoreError)
    }

    async fn find(&self, id: Uuid) -> Result<Option<StoredSession>, SessionStoreError> {
        self.read(move |connection| {
            let sql = format!("SELECT {COLUMNS} FROM valetkey_session WHERE id = ?1");
            connection.prepare_cached(&sql)?.query_row([id.as_bytes()], stored_session).optional()
        })
        .await
        .map_err(SessionStoreError)
    }

    async fn replace(&self, session: StoredSession) -> Result<bool, SessionStoreError> {
        self.step(move |connection| {
            let sql = "UPDATE valetkey_session SET issuer = ?2, subject = ?3, sid = ?4, expires_at = ?5, version = ?6, \
                       sealed = ?7 WHERE id = ?1 AND version + 1 = ?6";
            connection.prepare_cached(sql)?.execute(params![
                session.id.as_bytes(),
                session.issuer,
                session.subject,
                session.sid,
                session.expires_at.0,
                session.version.cast_signed(),
                session.sealed,
            ])
        })
        .await
        .map(|changed| changed == 1)
        .map_err(SessionStoreError)
    }

    async fn remove(&self, id: Uuid) -> Result<(), SessionStoreError> {
        self.step(move |connection| {
            connection.prepare_cached("DELETE FROM valetkey_session WHERE id = ?1")?.execute([id.as_bytes()])
        })
        .await
        .map(|_| ())
        .map_err(SessionStoreError)
    }

    async fn remove_matching(&self, which: &SessionMatch<'_>) -> Result<usize, SessionStoreError> {
        let condition = match (which.subject, which.sid) {
            (None, None) => return Ok(0),
            (Some(_), None) => "subject = ?2 AND ?3 IS NULL",
            (None, Some(_)) => "sid = ?3 AND ?2 IS NULL",
            (Some(_), Some(_)) => "subject = ?2 AND (sid = ?3 OR sid IS NULL)",
        };
        let sql = format!("DELETE FROM valetkey_session WHERE issuer = ?1 AND {condition} AND id IS NOT ?4");
        let (issuer, but) = (which.issuer.to_owned(), which.except.map(Uuid::into_bytes));
        let (subject, sid) = (which.subject.map(str::to_owned), which.sid.map(str::to_owned));
        self.step(move |connection| {
            connection.prepare_cached(&sql)?.execute(params![issuer, subject, sid, but])
        })
        .await
        .map_err(SessionStoreError)
    }

    async fn remove_expired(&self, now: Timestamp) -> Result<(), SessionStoreError> {
        self.step(move |connection| {
            connection.prepare_cached("DELETE FROM valetkey_session WHERE expires_at <= ?1")?.execute([now.0])
        })
        .await
        .map(|_| ())
        .map_err(SessionStoreError)
    }

    async fn take_refresh_lease(
        &self,
        id: Uuid,
        holder: Uuid,
        now: Timestamp,
        until: Timestamp,
    ) -> Result<bool, SessionStoreError> {
        self.step(move |connection| {
            let sql = "INSERT INTO valetkey_refresh_lease (session, holder, expires_at) \
                       SELECT id, ?2, ?4 FROM valetkey_session WHERE id = ?1 \
                       ON CONFLICT (session) DO UPDATE SET holder = excluded.holder, expires_at = excluded.expires_at \
                       WHERE valetkey_refresh_lease.expires_at <= ?3 \
                       OR valetkey_refresh_lease.holder = excluded.holder";
            let parameters = params![id.as_bytes(), holder.as_bytes(), now.0, until.0];
            connection.prepare_cached(sql)?.execute(parameters)
        })
        .await
        .map(|changed| changed == 1)
        .map_err(SessionStoreError)
    }

    async fn give_back_refresh_lease(&self, id: Uuid, holder: Uuid) -> Result<(), SessionStoreError> {
        self.step(move |connection| {
            let sql = "DELETE FROM valetkey_refresh_lease WHERE session = ?1 AND holder = ?2";
            connection.prepare_cached(sql)?.execute(params![id.as_bytes(), holder.as_bytes()])
        })
        .await
        .map(|_| ())
        .map_err(SessionStoreError)
    }
}

fn stored_session(row: &Row<'_>) -> rusqlite::Result<StoredSession> {
    Ok(StoredSession {
        id: Uuid::from_bytes(row.get(0)?),
        issuer: row.get(1)?,
        subject: row.get(2)?,
        sid: row.get(3)?,
        expires_at: Timestamp(row.get(4)?),
        version: row.get::<_, i64>(5)?.cast_unsigned(),
        sealed: row.get(6)?,
    })
}
