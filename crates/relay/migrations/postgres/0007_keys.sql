-- The city's root key. Its secret stands here only where the relay itself issues certificates (a
-- demo, a city that was not begun with `relay init`).
CREATE TABLE authority (
    only_row  BIGINT PRIMARY KEY CHECK (only_row = 1),
    root      BYTEA NOT NULL,
    secret    BYTEA CHECK (octet_length(secret) = 32)
);

-- Who each device is, signed by who may say so.
CREATE TABLE certificate (
    device  BYTEA PRIMARY KEY CHECK (octet_length(device) = 8),
    bytes   BYTEA NOT NULL
);

-- An office's word for a code (wire::Voucher), and the device's number that it names.
ALTER TABLE invitation ADD COLUMN voucher BYTEA;
ALTER TABLE invitation ADD COLUMN number BIGINT;

-- Devices that are devices no more.
CREATE TABLE revocation (
    device  BYTEA PRIMARY KEY REFERENCES device (id),
    at      BIGINT NOT NULL,
    bytes   BYTEA NOT NULL,
    -- How far the feed of its office went then: what may have been on it.
    seq     BIGINT NOT NULL
);

-- The one-way inbox: what revoked devices had not handed in. Applied by nobody until a person takes
-- it in.
CREATE TABLE surrender (
    no        BIGINT PRIMARY KEY,
    device    BYTEA NOT NULL REFERENCES device (id),
    number    BIGINT NOT NULL,
    received  BIGINT NOT NULL,
    changes   BIGINT NOT NULL,
    size      BIGINT NOT NULL,
    bytes     BYTEA NOT NULL,
    -- When it was taken in, and at which device.
    taken     BIGINT,
    taken_by  BYTEA,
    UNIQUE (device, number)
);
