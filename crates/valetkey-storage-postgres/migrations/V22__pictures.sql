-- Pictures that users uploaded.
CREATE TABLE pictures (
    tenant BYTEA NOT NULL,
    id BYTEA NOT NULL,
    user_id BYTEA NOT NULL,
    document TEXT NOT NULL,
    revision BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (tenant, id)
);
CREATE INDEX pictures_by_user ON pictures (tenant, user_id);
