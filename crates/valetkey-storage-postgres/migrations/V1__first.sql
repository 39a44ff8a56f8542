-- Each record is a JSON document. Beside it stand its keys, what is searched for, and what conditions look at; a column
-- that a condition changes counts instead of the document's field of that name.
--
-- Names and identifiers are BYTEA: compared and ordered byte for byte whatever the collation, and any text is possible.
-- To read them: SELECT convert_from(id, 'UTF8') FROM clients.

CREATE TABLE clients (
    tenant BYTEA NOT NULL,
    id BYTEA NOT NULL,
    name BYTEA NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (tenant, id)
);

-- username_key and email_key are in lower case.
CREATE TABLE users (
    tenant BYTEA NOT NULL,
    id BYTEA NOT NULL,
    username_key BYTEA NOT NULL,
    email_key BYTEA,
    sign_in_failure_count BIGINT NOT NULL,
    sign_in_failure_last_at BIGINT,
    document TEXT NOT NULL,
    PRIMARY KEY (tenant, id)
);
CREATE UNIQUE INDEX users_by_username ON users (tenant, username_key);
CREATE UNIQUE INDEX users_by_email ON users (tenant, email_key);

CREATE TABLE sessions (
    tenant BYTEA NOT NULL,
    id UUID NOT NULL,
    user_id BYTEA NOT NULL,
    expires_at BIGINT NOT NULL,
    ended_at BIGINT,
    document TEXT NOT NULL,
    PRIMARY KEY (tenant, id)
);
CREATE INDEX sessions_by_user ON sessions (tenant, user_id);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

CREATE TABLE consents (
    tenant BYTEA NOT NULL,
    user_id BYTEA NOT NULL,
    client_id BYTEA NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (tenant, user_id, client_id)
);
CREATE INDEX consents_by_client ON consents (tenant, client_id);

CREATE TABLE authorization_codes (
    tenant BYTEA NOT NULL,
    id UUID NOT NULL,
    user_id BYTEA NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT,
    document TEXT NOT NULL,
    PRIMARY KEY (tenant, id)
);
CREATE INDEX authorization_codes_by_expiry ON authorization_codes (expires_at);

-- offline: whether the grant outlives its session.
CREATE TABLE grants (
    tenant BYTEA NOT NULL,
    id UUID NOT NULL,
    sid UUID NOT NULL,
    user_id BYTEA NOT NULL,
    client_id BYTEA NOT NULL,
    offline BOOLEAN NOT NULL,
    expires_at BIGINT NOT NULL,
    revoked_at BIGINT,
    redeemed_refresh_token UUID,
    document TEXT NOT NULL,
    PRIMARY KEY (tenant, id)
);
CREATE INDEX grants_by_session ON grants (tenant, sid, client_id);
CREATE INDEX grants_by_user_and_client ON grants (tenant, user_id, client_id);
CREATE INDEX grants_by_client ON grants (tenant, client_id);
CREATE INDEX grants_by_expiry ON grants (expires_at);

CREATE TABLE refresh_tokens (
    tenant BYTEA NOT NULL,
    id UUID NOT NULL,
    grant_id UUID NOT NULL,
    expires_at BIGINT NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (tenant, id)
);
CREATE INDEX refresh_tokens_by_expiry ON refresh_tokens (expires_at);

CREATE TABLE access_tokens (
    tenant BYTEA NOT NULL,
    id UUID NOT NULL,
    grant_id UUID,
    client_id BYTEA NOT NULL,
    user_id BYTEA,
    expires_at BIGINT NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (tenant, id)
);
CREATE INDEX access_tokens_by_expiry ON access_tokens (expires_at);

CREATE TABLE revoked_access_tokens (
    tenant BYTEA NOT NULL,
    id UUID NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (tenant, id)
);
CREATE INDEX revoked_access_tokens_by_expiry ON revoked_access_tokens (expires_at);

CREATE TABLE signing_keys (
    tenant BYTEA NOT NULL,
    kid BYTEA NOT NULL,
    created_at BIGINT NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (tenant, kid)
);
