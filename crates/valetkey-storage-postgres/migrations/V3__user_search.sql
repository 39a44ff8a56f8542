-- People are found by how their name begins. The key is made by the database, so that it is right for what servers of the
-- version before write, too. It has the ASCII letters in lower case and 200 characters: an index key has its limits. A
-- document with U+0000, which TEXT can't hold, has none.
CREATE FUNCTION user_name_key(document TEXT) RETURNS BYTEA
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
    SELECT CASE WHEN position('\u0000' IN document) = 0
        THEN convert_to(lower(left(document::JSON ->> 'name', 200) COLLATE "C"), 'UTF8')
    END
$$;
CREATE INDEX users_by_name ON users (tenant, user_name_key(document), username_key);
