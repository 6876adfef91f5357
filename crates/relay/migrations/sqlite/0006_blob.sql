-- Attachments: sealed bytes, named by their SHA-256, beside the record. The relay cannot be made to
-- keep any that no document it holds mentions.
CREATE TABLE blob_mention (
    blob      BLOB NOT NULL CHECK (length(blob) = 32),
    document  INTEGER NOT NULL REFERENCES document (no),
    PRIMARY KEY (blob, document)
) STRICT, WITHOUT ROWID;
CREATE INDEX blob_mention_of_document ON blob_mention (document);

CREATE TABLE blob (
    no     INTEGER PRIMARY KEY,
    id     BLOB NOT NULL UNIQUE CHECK (length(id) = 32),
    -- All its bytes, as offered.
    size   INTEGER NOT NULL,
    -- So many of them are here, from the beginning.
    held   INTEGER NOT NULL,
    -- 1: all are here, and have the hash that is their name.
    whole  INTEGER NOT NULL
) STRICT;

-- The bytes as they came, part by part.
CREATE TABLE blob_part (
    blob   INTEGER NOT NULL REFERENCES blob (no),
    start  INTEGER NOT NULL,
    bytes  BLOB NOT NULL,
    PRIMARY KEY (blob, start)
) STRICT;
