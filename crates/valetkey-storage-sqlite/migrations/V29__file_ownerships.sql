-- The things that configuration files own.
CREATE TABLE file_ownerships (
    tenant TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    document TEXT NOT NULL,
    revision INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (tenant, kind, name)
) STRICT, WITHOUT ROWID;
