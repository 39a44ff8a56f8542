-- Browsers in which users are not asked for their second factor again.
CREATE TABLE trusted_devices (
    tenant BYTEA NOT NULL,
    user_id BYTEA NOT NULL,
    id BYTEA NOT NULL,
    expires_at BIGINT NOT NULL,
    last_used_at BIGINT NOT NULL,
    document TEXT NOT NULL,
    revision BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (tenant, user_id, id)
);
CREATE INDEX trusted_devices_by_expiry ON trusted_devices (expires_at);
