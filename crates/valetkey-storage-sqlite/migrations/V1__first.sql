-- "VKEY": marks the file as ours.
PRAGMA application_id = 1447773529;

-- Each record is a JSON document. Beside it stand its keys, what is searched for, and what conditions look at; a column
-- that a condition changes counts instead of the document's field of that name.

CREATE TABLE clients (
    tenant TEXT NOT NULL,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (tenant, id)
) STRICT;

-- username_key and email_key are in lower case.
CREATE TABLE users (
    tenant TEXT NOT NULL,
    id TEXT NOT NULL,
    username_key TEXT NOT NULL,
    email_key TEXT,
    sign_in_failure_count INTEGER NOT NULL,
    sign_in_failure_last_at INTEGER,
    document TEXT NOT NULL,
    PRIMARY KEY (tenant, id)
) STRICT;
CREATE UNIQUE INDEX users_by_username ON users (tenant, username_key);
CREATE UNIQUE INDEX users_by_email ON users (tenant, email_key);

CREATE TABLE sessions (
    tenant TEXT NOT NULL,
    id BLOB NOT NULL,
    user_id TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    ended_at INTEGER,
    document TEXT NOT NULL,
    PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_by_user ON sessions (tenant, user_id);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

CREATE TABLE consents (
    tenant TEXT NOT NULL,
    user_id TEXT NOT NULL,
    client_id TEXT NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (tenant, user_id, client_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX consents_by_client ON consents (tenant, client_id);

CREATE TABLE authorization_codes (
    tenant TEXT NOT NULL,
    id BLOB NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at INTEGER,
    document TEXT NOT NULL,
    PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX authorization_codes_by_expiry ON authorization_codes (expires_at);

-- offline: 1 when the grant outlives its session.
CREATE TABLE grants (
    tenant TEXT NOT NULL,
    id BLOB NOT NULL,
    sid BLOB NOT NULL,
    user_id TEXT NOT NULL,
    client_id TEXT NOT NULL,
    offline INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    revoked_at INTEGER,
    redeemed_refresh_token BLOB,
    document TEXT NOT NULL,
    PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX grants_by_session ON grants (tenant, sid, client_id);
CREATE INDEX grants_by_user_and_client ON grants (tenant, user_id, client_id);
CREATE INDEX grants_by_client ON grants (tenant, client_id);
CREATE INDEX grants_by_expiry ON grants (expires_at);

CREATE TABLE refresh_tokens (
    tenant TEXT NOT NULL,
    id BLOB NOT NULL,
    expires_at INTEGER NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX refresh_tokens_by_expiry ON refresh_tokens (expires_at);

CREATE TABLE access_tokens (
    tenant TEXT NOT NULL,
    id BLOB NOT NULL,
    expires_at INTEGER NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX access_tokens_by_expiry ON access_tokens (expires_at);

CREATE TABLE revoked_access_tokens (
    tenant TEXT NOT NULL,
    id BLOB NOT NULL,
    expires_at INTEGER NOT NULL,
    PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX revoked_access_tokens_by_expiry ON revoked_access_tokens (expires_at);

CREATE TABLE signing_keys (
    tenant TEXT NOT NULL,
    kid TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (tenant, kid)
) STRICT, WITHOUT ROWID;
