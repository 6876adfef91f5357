-- Rows, made from documents and the directory: they can be made anew at any time. For offices that
-- hold rows without documents, and for whoever comes for the first time.
CREATE TABLE matter_row (
    matter    BLOB PRIMARY KEY CHECK (length(matter) = 16),
    -- Counts up as rows are made: a row that is made anew gets a new one.
    stamp     INTEGER NOT NULL,
    -- 1: something is to be done on the matter.
    open      INTEGER NOT NULL,
    -- 1: a directory to come may vouch for more of its steps.
    doubtful  INTEGER NOT NULL,
    -- The posts that its steps cite, 8 bytes each.
    posts     BLOB NOT NULL,
    -- Bytes of its core and people documents.
    size      INTEGER NOT NULL,
    -- As casework writes it; empty where the documents make none.
    bytes     BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX matter_row_in_order ON matter_row (stamp);
CREATE INDEX matter_row_of_kind ON matter_row (open, stamp);
CREATE INDEX matter_row_in_doubt ON matter_row (matter) WHERE doubtful = 1;

-- Matters whose rows are to be made anew, though no change came in.
CREATE TABLE row_due (
    matter  BLOB PRIMARY KEY CHECK (length(matter) = 16)
) STRICT, WITHOUT ROWID;

-- How far rows are made; no row before the first.
CREATE TABLE row_standing (
    only_row    INTEGER PRIMARY KEY CHECK (only_row = 1),
    -- Counts what was written: of two who would write the same, one does.
    round       INTEGER NOT NULL,
    -- The place in the log up to which changes stand in rows.
    through     INTEGER NOT NULL,
    -- The version of the projection.
    projection  INTEGER NOT NULL,
    -- The directory they are made under.
    directory   BLOB NOT NULL
) STRICT;

-- Offices that could see a matter and cannot any more. What they wrote before they heard of it is
-- taken in.
CREATE TABLE withdrawn (
    matter  BLOB NOT NULL,
    office  TEXT NOT NULL,
    PRIMARY KEY (matter, office)
) STRICT, WITHOUT ROWID;
