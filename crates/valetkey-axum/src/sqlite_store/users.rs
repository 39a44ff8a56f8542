//! Users in SQLite.

use async_trait::async_trait;
use rusqlite::{Connection, OptionalExtension, params};
use uuid::Uuid;

use super::SqliteStore;
use crate::{Identity, LinkOutcome, StoredUser, UnlinkOutcome, UserStore, UserStoreError};

#[async_trait]
impl UserStore for SqliteStore {
    async fn find_by_id(&self, id: Uuid) -> Result<Option<StoredUser>, UserStoreError> {
        self.read(move |connection| stored_user(connection, id)).await.map_err(UserStoreError)
    }

    async fn find_by_identity(
        &self,
        issuer: &str,
        subject: &str,
    ) -> Result<Option<StoredUser>, UserStoreError> {
        let (issuer, subject) = (issuer.to_owned(), subject.to_owned());
        self.read(move |connection| match owner(connection, &issuer, &subject)? {
            Some(id) => stored_user(connection, id),
            None => Ok(None),
        })
        .await
        .map_err(UserStoreError)
    }

    async fn find_by_verified_email(&self, email: &str) -> Result<Vec<StoredUser>, UserStoreError> {
        let email = email.to_owned();
        self.read(move |connection| {
            let sql =
                "SELECT DISTINCT person FROM valetkey_identity WHERE verified_email = ?1 ORDER BY person";
            let mut statement = connection.prepare_cached(sql)?;
            let ids = statement.query_map([email], |row| row.get(0).map(Uuid::from_bytes))?;
            let ids = ids.collect::<rusqlite::Result<Vec<Uuid>>>()?;
            let users = ids.into_iter().map(|id| stored_user(connection, id));
            users.filter_map(Result::transpose).collect()
        })
        .await
        .map_err(UserStoreError)
    }

    async fn create(&self, id: Uuid, identity: Identity) -> Result<StoredUser, UserStoreError> {
        self.step(move |connection| {
            let id = match owner(connection, &identity.issuer, &identity.subject)? {
                Some(owner) => owner,
                None => {
                    connection
                        .prepare_cached("INSERT INTO valetkey_person (id) VALUES (?1)")?
                        .execute([id.as_bytes()])?;
                    keep(connection, id, &identity)?;
                    id
                }
            };
            stored_user(connection, id)?.ok_or(rusqlite::Error::QueryReturnedNoRows)
        })
        .await
        .map_err(UserStoreError)
    }

    async fn link(&self, id: Uuid, identity: Identity) -> Result<LinkOutcome, UserStoreError> {
        self.step(move |connection| {
            if owner(connection, &identity.issuer, &identity.subject)?.is_some_and(|owner| owner != id) {
                return Ok(LinkOutcome::BelongsToAnother);
            }
            if !exists(connection, id)? {
                return Ok(LinkOutcome::NoSuchUser);
            }
            keep(connection, id, &identity)?;
            Ok(LinkOutcome::Linked)
        })
        .await
        .map_err(UserStoreError)
    }

    async fn unlink(&self, id: Uuid, issuer: &str, subject: &str) -> Result<UnlinkOutcome, UserStoreError> {
        let (issuer, subject) = (issuer.to_owned(), subject.to_owned());
        self.step(move |connection| {
            if owner(connection, &issuer, &subject)? != Some(id) {
                return Ok(UnlinkOutcome::NotLinked);
            }
            let sql = "SELECT count(*) FROM valetkey_identity WHERE person = ?1";
            let count: i64 = connection.prepare_cached(sql)?.query_row([id.as_bytes()], |row| row.get(0))?;
            if count < 2 {
                return Ok(UnlinkOutcome::IsTheLastOne);
            }
            let sql = "DELETE FROM valetkey_identity WHERE issuer = ?1 AND subject = ?2";
            connection.prepare_cached(sql)?.execute([issuer, subject])?;
            Ok(UnlinkOutcome::Unlinked)
        })
        .await
        .map_err(UserStoreError)
    }

    async fn grant(&self, id: Uuid, permission: &str) -> Result<bool, UserStoreError> {
        let permission = permission.to_owned();
        self.step(move |connection| {
            let there = exists(connection, id)?;
            if there {
                let sql = "INSERT OR IGNORE INTO valetkey_permission (person, permission) VALUES (?1, ?2)";
                connection.prepare_cached(sql)?.execute(params![id.as_bytes(), permission])?;
            }
            Ok(there)
        })
        .await
        .map_err(UserStoreError)
    }

    async fn revoke(&self, id: Uuid, permission: &str) -> Result<bool, UserStoreError> {
        let permission = permission.to_owned();
        self.step(move |connection| {
            let sql = "DELETE FROM valetkey_permission WHERE person = ?1 AND permission = ?2";
            connection.prepare_cached(sql)?.execute(params![id.as_bytes(), permission])?;
            exists(connection, id)
        })
        .await
        .map_err(UserStoreError)
    }

    async fn remove_user(&self, id: Uuid) -> Result<bool, UserStoreError> {
        self.step(move |connection| {
            connection.prepare_cached("DELETE FROM valetkey_person WHERE id = ?1")?.execute([id.as_bytes()])
        })
        .await
        .map(|removed| removed == 1)
        .map_err(UserStoreError)
    }
}

fn exists(connection: &Connection, id: Uuid) -> rusqlite::Result<bool> {
    connection.prepare_cached("SELECT 1 FROM valetkey_person WHERE id = ?1")?.exists([id.as_bytes()])
}

fn owner(connection: &Connection, issuer: &str, subject: &str) -> rusqlite::Result<Option<Uuid>> {
    let sql = "SELECT person FROM valetkey_identity WHERE issuer = ?1 AND subject = ?2";
    let id = |row: &rusqlite::Row<'_>| row.get(0).map(Uuid::from_bytes);
    connection.prepare_cached(sql)?.query_row([issuer, subject], id).optional()
}

fn keep(connection: &Connection, id: Uuid, identity: &Identity) -> rusqlite::Result<()> {
    let sql = "INSERT OR REPLACE INTO valetkey_identity (issuer, subject, person, provider, name, verified_email) \
               VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    let Identity { issuer, subject, provider, name, verified_email } = identity;
    let parameters = params![issuer, subject, id.as_bytes(), provider, name, verified_email];
    connection.prepare_cached(sql)?.execute(parameters).map(|_| ())
}

fn stored_user(connection: &Connection, id: Uuid) -> rusqlite::Result<Option<StoredUser>> {
    if !exists(connection, id)? {
        return Ok(None);
    }
    let sql = "SELECT issuer, subject, provider, name, verified_email FROM valetkey_identity WHERE person = ?1 \
               ORDER BY issuer, subject";
    let mut statement = connection.prepare_cached(sql)?;
    let identities = statement.query_map([id.as_bytes()], |row| {
        let (issuer, subject, provider) = (row.get(0)?, row.get(1)?, row.get(2)?);
        Ok(Identity { issuer, subject, provider, name: row.get(3)?, verified_email: row.get(4)? })
    })?;
    let identities = identities.collect::<rusqlite::Result<_>>()?;
    let mut statement =
        connection.prepare_cached("SELECT permission FROM valetkey_permission WHERE person = ?1")?;
    let permissions = statement.query_map([id.as_bytes()], |row| row.get(0))?;
    Ok(Some(StoredUser { id, identities, permissions: permissions.collect::<rusqlite::Result<_>>()? }))
}
