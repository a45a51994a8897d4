-- What waits for a named person or duty by a date: ids and times, no words. Rebuilt by `polyphony reindex`.
CREATE TABLE matter_index (
    network BLOB NOT NULL,
    matter INTEGER NOT NULL,
    command BLOB NOT NULL,
    nth INTEGER NOT NULL,
    practitioner BLOB,
    duty INTEGER,
    due_at INTEGER NOT NULL,
    PRIMARY KEY (network, matter, command, nth)
) STRICT;
CREATE INDEX matter_of_practitioner ON matter_index (practitioner, due_at);
CREATE INDEX matter_of_duty ON matter_index (duty, due_at);
CREATE INDEX matter_due ON matter_index (due_at);
