-- Index tables: times, ids and counts, never anybody's words. Each is a function of the entries
-- and is rebuilt from them by `polyphony reindex`.

CREATE TABLE network_index (
  network BLOB NOT NULL PRIMARY KEY,
  holder BLOB,
  called_at INTEGER,
  offered_at INTEGER,
  declined_at INTEGER,
  met_at INTEGER,
  is_safety_open INTEGER NOT NULL,
  next_meeting_at INTEGER,
  last_meeting_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX network_index_by_call ON network_index (met_at, called_at);

-- seat: 1 practitioner, 2 member, 3 cover.
CREATE TABLE seat_index (
  network BLOB NOT NULL,
  seat INTEGER NOT NULL,
  who BLOB NOT NULL,
  PRIMARY KEY (network, seat, who)
) STRICT, WITHOUT ROWID;
CREATE INDEX seat_index_by_who ON seat_index (who);

CREATE TABLE meeting_index (
  network BLOB NOT NULL,
  meeting BLOB NOT NULL,
  starts_at INTEGER NOT NULL,
  is_ahead INTEGER NOT NULL,
  PRIMARY KEY (network, meeting)
) STRICT, WITHOUT ROWID;
CREATE INDEX meeting_index_by_start ON meeting_index (starts_at);

-- hash: keyed BLAKE3 of a normalised name part, telephone or NHS number.
CREATE TABLE look_up (
  hash BLOB NOT NULL,
  network BLOB NOT NULL,
  PRIMARY KEY (hash, network)
) STRICT, WITHOUT ROWID;
CREATE INDEX look_up_by_network ON look_up (network);
