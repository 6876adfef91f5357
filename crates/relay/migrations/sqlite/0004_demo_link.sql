-- The links of an invented city. Their secrets stand here in clear, and only theirs: they open
-- nothing but the demo.
CREATE TABLE demo_link (
    place   INTEGER PRIMARY KEY,
    title   TEXT NOT NULL,
    office  TEXT NOT NULL REFERENCES office (code),
    secret  TEXT NOT NULL
) STRICT;
