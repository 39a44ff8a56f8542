-- The users to whom a role was granted directly stand beside the members of groups, so that the holders of a role are found.
INSERT OR IGNORE INTO group_members (tenant, group_id, user_id)
SELECT users.tenant, unhex(replace(role.value, '-', '')), users.id
FROM users, json_each(users.document, '$.granted_roles') AS role
WHERE users.document LIKE '%"granted_roles"%';
