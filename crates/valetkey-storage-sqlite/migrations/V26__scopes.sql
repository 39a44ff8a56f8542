-- Scopes of the operator.
CREATE TABLE scopes (
    tenant TEXT NOT NULL,
    name TEXT NOT NULL,
    document TEXT NOT NULL,
    revision INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (tenant, name)
) STRICT, WITHOUT ROWID;
