-- Networks that were destroyed: the headers of their streams stay, their key and everything sealed by it is gone.
-- certificate: what was destroyed, when, by whom, under which rule; sealed with the service key, no words of anybody.
CREATE TABLE destroyed (
  network BLOB NOT NULL PRIMARY KEY,
  at INTEGER NOT NULL,
  head_seq INTEGER NOT NULL,
  head_hash BLOB NOT NULL,
  certificate BLOB NOT NULL
) STRICT, WITHOUT ROWID;
-- Networks that came from another Polyphony: where their chain ended there, so that continuity can be shown.
CREATE TABLE imported (
  network BLOB NOT NULL PRIMARY KEY,
  at INTEGER NOT NULL,
  origin TEXT NOT NULL,
  old_seq INTEGER NOT NULL,
  old_hash BLOB NOT NULL
) STRICT, WITHOUT ROWID;
