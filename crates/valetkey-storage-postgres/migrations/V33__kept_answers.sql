-- Answers to changes of the administration API, for a second request with the same Idempotency-Key.
CREATE TABLE kept_answers (
    tenant BYTEA NOT NULL,
    caller BYTEA NOT NULL,
    key BYTEA NOT NULL,
    expires_at BIGINT NOT NULL,
    document TEXT NOT NULL,
    revision BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (tenant, caller, key)
);
CREATE INDEX kept_answers_by_expiry ON kept_answers (expires_at);
