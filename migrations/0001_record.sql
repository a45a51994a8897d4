-- The record: streams of entries, each entry a clear header and a sealed body.
-- One text for both engines; for PostgreSQL the store writes BYTEA for BLOB, BIGINT for INTEGER,
-- leaves out STRICT and WITHOUT ROWID, and partitions what is marked "by stream".
-- Ids and hashes are bytes; instants are microseconds since 1970.

-- The database's own values: key-check, demo.
CREATE TABLE meta (
  name TEXT NOT NULL PRIMARY KEY,
  value BLOB NOT NULL
) STRICT;

-- kind: 1 network, 2 service. The wrapped key is the stream's data key under the service key.
CREATE TABLE stream (
  id BLOB NOT NULL PRIMARY KEY,
  kind INTEGER NOT NULL,
  head_seq INTEGER NOT NULL,
  head_hash BLOB NOT NULL,
  head_at INTEGER NOT NULL,
  wrapped_key BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- hash: keyed BLAKE3 over the previous hash, this header and the hash of the sealed body.
CREATE TABLE event (
  stream BLOB NOT NULL,
  seq INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  body_hash BLOB NOT NULL,
  hash BLOB NOT NULL,
  PRIMARY KEY (stream, seq)
) STRICT, WITHOUT ROWID; -- by stream

-- Apart from the headers, so that a body can be struck and the chain still verifies.
CREATE TABLE body (
  stream BLOB NOT NULL,
  seq INTEGER NOT NULL,
  sealed BLOB NOT NULL,
  PRIMARY KEY (stream, seq)
) STRICT, WITHOUT ROWID; -- by stream

-- Who looked: one row for each account, network, purpose and ten minutes.
-- purpose: 1 read, 2 act, 3 safety.
CREATE TABLE access (
  network BLOB NOT NULL,
  account BLOB NOT NULL,
  purpose INTEGER NOT NULL,
  ten_minutes INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (network, account, purpose, ten_minutes)
) STRICT, WITHOUT ROWID;
