-- One log an audience (an office), in the order its readers see it. Numbers are given under the
-- city's lock (store::postgres::turn), never by a sequence: a sequence's numbers become visible
-- in another order than they were given, and a reader's cursor would pass what is not there yet.
CREATE TABLE feed (
    audience  TEXT COLLATE "C" NOT NULL,
    -- From 1, without gaps.
    seq       BIGINT NOT NULL,
    -- Of the log up to and including this entry (wire::Cursor).
    hash      BYTEA NOT NULL CHECK (octet_length(hash) = 32),
    -- 0 changes, 1 granted, 2 directory.
    kind      BIGINT NOT NULL,
    -- The document, and which of its changes: those from `first` to `last` of the log.
    document  BIGINT REFERENCES document (no),
    first     BIGINT,
    last      BIGINT,
    -- The device that handed them in.
    device    BYTEA,
    -- Bytes of the changes, so that a reader can be served without weighing them anew.
    size      BIGINT NOT NULL,
    PRIMARY KEY (audience, seq)
);
