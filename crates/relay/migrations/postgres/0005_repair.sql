-- What is held of a document, in 32 bytes (wire::HeldSet): compared with what stations hold. Null
-- only until a database of a version before is opened for the first time.
ALTER TABLE document ADD COLUMN held BYTEA CHECK (octet_length(held) = 32);
CREATE INDEX document_unweighed ON document (no) WHERE held IS NULL;

-- The place a change had in a log that was lost, where it was given back from there: who handed in
-- what before whom is what it was.
ALTER TABLE change ADD COLUMN received BIGINT;
CREATE INDEX change_received ON change (received) WHERE received IS NOT NULL;

-- Documents that were erased, by law or for their age: nobody brings them back.
CREATE TABLE tombstone (
    document  BYTEA PRIMARY KEY CHECK (octet_length(document) = 16),
    -- Milliseconds since 1970.
    at        BIGINT NOT NULL
);

-- What stations gave back because it was missing here. Nothing ever should be.
CREATE TABLE repair (
    no         BIGINT PRIMARY KEY,
    -- Milliseconds since 1970.
    at         BIGINT NOT NULL,
    device     BYTEA NOT NULL CHECK (octet_length(device) = 8),
    -- 0 the log was another or an older one, 1 a confirmation that never came back, 2 an audit,
    -- 3 nothing was: it was carried here by hand.
    cause      BIGINT NOT NULL,
    documents  BIGINT NOT NULL,
    changes    BIGINT NOT NULL,
    -- Changes that were offered and that nothing vouches for.
    unproved   BIGINT NOT NULL,
    -- Documents that were refused.
    refused    BIGINT NOT NULL
);
