-- What people are writing at open meetings: sealed updates of live documents, deleted after the closing.
-- Ids, numbers and sealed bytes; no words. Not part of the record: nothing here is in the chain.

-- state: 1 open, 2 frozen. Frozen in the transaction that closes the meeting or calls it off.
CREATE TABLE live_meeting (
  meeting BLOB NOT NULL PRIMARY KEY,
  network BLOB NOT NULL,
  state INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- part: 0 for the shared document; 1 and a member, 2 and a practitioner for a voice.
-- head: the number of the last update. Moved under this row's lock, so numbers come without gaps and in order.
CREATE TABLE live_document (
  meeting BLOB NOT NULL,
  part BLOB NOT NULL,
  head INTEGER NOT NULL,
  PRIMARY KEY (meeting, part)
) STRICT, WITHOUT ROWID;

-- origin: the process that appended it, by a number of its own choosing.
CREATE TABLE live_update (
  meeting BLOB NOT NULL,
  part BLOB NOT NULL,
  seq INTEGER NOT NULL,
  origin INTEGER NOT NULL,
  sealed BLOB NOT NULL,
  PRIMARY KEY (meeting, part, seq)
) STRICT, WITHOUT ROWID;

-- Everything up to a number, in few updates. Apart from the document's row, which moves with each update.
CREATE TABLE live_snapshot (
  meeting BLOB NOT NULL,
  part BLOB NOT NULL,
  upto INTEGER NOT NULL,
  sealed BLOB NOT NULL,
  PRIMARY KEY (meeting, part)
) STRICT;
