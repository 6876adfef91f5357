-- What stands on an office's papers.
ALTER TABLE office ADD COLUMN organ TEXT NOT NULL DEFAULT '';
ALTER TABLE office ADD COLUMN phone TEXT NOT NULL DEFAULT '';
-- 0: not of the base directory. An office or a person that the directory's documents brought in, and
-- that stands here only because a device or an invitation names it.
ALTER TABLE office ADD COLUMN base INTEGER NOT NULL DEFAULT 1;
ALTER TABLE person ADD COLUMN base INTEGER NOT NULL DEFAULT 1;

-- Posts of the base directory: who may act first. They are ended, and others are added, by the
-- directory's documents.
CREATE TABLE post (
    id         BLOB PRIMARY KEY CHECK (length(id) = 8),
    person     BLOB NOT NULL CHECK (length(person) = 16),
    office     TEXT NOT NULL,
    -- The role's number (casework::directory::Role).
    role       INTEGER NOT NULL,
    -- The first day: 2026-11-22.
    since      TEXT NOT NULL,
    -- The post it stands in for.
    deputises  BLOB CHECK (length(deputises) = 8)
) STRICT, WITHOUT ROWID;

-- The directory's documents are few among many.
CREATE INDEX document_of_org ON document (no) WHERE part = 3;
