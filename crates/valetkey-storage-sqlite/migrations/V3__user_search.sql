-- People are found by how their name begins. The key is made by SQLite, so that it is right for what a program of the version
-- before writes, too. It has the ASCII letters in lower case and 200 characters; a document with U+0000 has none.
CREATE INDEX users_by_name ON users (
    tenant,
    CASE WHEN instr(document, '\u0000') = 0 THEN lower(substr(json_extract(document, '$.name'), 1, 200)) END,
    username_key
);
