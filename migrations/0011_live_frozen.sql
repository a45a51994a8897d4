-- What is left of live documents after a meeting was closed. Sealed bytes, ids and numbers; no words.

-- A voice's document as it stood at the closing, without what was deleted while writing: what a phone that had
-- no signal then is compared with. upto: the number of the last update in it. at: when it was put there.
CREATE TABLE live_frozen (
  meeting BLOB NOT NULL,
  part BLOB NOT NULL,
  upto INTEGER NOT NULL,
  at INTEGER NOT NULL,
  sealed BLOB NOT NULL,
  PRIMARY KEY (meeting, part)
) STRICT;

-- Documents to which something has come since, that is not yet in the record. Its updates stand in live_update.
-- account: who sent it. written_at: by the clock of their device; 0 where it did not say.
CREATE TABLE live_late (
  meeting BLOB NOT NULL,
  part BLOB NOT NULL,
  account BLOB NOT NULL,
  written_at INTEGER NOT NULL,
  PRIMARY KEY (meeting, part)
) STRICT, WITHOUT ROWID;
