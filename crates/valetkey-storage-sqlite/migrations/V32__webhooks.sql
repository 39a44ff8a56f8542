-- Addresses that get events as they happen.
CREATE TABLE webhooks (
    tenant TEXT NOT NULL,
    name TEXT NOT NULL,
    document TEXT NOT NULL,
    revision INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (tenant, name)
) STRICT, WITHOUT ROWID;

-- Messages wait in lanes: those to a webhook that hangs are not in the way of others.
ALTER TABLE deliveries ADD COLUMN lane TEXT NOT NULL DEFAULT 'mail';
UPDATE deliveries SET lane = 'logout' WHERE json_extract(document, '$.message.kind') = 'backchannel_logout';
DROP INDEX deliveries_by_due;
CREATE INDEX deliveries_by_lane ON deliveries (lane, due_at, tenant, id);
