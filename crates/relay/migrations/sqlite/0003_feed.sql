-- One log an audience (an office), in the order its readers see it.
CREATE TABLE feed (
    audience  TEXT NOT NULL,
    -- From 1, without gaps.
    seq       INTEGER NOT NULL,
    -- Of the log up to and including this entry (wire::Cursor).
    hash      BLOB NOT NULL CHECK (length(hash) = 32),
    -- 0 changes, 1 granted, 2 directory.
    kind      INTEGER NOT NULL,
    -- The document, and which of its changes: those from `first` to `last` of the log.
    document  INTEGER REFERENCES document (no),
    first     INTEGER,
    last      INTEGER,
    -- The device that handed them in.
    device    BLOB,
    -- Bytes of the changes, so that a reader can be served without weighing them anew.
    size      INTEGER NOT NULL,
    PRIMARY KEY (audience, seq)
) STRICT, WITHOUT ROWID;
