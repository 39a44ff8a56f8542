-- Sessions that began with a sign-in at a provider.
CREATE TABLE provider_sessions (
    tenant BYTEA NOT NULL,
    id UUID NOT NULL,
    sid UUID NOT NULL,
    user_id BYTEA NOT NULL,
    provider BYTEA NOT NULL,
    account BYTEA NOT NULL,
    upstream BYTEA NOT NULL,
    expires_at BIGINT NOT NULL,
    revision BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (tenant, id)
);
CREATE INDEX provider_sessions_by_sid ON provider_sessions (tenant, sid);
CREATE INDEX provider_sessions_by_account ON provider_sessions (tenant, account);
CREATE INDEX provider_sessions_by_upstream ON provider_sessions (tenant, upstream);
CREATE INDEX provider_sessions_by_expiry ON provider_sessions (expires_at);
