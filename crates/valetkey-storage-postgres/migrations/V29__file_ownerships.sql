-- The things that configuration files own.
CREATE TABLE file_ownerships (
    tenant BYTEA NOT NULL,
    kind BYTEA NOT NULL,
    name BYTEA NOT NULL,
    document TEXT NOT NULL,
    revision BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (tenant, kind, name)
);
