-- A sign-in in the same session ends the row before and names its successor: a code of the session still counts.
ALTER TABLE sessions ADD COLUMN continued_by BLOB;
