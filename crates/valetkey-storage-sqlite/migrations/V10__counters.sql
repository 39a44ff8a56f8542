-- Counters that expire. Those of failed sign-ins were columns of the users.
CREATE TABLE counters (
    tenant TEXT NOT NULL,
    kind TEXT NOT NULL,
    number INTEGER NOT NULL,
    count INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    revision INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (tenant, kind, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX counters_by_expiry ON counters (expires_at);

ALTER TABLE users DROP COLUMN sign_in_failure_count;
ALTER TABLE users DROP COLUMN sign_in_failure_last_at;
