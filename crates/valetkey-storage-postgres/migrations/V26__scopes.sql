-- Scopes of the operator.
CREATE TABLE scopes (
    tenant BYTEA NOT NULL,
    name BYTEA NOT NULL,
    document TEXT NOT NULL,
    revision BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (tenant, name)
);
