-- What was erased, and by whose word. The rows of its changes stay with their names, so that the log
-- and every place in it stay whole; their bytes are gone. Null in what a version before noted.
-- The matter, where all of it was erased: then nothing of it is taken in again, in whatever document.
ALTER TABLE tombstone ADD COLUMN matter BLOB CHECK (length(matter) = 16);
-- The change that holds the approval.
ALTER TABLE tombstone ADD COLUMN approval BLOB CHECK (length(approval) = 32);
CREATE INDEX tombstone_of_matter ON tombstone (matter) WHERE matter IS NOT NULL;
