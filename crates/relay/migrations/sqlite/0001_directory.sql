-- Which log this is: written once, when the file is made.
CREATE TABLE identity (
    only_row   INTEGER PRIMARY KEY CHECK (only_row = 1),
    tenant     BLOB NOT NULL CHECK (length(tenant) = 16),
    epoch      INTEGER NOT NULL,
    -- Counts every change of the directory below.
    directory  INTEGER NOT NULL
) STRICT;

CREATE TABLE office (
    code    TEXT PRIMARY KEY,
    name    TEXT NOT NULL,
    parent  TEXT REFERENCES office (code) DEFERRABLE INITIALLY DEFERRED,
    tier    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE person (
    id      BLOB PRIMARY KEY CHECK (length(id) = 16),
    name    TEXT NOT NULL,
    office  TEXT NOT NULL REFERENCES office (code)
) STRICT, WITHOUT ROWID;

CREATE TABLE device (
    id      BLOB PRIMARY KEY CHECK (length(id) = 8),
    office  TEXT NOT NULL REFERENCES office (code),
    -- The office's running number of it: part of local numbers for ever, never given twice.
    number  INTEGER NOT NULL,
    key     BLOB NOT NULL CHECK (length(key) = 32),
    person  BLOB NOT NULL REFERENCES person (id),
    UNIQUE (office, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE invitation (
    -- SHA-256 of the one-time secret: a copy of this file lets nobody in.
    secret_hash  BLOB PRIMARY KEY CHECK (length(secret_hash) = 32),
    office       TEXT NOT NULL REFERENCES office (code),
    person       BLOB NOT NULL REFERENCES person (id),
    -- Milliseconds since 1970; null: never.
    expires_at   INTEGER,
    -- The device that used it.
    device       BLOB REFERENCES device (id)
) STRICT, WITHOUT ROWID;
