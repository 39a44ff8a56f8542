-- Blocks of hashes over the events, in a chain for each tenant.
CREATE TABLE audit_blocks (
    tenant BYTEA NOT NULL,
    number BIGINT NOT NULL,
    document TEXT NOT NULL,
    revision BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (tenant, number)
);
