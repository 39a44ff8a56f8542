-- Answers to changes of the administration API, for a second request with the same Idempotency-Key.
CREATE TABLE kept_answers (
    tenant TEXT NOT NULL,
    caller TEXT NOT NULL,
    key TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    document TEXT NOT NULL,
    revision INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (tenant, caller, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX kept_answers_by_expiry ON kept_answers (expires_at);
