-- Logos of tenants and clients.
CREATE TABLE logos (
    tenant BYTEA NOT NULL,
    id BYTEA NOT NULL,
    document TEXT NOT NULL,
    revision BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (tenant, id)
);
