-- Authorization requests that wait for a user and are too long for an address.
CREATE TABLE waiting_requests (
    tenant BYTEA NOT NULL,
    id UUID NOT NULL,
    expires_at BIGINT NOT NULL,
    document TEXT NOT NULL,
    revision BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (tenant, id)
);
CREATE INDEX waiting_requests_by_expiry ON waiting_requests (expires_at);
