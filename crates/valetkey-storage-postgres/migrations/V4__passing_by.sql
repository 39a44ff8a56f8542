-- A page of a search passes by whoever is found by something before: whose username begins with the text, too, or for names
-- the address. That is so when they have as many bytes in common as the text has. The number stands in the index, so that
-- nobody's row is read to be passed by. NULL where there is nothing to compare.
CREATE FUNCTION bytes_in_common(one BYTEA, other BYTEA) RETURNS INTEGER
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
AS $$
DECLARE
    low INTEGER := 0;
    high INTEGER := least(length(one), length(other));
    middle INTEGER;
BEGIN
    WHILE low < high LOOP
        middle := (low + high + 1) / 2;
        IF substr(one, 1, middle) = substr(other, 1, middle) THEN
            low := middle;
        ELSE
            high := middle - 1;
        END IF;
    END LOOP;
    RETURN low;
END
$$;
CREATE INDEX users_by_email_alone ON users (tenant, email_key, bytes_in_common(email_key, username_key));
DROP INDEX users_by_name;
CREATE INDEX users_by_name_alone ON users (
    tenant,
    user_name_key(document),
    username_key,
    greatest(
        bytes_in_common(user_name_key(document), username_key),
        bytes_in_common(user_name_key(document), email_key)
    )
);
