-- The record: raw changes with the manifests that vouch for them. Nothing here is ever updated
-- but a document's size, and nothing is deleted.
CREATE TABLE document (
    no      BIGINT PRIMARY KEY,
    id      BYTEA NOT NULL UNIQUE CHECK (octet_length(id) = 16),
    matter  BYTEA NOT NULL CHECK (octet_length(matter) = 16),
    -- 0 core, 1 people, 2 internal, 3 an office's document of the directory.
    part    BIGINT NOT NULL,
    -- Whose, where it is internal.
    office  TEXT COLLATE "C",
    -- Bytes of its changes.
    size    BIGINT NOT NULL
) WITH (fillfactor = 85);
CREATE INDEX document_of_matter ON document (matter);
-- The directory's documents are few among many.
CREATE INDEX document_of_org ON document (no) WHERE part = 3;

CREATE TABLE manifest (
    no      BIGINT PRIMARY KEY,
    device  BYTEA NOT NULL REFERENCES device (id),
    number  BIGINT NOT NULL,
    hash    BYTEA NOT NULL CHECK (octet_length(hash) = 32),
    bytes   BYTEA NOT NULL,
    UNIQUE (device, number)
);

CREATE TABLE change (
    -- The place in the log. Ancestors always have smaller ones.
    no        BIGINT PRIMARY KEY,
    document  BIGINT NOT NULL REFERENCES document (no),
    hash      BYTEA NOT NULL CHECK (octet_length(hash) = 32),
    actor     BYTEA NOT NULL CHECK (octet_length(actor) = 16),
    seq       BIGINT NOT NULL,
    manifest  BIGINT NOT NULL REFERENCES manifest (no),
    bytes     BYTEA NOT NULL
);
CREATE UNIQUE INDEX change_once ON change (document, hash);
-- An actor's number stands for one change only; two would wedge the document everywhere.
CREATE UNIQUE INDEX change_of_actor ON change (document, actor, seq);
CREATE INDEX change_of_document ON change (document, no);

-- Which offices may see a matter's core and people documents. Only ever grows: what was handed
-- out cannot be called back.
CREATE TABLE audience (
    matter  BYTEA NOT NULL,
    office  TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (matter, office)
);
