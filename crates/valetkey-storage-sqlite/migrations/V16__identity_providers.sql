-- Providers that users can sign in with.
CREATE TABLE identity_providers (
    tenant TEXT NOT NULL,
    name TEXT NOT NULL,
    document TEXT NOT NULL,
    revision INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (tenant, name)
) STRICT, WITHOUT ROWID;

-- Accounts at providers, each linked to one user.
CREATE TABLE linked_accounts (
    tenant TEXT NOT NULL,
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    user_id TEXT NOT NULL,
    document TEXT NOT NULL,
    revision INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (tenant, issuer, subject)
) STRICT, WITHOUT ROWID;
CREATE INDEX linked_accounts_by_user ON linked_accounts (tenant, user_id);
