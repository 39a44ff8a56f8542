-- Pictures that users uploaded.
CREATE TABLE pictures (
    tenant TEXT NOT NULL,
    id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    document TEXT NOT NULL,
    revision INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (tenant, id)
) STRICT;
CREATE INDEX pictures_by_user ON pictures (tenant, user_id);
