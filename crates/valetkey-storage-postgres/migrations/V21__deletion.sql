-- Users who asked for the deletion of their account, found by the moment at which it is removed.
ALTER TABLE users ADD COLUMN deletion_at BIGINT;
CREATE INDEX users_by_deletion ON users (deletion_at) WHERE deletion_at IS NOT NULL;
