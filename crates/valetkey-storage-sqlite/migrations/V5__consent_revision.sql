-- How often a consent changed. A withdrawn one stays, with nothing in it, so that a code from before does not undo the
-- withdrawal.
ALTER TABLE consents ADD COLUMN revision INTEGER NOT NULL DEFAULT 1;
