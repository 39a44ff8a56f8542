-- Blocks of hashes over the events, in a chain for each tenant.
CREATE TABLE audit_blocks (
    tenant TEXT NOT NULL,
    number INTEGER NOT NULL,
    document TEXT NOT NULL,
    revision INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (tenant, number)
) STRICT;
