-- Passkeys of users, and the challenges that were used with them.
CREATE TABLE passkeys (
    tenant TEXT NOT NULL,
    credential_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    sign_count INTEGER NOT NULL,
    backed_up INTEGER NOT NULL,
    last_used_at INTEGER,
    document TEXT NOT NULL,
    revision INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (tenant, credential_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX passkeys_by_user ON passkeys (tenant, user_id);
-- A host may have several tenants: a credential is searched in all of them before a browser is told that it is unknown.
CREATE INDEX passkeys_by_credential_id ON passkeys (credential_id);

CREATE TABLE used_challenges (
    tenant TEXT NOT NULL,
    id BLOB NOT NULL,
    expires_at INTEGER NOT NULL,
    revision INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX used_challenges_by_expiry ON used_challenges (expires_at);
