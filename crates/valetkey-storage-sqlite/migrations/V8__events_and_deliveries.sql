-- The audit trail. An event is found by its user or its client; the newest have the greatest identifiers.
CREATE TABLE events (
    tenant TEXT NOT NULL,
    id BLOB NOT NULL,
    subject TEXT,
    client_id TEXT,
    expires_at INTEGER NOT NULL,
    document TEXT NOT NULL,
    revision INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX events_by_subject ON events (tenant, subject, id) WHERE subject IS NOT NULL;
CREATE INDEX events_by_client ON events (tenant, client_id, id) WHERE client_id IS NOT NULL;
CREATE INDEX events_by_expiry ON events (expires_at);

-- The outbox: messages that must reach an application.
CREATE TABLE deliveries (
    tenant TEXT NOT NULL,
    id BLOB NOT NULL,
    due_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    document TEXT NOT NULL,
    revision INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX deliveries_by_due ON deliveries (due_at, tenant, id);
CREATE INDEX deliveries_by_expiry ON deliveries (expires_at);
