-- The authenticator and the recovery codes of each user.
CREATE TABLE second_factors (
    tenant TEXT NOT NULL,
    user_id TEXT NOT NULL,
    document TEXT NOT NULL,
    revision INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (tenant, user_id)
) STRICT, WITHOUT ROWID;
