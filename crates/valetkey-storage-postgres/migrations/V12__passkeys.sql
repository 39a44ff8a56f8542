-- Passkeys of users, and the challenges that were used with them.
CREATE TABLE passkeys (
    tenant BYTEA NOT NULL,
    credential_id BYTEA NOT NULL,
    user_id BYTEA NOT NULL,
    sign_count BIGINT NOT NULL,
    backed_up BOOLEAN NOT NULL,
    last_used_at BIGINT,
    document TEXT NOT NULL,
    revision BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (tenant, credential_id)
);
CREATE INDEX passkeys_by_user ON passkeys (tenant, user_id);
-- A host may have several tenants: a credential is searched in all of them before a browser is told that it is unknown.
CREATE INDEX passkeys_by_credential_id ON passkeys (credential_id);

CREATE TABLE used_challenges (
    tenant BYTEA NOT NULL,
    id UUID NOT NULL,
    expires_at BIGINT NOT NULL,
    revision BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (tenant, id)
);
CREATE INDEX used_challenges_by_expiry ON used_challenges (expires_at);
