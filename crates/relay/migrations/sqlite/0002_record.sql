-- The record: raw changes with the manifests that vouch for them. Nothing here is ever updated
-- but a document's size, and nothing is deleted.
CREATE TABLE document (
    no      INTEGER PRIMARY KEY,
    id      BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    matter  BLOB NOT NULL CHECK (length(matter) = 16),
    -- 0 core, 1 people, 2 internal.
    part    INTEGER NOT NULL,
    -- Whose, where it is internal.
    office  TEXT,
    -- Bytes of its changes.
    size    INTEGER NOT NULL
) STRICT;
CREATE INDEX document_of_matter ON document (matter);

CREATE TABLE manifest (
    no      INTEGER PRIMARY KEY,
    device  BLOB NOT NULL REFERENCES device (id),
    number  INTEGER NOT NULL,
    hash    BLOB NOT NULL CHECK (length(hash) = 32),
    bytes   BLOB NOT NULL,
    UNIQUE (device, number)
) STRICT;

CREATE TABLE change (
    -- The place in the log. Ancestors always have smaller ones.
    no        INTEGER PRIMARY KEY,
    document  INTEGER NOT NULL REFERENCES document (no),
    hash      BLOB NOT NULL CHECK (length(hash) = 32),
    actor     BLOB NOT NULL CHECK (length(actor) = 16),
    seq       INTEGER NOT NULL,
    manifest  INTEGER NOT NULL REFERENCES manifest (no),
    bytes     BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX change_once ON change (document, hash);
-- An actor's number stands for one change only; two would wedge the document everywhere.
CREATE UNIQUE INDEX change_of_actor ON change (document, actor, seq);
CREATE INDEX change_of_document ON change (document, no);

-- Which offices may see a matter's core and people documents. Only ever grows: what was handed
-- out cannot be called back.
CREATE TABLE audience (
    matter  BLOB NOT NULL,
    office  TEXT NOT NULL,
    PRIMARY KEY (matter, office)
) STRICT, WITHOUT ROWID;
