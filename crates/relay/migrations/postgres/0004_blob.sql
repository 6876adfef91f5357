-- Attachments: sealed bytes, named by their SHA-256, beside the record. The relay cannot be made to
-- keep any that no document it holds mentions. (Documents of part 4 are a committee's.)
CREATE TABLE blob_mention (
    blob      BYTEA NOT NULL CHECK (octet_length(blob) = 32),
    document  BIGINT NOT NULL REFERENCES document (no),
    PRIMARY KEY (blob, document)
);
CREATE INDEX blob_mention_of_document ON blob_mention (document);

CREATE TABLE blob (
    no     BIGINT PRIMARY KEY,
    id     BYTEA NOT NULL UNIQUE CHECK (octet_length(id) = 32),
    -- All its bytes, as offered.
    size   BIGINT NOT NULL,
    -- So many of them are here, from the beginning.
    held   BIGINT NOT NULL,
    -- 1: all are here, and have the hash that is their name.
    whole  BIGINT NOT NULL
) WITH (fillfactor = 85);

-- The bytes as they came, part by part.
CREATE TABLE blob_part (
    blob   BIGINT NOT NULL REFERENCES blob (no),
    start  BIGINT NOT NULL,
    bytes  BYTEA NOT NULL,
    PRIMARY KEY (blob, start)
);
-- What is sealed cannot be compressed; and of what is not, a piece is read without the whole.
ALTER TABLE blob_part ALTER COLUMN bytes SET STORAGE EXTERNAL;
