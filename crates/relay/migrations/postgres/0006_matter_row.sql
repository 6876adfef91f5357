-- Rows, made from documents and the directory: they can be made anew at any time. For offices that
-- hold rows without documents, and for whoever comes for the first time.
CREATE TABLE matter_row (
    matter    BYTEA PRIMARY KEY CHECK (octet_length(matter) = 16),
    -- Counts up as rows are made: a row that is made anew gets a new one.
    stamp     BIGINT NOT NULL,
    -- 1: something is to be done on the matter.
    open      BIGINT NOT NULL,
    -- 1: a directory to come may vouch for more of its steps.
    doubtful  BIGINT NOT NULL,
    -- The posts that its steps cite, 8 bytes each.
    posts     BYTEA NOT NULL,
    -- Bytes of its core and people documents.
    size      BIGINT NOT NULL,
    -- As casework writes it; empty where the documents make none.
    bytes     BYTEA NOT NULL
);
CREATE UNIQUE INDEX matter_row_in_order ON matter_row (stamp);
CREATE INDEX matter_row_of_kind ON matter_row (open, stamp);
CREATE INDEX matter_row_in_doubt ON matter_row (matter) WHERE doubtful = 1;

-- Matters whose rows are to be made anew, though no change came in.
CREATE TABLE row_due (
    matter  BYTEA PRIMARY KEY CHECK (octet_length(matter) = 16)
);

-- How far rows are made; no row before the first.
CREATE TABLE row_standing (
    only_row    BIGINT PRIMARY KEY CHECK (only_row = 1),
    -- Counts what was written: of two who would write the same, one does.
    round       BIGINT NOT NULL,
    -- The place in the log up to which changes stand in rows.
    through     BIGINT NOT NULL,
    -- The version of the projection.
    projection  BIGINT NOT NULL,
    -- The directory they are made under.
    directory   BYTEA NOT NULL
);

-- Offices that could see a matter and cannot any more. What they wrote before they heard of it is
-- taken in.
CREATE TABLE withdrawn (
    matter  BYTEA NOT NULL,
    office  TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (matter, office)
);
