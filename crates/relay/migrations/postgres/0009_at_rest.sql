-- The key that values lie sealed under, by number and mark (docs/adr/0017); no row: they lie as they are.
-- Of this place, not of the city: it does not move with it.
CREATE TABLE sealing (
    no    BIGINT PRIMARY KEY CHECK (no BETWEEN 1 AND 255),
    mark  BYTEA NOT NULL CHECK (octet_length(mark) = 32)
);

-- The city was moved away from here, when and where to: no relay serves it from here any more.
CREATE TABLE moved (
    only_row  BIGINT PRIMARY KEY CHECK (only_row = 1),
    at        BIGINT NOT NULL,
    place     TEXT NOT NULL
);
