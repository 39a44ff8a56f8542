-- Groups and roles, the members of groups, and a revision that moves with every change of them.
CREATE TABLE user_groups (
    tenant BYTEA NOT NULL,
    id UUID NOT NULL,
    name_key BYTEA NOT NULL,
    document TEXT NOT NULL,
    revision BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (tenant, id)
);
CREATE UNIQUE INDEX user_groups_by_name ON user_groups (tenant, name_key);

CREATE TABLE roles (
    tenant BYTEA NOT NULL,
    id UUID NOT NULL,
    name_key BYTEA NOT NULL,
    document TEXT NOT NULL,
    revision BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (tenant, id)
);
CREATE UNIQUE INDEX roles_by_name ON roles (tenant, name_key);

CREATE TABLE group_members (
    tenant BYTEA NOT NULL,
    group_id UUID NOT NULL,
    user_id BYTEA NOT NULL,
    revision BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (tenant, group_id, user_id)
);
CREATE INDEX group_members_by_user ON group_members (tenant, user_id);

CREATE TABLE role_maps (
    tenant BYTEA NOT NULL,
    document TEXT NOT NULL,
    revision BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (tenant)
);
