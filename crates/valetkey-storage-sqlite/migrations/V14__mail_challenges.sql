-- Links and codes that somebody was sent by mail.
CREATE TABLE mail_challenges (
    tenant TEXT NOT NULL,
    id BLOB NOT NULL,
    user_id TEXT,
    expires_at INTEGER NOT NULL,
    attempts_left INTEGER NOT NULL,
    document TEXT NOT NULL,
    revision INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX mail_challenges_by_user ON mail_challenges (tenant, user_id);
CREATE INDEX mail_challenges_by_expiry ON mail_challenges (expires_at);
