-- Providers that users can sign in with.
CREATE TABLE identity_providers (
    tenant BYTEA NOT NULL,
    name BYTEA NOT NULL,
    document TEXT NOT NULL,
    revision BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (tenant, name)
);

-- Accounts at providers, each linked to one user.
CREATE TABLE linked_accounts (
    tenant BYTEA NOT NULL,
    issuer BYTEA NOT NULL,
    subject BYTEA NOT NULL,
    user_id BYTEA NOT NULL,
    document TEXT NOT NULL,
    revision BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (tenant, issuer, subject)
);
CREATE INDEX linked_accounts_by_user ON linked_accounts (tenant, user_id);
