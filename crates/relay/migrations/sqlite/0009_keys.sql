-- The city's root key. Its secret stands here only where the relay itself issues certificates (a
-- demo, a city that was not begun with `relay init`).
CREATE TABLE authority (
    only_row  INTEGER PRIMARY KEY CHECK (only_row = 1),
    root      BLOB NOT NULL,
    secret    BLOB CHECK (length(secret) = 32)
) STRICT;

-- Who each device is, signed by who may say so.
CREATE TABLE certificate (
    device  BLOB PRIMARY KEY CHECK (length(device) = 8),
    bytes   BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- An office's word for a code (wire::Voucher), and the device's number that it names.
ALTER TABLE invitation ADD COLUMN voucher BLOB;
ALTER TABLE invitation ADD COLUMN number INTEGER;

-- Devices that are devices no more.
CREATE TABLE revocation (
    device  BLOB PRIMARY KEY REFERENCES device (id),
    at      INTEGER NOT NULL,
    bytes   BLOB NOT NULL,
    -- How far the feed of its office went then: what may have been on it.
    seq     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The one-way inbox: what revoked devices had not handed in. Applied by nobody until a person takes
-- it in.
CREATE TABLE surrender (
    no        INTEGER PRIMARY KEY,
    device    BLOB NOT NULL REFERENCES device (id),
    number    INTEGER NOT NULL,
    received  INTEGER NOT NULL,
    changes   INTEGER NOT NULL,
    size      INTEGER NOT NULL,
    bytes     BLOB NOT NULL,
    -- When it was taken in, and at which device.
    taken     INTEGER,
    taken_by  BLOB,
    UNIQUE (device, number)
) STRICT;
