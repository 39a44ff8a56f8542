-- Authorization requests that wait for a user and are too long for an address.
CREATE TABLE waiting_requests (
    tenant TEXT NOT NULL,
    id BLOB NOT NULL,
    expires_at INTEGER NOT NULL,
    document TEXT NOT NULL,
    revision INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX waiting_requests_by_expiry ON waiting_requests (expires_at);
