-- Links and codes that somebody was sent by mail.
CREATE TABLE mail_challenges (
    tenant BYTEA NOT NULL,
    id UUID NOT NULL,
    user_id BYTEA,
    expires_at BIGINT NOT NULL,
    attempts_left BIGINT NOT NULL,
    document TEXT NOT NULL,
    revision BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (tenant, id)
);
CREATE INDEX mail_challenges_by_user ON mail_challenges (tenant, user_id);
CREATE INDEX mail_challenges_by_expiry ON mail_challenges (expires_at);
