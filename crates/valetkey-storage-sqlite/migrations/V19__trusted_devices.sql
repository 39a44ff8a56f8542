-- Browsers in which users are not asked for their second factor again.
CREATE TABLE trusted_devices (
    tenant TEXT NOT NULL,
    user_id TEXT NOT NULL,
    id TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    last_used_at INTEGER NOT NULL,
    document TEXT NOT NULL,
    revision INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (tenant, user_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX trusted_devices_by_expiry ON trusted_devices (expires_at);
