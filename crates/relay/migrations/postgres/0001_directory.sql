-- One city's tables, in whatever schema the search path names. The same tables with the same
-- columns as in SQLite (store::tables), so that a city can be moved either way.

-- Which log this is: written once, when the tables are made.
CREATE TABLE identity (
    only_row   BIGINT PRIMARY KEY CHECK (only_row = 1),
    tenant     BYTEA NOT NULL CHECK (octet_length(tenant) = 16),
    epoch      BIGINT NOT NULL,
    -- Counts every change of the directory below.
    directory  BIGINT NOT NULL
);

-- Codes and names of columns are compared byte by byte, as SQLite does, whatever the server's
-- language is.
CREATE TABLE office (
    code    TEXT COLLATE "C" PRIMARY KEY,
    name    TEXT NOT NULL,
    parent  TEXT COLLATE "C" REFERENCES office (code) DEFERRABLE INITIALLY DEFERRED,
    tier    BIGINT NOT NULL,
    -- What stands on the office's papers.
    organ   TEXT NOT NULL DEFAULT '',
    phone   TEXT NOT NULL DEFAULT '',
    -- 0: not of the base directory. It stands here only because a device or an invitation names it.
    base    BIGINT NOT NULL DEFAULT 1
);

CREATE TABLE person (
    id      BYTEA PRIMARY KEY CHECK (octet_length(id) = 16),
    name    TEXT NOT NULL,
    office  TEXT COLLATE "C" NOT NULL REFERENCES office (code),
    base    BIGINT NOT NULL DEFAULT 1
);

CREATE TABLE device (
    id      BYTEA PRIMARY KEY CHECK (octet_length(id) = 8),
    office  TEXT COLLATE "C" NOT NULL REFERENCES office (code),
    -- The office's running number of it: part of local numbers for ever, never given twice.
    number  BIGINT NOT NULL,
    key     BYTEA NOT NULL CHECK (octet_length(key) = 32),
    person  BYTEA NOT NULL REFERENCES person (id),
    UNIQUE (office, number)
);

CREATE TABLE invitation (
    -- SHA-256 of the one-time secret: a copy of this table lets nobody in.
    secret_hash  BYTEA PRIMARY KEY CHECK (octet_length(secret_hash) = 32),
    office       TEXT COLLATE "C" NOT NULL REFERENCES office (code),
    person       BYTEA NOT NULL REFERENCES person (id),
    -- Milliseconds since 1970; null: never.
    expires_at   BIGINT,
    -- The device that used it.
    device       BYTEA REFERENCES device (id)
);

-- Posts of the base directory: who may act first.
CREATE TABLE post (
    id         BYTEA PRIMARY KEY CHECK (octet_length(id) = 8),
    person     BYTEA NOT NULL CHECK (octet_length(person) = 16),
    office     TEXT COLLATE "C" NOT NULL,
    -- The role's number (casework::directory::Role).
    role       BIGINT NOT NULL,
    -- The first day: 2026-11-22.
    since      TEXT NOT NULL,
    -- The post it stands in for.
    deputises  BYTEA CHECK (octet_length(deputises) = 8)
);

-- The links of an invented city. Their secrets stand here in clear, and only theirs.
CREATE TABLE demo_link (
    place   BIGINT PRIMARY KEY,
    title   TEXT NOT NULL,
    office  TEXT COLLATE "C" NOT NULL REFERENCES office (code),
    secret  TEXT NOT NULL
);
