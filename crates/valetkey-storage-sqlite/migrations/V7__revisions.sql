-- Every record has a revision: an edit is stored over the revision that was read, and over no other.
ALTER TABLE tenants ADD COLUMN revision INTEGER NOT NULL DEFAULT 1;
ALTER TABLE clients ADD COLUMN revision INTEGER NOT NULL DEFAULT 1;
ALTER TABLE users ADD COLUMN revision INTEGER NOT NULL DEFAULT 1;
ALTER TABLE sessions ADD COLUMN revision INTEGER NOT NULL DEFAULT 1;
ALTER TABLE grants ADD COLUMN revision INTEGER NOT NULL DEFAULT 1;
ALTER TABLE revoked_access_tokens ADD COLUMN revision INTEGER NOT NULL DEFAULT 1;
ALTER TABLE signing_keys ADD COLUMN revision INTEGER NOT NULL DEFAULT 1;

-- A sign-in writes three trees instead of five: the table and the index by expiry grow at their ends, and one index serves
-- what is asked by user, by user and client, and by session of a user.
DROP INDEX grants_by_session;
DROP INDEX grants_by_user_and_client;
DROP INDEX grants_by_client;
CREATE INDEX grants_by_user ON grants (tenant, user_id, id);

-- Usernames and mail addresses are one set of names. Of names that two users have from before, the one with the username keeps
-- it; the start says which they are.
CREATE TABLE user_names (
    tenant TEXT NOT NULL,
    name_key TEXT NOT NULL,
    user_id TEXT NOT NULL,
    revision INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (tenant, name_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX user_names_by_user ON user_names (tenant, user_id);
INSERT INTO user_names (tenant, name_key, user_id) SELECT tenant, username_key, id FROM users;
INSERT INTO user_names (tenant, name_key, user_id)
    SELECT tenant, email_key, id FROM users WHERE email_key IS NOT NULL
    ON CONFLICT DO NOTHING;
