-- Groups and roles, the members of groups, and a revision that moves with every change of them.
CREATE TABLE user_groups (
    tenant TEXT NOT NULL,
    id BLOB NOT NULL,
    name_key TEXT NOT NULL,
    document TEXT NOT NULL,
    revision INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX user_groups_by_name ON user_groups (tenant, name_key);

CREATE TABLE roles (
    tenant TEXT NOT NULL,
    id BLOB NOT NULL,
    name_key TEXT NOT NULL,
    document TEXT NOT NULL,
    revision INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX roles_by_name ON roles (tenant, name_key);

CREATE TABLE group_members (
    tenant TEXT NOT NULL,
    group_id BLOB NOT NULL,
    user_id TEXT NOT NULL,
    revision INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (tenant, group_id, user_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX group_members_by_user ON group_members (tenant, user_id);

CREATE TABLE role_maps (
    tenant TEXT NOT NULL,
    document TEXT NOT NULL,
    revision INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (tenant)
) STRICT, WITHOUT ROWID;
