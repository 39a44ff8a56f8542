-- Sessions that began with a sign-in at a provider.
CREATE TABLE provider_sessions (
    tenant TEXT NOT NULL,
    id BLOB NOT NULL,
    sid BLOB NOT NULL,
    user_id TEXT NOT NULL,
    provider TEXT NOT NULL,
    account TEXT NOT NULL,
    upstream TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    revision INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX provider_sessions_by_sid ON provider_sessions (tenant, sid);
CREATE INDEX provider_sessions_by_account ON provider_sessions (tenant, account);
CREATE INDEX provider_sessions_by_upstream ON provider_sessions (tenant, upstream);
CREATE INDEX provider_sessions_by_expiry ON provider_sessions (expires_at);
