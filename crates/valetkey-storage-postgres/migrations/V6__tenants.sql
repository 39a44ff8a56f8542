-- A tenant with its issuer, which every seal names.
CREATE TABLE tenants (
    tenant BYTEA NOT NULL PRIMARY KEY,
    document TEXT NOT NULL
);
