-- A tenant with its issuer, which every seal names.
CREATE TABLE tenants (
    tenant TEXT NOT NULL PRIMARY KEY,
    document TEXT NOT NULL
) STRICT;
