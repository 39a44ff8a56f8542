-- The authenticator and the recovery codes of each user.
CREATE TABLE second_factors (
    tenant BYTEA NOT NULL,
    user_id BYTEA NOT NULL,
    document TEXT NOT NULL,
    revision BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (tenant, user_id)
);
