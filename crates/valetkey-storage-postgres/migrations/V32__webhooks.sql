-- Addresses that get events as they happen.
CREATE TABLE webhooks (
    tenant BYTEA NOT NULL,
    name BYTEA NOT NULL,
    document TEXT NOT NULL,
    revision BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (tenant, name)
);

-- Messages wait in lanes: those to a webhook that hangs are not in the way of others.
ALTER TABLE deliveries ADD COLUMN lane BYTEA NOT NULL DEFAULT 'mail';
UPDATE deliveries SET lane = 'logout' WHERE document::json -> 'message' ->> 'kind' = 'backchannel_logout';
DROP INDEX deliveries_by_due;
CREATE INDEX deliveries_by_lane ON deliveries (lane, due_at, tenant, id);
