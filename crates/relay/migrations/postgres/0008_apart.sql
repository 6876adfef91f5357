-- What lies apart from everything else, and in no feed: sealed accusations (1), keys wrapped for them
-- (2), records of access (3), the escrow key (4). Rows are added, never changed. Numbers count within a
-- shelf, so that no gap on one tells of another.
CREATE TABLE apart (
    shelf  BIGINT NOT NULL,
    no     BIGINT NOT NULL,
    id     BYTEA NOT NULL,
    -- Days since 1970: when it came, no closer.
    day    BIGINT NOT NULL,
    bytes  BYTEA NOT NULL,
    PRIMARY KEY (shelf, no),
    UNIQUE (shelf, id)
);
