-- The users to whom a role was granted directly stand beside the members of groups, so that the holders of a role are found. PostgreSQL
-- does not read JSON with an escaped NUL; nobody can have stored one through a form or a command.
INSERT INTO group_members (tenant, group_id, user_id)
SELECT granted.tenant, role.value::uuid, granted.id
FROM (
    SELECT tenant, id, document FROM users
    WHERE position('"granted_roles"' IN document) > 0 AND position('\u0000' IN document) = 0
    OFFSET 0
) AS granted, LATERAL json_array_elements_text(granted.document::json -> 'granted_roles') AS role (value)
ON CONFLICT DO NOTHING;
