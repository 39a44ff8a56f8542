CREATE TABLE valetkey_session (
    id         BLOB PRIMARY KEY,
    issuer     TEXT NOT NULL,
    subject    TEXT NOT NULL,
    sid        TEXT,
    expires_at INTEGER NOT NULL,
    version    INTEGER NOT NULL,
    sealed     TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX valetkey_session_by_subject ON valetkey_session (issuer, subject);
CREATE INDEX valetkey_session_by_sid ON valetkey_session (issuer, sid);
CREATE INDEX valetkey_session_by_end ON valetkey_session (expires_at);

-- The leases for refreshing the tokens of a session.
CREATE TABLE valetkey_refresh_lease (
    session    BLOB PRIMARY KEY REFERENCES valetkey_session (id) ON DELETE CASCADE,
    holder     BLOB NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Users. "person" in this file means the same as "user" in the code.
CREATE TABLE valetkey_person (
    id BLOB PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- An identity belongs to one user at most, so issuer and subject are the key.
CREATE TABLE valetkey_identity (
    issuer         TEXT NOT NULL,
    subject        TEXT NOT NULL,
    person         BLOB NOT NULL REFERENCES valetkey_person (id) ON DELETE CASCADE,
    provider       TEXT NOT NULL,
    name           TEXT,
    verified_email TEXT,
    PRIMARY KEY (issuer, subject)
) STRICT, WITHOUT ROWID;
CREATE INDEX valetkey_identity_by_person ON valetkey_identity (person);
CREATE INDEX valetkey_identity_by_email ON valetkey_identity (verified_email) WHERE verified_email IS NOT NULL;

CREATE TABLE valetkey_permission (
    person     BLOB NOT NULL REFERENCES valetkey_person (id) ON DELETE CASCADE,
    permission TEXT NOT NULL,
    PRIMARY KEY (person, permission)
) STRICT, WITHOUT ROWID;
