-- Definitions of attributes. The values stand in the documents of users.
CREATE TABLE attributes (
    tenant TEXT NOT NULL,
    name TEXT NOT NULL,
    document TEXT NOT NULL,
    revision INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (tenant, name)
) STRICT, WITHOUT ROWID;
