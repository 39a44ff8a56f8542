-- Counters that expire. Those of failed sign-ins were columns of the users.
CREATE TABLE counters (
    tenant BYTEA NOT NULL,
    kind BYTEA NOT NULL,
    number BIGINT NOT NULL,
    count BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    revision BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (tenant, kind, number)
);
CREATE INDEX counters_by_expiry ON counters (expires_at);

ALTER TABLE users DROP COLUMN sign_in_failure_count;
ALTER TABLE users DROP COLUMN sign_in_failure_last_at;
