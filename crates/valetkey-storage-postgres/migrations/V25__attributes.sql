-- Definitions of attributes. The values stand in the documents of users.
CREATE TABLE attributes (
    tenant BYTEA NOT NULL,
    name BYTEA NOT NULL,
    document TEXT NOT NULL,
    revision BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (tenant, name)
);
